"""Counts by case, and by agency, team and quarter, with what was read beside what was found. Never by worker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from cse_text.reports.visible import one_line
from cse_text.reports.wording import agency_at, date_at
from cse_text.types import Finding, Record, ScannedRecord

CASE_COLUMNS = (
    *(("record", 24), ("source", 40), ("entries", 10), ("words", 10), ("findings", 10), ("high", 8), ("medium", 8)),
    *(("low", 8), ("record checks", 14), ("left alone", 11)),
)
TEAM_COLUMNS = (
    *(("agency", 28), ("team", 28), ("quarter", 14), ("entries", 10), ("words", 10), ("findings", 10), ("high", 8)),
    *(("medium", 8), ("low", 8), ("findings per 1,000 words", 16)),
)
ENOUGH = 1_000  # words below which a rate would say more about chance than about wording
TOO_FEW = "too few words"
NOT_STATED = "not stated"
_MONTHS_IN_QUARTER = 3


@dataclass(slots=True)
class CaseCounts:
    """A row a record, in the order they came."""

    _rows: list[list[str | int]] = field(default_factory=list)

    def add(self, scanned: ScannedRecord) -> None:
        """Count one record."""
        record = scanned.record
        masking = [finding for finding in scanned.findings if is_counted(finding)]
        alone = sum(not finding.masking for finding in scanned.findings)
        severities = Counter(finding.severity for finding in masking)
        self._rows.append(
            [
                *(one_line(record.id), one_line(record.source), max(1, len(record.entries)), len(record.text.split())),
                *(len(masking), severities["high"], severities["medium"], severities["low"]),
                *(len(scanned.record_findings), alone),
            ]
        )

    def rows(self) -> list[list[str | int]]:
        """Return the rows so far."""
        return list(self._rows)


@dataclass(slots=True)
class TeamCounts:
    """What each agency's teams wrote in each quarter, and what was found in it."""

    _counts: dict[tuple[str, str, str], Counter[str]] = field(default_factory=dict)

    def add(self, scanned: ScannedRecord) -> None:
        """Count one record, entry by entry."""
        record = scanned.record
        for start, end in _stretches(record):
            counts = self._at(record, start)
            counts["entries"] += 1
            counts["words"] += len(record.text[start:end].split())
        for finding in scanned.findings:
            if is_counted(finding):
                self._at(record, finding.start).update(("findings", finding.severity))

    def rows(self) -> list[list[str | int | float]]:
        """Return a row an agency, team and quarter, in the order of their names."""
        return [[*key, *_numbers(self._counts[key])] for key in sorted(self._counts)]

    def _at(self, record: Record, offset: int) -> Counter[str]:
        agency, team = agency_at(record, offset), team_at(record, offset)
        key = (one_line(agency) or NOT_STATED, one_line(team) or NOT_STATED, quarter_of(date_at(record, offset)))
        return self._counts.setdefault(key, Counter())


def is_counted(finding: Finding) -> bool:
    """Return whether a finding counts: it masks, and was not copied from a place where it counts already."""
    return finding.masking and not finding.copied_from


def team_at(record: Record, offset: int) -> str:
    """Return the team that wrote the entry at `offset`, or the record's own; '' if none is known."""
    entry = record.entry_at(offset)
    return entry.team if entry and entry.team else record.meta.get("team", "")


def quarter_of(date: str) -> str:
    """Return the quarter of an ISO date as '2019 Q2'."""
    year, month = date[:4], date[5:7]
    if not (year.isdecimal() and month.isdecimal()):
        return NOT_STATED
    return f"{year} Q{(int(month) - 1) // _MONTHS_IN_QUARTER + 1}"


def _stretches(record: Record) -> Iterator[tuple[int, int]]:
    if not record.entries:
        yield 0, len(record.text)
    for entry in record.entries:
        yield entry.start, entry.end


def _numbers(counts: Counter[str]) -> list[str | int | float]:
    words = counts["words"]
    rate = round(1_000 * counts["findings"] / words, 2) if words >= ENOUGH else TOO_FEW
    return [*(counts[name] for name in ("entries", "words", "findings", "high", "medium", "low")), rate]
