"""The reliability curve as a picture, PNG or SVG by the ending of its name (needs the extra [plots])."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

from cse_text.errors import SettingsError
from cse_text.evaluation.figures import Calibration, Figures
from cse_text.resources import check_pictures

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ENDINGS = (".png", ".svg")
BLUE, GREY = "#2b6a99", "#9a9a9a"


def check_picture(path: Path) -> None:
    """Raise SettingsError where no such picture can be made, before anything long is begun."""
    if path.suffix.lower() not in ENDINGS:
        raise SettingsError("picture-ending", f"--plot {path.name}: the name ends in .png or .svg.")
    check_pictures()
    import matplotlib as mpl

    mpl.rcParams["svg.hashsalt"] = "cse-text"  # the same figures give the same file


def draw(stream: IO[bytes], path: Path, figures: Figures) -> None:
    """Draw the curve of all candidates and of each detector, with how many there were below it."""
    figure = _figure(figures)
    kind = path.suffix.lower()[1:]
    figure.savefig(stream, format=kind, metadata={"Date": None} if kind == "svg" else {"Software": None}, dpi=150)


def _figure(figures: Figures) -> Figure:
    from matplotlib.figure import Figure as NewFigure

    figure = NewFigure(figsize=(6, 7), layout="constrained")
    curve, counts = figure.subplots(2, 1, height_ratios=[4, 1], sharex=True)
    _curve(curve, figures)
    bins = figures.calibration.bins
    counts.bar([each.low + 0.05 for each in bins], [each.count for each in bins], width=0.09, color=BLUE)
    counts.set_xlabel("confidence said")
    counts.set_ylabel("candidates")
    counts.set_xlim(0, 1)
    return figure


def _curve(axes: Axes, figures: Figures) -> None:
    axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", linewidth=1, label="keeps its word")
    _line(axes, figures.calibration, color=BLUE, linewidth=2)
    for each, style in zip(figures.calibration_by_detector, (":", "-.", "--"), strict=False):
        _line(axes, each, linestyle=style, linewidth=1)
    axes.set_ylim(0, 1)
    axes.set_ylabel("share that masks")
    axes.set_title(f"Calibration, depth {figures.depth}, {figures.documents:,} documents", fontsize=11)
    axes.legend(loc="upper left", frameon=False, fontsize=9)


def _line(axes: Axes, group: Calibration, **style: object) -> None:
    said, seen = [each.said for each in group.bins], [each.seen for each in group.bins]
    label = f"{group.name} ({group.count:,}; ECE {group.ece:.3f})"
    axes.plot(said, seen, marker="o", markersize=4, label=label, **style)  # type: ignore[arg-type]
