"""Makes the finished tables of a tally: rates with intervals, small cells hidden, groups in order of name.

Never a league table: no order by rate, and a remark where groups write very different notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cse_text.trends.counts import STAFF, Count, Path, Tally
from cse_text.trends.groups import NOT_FOUND, NOT_KNOWN, quarter_order
from cse_text.trends.hiding import FEWEST, Cell, Key, hide
from cse_text.trends.intervals import rate, spread_of
from cse_text.trends.layout import END, Layout, Sums, lay_out
from cse_text.trends.values import Row, Table, Trends

DIMENSIONS = ("category", "quarter", "sex", "ethnicity", "disability")
_AT = 3  # parts of the name of a node for one note type
UNSEEN = ""  # all note types that are hidden, as one
_LEVELS = ("agency", "team", "worker")
MIXED = 0.25  # share of words that would have to be of another note type for a group to be like the whole
TOO_THIN = "Too thin to be shown: what is small could be worked out from the rest."
THIN_TYPES = "Too thin to be shown apart are these note types:"
NOT_APART = "Too thin to show note types apart: what is small could be worked out from the totals."
MIXES = "These hold another mix of note types than the whole, so compare them within a note type only:"
NOWHERE = "Not found in any of the notes."


@dataclass(frozen=True, slots=True)
class _Whole:
    """What all tables share: the totals, those by note type and which of these are hidden."""

    total: Sums
    types: Mapping[str, Sums]
    hidden: frozenset[str]
    apart: bool
    spread_words: float
    spread_entries: float

    def row(self, group: str, note_type: str, sums: Sums | None) -> Row:
        if sums is None:
            return Row(group, note_type)
        entries, words, findings = sums
        by_words = rate(findings, words / 1_000, self.spread_words)
        return Row(
            group, note_type, entries, words, findings, by_words, rate(findings, entries / 100, self.spread_entries)
        )


def build_trends(tally: Tally, reason: str = "", drawn: str = "") -> Trends:
    """Return the report of a tally; `reason` is why named workers are shown, `drawn` tells of a sample."""
    whole, types = _whole(tally)
    small = min(whole.total) < FEWEST
    return Trends(
        total=whole.row("all", "", None if small else whole.total),
        children=len(tally.children),
        tables=() if small else (types, *_staff(tally, whole), *(_simple(tally, whole, name) for name in DIMENSIONS)),
        spread_words=whole.spread_words,
        spread_entries=whole.spread_entries,
        copied_entries=tally.copied_entries,
        copied_words=tally.copied_words,
        copied_findings=tally.copied_findings,
        without_child=tally.without_child,
        reason=reason,
        drawn=drawn,
    )


def _whole(tally: Tally) -> tuple[_Whole, Table]:
    types: dict[str, Sums] = {}
    for (dimension, _, note_type), count in tally.cells.items():
        if dimension == STAFF:
            types[note_type] = _plus(types.get(note_type, Sums(0, 0, 0)), count)
    total = Sums(*(sum(column) for column in zip(*types.values(), strict=True))) if types else Sums(0, 0, 0)
    found, stuck = hide(Cell(name, "all", END, each, min(each) < FEWEST, max(each)) for name, each in types.items())
    hidden = frozenset(types) if stuck else frozenset(map(str, found))
    children = tally.children.values()
    whole = _Whole(
        total,
        types,
        hidden,
        stuck is None and len(types) > 1,
        spread_of((each.findings, each.words) for each in children),
        spread_of((each.findings, each.entries) for each in children),
    )
    return whole, _types_table(whole, shown=stuck is None)


def _types_table(whole: _Whole, *, shown: bool) -> Table:
    if set(whole.types) <= {NOT_FOUND}:
        return Table("note type", remarks=(NOWHERE,))
    if not shown:
        return Table("note type", remarks=(TOO_THIN,))
    names = sorted(whole.types, key=_by_name)
    rows = (whole.row(name, "", None if name in whole.hidden else whole.types[name]) for name in names)
    return Table("note type", tuple(rows))


def _staff(tally: Tally, whole: _Whole) -> Iterator[Table]:
    """Yield agency, team and worker, hidden together: who knows an agency's teams can take them from its total."""
    cells = _cells(tally, STAFF)
    depth = 3 if tally.by_worker else 2
    chosen = next((found for level in range(depth, 0, -1) if (found := _protected(STAFF, cells, level, whole))), None)
    for level, dimension in enumerate(_LEVELS[:depth], start=1):
        if {path[level - 1] for path, _ in cells} <= {NOT_FOUND}:
            yield Table(dimension, remarks=(NOWHERE,))
        elif chosen is None or chosen.layout.depth < level:
            yield Table(dimension, remarks=(TOO_THIN,))
        else:
            yield chosen.table(dimension, level, whole, _staff_name(cells, level), _by_name)


def _simple(tally: Tally, whole: _Whole, dimension: str) -> Table:
    cells = _cells(tally, dimension)
    if {path[0] for path, _ in cells} <= {NOT_FOUND}:
        return Table(dimension, remarks=(NOWHERE,))
    chosen = _protected(dimension, cells, 1, whole)
    if chosen is None:
        return Table(dimension, remarks=(TOO_THIN,))
    order = quarter_order if dimension == "quarter" else _by_name
    return chosen.table(dimension, 1, whole, _first, order)


