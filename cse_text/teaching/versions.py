"""Two versions of a note: which masking wording went, which remains, which crept in, and which details were lost.

Findings are given; the texts are aligned word by word, so that a phrase moved with its sentence is the same.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from cse_text.text import sentence_at, sentence_starts
from cse_text.types import Finding, ScannedRecord

_TOKEN = re.compile(r"\w+|[^\w\s]")
_NUMBER = re.compile(r"\d+(?:[.:/,]\d+)*")
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)(?<!\n)\b[A-Z][a-z]+\b")
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gone:
    """Masking wording of the earlier version that the later one does not hold.

    `now` is the sentence that stands in its place; None where nothing does: the fact may have been left out with it.
    """

    finding: Finding
    now: Range | None


@dataclass(frozen=True, slots=True)
class Kept:
    """Masking wording that both versions hold, perhaps in other words."""

    before: Finding
    after: Finding


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of one note with all that changed between them."""

    before: ScannedRecord
    after: ScannedRecord
    improved: tuple[Gone, ...]
    remains: tuple[Kept, ...]
    crept_in: tuple[Finding, ...]
    lost: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def masking_after(self) -> int:
        """Return how many phrases of the later version mask."""
        return len(self.remains) + len(self.crept_in)


def compare(before: ScannedRecord, after: ScannedRecord) -> Compared:
    """Return what changed from one version of a note to another."""
    aligned = Alignment(before.record.text, after.record.text)
    left = [each for each in after.findings if each.masking]
    improved, remains = [], []
    for finding in (each for each in before.findings if each.masking):
        twin = _twin(finding, left, aligned)
        if twin is None:
            improved.append(Gone(finding, _instead(before.record.text, after.record.text, finding, aligned)))
        else:
            left.remove(twin)
            remains.append(Kept(finding, twin))
    lost = _details(before.record.text, after.record.text)
    added = _details(after.record.text, before.record.text)
    return Compared(before, after, tuple(improved), tuple(remains), tuple(left), lost, added)


def pair(before: Sequence[ScannedRecord], after: Sequence[ScannedRecord]) -> list[tuple[ScannedRecord, ScannedRecord]]:
    """Return the records that belong together: the only two, those of the same id, or those in the same place."""
    if len(before) == len(after) == 1:
        return [(before[0], after[0])]
    later = {each.record.id: each for each in after}
    same = [(each, later[each.record.id]) for each in before if each.record.id in later]
    if same:
        return same
    return list(zip(before, after, strict=True)) if len(before) == len(after) else []


def unpaired(
    records: Sequence[ScannedRecord], pairs: Sequence[tuple[ScannedRecord, ScannedRecord]]
) -> list[ScannedRecord]:
    """Return the records that belong to no pair."""
    paired = {id(record) for each in pairs for record in each}
    return [record for record in records if id(record) not in paired]


