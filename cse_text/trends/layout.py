"""The counts of one dimension as a network of cells: groups within groups, by note type, with all their totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from cse_text.trends.counts import CHARACTERISTICS, Count, Path
from cse_text.trends.hiding import FEWEST, Cell, Key, Node

END = "end"


class Sums(NamedTuple):
    """What is shown of a cell."""

    entries: int
    words: int
    findings: int


@dataclass(slots=True)
class Layout:
    """One dimension: `margins` over all note types, `inner` by note type, each group and each that it lies within."""

    dimension: str
    depth: int
    margins: dict[Path, Count] = field(default_factory=dict)
    inner: dict[tuple[Path, str], Count] = field(default_factory=dict)

    def cells(self, *, apart: bool) -> Iterator[Cell]:
        """Yield the network, with note types apart or without."""
        dear = 1.0 + 3.0 * sum(each.entries or each.findings for each in self.margins.values())
        for path, count in self.margins.items():
            head: Node = ("row", path) if apart or len(path) < self.depth else END
            yield self._cell(path, ("row", path[:-1]), head, count, dear)
        for (path, note_type), count in self.inner.items() if apart else ():
            tail: Node = ("row", path) if len(path) == self.depth else ("at", path, note_type)
            yield self._cell((path, note_type), tail, ("at", path[:-1], note_type), count, 1.0)

    def _cell(self, key: Key, tail: Node, head: Node, count: Count, price: float) -> Cell:
        values = self.values(count)
        small = min(values) < FEWEST or (self.dimension in CHARACTERISTICS and len(count.children) < FEWEST)
        return Cell(key, tail, head, values, small, price + max(values))

    def values(self, count: Count) -> tuple[int, ...]:
        """Return what is shown of a group; a category has no entries or words of its own."""
        if self.dimension == "category":
            return (count.findings,)
        return (count.findings, count.entries, count.words)


def lay_out(dimension: str, cells: Iterable[tuple[tuple[Path, str], Count]], depth: int) -> Layout:
    """Return the counts of a dimension summed up, its groups cut to `depth` levels."""
    layout = Layout(dimension, depth)
    for (path, note_type), count in cells:
        for level in range(1, depth + 1):
            _add(layout.margins.setdefault(path[:level], Count()), count)
            _add(layout.inner.setdefault((path[:level], note_type), Count()), count)
    return layout


def _add(total: Count, part: Count) -> None:
    total.entries += part.entries
    total.words += part.words
    total.findings += part.findings
    total.children |= part.children