@dataclass(frozen=True, slots=True)
class _Protected:
    """A dimension with what is hidden in it; `apart` says whether note types can be shown apart."""

    layout: Layout
    hidden: frozenset[Key]
    unseen: frozenset[str]
    apart: bool

    def table(
        self,
        dimension: str,
        level: int,
        whole: _Whole,
        named: Callable[[Path], str],
        order: Callable[[str], tuple[str, int]],
    ) -> Table:
        margins = {path: count for path, count in self.layout.margins.items() if len(path) == level}
        paths = sorted(margins, key=lambda path: order(named(path)))
        rows = [whole.row(named(path), "", self._sums(path, margins[path], whole.total)) for path in paths]
        remarks = [*self._thin(whole, len(paths)), *self._mixed(dimension, paths, whole, named)]
        apart = self._apart(paths, whole, named) if self.apart and len(paths) > 1 else ()
        return Table(dimension, tuple(rows), tuple(apart), tuple(remarks))

    def _thin(self, whole: _Whole, groups: int) -> Iterator[str]:
        if whole.apart and not self.apart and groups > 1:
            yield NOT_APART
        elif whole.apart and groups > 1 and (left := sorted(self.unseen - whole.hidden, key=_by_name)):
            yield f"{THIN_TYPES} {'; '.join(left)}."

    def _apart(self, paths: list[Path], whole: _Whole, named: Callable[[Path], str]) -> Iterator[Row]:
        for note_type in sorted(set(whole.types) - self.unseen, key=_by_name):
            for path in paths:
                count = self.layout.inner.get((path, note_type))
                if count is not None and any(self.layout.values(count)):
                    sums = self._sums((path, note_type), count, whole.types[note_type])
                    yield whole.row(named(path), note_type, sums)

    def _sums(self, key: Key, count: Count, whole: Sums) -> Sums | None:
        """Return what is shown of a group, of a category beside all entries and words that it could stand in."""
        if key in self.hidden:
            return None
        if self.layout.dimension == "category":
            return whole._replace(findings=count.findings)
        return Sums(count.entries, count.words, count.findings)

    def _mixed(self, dimension: str, paths: list[Path], whole: _Whole, named: Callable[[Path], str]) -> Iterator[str]:
        if dimension == "category" or len(whole.types) <= 1:
            return
        mixed = [named(path) for path in paths if path not in self.hidden and self._distance(path, whole) > MIXED]
        if mixed:
            yield f"{MIXES} {'; '.join(mixed)}."

    def _distance(self, path: Path, whole: _Whole) -> float:
        """Return what share of a group's words would have to be of another note type for it to be like the whole."""
        words: dict[str, int] = {}
        for name, each in whole.types.items():
            seen = UNSEEN if name in self.unseen else name
            words[seen] = words.get(seen, 0) + each.words
        own = self.layout.margins[path].words
        return 0.5 * sum(
            abs(_words(self.layout.inner.get((path, name))) / own - many / whole.total.words)
            for name, many in words.items()
        )


def _protected(dimension: str, cells: Mapping[tuple[Path, str], Count], depth: int, whole: _Whole) -> _Protected | None:
    """Return the dimension as far as it can be shown: with as many note types apart as can be, or none, or None.

    Note types that are hidden, or in which nothing could be protected, are laid together and not shown apart.
    """
    unseen = set(whole.hidden)
    while whole.apart and len(unseen) < len(whole.types):
        layout = _laid_out(dimension, cells, depth, unseen)
        hidden, stuck = hide(layout.cells(apart=True), [key for key in layout.inner if key[1] == UNSEEN])
        if stuck is None:
            return _Protected(layout, hidden, frozenset(unseen), apart=True)
        unseen.add(_thinnest(stuck, whole, unseen))
    layout = _laid_out(dimension, cells, depth, set(whole.hidden))
    hidden, stuck = hide(layout.cells(apart=False))
    return None if stuck else _Protected(layout, hidden, whole.hidden, apart=False)


def _laid_out(dimension: str, cells: Mapping[tuple[Path, str], Count], depth: int, unseen: set[str]) -> Layout:
    merged = (((path, UNSEEN if name in unseen else name), count) for (path, name), count in cells.items())
    return lay_out(dimension, merged, depth)


def _thinnest(stuck: Cell, whole: _Whole, unseen: set[str]) -> str:
    """Return the note type to leave out: that of the cell which nothing protects, or else the smallest."""
    seen = {name: each.words for name, each in whole.types.items() if name not in unseen}
    note_type = stuck.head[2] if len(stuck.head) == _AT else UNSEEN  # type: ignore[arg-type, index]
    return str(note_type) if note_type in seen else min(seen, key=seen.__getitem__)


def _cells(tally: Tally, dimension: str) -> dict[tuple[Path, str], Count]:
    return {(path, note_type): count for (name, path, note_type), count in tally.cells.items() if name == dimension}


def _staff_name(cells: Mapping[tuple[Path, str], Count], level: int) -> Callable[[Path], str]:
    """Return how a group is called: a team with its agency where there are several."""
    several = len({path[0] for path, _ in cells}) > 1

    def named(path: Path) -> str:
        around = path[: level - 1] if several else path[1 : level - 1]
        return f"{path[level - 1]} ({', '.join(reversed(around))})" if around else path[level - 1]

    return named


def _first(path: Path) -> str:
    return path[0]


def _by_name(name: str) -> tuple[str, int]:
    """Return where a name stands in order; what was not found or not known stands last."""
    last = {NOT_FOUND: 2, NOT_KNOWN: 1}.get(name, 0)
    return ("\U0010ffff" if last else name.casefold(), last)


def _plus(sums: Sums, count: Count) -> Sums:
    return Sums(sums.entries + count.entries, sums.words + count.words, sums.findings + count.findings)


def _words(count: Count | None) -> int:
    return count.words if count else 0
