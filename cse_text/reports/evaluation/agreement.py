"""Two people's marks compared, for a terminal."""

from __future__ import annotations

from rich.text import Text

from cse_text.evaluation.agreement import Agreed, Agreement
from cse_text.reports.evaluation.layout import INDENT, NONE, heading, note, percent, table
from cse_text.reports.page import Page
from cse_text.reports.visible import one_line
from cse_text.reports.wording import count


def write_agreement(page: Page, found: Agreement, *, words: bool) -> None:
    """Write how far two people agree and every place where they do not; notes' words only if asked for."""
    heading(page, "Two people's marks", "The first file is the measure of the second. Doubtful spans are left out.")
    spans, within = found.spans, found.f1.interval or (0.0, 0.0)
    page.line(page.styled(f"{INDENT}{count(found.documents, 'note')} that both finished, {found.words:,} words"))
    left = ((found.only_first, "only in the first"), (found.only_second, "only in the second"))
    for many, where in (*left, (found.other_text, "left out: another text under the same id")):
        if many:
            page.line(page.styled(f"{INDENT}{count(many, 'note')} {where}", "quiet"))
    page.blank()
    sure = f"{100 * within[0]:.1f} to {100 * within[1]:.1f} %"
    row = (percent(spans.precision), percent(spans.recall), percent(spans.f1), sure)
    counts = (f"{spans.hits + spans.missed:,}", f"{spans.hits + spans.false:,}")
    table(page, ("", "precision", "recall", "F1", "interval", "first", "second"), [(spans.name, *row, *counts)])
    page.blank()
    table(page, ("the same answer on", "of", "same", "kappa", "interval"), [_agreed(each) for each in found.agreed])
    note(page, "Category is compared where both say that the words mask; kappa is agreement beyond chance.")
    page.blank()
    rows = [
        (each.name, percent(each.recall), f"{each.hits:,} of {each.hits + each.missed:,}") for each in found.by_category
    ]
    table(page, ("category of the first", "second marked it", ""), rows)
    heading(page, "Where they differ", f"{len(found.differences):,} places: first, then second.")
    for each in found.differences:
        line = f"{each.document}, {each.place}: {each.said} / {each.annotated}"
        page.hang(Text.assemble(INDENT, page.styled(f"{each.kind:12}", "label")), page.styled(one_line(line)))
        if words:
            page.hang(Text(INDENT + " " * 12), page.styled(one_line(each.words), "quiet"))


def _agreed(each: Agreed) -> tuple[str, ...]:
    shown = (each.name, f"{each.count:,}", percent(each.same) if each.count else NONE)
    if each.kappa is None or each.kappa.interval is None:
        return (*shown, NONE, "")
    low, high = each.kappa.interval
    return (*shown, f"{each.kappa.value:.3f}", f"{low:.3f} to {high:.3f}")
