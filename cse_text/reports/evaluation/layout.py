"""What the sections share: headings, tables, shares and intervals written out."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from cse_text.evaluation.figures import Interval, Share
from cse_text.reports.page import STYLES, Page
from cse_text.reports.visible import one_line

INDENT = "   "
NONE = "-"


def heading(page: Page, title: str, remark: str = "") -> None:
    """Write the heading of a section, and under it what its figures mean."""
    page.blank()
    page.line(
        page.styled("\u2500\u2500 ", "bar"),
        page.styled(f"{title} ", "title"),
        page.styled("\u2500" * (page.width - len(title) - 4), "bar"),
    )
    if remark:
        note(page, remark)
    page.blank()


def note(page: Page, text: str) -> None:
    """Write a quiet remark."""
    page.hang(Text(INDENT), page.styled(text, "quiet"))


def table(page: Page, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table: names to the left, numbers to the right."""
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=STYLES["label"])
    for number, header in enumerate(headers):
        first = number == 0
        grid.add_column(header, justify="left" if first else "right", overflow="fold" if first else "ellipsis")
    for row in rows:
        grid.add_row(*(page.styled(one_line(cell)) for cell in row))
    page.table(INDENT, grid)


def percent(value: float) -> str:
    """Return a share as people write it."""
    return f"{100 * value:.1f} %"


def share(each: Share) -> str:
    """Return a share, '-' of nothing."""
    return percent(each.value) if each.whole else NONE


def of(each: Share) -> str:
    """Return so many of so many."""
    return f"{each.part:,} of {each.whole:,}"


def between(interval: Interval | None) -> str:
    """Return an interval of shares."""
    return f"{100 * interval[0]:.1f} to {100 * interval[1]:.1f} %" if interval else ""
