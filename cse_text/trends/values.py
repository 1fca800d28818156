"""What a trends report holds: plain, frozen, ready to be shown. What is hidden is not in it at all."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with the interval that holds the true one with a probability of 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """One group. Where it is hidden, its numbers are None: they are not kept, so no report can show them.

    `per_entries` is None too for a category, whose rate of entries says nothing of its own.
    """

    group: str
    note_type: str = ""
    entries: int | None = None
    words: int | None = None
    findings: int | None = None
    per_words: Rate | None = None
    per_entries: Rate | None = None

    @property
    def hidden(self) -> bool:
        """Whether the numbers are kept back."""
        return self.findings is None


@dataclass(frozen=True, slots=True)
class Table:
    """The groups of one dimension: over all note types, and note types apart; `remarks` say what to bear in mind."""

    dimension: str
    rows: tuple[Row, ...] = ()
    apart: tuple[Row, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trends:
    """All that is shown. The spreads say how much findings of one child hang together: 1 where they do not."""

    total: Row
    children: int
    tables: tuple[Table, ...]
    spread_words: float = 1.0
    spread_entries: float = 1.0
    copied_entries: int = 0
    copied_words: int = 0
    copied_findings: int = 0
    without_child: int = 0
    reason: str = ""
    drawn: str = ""
