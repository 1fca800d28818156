"""Trends on a terminal or as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from cse_text.reports.evaluation.layout import heading, note, table
from cse_text.reports.page import Page
from cse_text.reports.trends.shown import TITLE, Shown, hidden_line, title_of
from cse_text.trends import Rate, Row, Table

_HEADERS = ("findings", "words", "per 1,000 (95 %)", "entries", "per 100 (95 %)")


def write_trends(page: Page, shown: Shown) -> None:
    """Write every table, then how the figures came about and what was read."""
    heading(page, TITLE)
    note(page, shown.lead())
    for line in shown.remarks():
        note(page, line)
    for each in shown.trends.tables:
        _write_table(page, each)
    for title, lines in (("How to read this", shown.method()), ("Coverage", shown.coverage())):
        heading(page, title)
        for line in lines:
            note(page, line)


def _write_table(page: Page, each: Table) -> None:
    heading(page, title_of(each), " ".join(each.remarks))
    _write_rows(page, each.dimension, each.rows)
    for note_type in dict.fromkeys(row.note_type for row in each.apart):
        page.blank()
        rows = [row for row in each.apart if row.note_type == note_type]
        _write_rows(page, f"{each.dimension}, in {note_type} only", rows)


def _write_rows(page: Page, name: str, rows: Sequence[Row]) -> None:
    lines = [_line(row) for row in rows if not row.hidden]
    if lines:
        table(page, (name, *_HEADERS), lines)
    if hidden := hidden_line(rows):
        note(page, hidden if lines else f"{name}: {hidden}")


def _line(row: Row) -> Sequence[str]:
    counts = (f"{row.findings:,}", f"{row.words:,}", _rate(row.per_words), f"{row.entries:,}")
    return (row.group, *counts, _rate(row.per_entries))


def _rate(rate: Rate | None) -> str:
    return f"{rate.value:.2f} ({rate.low:.2f}-{rate.high:.2f})" if rate else ""
