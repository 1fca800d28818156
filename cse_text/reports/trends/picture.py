"""Trends as one PNG: a panel a dimension (needs the extra [plots])."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from cse_text.reports.trends.chart import drawn, short
from cse_text.reports.trends.shown import HIDDEN, TITLE, Shown, title_of
from cse_text.reports.visible import one_line
from cse_text.trends import Row, Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BLUE, _GREY = "#1f4e79", "#4a5663"
_ROW, _PANEL, _HEAD = 0.3, 1.0, 1.1  # inches
_MOST_INCHES = 200  # what a picture of this resolution can be high


def as_png(shown: Shown) -> bytes:
    """Return the picture of every table in which groups can be compared."""
    from matplotlib.figure import Figure

    trends = shown.trends
    tables = [table for table in trends.tables if sum(not row.hidden for row in table.rows) > 1]
    heights = [_PANEL + _ROW * len(drawn(table)) for table in tables]
    figure = Figure(figsize=(9, min(_MOST_INCHES, _HEAD + sum(heights))), layout="constrained")
    # A dollar sign in a name would begin a formula, so all text is taken as it is.
    figure.suptitle(_head(shown), fontsize=11, x=0.02, ha="left", parse_math=False, wrap=True)
    if tables:
        panels = figure.subplots(len(tables), 1, height_ratios=heights, squeeze=False)
        for axes, table in zip(panels[:, 0], tables, strict=True):
            _draw(axes, table, trends.total)
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=110, metadata={"Software": None})
    return stream.getvalue()


def _head(shown: Shown) -> str:
    reason = shown.trends.reason
    lines = [TITLE, shown.lead(), "Line: 95 % interval. Dashed: the whole. 'Not shown' may stand for none."]
    return "\n".join([*lines, *([f"Named workers are shown, for this reason: {one_line(reason)}"] if reason else [])])


def _draw(axes: Axes, table: Table, total: Row) -> None:
    rows = drawn(table)
    for place, row in enumerate(rows):
        rate = row.per_words
        if rate is None:
            axes.text(0, place, f" {HIDDEN}", va="center", style="italic", color=_GREY, fontsize=8)
            continue
        axes.errorbar(
            rate.value,
            place,
            xerr=[[rate.value - rate.low], [rate.high - rate.value]],
            fmt="o",
            color=_BLUE,
            ecolor="black",
            capsize=3,
            markersize=5,
        )
    if total.per_words is not None and table.dimension != "category":
        axes.axvline(total.per_words.value, color=_GREY, linestyle="--", linewidth=1)
    labels = axes.set_yticks(range(len(rows)), [short(row.group) for row in rows], fontsize=8)
    for label in labels:
        label.label1.set_parse_math(False)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(left=0)
    axes.set_title(title_of(table), fontsize=10, loc="left")
    axes.set_xlabel("findings per 1,000 words", fontsize=8)
    axes.grid(axis="x", color="#d5dae0")
    axes.set_axisbelow(True)
