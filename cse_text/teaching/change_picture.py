"""Two sittings of a quiz as one PNG for a report: shares left, changes right (needs the extra [plots])."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cse_text.teaching.comparison import CAUTION, Change, changes, differences
from cse_text.teaching.results import Sitting

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INK = "#1b1b1b"
_ROW, _HEAD, _FOOT = 0.55, 1.1, 1.0  # inches
_LETTERS = 118  # across the picture, in the letters of its foot


def as_picture(before: Sitting, after: Sitting) -> bytes:
    """Return the comparison as a picture; the same results give the same bytes."""
    from matplotlib.figure import Figure

    rows = changes(before, after)
    figure = Figure(figsize=(9, _HEAD + _ROW * len(rows) + _FOOT), layout="constrained")
    figure.suptitle(_head(before, after), fontsize=11, x=0.02, ha="left", parse_math=False)
    shares, moves = figure.subplots(1, 2, width_ratios=(3, 2), sharey=True)
    _shares(shares, rows)
    _moves(moves, rows)
    figure.supxlabel("\n".join(textwrap.wrap(CAUTION, _LETTERS)), fontsize=7.5, x=0.02, ha="left")
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=130, metadata={"Software": None})
    return stream.getvalue()


def _head(before: Sitting, after: Sitting) -> str:
    lines = [f"Quiz before ({before.deck}, {before.day}) and after ({after.deck}, {after.day})"]
    return "\n".join([*lines, *textwrap.wrap(differences(before, after), _LETTERS - 30)])


def _shares(axes: Axes, rows: Sequence[Change]) -> None:
    for way, part, fill in ((-0.18, "before", "white"), (0.18, "after", _INK)):
        places = [place + way for place in range(len(rows))]
        shares = [getattr(row, part) for row in rows]
        axes.barh(places, [100 * each.value for each in shares], 0.32, color=fill, edgecolor=_INK, label=part)
        for place, share in zip(places, shares, strict=True):
            said = f" {share.right}/{share.total}" if share.total else " not asked"
            axes.text(100 * share.value, place, said, va="center", fontsize=7.5)
    for label in axes.set_yticks(range(len(rows)), [row.name for row in rows], fontsize=9):
        label.label1.set_parse_math(False)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, 118)
    axes.set_xticks([0, 50, 100])
    axes.set_title("answers right, %", fontsize=9, loc="left")
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, fontsize=8, frameon=False)


def _moves(axes: Axes, rows: Sequence[Change]) -> None:
    for place, row in enumerate(rows):
        if row.before.total and row.after.total:
            low, high = row.interval()
            spread: Any = [[100 * (row.value - low)], [100 * (high - row.value)]]
            axes.errorbar(100 * row.value, place, xerr=spread, fmt="o", color=_INK, capsize=4)
    axes.axvline(0, color=_INK, linewidth=1)
    axes.set_xlim(-105, 105)
    axes.set_title("change in points, 95 % interval", fontsize=9, loc="left")
    axes.grid(axis="x", color="#d5dae0")
    axes.set_axisbelow(True)
