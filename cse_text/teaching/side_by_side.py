"""Two versions of a note as lines of plain characters, in two columns, masking words marked, a summary below."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from cse_text.teaching.pages import wrap_spans
from cse_text.teaching.versions import Compared, Range, rows
from cse_text.types import Finding, ScannedRecord

SCHEMA = 1
_GAP = " | "


def lines(compared: Compared, width: int) -> Iterator[str]:
    """Yield the comparison of one note."""
    yield from _columns(compared, (width - len(_GAP)) // 2)
    yield from _improved(compared, width)
    yield from _listed("Remains", [_kept(each.before, each.after) for each in compared.remains], width)
    yield from _listed("New wording that masks", [_named(each) for each in compared.crept_in], width)
    details = [f"no longer there: {', '.join(compared.lost)}"] if compared.lost else []
    details += [f"new: {', '.join(compared.added)}"] if compared.added else []
    if details:
        yield from _listed("Names and numbers to check", details, width, counted=False)


def _columns(compared: Compared, width: int) -> Iterator[str]:
    """Yield both versions, sentence beside sentence."""
    yield f"{'BEFORE':<{width}}{_GAP}AFTER"
    yield f"{'-' * width}{_GAP}{'-' * width}"
    for one, two in rows(compared.before.record.text, compared.after.record.text):
        yield from _row(_cell(compared.before, one, width), _cell(compared.after, two, width), width)
    yield ""


def _cell(scanned: ScannedRecord, place: Range | None, width: int) -> list[str]:
    """Return a stretch of a version in lines of this width, its masking words marked below."""
    if place is None:
        return []
    start, end = place
    text = scanned.record.text
    spans = [
        (each.start, min(each.end, end)) for each in scanned.findings if each.masking and start <= each.start < end
    ]
    inside = [_shifted(text, start, span) for span in spans]
    return [line for pair in wrap_spans(_flat(text[start:end]), width, inside) for line in pair if line.strip()]


def _row(left: Sequence[str], right: Sequence[str], width: int) -> Iterator[str]:
    for one, two in zip_longest(left, right, fillvalue=""):
        yield f"{one:<{width}}{_GAP}{two}".rstrip()
    yield f"{'':<{width}}{_GAP}".rstrip()


def _shifted(text: str, start: int, span: Range) -> Range:
    """Return a span as it stands once the line's runs of spaces are one space each."""
    before = " ".join(f"{text[start : span[0]]}x".split())[:-1].lstrip()
    words = " ".join(text[span[0] : span[1]].split())
    return len(before), len(before) + len(words)


def _improved(compared: Compared, width: int) -> Iterator[str]:
    said = []
    for each in compared.improved:
        now = compared.after.record.text[each.now[0] : each.now[1]] if each.now else ""
        there = f'Now: "{_flat(now)}"' if now else "Nothing stands in its place; check that no fact went with it."
        said.append(f"{_named(each.finding)}. {there}")
    yield from _listed("Improved", said, width)


def _listed(title: str, said: Sequence[str], width: int, *, counted: bool = True) -> Iterator[str]:
    yield f"{title}: {len(said) or 'none'}" if counted else f"{title}:"
    for each in said:
        yield from textwrap.wrap(each, width, initial_indent="  - ", subsequent_indent="    ")
    yield ""


def _named(finding: Finding) -> str:
    return f'"{_flat(finding.text)}" ({finding.category})'


def _kept(before: Finding, after: Finding) -> str:
    same = _flat(before.text).lower() == _flat(after.text).lower()
    return _named(before) if same else f"{_named(before)}, now {_named(after)}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def as_data(compared: Compared) -> dict[str, Any]:
    """Return the comparison as data for JSON; offsets are code points into each version's own text."""
    return {
        "before": {"id": compared.before.record.id, "source": compared.before.record.source},
        "after": {"id": compared.after.record.id, "source": compared.after.record.source},
        "improved": [
            {**_data(each.finding), "now": list(each.now) if each.now else None} for each in compared.improved
        ],
        "remains": [{"before": _data(each.before), "after": _data(each.after)} for each in compared.remains],
        "crept_in": [_data(each) for each in compared.crept_in],
        "details": {"lost": list(compared.lost), "added": list(compared.added)},
    }


def _data(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "category": finding.category,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "place": finding.place,
        "confidence": finding.confidence,
    }