class Alignment:
    """Which stretch of the later text stands where a stretch of the earlier one stood."""

    def __init__(self, before: str, after: str) -> None:
        self._one = [match.span() for match in _TOKEN.finditer(before)]
        self._two = [match.span() for match in _TOKEN.finditer(after)]
        one, two = ([text[a:b].lower() for a, b in spans] for text, spans in ((before, self._one), (after, self._two)))
        self._steps = difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
        self._starts, self._ends = [a for a, _ in self._one], [b for _, b in self._one]

    def there(self, start: int, end: int) -> Range | None:
        """Return the stretch of the later text for before[start:end], None where it was left out."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        parts = [part for step in self._steps if (part := _moved(step, first, last))]
        if not parts:
            return None
        low, high = min(a for a, _ in parts), max(b for _, b in parts)
        return self._two[low][0], self._two[high - 1][1]


def rows(before: str, after: str) -> list[tuple[Range | None, Range | None]]:
    """Return the sentences of both versions that belong beside each other; None where one side has nothing."""
    aligned, later = Alignment(before, after), _sentences(after)
    blocks: list[tuple[list[Range], list[int]]] = []  # sentences of the earlier version, numbers of the later one's
    reach = -1  # the last of the later version's sentences that has its row
    for sentence in _sentences(before):
        place = aligned.there(*sentence)
        held = [n for n, (a, b) in enumerate(later) if place and a < place[1] and b > place[0]]
        if held and held[0] <= reach:  # two sentences became one
            _join(blocks, sentence, held)
        else:
            blocks.append(([sentence], held))
        reach = max(reach, *held) if held else reach
    return _filled(blocks, later)


def _join(blocks: list[tuple[list[Range], list[int]]], sentence: Range, held: list[int]) -> None:
    """Put a sentence, and those left out before it, to the last block that has sentences of the later version."""
    lone: list[Range] = []
    while not blocks[-1][1]:
        lone = [*blocks.pop()[0], *lone]
    sentences, numbers = blocks.pop()
    blocks.append(([*sentences, *lone, sentence], sorted({*numbers, *held})))


def _filled(blocks: list[tuple[list[Range], list[int]]], later: list[Range]) -> list[tuple[Range | None, Range | None]]:
    """Return the blocks as rows, the later version's new sentences between them."""
    found: list[tuple[Range | None, Range | None]] = []
    used = 0
    for sentences, held in blocks:
        if held:
            found += [(None, each) for each in later[used : held[0]]]
            used = held[-1] + 1
        there = (later[held[0]][0], later[held[-1]][1]) if held else None
        found.append(((sentences[0][0], sentences[-1][1]), there))
    return found + [(None, each) for each in later[used:]]


def _sentences(text: str) -> list[Range]:
    """Return the sentences of a text, without those that hold no word."""
    starts = sentence_starts(text)
    ends = [*starts[1:], len(text)]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]


def _moved(step: tuple[str, int, int, int, int], first: int, last: int) -> Range | None:
    """Return the tokens of the later text that one step of the alignment puts for tokens first to last."""
    kind, i1, i2, j1, j2 = step
    low, high = max(first, i1), min(last, i2)
    if low >= high or j1 == j2:
        return None
    return (j1 + low - i1, j1 + high - i1) if kind == "equal" else (j1, j2)


def _twin(finding: Finding, others: Sequence[Finding], aligned: Alignment) -> Finding | None:
    """Return the finding of the later version that is this one: in its place, or the same words elsewhere."""
    place = aligned.there(finding.start, finding.end)
    if place is not None:
        here = [each for each in others if each.start < place[1] and each.end > place[0]]
        same = [each for each in here if each.category == finding.category or each.rule == finding.rule]
        if same:
            return same[0]
    words = _folded(finding)
    return next((each for each in others if _folded(each) == words), None)


def _instead(before: str, after: str, finding: Finding, aligned: Alignment) -> Range | None:
    """Return the sentence that stands where a finding's words stood, or else where their sentence stood."""
    place = aligned.there(finding.start, finding.end)
    if place is None:
        place = aligned.there(*sentence_at(sentence_starts(before), finding.start, len(before)))
    return _sentence(after, place)


def _folded(finding: Finding) -> str:
    return " ".join(finding.text.lower().split())


def _sentence(text: str, place: Range | None) -> Range | None:
    if place is None:
        return None
    starts = sentence_starts(text)
    first, _ = sentence_at(starts, place[0], len(text))
    _, last = sentence_at(starts, max(place[0], place[1] - 1), len(text))
    return first, last


def _details(text: str, other: str) -> tuple[str, ...]:
    """Return numbers and names of a text that the other does not hold: a rewording should keep them as they are."""
    held = {*_NUMBER.findall(other), *_TOKEN.findall(other)}
    return tuple(each for each in dict.fromkeys([*_NUMBER.findall(text), *_NAME.findall(text)]) if each not in held)
