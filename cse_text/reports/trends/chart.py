"""Charts as inline SVG: a dot for each rate, a line for its interval, words where nothing is shown.

All that a chart shows stands in its description and in the table beside it. Positions alone carry the figures, never
colour.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cse_text.reports.trends.shown import HIDDEN, rate_words, title_of
from cse_text.reports.visible import one_line
from cse_text.trends import Row, Table

WIDTH = 720
_LEFT, _RIGHT, _TOP, _STEP, _FOOT = 250, 24, 14, 30, 46
_LONGEST = 34  # letters of a group's name that stand before the line
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Line:
    """One group as it is drawn: where its dot and the ends of its line stand."""

    label: str
    y: float
    shown: bool
    x: float = 0.0
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws."""

    key: str
    title: str
    desc: str
    height: int
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    whole: float | None
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    width: int = WIDTH

    @property
    def foot(self) -> int:
        """Where the axis stands."""
        return self.height - _FOOT


def chart_of(table: Table, total: Row) -> Chart | None:
    """Return the chart of a table's rates per 1,000 words; None where there is nothing to compare."""
    rates = [row.per_words for row in table.rows if row.per_words is not None]
    if len(rates) <= 1 or total.per_words is None:
        return None
    ticks = scale(max(total.per_words.value if table.dimension != "category" else 0, *(rate.high for rate in rates)))
    per = (WIDTH - _LEFT - _RIGHT) / ticks[-1]
    lines = tuple(_line(row, _TOP + _STEP * (number + 0.5), per) for number, row in enumerate(drawn(table)))
    return Chart(
        key=table.dimension.replace(" ", "-"),
        title=f"{title_of(table)}: findings per 1,000 words",
        desc=describe(table.rows),
        height=_TOP + _STEP * len(lines) + _FOOT,
        lines=lines,
        ticks=tuple((round(_LEFT + tick * per, 1), f"{tick:g}") for tick in ticks),
        whole=None if table.dimension == "category" else round(_LEFT + total.per_words.value * per, 1),
    )


def scale(most: float) -> list[float]:
    """Return round numbers from 0 to at least `most`, four to eight of them."""
    rough = max(most, 1e-9) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(each * power for each in _STEPS if each * power >= rough * (1 - 1e-9))
    return [round(number * step, 10) for number in range(math.ceil(most / step - 1e-9) + 1)]


def drawn(table: Table) -> tuple[Row, ...]:
    """Return the groups that a chart draws: those that are shown, and all quarters, lest time have gaps."""
    return tuple(row for row in table.rows if table.dimension == "quarter" or not row.hidden)


def describe(rows: Sequence[Row]) -> str:
    """Return a chart in words."""
    parts = (f"{one_line(row.group)} {rate_words(row.per_words) if row.per_words else HIDDEN}" for row in rows)
    return "Rate with its 95 % interval: " + "; ".join(parts) + "."


def short(name: str) -> str:
    """Return a group's name as far as it fits before its line."""
    name = one_line(name)
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "\u2026"


def _line(row: Row, y: float, per: float) -> Line:
    rate = row.per_words
    if rate is None:
        return Line(short(row.group), y, shown=False)
    x, low, high = (round(_LEFT + value * per, 1) for value in (rate.value, rate.low, rate.high))
    return Line(short(row.group), y, shown=True, x=x, low=low, high=high)
