"""Which cells of a table are hidden, so that no small one can be worked out from what is shown.

A table with its totals is a flow: what goes into a node goes out of it. Whoever sees the shown cells knows each hidden
one up to the moves that keep all flows: a cell can be larger than it is if a way leads back from its head to its tail,
along hidden cells alone, forwards by adding, backwards by taking away. Each hidden cell gets such a way over which at
least FEWEST can move, by hiding further cells where needed, as few entries as possible. (Cox 1995; the network way of
complementary cell suppression.)
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

FEWEST = 5  # cells that count fewer are hidden, and so much a hidden cell can be away from its value

Key = Hashable
Node = Hashable


@dataclass(frozen=True, slots=True)
class Cell:
    """One number (or several that are shown and hidden together) that flows from `tail` to `head`."""

    key: Key
    tail: Node
    head: Node
    values: tuple[int, ...]
    small: bool
    price: float = 1.0

    @property
    def can_give(self) -> bool:
        """Whether FEWEST can be taken away from each of its values."""
        return min(self.values) >= FEWEST


@dataclass(slots=True)
class Table:
    """The cells as a network, with those hidden so far."""

    cells: Sequence[Cell]
    hidden: set[Key] = field(default_factory=set)
    safe: set[Key] = field(default_factory=set)
    _ways: dict[Node, list[tuple[Node, Cell]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for cell in self.cells:
            self._ways.setdefault(cell.tail, []).append((cell.head, cell))
            if cell.can_give:
                self._ways.setdefault(cell.head, []).append((cell.tail, cell))

    def link(self, start: Node, goal: Node, without: Key = None) -> list[Cell] | None:
        """Hide the cheapest way from start to goal and return its cells; None where there is none."""
        came: dict[Node, tuple[Node, Cell] | None] = {}
        order = itertools.count()
        queue: list[tuple[float, int, Node, tuple[Node, Cell] | None]] = [(0.0, next(order), start, None)]
        while queue:
            cost, _, node, step = heapq.heappop(queue)
            if node in came:
                continue
            came[node] = step
            if node == goal:
                return self._hide(list(_walked(came, goal)))
            for head, cell in self._ways.get(node, ()):
                if cell.key != without and head not in came:
                    price = 0.0 if cell.key in self.hidden else cell.price
                    heapq.heappush(queue, (cost + price, next(order), head, (node, cell)))
        return None

    def _hide(self, way: list[Cell]) -> list[Cell]:
        keys = {cell.key for cell in way}
        self.hidden |= keys
        self.safe |= keys
        return way

    def protect(self, cell: Cell) -> list[Cell] | None:
        """Give a cell its way; return the way, None where there is none."""
        way = self.link(cell.head, cell.tail, without=cell.key)
        if way is not None:
            self.hidden.add(cell.key)
            self.safe.add(cell.key)
        return way


def hide(cells: Iterable[Cell], hidden: Collection[Key] = ()) -> tuple[frozenset[Key], Cell | None]:
    """Return what to hide: the small cells and what protects them; and a cell that nothing can protect, if any.

    `hidden` are cells that are not shown anyway. Where a cell cannot be protected, the table must not be shown.
    """
    kept = [cell for cell in cells if any(cell.values)]
    small = [cell for cell in kept if cell.small]
    table = Table(kept, hidden={*hidden, *(cell.key for cell in small)})
    for cell in sorted(small, key=lambda each: (-max(each.values), str(each.key))):
        if cell.key not in table.safe and table.protect(cell) is None:
            return frozenset(), cell
    return frozenset(table.hidden), None


def _walked(came: dict[Node, tuple[Node, Cell] | None], goal: Node) -> Iterator[Cell]:
    step = came[goal]
    while step is not None:
        node, cell = step
        yield cell
        step = came[node]
