"""One child's record from several files as one time line: joined, in order of date, each entry with its findings.

Values in, values out. The words of every entry stay as they were; only their order is the dates'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from cse_text.audit.heads import cut_at_heads
from cse_text.dating import day_of, out_of_line_then
from cse_text.types import Entry, Finding, Place, Record, ScannedRecord

BETWEEN = "\n\n"  # between two entries of the joined text
THOUSAND = 1000
_OF_ONE = frozenset({"agency", "team", "author_role", "note_type", "note_date"})  # what a note says of itself alone


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the time line: who wrote it, when and where it stands, its words and what masks in them."""

    entry: Entry
    place: str
    text: str
    findings: tuple[Finding, ...]

    @property
    def words(self) -> int:
        """The number of words of the entry."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Stretch:
    """How a stretch of the time line is worded."""

    entries: int
    words: int
    findings: int
    categories: tuple[tuple[str, int], ...]

    @property
    def per_thousand(self) -> float:
        """Findings in a thousand words."""
        return THOUSAND * self.findings / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class Dated:
    """A finding beside the day on which it was written; its `valid_from` says since when guidance speaks against it."""

    finding: Finding
    written: date | None

    @property
    def then(self) -> bool | None:
        """Whether the wording was out of line when it was written; None where dates do not tell."""
        return out_of_line_then(self.finding.valid_from, self.written)


def assemble(name: str, records: Sequence[Record]) -> Record:
    """Return the records of one case as one record, its entries in order of date; undated entries come last."""
    pieces = [piece for record in records for piece in _pieces(record)]
    pieces.sort(key=lambda piece: (piece[1].date is None, piece[1].date or date.min))
    sources = dict.fromkeys(record.source for record in records)
    text, entries, places = "", [], []
    for record, entry in pieces:
        shift = len(text) + (len(BETWEEN) if text else 0) - entry.start
        text += (BETWEEN if text else "") + record.text[entry.start : entry.end]
        entries.append(replace(entry, start=entry.start + shift, end=entry.end + shift))
        places += [Place(start + shift, label) for start, label in _places(record, entry, several=len(sources) > 1)]
    meta = {key: value for record in reversed(records) for key, value in record.meta.items() if value}
    meta = {key: value for key, value in meta.items() if key not in _OF_ONE or _shared(records, key)}
    problems = tuple(dict.fromkeys(problem for record in records for problem in record.problems))
    return Record(name, text, ", ".join(sources), meta, tuple(entries), tuple(places), problems)


def _shared(records: Sequence[Record], key: str) -> bool:
    """Return whether all records say the same of something that belongs to the one who wrote."""
    return len({record.meta.get(key, "") for record in records}) == 1


def _pieces(record: Record) -> Iterator[tuple[Record, Entry]]:
    """Yield the entries of a record, each with the agency and date that the record gives it; none overlap."""
    end = 0
    for entry in record.entries or (Entry(0, len(record.text)),):
        given = replace(entry, start=max(end, entry.start), agency=entry.agency or record.meta.get("agency", ""))
        end = max(end, entry.end)
        if record.text[given.start : given.end].strip():
            dated = replace(given, date=given.date or day_of(record.meta.get("note_date", "")))
            yield from ((record, piece) for piece in cut_at_heads(record, dated))


def _places(record: Record, entry: Entry, *, several: bool) -> Iterator[tuple[int, str]]:
    """Yield where an entry's text stands, with its file where there are several."""
    name = PurePath(record.source).name if several else ""
    inside = [(place.start, place.label) for place in record.places if entry.start < place.start < entry.end]
    for start, label in ((entry.start, record.place_at(entry.start)), *inside):
        yield start, ", ".join(filter(None, (name, label)))


def timeline(scanned: ScannedRecord) -> tuple[Line, ...]:
    """Return the entries of an assembled record, each with the wording that masks in it."""
    record = scanned.record
    found = [finding for finding in scanned.findings if finding.masking]
    return tuple(
        Line(
            entry,
            record.place_at(entry.start),
            record.text[entry.start : entry.end],
            tuple(finding for finding in found if entry.start <= finding.start < entry.end),
        )
        for entry in record.entries
    )


def stretch(lines: Iterable[Line]) -> Stretch:
    """Return how some entries are worded, the most frequent categories first."""
    chosen = list(lines)
    counts: dict[str, int] = {}
    for finding in (finding for line in chosen for finding in line.findings):
        counts[finding.category] = counts.get(finding.category, 0) + 1
    ranked = tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
    return Stretch(len(chosen), sum(line.words for line in chosen), sum(counts.values()), ranked)


def before_and_after(lines: Sequence[Line], event: date) -> tuple[Stretch, Stretch, int]:
    """Return the stretch before an event, that from its day on, and how many entries have no date and stand in none."""
    dated = [(line, line.entry.date) for line in lines if line.entry.date is not None]
    before = stretch(line for line, day in dated if day < event)
    after = stretch(line for line, day in dated if day >= event)
    return before, after, len(lines) - len(dated)


def by_agency(lines: Sequence[Line]) -> tuple[tuple[str, Stretch], ...]:
    """Return how each agency words its entries, in order of their first entry; '' is an agency not stated.

    Where a note names no agency, as in an export of one, its team stands for it.
    """
    of_agency: dict[str, list[Line]] = {}
    for line in lines:
        of_agency.setdefault(line.entry.agency or line.entry.team, []).append(line)
    return tuple((name, stretch(of_one)) for name, of_one in of_agency.items())


def then_and_now(lines: Sequence[Line]) -> tuple[Dated, ...]:
    """Return each finding beside the day on which it was written."""
    return tuple(Dated(finding, line.entry.date) for line in lines for finding in line.findings)
