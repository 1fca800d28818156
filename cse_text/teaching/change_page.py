"""Two sittings of a quiz as one HTML page that prints: an inline chart, and a table of all that it shows.

Position and filling alone carry the figures, never colour; all of the chart stands in its description and the table.
"""

from __future__ import annotations

from dataclasses import dataclass

from cse_text.teaching.comparison import CAUTION, ONE_ONLY, Change, Share, changes, differences, points, shifts
from cse_text.teaching.results import Sitting
from cse_text.teaching.sheets import templates

WIDTH = 860
_BARS, _BARS_WIDE = 190, 220  # where the bars begin, and how long one of all answers is
_MIDDLE, _HALF = 650, 150  # where no change stands, and how far a change of 100 points reaches
_TOP, _STEP, _FOOT = 34, 46, 30


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the chart and of the table; a place is None where one of the sittings did not ask."""

    name: str
    y: int
    before: float
    after: float
    before_said: str
    after_said: str
    at: float | None
    low: float
    high: float
    change_said: str


def as_page(before: Sitting, after: Sitting) -> bytes:
    """Return the comparison as one file that needs nothing beside it."""
    rows = [_row(change, _TOP + _STEP * place) for place, change in enumerate(changes(before, after))]
    page = templates().get_template("change.html.j2")
    shown = page.render(
        before=before,
        after=after,
        rows=rows,
        unlike=differences(before, after),
        shifts=list(shifts(before, after)),
        caution=CAUTION,
        width=WIDTH,
        height=_TOP + _STEP * len(rows) + _FOOT,
        foot=_TOP + _STEP * len(rows),
        bars=[(_BARS + _BARS_WIDE * share / 100, f"{share} %") for share in (0, 50, 100)],
        moves=[(_MIDDLE + _HALF * move / 100, f"{move:+d}" if move else "0") for move in (-100, -50, 0, 50, 100)],
        left=_BARS,
    )
    return f"{shown}\n".encode()


def _row(change: Change, y: int) -> Row:
    asked = bool(change.before.total and change.after.total)
    low, high = change.interval()
    said = f"{points(change.value)} points ({points(low)} to {points(high)})"
    return Row(
        name=change.name,
        y=y,
        before=_long(change.before),
        after=_long(change.after),
        before_said=_said(change.before),
        after_said=_said(change.after),
        at=_place(change.value) if asked else None,
        low=_place(low),
        high=_place(high),
        change_said=said if asked else ONE_ONLY,
    )


def _long(share: Share) -> float:
    return round(share.value * _BARS_WIDE, 1)


def _place(move: float) -> float:
    return round(_MIDDLE + move * _HALF, 1)


def _said(share: Share) -> str:
    if not share.total:
        return "not asked"
    low, high = share.interval()
    return f"{share.right} of {share.total}, {share.value:.0%} ({low:.0%} to {high:.0%})"
