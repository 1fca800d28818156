"""`cse-text review --agreement`: how far reviewers agree, with kappa and its interval, and where they differ."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.text import Text

from cse_text.commands.console import prepare_output, say
from cse_text.commands.exit_codes import NOT_DONE, NOTHING_FOUND
from cse_text.commands.output import open_report
from cse_text.evaluation.agreement import Agreed
from cse_text.reports.base import ReportOptions
from cse_text.reports.evaluation.layout import INDENT, NONE, heading, note, percent, table
from cse_text.reports.page import Page
from cse_text.reports.visible import one_line
from cse_text.reports.wording import count
from cse_text.review.agree import Difference, ReviewAgreement, compare_all
from cse_text.review.store import Row, open_store

_REMARK = "Kappa is agreement beyond chance. The interval is 95 %, drawn by record; wide ones say that more is needed."


def show_agreement(paths: Sequence[Path], figures: Path | None) -> int:
    """Compare every two reviewers of the files, write the figures and return the exit code."""
    found = [each for each in compare_all(_rows(paths)) if each.verdicts.count]
    if not found:
        say("No two reviewers have decided on the same finding yet; each reviews with a name of their own, --as NAME.")
        return NOT_DONE
    page = Page(prepare_output(), ReportOptions())
    for each in found:
        _write(page, each)
    page.console.file.flush()
    if figures is not None:
        with open_report(figures, "utf-8") as stream:
            stream.write(json.dumps([asdict(each) for each in found], indent=1) + "\n")
    return NOTHING_FOUND


def _rows(paths: Sequence[Path]) -> list[Row]:
    """Return the rows of all files, those that stand in several of them once."""
    rows: dict[str, Row] = {}
    for path in paths:
        with open_store(path) as store:
            rows |= {row.uid: row for row in store.rows()}
    return list(rows.values())


def _write(page: Page, found: ReviewAgreement) -> None:
    both = f"{count(found.verdicts.count, 'finding')} that both decided, in {count(found.records, 'record')}."
    heading(page, f"{one_line(found.first)} and {one_line(found.second)}", both)
    for many, who in ((found.only_first, found.first), (found.only_second, found.second)):
        if many:
            note(page, f"{count(many, 'finding')} decided by {one_line(who)} only.")
    rows = [_agreed(each) for each in (found.verdicts, *found.by_category)]
    table(page, ("the same verdict on", "of", "same", "kappa", "interval"), rows)
    note(page, _REMARK)
    if found.differences:
        heading(page, "Where they differ", f"{count(len(found.differences), 'finding')}; --adjudicate settles them.")
    for each in found.differences:
        _difference(page, each)


def _difference(page: Page, each: Difference) -> None:
    said = (_said(each.first, each.first_reason), _said(each.second, each.second_reason))
    line = f"{each.record}: {' / '.join(said)}"
    page.hang(Text.assemble(INDENT, page.styled(f"{each.rule} ", "label")), page.styled(one_line(line)))


def _said(verdict: str, reason: str) -> str:
    return f"{verdict} ({reason})" if reason else verdict


def _agreed(each: Agreed) -> tuple[str, ...]:
    shown = (each.name, f"{each.count:,}", percent(each.same))
    if each.kappa is None or each.kappa.interval is None:
        return (*shown, NONE, "")
    low, high = each.kappa.interval
    return (*shown, f"{each.kappa.value:.3f}", f"{low:.3f} to {high:.3f}")
