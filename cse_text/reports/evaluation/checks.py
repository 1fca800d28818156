"""Findings about whole records against annotated ones, a type after another."""

from __future__ import annotations

from collections.abc import Sequence

from cse_text.evaluation.figures import Quality
from cse_text.reports.evaluation.layout import NONE, heading, percent, table
from cse_text.reports.page import Page


def write_checks(page: Page, rows: Sequence[Quality]) -> None:
    """Write precision, recall and F1 of each type of finding about whole records; nothing if none is annotated."""
    if not rows:
        return
    heading(page, "Whole records", "A type counts once a document; it is met where at least one span overlaps.")
    headers = ("finding", "precision", "recall", "F1", "annotated", "missed", "false")
    table(page, headers, [_row(row) for row in rows])


def _row(row: Quality) -> tuple[str, ...]:
    shown, annotated = row.hits + row.false, row.hits + row.missed
    return (
        row.name,
        percent(row.precision) if shown else NONE,
        percent(row.recall) if annotated else NONE,
        percent(row.f1) if shown or annotated else NONE,
        f"{annotated:,}",
        f"{row.missed:,}",
        f"{row.false:,}",
    )
