"""A deck's skeleton from notes of the user's own: findings become marks, what only a person can write is left open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from cse_text.teaching.schema import TO_WRITE
from cse_text.text import sentence_at, sentence_starts
from cse_text.types import Finding, ScannedRecord

_AROUND = 1  # sentences kept before and after one that holds a finding
HEAD = """\
# A deck begun from notes of your own. Before it is shown: read every card for names, places, dates and anything by
# which a child could be known, and change it. Then write each place that says "(to write)".
# cse-text teach check names what is open.
"""


def skeleton(name: str, scanned: Sequence[ScannedRecord]) -> tuple[str, int]:
    """Return the deck as YAML, and how many cards it holds."""
    import yaml

    cards = [card for each in scanned for card in _cards(each)]
    numbered = [{"id": f"card-{number}", **card} for number, card in enumerate(cards, start=1)]
    deck = {"name": slug(name), "title": TO_WRITE, "audience": TO_WRITE, "about": TO_WRITE, "cards": numbered}
    return HEAD + yaml.safe_dump(deck, sort_keys=False, allow_unicode=True, width=110), len(cards)


def slug(text: str) -> str:
    """Return a text as small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "own-notes"


def _cards(scanned: ScannedRecord) -> list[dict[str, Any]]:
    """Return a card for each stretch of a record that holds findings, sentences around them included."""
    text = scanned.record.text
    starts = sentence_starts(text)
    stretches: list[tuple[int, int, list[Finding]]] = []
    for finding in sorted((each for each in scanned.findings if each.masking), key=lambda each: each.start):
        start, end = _stretch(starts, finding, len(text))
        if not stretches or start >= stretches[-1][1]:
            stretches.append((start, end, [finding]))
            continue
        before, _, found = stretches.pop()
        cut = _new_line(text, starts, found[-1].end, finding.start)
        parted = [(before, cut, found), (cut, end, [finding])] if cut else [(before, end, [*found, finding])]
        stretches += parted
    return [_card(scanned, start, end, found) for start, end, found in stretches]


def _new_line(text: str, starts: Sequence[int], after: int, until: int) -> int:
    """Return where a sentence on a line of its own begins between two findings, 0 where none does."""
    return next((at for at in starts if after <= at <= until and text[:at].rstrip(" \t").endswith("\n")), 0)


def _stretch(starts: Sequence[int], finding: Finding, length: int) -> tuple[int, int]:
    start, _ = sentence_at(starts, finding.start, length)
    _, end = sentence_at(starts, max(finding.start, finding.end - 1), length)
    first = max(0, starts.index(start) - _AROUND)
    after = next((number for number, at in enumerate(starts) if at >= end), len(starts)) + _AROUND
    return starts[first], starts[after] if after < len(starts) else length


def _card(scanned: ScannedRecord, start: int, end: int, found: Sequence[Finding]) -> dict[str, Any]:
    text = scanned.record.text
    sources = list(dict.fromkeys(key for finding in found for key in finding.sources[:1]))
    other = {"text": TO_WRITE, "because": TO_WRITE}
    return {
        "setting": _setting(scanned),
        "note": _flat(text[start:end]),
        "marks": [_mark(text, finding) for finding in found],
        "reframings": [_reframed(text, start, end, found)],
        "changes": TO_WRITE,
        "choose": {"because": TO_WRITE, "others": [other, dict(other)]},
        "risk": {"before": "low", "after": "medium", "because": TO_WRITE},
        "ask": next((finding.question for finding in found if finding.question), ""),
        "sources": sources,
    }


def _setting(scanned: ScannedRecord) -> str:
    meta = scanned.record.meta
    facts = [meta.get("agency", ""), meta.get("note_type", "")]
    return ", ".join(_flat(fact) for fact in facts if fact) or TO_WRITE


def _mark(text: str, finding: Finding) -> dict[str, str]:
    return {
        "words": _flat(text[finding.start : finding.end]),
        "category": finding.category,
        "does": _flat(finding.why) or TO_WRITE,
    }


def _reframed(text: str, start: int, end: int, found: Sequence[Finding]) -> str:
    """Return the stretch with the first suggestion for each finding put in, to be rewritten by hand."""
    edits = sorted((finding.reframings[0] for finding in found if finding.reframings), key=lambda each: each.start)
    parts, at = [], start
    for edit in edits:
        if not at <= edit.start <= edit.end <= end:
            return TO_WRITE
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return f"{TO_WRITE} {_flat(''.join([*parts, text[at:end]]))}" if len(edits) == len(found) else TO_WRITE


def _flat(text: str) -> str:
    return " ".join(text.split())
