"""Whether confidence keeps its word, as a curve of plain characters and as numbers by group."""

from __future__ import annotations

from collections.abc import Sequence

from cse_text.evaluation.figures import Bin, Calibration, Figures
from cse_text.reports.evaluation.layout import heading, note, table
from cse_text.reports.page import Page

BAR = 40
FEW = 20  # below this a group's error says next to nothing


def write_calibration(page: Page, figures: Figures) -> None:
    """Write the errors, the curve and the groups."""
    every = figures.calibration
    heading(page, "Calibration", "Of candidates held to mask with so much confidence, how many do?")
    page.line(page.styled(f"   calibration error (ECE) {_within(every.ece, every.ece_interval)}"))
    page.line(page.styled(f"   Brier score             {_within(every.brier, every.brier_interval)}"))
    page.blank()
    for line in curve(every.bins):
        page.line(page.styled(f"   {line}"))
    page.blank()
    note(page, "#: the share that masks. |: the confidence said. A bar that ends at its mark keeps its word.")
    for title, groups in (
        ("detector", figures.calibration_by_detector),
        ("category", figures.calibration_by_category),
    ):
        page.blank()
        table(page, (title, "candidates", "ECE", "Brier", "said", "seen"), [_row(each) for each in groups])
    if any(each.count < FEW for each in figures.calibration_by_category):
        note(page, f"Under {FEW} candidates an error says next to nothing.")


def curve(bins: Sequence[Bin]) -> list[str]:
    """Return the reliability curve, a line for each tenth of confidence."""
    lines = [f"confidence    count  said  seen  0{' ' * (BAR - 2)}1"]
    for each in bins:
        place = f"{each.low:.1f} to {each.high:.1f} {each.count:7,}  {each.said:.2f}  {each.seen:.2f}"
        lines.append(f"{place}  {_bar(each)}")
    return lines


def _bar(each: Bin) -> str:
    length = round(each.seen * BAR)
    mark = min(BAR - 1, int(each.said * BAR))
    cells = ["#" if n < length else "." for n in range(BAR)]
    cells[mark] = "|"
    return "".join(cells)


def _row(each: Calibration) -> tuple[str, ...]:
    said = sum(one.said * one.count for one in each.bins) / each.count
    seen = sum(one.seen * one.count for one in each.bins) / each.count
    return (each.name, f"{each.count:,}", f"{each.ece:.3f}", f"{each.brier:.3f}", f"{said:.2f}", f"{seen:.2f}")


def _within(value: float, interval: tuple[float, float] | None) -> str:
    return f"{value:.3f}" + (f"  ({interval[0]:.3f} to {interval[1]:.3f})" if interval else "")
