"""What is hidden stays hidden: nobody can work a small cell out from what a report shows."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from cse_text.trends import Tally, build_trends
from cse_text.trends.counts import STAFF
from cse_text.trends.hiding import FEWEST, Cell, hide
from cse_text.trends.tables import _staff_name
from cse_text.trends.values import Trends
from tests.trends.trends_samples import random_tally


def _side_by_side(*values: int) -> list[Cell]:
    return [Cell(number, "all", "end", (value,), value < FEWEST, value) for number, value in enumerate(values)]


def test_a_small_part_takes_the_least_large_one_with_it() -> None:
    """One small part could be had from the total, so the smallest of the others is hidden too."""
    assert hide(_side_by_side(3, 40, 9, 20)) == ({0, 2}, None)


def test_small_parts_do_not_protect_each_other() -> None:
    """Two small parts of known sum would be known too closely."""
    assert hide(_side_by_side(2, 1, 40, 9)) == ({0, 1, 3}, None)


def test_a_table_of_small_parts_is_not_shown() -> None:
    """Nothing large enough is left to hide behind."""
    assert hide(_side_by_side(4, 4, 3))[1] is not None
    assert hide(_side_by_side(4))[1] is not None


def test_nothing_small_hides_nothing() -> None:
    """A table of large cells is shown whole."""
    assert hide(_side_by_side(5, 6, 0)) == (frozenset(), None)


REST = "note types not told apart"


class Attack:
    """Everything a reader of a report knows, as equations; hidden numbers are the unknowns."""

    def __init__(self, tally: Tally, trends: Trends, measure: str) -> None:
        self.measure, self.rows, self.sums = measure, [], []
        self.unknown: dict[object, int] = {}
        self.tables = {table.dimension: table for table in trends.tables}
        self.truth: dict[object, int] = {}
        self.total = getattr(trends.total, measure)
        if self.tables["note type"].rows:
            self._equate([("type", row.group) for row in self.tables["note type"].rows], self.total, trends)
        self._parts(tally, trends)

    def _value(self, key: object, shown: int | None) -> tuple[int, int | None]:
        if shown is not None:
            return shown, None
        return 0, self.unknown.setdefault(key, len(self.unknown))

    def _equate(self, keys: list[object], total: object, trends: Trends) -> None:
        """Take note that the keys sum up to the total: a number, or the key of a cell."""
        coefficients, known = Counter[int](), 0
        for key, sign in [*((each, 1) for each in keys), *([] if isinstance(total, int) else [(total, -1)])]:
            value, index = self._value(key, self.shown(key))
            known += sign * value
            if index is not None:
                coefficients[index] += sign
        self.rows.append(coefficients)
        self.sums.append((total if isinstance(total, int) else 0) - known)

    def shown(self, key: object) -> int | None:
        """Return the number that a report shows for a key, None where it is hidden."""
        kind, *rest = key  # type: ignore[misc]
        if kind == "type":
            return next(getattr(row, self.measure) for row in self.tables["note type"].rows if row.group == rest[0])
        dimension, group, note_type = kind, rest[0], rest[1] if len(rest) > 1 else ""
        table = self.tables[dimension]
        rows = table.apart if note_type else table.rows
        found = [row for row in rows if row.group == group and row.note_type == note_type]
        return getattr(found[0], self.measure) if found else None

    def _levels(self, name: str, path: tuple[str, ...]) -> list[str]:
        return ["agency", "team", "worker"][: len(path)] if name == STAFF else [name]

    def _parts(self, tally: Tally, trends: Trends) -> None:
        types = {row.group for row in self.tables["note type"].rows}
        cells: dict[str, dict[tuple[tuple[str, ...], str], int]] = defaultdict(dict)
        for (name, path, kind), count in tally.cells.items():
            told = {row.note_type for level in self._levels(name, path) for row in self.tables[level].apart}
            key = path, kind if kind in told else REST  # other types are told apart for nobody
            cells[name][key] = cells[name].get(key, 0) + getattr(count, self.measure)
        for name, counts in cells.items():
            if name == "category" and self.measure != "findings":
                continue
            levels = self._levels(name, next(iter(counts))[0])
            apart = any(self.tables[level].apart for level in levels)  # else nobody is told who wrote which type
            summed: Counter[tuple[str, str, str]] = Counter()
            parent: dict[tuple[str, str, str], object] = {}
            for (path, kind), value in counts.items():
                for level, dimension in enumerate(levels, start=1):
                    named = _staff_name(counts, level) if name == STAFF else lambda each: each[0]
                    above = _staff_name(counts, level - 1)(path[: level - 1]) if level > 1 else ""
                    for note_type in ("", kind) if apart else ("",):
                        key = (dimension, named(path[:level]), note_type)
                        summed[key] += value
                        parent[key] = (levels[level - 2], above, note_type) if level > 1 else note_type
            self._link(summed, parent, types, trends, levels)

    def _link(self, summed, parent, types, trends, levels) -> None:  # noqa: C901
        under: dict[object, list[object]] = defaultdict(list)
        across: dict[object, list[object]] = defaultdict(list)
        for key in summed:
            dimension, group, note_type = key
            if not self.tables[dimension].rows:
                continue
            self.truth[key] = summed[key]
            if note_type:
                across[dimension, group, ""].append(key)
            under[parent[key]].append(key)
        for above, keys in under.items():
            if isinstance(above, tuple):
                if self.tables[above[0]].rows:
                    self._equate(keys, above, trends)
            elif above == "":
                self._equate(keys, self.total, trends)
            elif above == REST:
                told = {row.note_type for level in levels for row in self.tables[level].apart}
                self._equate(keys, self.total - sum(self.shown(("type", name)) for name in told), trends)
            elif types:
                self._equate(keys, ("type", above), trends)
        for above, keys in across.items():
            self._equate(keys, above, trends)

    def _matters(self, key: object) -> bool:
        """Return whether a number is one that a report hides or a small one that it does not list."""
        listed = {(table.dimension, row.group, row.note_type) for table in self.tables.values() for row in table.apart}
        return len(key) < 3 or not key[2] or key in listed or self.truth[key] < FEWEST  # type: ignore[arg-type, index]

    def ranges(self) -> dict[object, float]:
        """Return how far each hidden number is known: the width of what it can be."""
        many = len(self.unknown)
        matrix = np.zeros((len(self.rows), many))
        for line, coefficients in zip(matrix, self.rows, strict=True):
            for index, sign in coefficients.items():
                line[index] = sign
        widths = {}
        for key, index in ((each, index) for each, index in self.unknown.items() if self._matters(each)):
            aim = np.zeros(many)
            aim[index] = 1
            ends = [linprog(sign * aim, A_eq=matrix, b_eq=self.sums, bounds=(0, None)) for sign in (1, -1)]
            assert all(end.status in {0, 3} for end in ends), (key, [end.message for end in ends])
            low, high = (end.fun * sign if end.status == 0 else np.inf for end, sign in zip(ends, (1, -1), strict=True))
            widths[key] = high - low
        return widths


@pytest.mark.parametrize("measure", ["findings", "entries"])
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), notes=st.integers(30, 260), teams=st.integers(2, 6), types=st.integers(1, 4))
def test_no_hidden_number_is_known_to_less_than_five(
    measure: str, seed: int, notes: int, teams: int, types: int
) -> None:
    """From all tables of a report together, each hidden number can still lie anywhere in a range of five or more."""
    tally = random_tally(seed, notes=notes, teams=teams, types=types)
    trends = build_trends(tally)
    if not trends.tables:
        return
    widths = Attack(tally, trends, measure).ranges()

    assert all(width >= FEWEST - 1e-6 for width in widths.values()), {k: w for k, w in widths.items() if w < FEWEST}


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), notes=st.integers(20, 300))
def test_no_small_number_is_shown(seed: int, notes: int) -> None:
    """No row shows fewer than five findings or entries, and a hidden row shows nothing."""
    trends = build_trends(random_tally(seed, notes=notes, teams=5, types=3))
    rows = [row for table in trends.tables for row in (*table.rows, *table.apart)]

    assert all(row.findings >= FEWEST and row.entries >= FEWEST for row in rows if not row.hidden)
    hidden = {(row.entries, row.words, row.findings, row.per_words, row.per_entries) for row in rows if row.hidden}
    assert hidden <= {(None, None, None, None, None)}
