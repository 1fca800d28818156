"""The end of the terminal report: what was found by category and by file, what was read and what was not."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from cse_text.reports.coverage import coverage_lines, found_line, problem_lines
from cse_text.reports.page import STYLES, Page
from cse_text.reports.summary import FileCount, Summary
from cse_text.reports.visible import one_line
from cse_text.reports.wording import NOT_SAFE, TO_CHECK, count

_FILES = 15
_INDENT = "   "


def write_summary(page: Page, summary: Summary) -> None:
    """Write the tables and the coverage of a run."""
    title = "Summary "
    page.line(
        page.styled("\u2500\u2500 ", "bar"),
        page.styled(title, "title"),
        page.styled("\u2500" * (page.width - len(title) - 3), "bar"),
    )
    page.blank()
    page.hang(Text(_INDENT), page.styled(found_line(summary)))
    if summary.categories:
        page.blank()
        page.table(_INDENT, _categories(page, summary))
    if summary.files_with_findings:
        page.blank()
        page.table(_INDENT, _files(page, summary))
        more = len(summary.files_with_findings) - _FILES
        if more > 0:
            page.hang(Text(_INDENT), page.styled(f"and {count(more, 'more file')} with findings", "quiet"))
    _coverage(page, summary)


def _coverage(page: Page, summary: Summary) -> None:
    page.blank()
    for line in coverage_lines(summary):
        page.hang(Text(_INDENT), page.styled(line))
    for title, lines in problem_lines(summary):
        page.blank()
        page.hang(Text(_INDENT), page.styled(title, "rule"))
        for line in lines:
            page.hang(Text.assemble(_INDENT, page.styled("\u2022 ")), page.styled(line))
    page.blank()
    page.hang(Text(_INDENT), page.styled(f"{TO_CHECK} {NOT_SAFE}"))


def _categories(page: Page, summary: Summary) -> Table:
    table = _empty_table("Category", "Findings", "High", "Medium", "Low")
    for row in summary.categories:
        numbers = (row.findings, row.high, row.medium, row.low)
        table.add_row(page.styled(row.category), *(f"{number:,}" for number in numbers))
    return table


def _files(page: Page, summary: Summary) -> Table:
    whole = bool(summary.record_findings)
    table = _empty_table("File", "Records", "Findings", *(["Whole record"] if whole else []))
    for row in summary.files_with_findings[:_FILES]:
        numbers = _file_numbers(row) if whole else _file_numbers(row)[:2]
        table.add_row(page.styled(one_line(row.source)), *(f"{number:,}" for number in numbers))
    return table


def _file_numbers(row: FileCount) -> tuple[int, int, int]:
    return row.records, row.findings, row.record_findings


def _empty_table(first: str, *numbers: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style=STYLES["label"])
    table.add_column(first, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    return table
