"""Two versions of a note as lines of plain characters, in two columns, masking words marked, a summary below."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    for told in summary(compared):
        yield from _listed(told, width)


@dataclass(frozen=True, slots=True)
class Told:
    """One part of what is said of a note below its two versions."""

    title: str
    said: tuple[str, ...]


def summary(compared: Compared) -> list[Told]:
    """Return what improved, what remains, what is new, and names and numbers that only one of the versions holds."""
    kept = tuple(_kept(each.before, each.after) for each in compared.remains)
    new = tuple(_named(each) for each in compared.crept_in)
    parts = [_counted("Improved", tuple(_improved(compared))), _counted("Remains", kept)]
    parts.append(_counted("New wording that masks", new))
    details = [f"no longer there: {', '.join(compared.lost)}"] if compared.lost else []
    details += [f"new: {', '.join(compared.added)}"] if compared.added else []
    return [*parts, Told("Names and numbers to check:", tuple(details))] if details else parts


def totals(compared: Sequence[Compared]) -> list[str]:
    """Return what is said of all notes together."""
    gone = sum(len(each.improved) for each in compared)
    kept, new = sum(len(each.remains) for each in compared), sum(len(each.crept_in) for each in compared)
    notes = f"{len(compared):,} note{'' if len(compared) == 1 else 's'}"
    held = [
        sum(bool(each.improved or each.remains) for each in compared),
        sum(bool(each.masking_after) for each in compared),
    ]
    said = [f"Masking phrases: {gone + kept} before, {kept + new} after, in {notes}."]
    said += [f"Notes that hold any: {held[0]} before, {held[1]} after."] if len(compared) > 1 else []
    return [*said, f"{gone} improved, {kept} remain, {new} new. Fewer marks do not make a child safer by themselves."]


def by_category(compared: Sequence[Compared]) -> list[tuple[str, int, int]]:
    """Return each category with its masking phrases in the earlier and in the later versions, the most first."""
    before = Counter(each.category for one in compared for each in one.before.findings if each.masking)
    after = Counter(each.category for one in compared for each in one.after.findings if each.masking)
    names = sorted({*before, *after}, key=lambda name: (-before[name] - after[name], name))
    return [(name, before[name], after[name]) for name in names]


def marked(scanned: ScannedRecord, place: Range | None) -> list[tuple[str, bool]]:
    """Return a stretch of a version in parts, each with whether it is one of the masking phrases."""
    start, end = place or (0, 0)
    parts, at = [], start
    for low, high in _spans(scanned, start, end):
        parts += [(scanned.record.text[at:low], False), (scanned.record.text[max(at, low) : high], True)]
        at = max(at, high)
    return [(text, is_mark) for text, is_mark in [*parts, (scanned.record.text[at:end], False)] if text]


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
    inside = [_shifted(text, start, span) for span in _spans(scanned, start, end)]
    return [line for pair in wrap_spans(_flat(text[start:end]), width, inside) for line in pair if line.strip()]


def _spans(scanned: ScannedRecord, start: int, end: int) -> list[Range]:
    found = [each for each in scanned.findings if each.masking and start <= each.start < end]
    return sorted((each.start, min(each.end, end)) for each in found)


def _row(left: Sequence[str], right: Sequence[str], width: int) -> Iterator[str]:
    for one, two in zip_longest(left, right, fillvalue=""):
        yield f"{one:<{width}}{_GAP}{two}".rstrip()
    yield f"{'':<{width}}{_GAP}".rstrip()


def _shifted(text: str, start: int, span: Range) -> Range:
    """Return a span as it stands once the line's runs of spaces are one space each."""
    before = " ".join(f"{text[start : span[0]]}x".split())[:-1].lstrip()
    words = " ".join(text[span[0] : span[1]].split())
    return len(before), len(before) + len(words)


def _improved(compared: Compared) -> Iterator[str]:
    for each in compared.improved:
        now = compared.after.record.text[each.now[0] : each.now[1]] if each.now else ""
        there = f'Now: "{_flat(now)}"' if now else "Nothing stands in its place; check that no fact went with it."
        yield f"{_named(each.finding)}. {there}"


def _counted(title: str, said: tuple[str, ...]) -> Told:
    return Told(f"{title}: {len(said) or 'none'}", said)


def _listed(told: Told, width: int) -> Iterator[str]:
    yield told.title
    for each in told.said:
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
