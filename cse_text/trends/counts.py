"""Counts entries, words and findings by group and note type while records go by.

Memory grows with groups and children, not with notes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cse_text.trends.carried import Carried, Span
from cse_text.trends.groups import Unit, characteristics, child_of, units
from cse_text.trends.sample import Drawn, Sampler
from cse_text.types import Finding, ScannedRecord

STAFF = "staff"  # agency, team and, if asked for, worker: each within the one before
CHARACTERISTICS = ("sex", "ethnicity", "disability")

Path = tuple[str, ...]
Key = tuple[str, Path, str]  # dimension, group, note type


@dataclass(slots=True)
class Count:
    """What one group's entries of one note type hold. `children` is kept where a group is one of children."""

    entries: int = 0
    words: int = 0
    findings: int = 0
    children: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Child:
    """What one child's notes hold, under a number of this run's own."""

    number: int
    entries: int = 0
    words: int = 0
    findings: int = 0


@dataclass(slots=True)
class Tally:
    """The counts of a run. `by_worker` counts named workers too, and nothing else does."""

    by_worker: bool = False
    sampler: Sampler | None = None
    cells: dict[Key, Count] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    copied_entries: int = 0
    copied_words: int = 0
    copied_findings: int = 0
    without_child: int = 0
    _carried: Carried = field(default_factory=Carried)
    _spellings: dict[str, str] = field(default_factory=dict)

    def add(self, scanned: ScannedRecord) -> None:
        """Count one record, entry by entry."""
        record = scanned.record
        found = units(record)
        child, numbered = child_of(record)
        self.without_child += not numbered
        for unit, findings in zip(found, _shared_out(found, scanned.findings), strict=True):
            words, copied, spans = self._carried.read(record.text, unit.start, unit.end)
            own = [each for each in findings if not each.copied_from and not _inside(each, spans)]
            self.copied_words += copied
            self.copied_findings += len(findings) - len(own)
            self.copied_entries += bool(copied and not words)
            if words:
                self._add(unit, child, words, own)
                self._offer(scanned, unit, own)

    def _add(self, unit: Unit, child: str, words: int, findings: Sequence[Finding]) -> None:
        known = self.children.setdefault(child, Child(len(self.children)))
        known.entries += 1
        known.words += words
        known.findings += len(findings)
        note_type = self._spelt(unit.note_type)
        for dimension, path in self._groups(unit):
            cell = self.cells.setdefault((dimension, path, note_type), Count())
            cell.entries += 1
            cell.words += words
            cell.findings += len(findings)
            if dimension in CHARACTERISTICS:
                cell.children.add(known.number)
        for finding in findings:
            self.cells.setdefault(("category", (finding.category,), note_type), Count()).findings += 1

    def _groups(self, unit: Unit) -> Iterator[tuple[str, Path]]:
        staff = (self._spelt(unit.agency), self._spelt(unit.team))
        yield STAFF, (*staff, self._spelt(unit.worker)) if self.by_worker else staff
        yield "quarter", (unit.quarter,)
        for dimension, value in characteristics(unit).items():
            yield dimension, (value,)

    def _spelt(self, name: str) -> str:
        """Return a name as it was first spelt, whatever its capitals."""
        return self._spellings.setdefault(name.casefold(), name)

    def _offer(self, scanned: ScannedRecord, unit: Unit, findings: Sequence[Finding]) -> None:
        if self.sampler is None:
            return
        record = scanned.record
        text = record.text[unit.start : unit.end].strip()
        drawn = Drawn(record.id, record.source, record.place_at(unit.start), unit.day, unit.note_type, text)
        self.sampler.offer(drawn, flagged=bool(findings))


def _shared_out(found: Sequence[Unit], findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return the masking findings of each entry."""
    shared: list[list[Finding]] = [[] for _ in found]
    starts = [unit.start for unit in found]
    for finding in findings:
        if finding.masking:
            shared[max(0, bisect_right(starts, finding.start) - 1)].append(finding)
    return shared


def _inside(finding: Finding, spans: Sequence[Span]) -> bool:
    return any(start <= finding.start < end for start, end in spans)
