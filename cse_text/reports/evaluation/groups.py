"""End to end by category, rule, detector, kind of text and agency."""

from __future__ import annotations

from collections.abc import Sequence

from cse_text.evaluation.figures import Figures, Quality, RuleRow
from cse_text.reports.evaluation.layout import NONE, heading, of, percent, share, table
from cse_text.reports.page import Page

MOST = 10


def write_groups(page: Page, figures: Figures) -> None:
    """Write the sections of groups."""
    heading(page, "By category", "Found: spans annotated so. Right: flags under it. Named: hits given this very name.")
    rows = [
        (row.name, share(row.found), of(row.found), share(row.flags_right), of(row.flags_right), share(row.named_right))
        for row in figures.by_category
    ]
    table(page, ("category", "found", "", "right", "", "named"), rows)
    _write_rules(page, figures.by_rule)
    heading(page, "By detector", "Flags that are right.")
    detectors = [(name, share(each), of(each)) for name, each in figures.by_detector]
    table(page, ("detector", "right", "counts"), detectors)
    heading(page, "By kind of text and agency")
    write_texts(page, "kind of text", figures.by_kind)
    page.blank()
    write_texts(page, "agency", figures.by_agency)


def _write_rules(page: Page, rules: Sequence[RuleRow]) -> None:
    heading(page, "By rule")
    worst = sorted((row for row in rules if row.right < row.shown), key=lambda row: row.right - row.shown)[:MOST]
    for title, chosen in (("most frequent", list(rules[:MOST])), ("most false alarms", worst)):
        rows = [
            (f"{row.rule} {row.name}", f"{row.shown:,}", f"{row.right:,}", f"{row.on_traps:,}", _precision(row))
            for row in chosen
        ]
        if rows:
            table(page, (title, "flags", "right", "on traps", "precision"), rows)
        if rows and chosen is not worst:
            page.blank()


def _precision(row: RuleRow) -> str:
    return percent(row.right / row.shown)


def write_texts(page: Page, title: str, rows: Sequence[Quality]) -> None:
    """Write precision, recall and F1 of the largest groups."""
    shown = [
        (
            row.name,
            percent(row.precision) if row.hits + row.false else NONE,
            percent(row.recall) if row.hits + row.missed else NONE,
            percent(row.f1) if row.hits + row.missed + row.false else NONE,
            f"{row.hits + row.missed:,}",
            f"{row.false:,}",
        )
        for row in rows[:MOST]
    ]
    table(page, (title, "precision", "recall", "F1", "mask", "false"), shown)
    if len(rows) > MOST:
        page.line(page.styled(f"   and {len(rows) - MOST} more; all are in --json", "quiet"))
