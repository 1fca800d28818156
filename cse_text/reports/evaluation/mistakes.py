"""Errors to read: a list without a note's words, and a file that holds them for whoever asked for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TextIO

from rich.text import Text

from cse_text.evaluation.figures import Mistake
from cse_text.reports.evaluation.layout import INDENT, heading, note, table
from cse_text.reports.page import Page
from cse_text.reports.table import safe_cell
from cse_text.reports.visible import one_line

COLUMNS = (
    *("kind", "document", "place", "start", "end", "confidence", "rule", "category", "said", "annotated", "words"),
)


def write_mistakes(page: Page, shown: Sequence[Mistake], every: Sequence[Mistake], *, words: bool) -> None:
    """Write errors, those chosen from all; a note's words only if `words` is asked for."""
    if not every:
        heading(page, "Errors to read", "There are none.")
        return
    heading(page, "Errors to read", f"{len(shown):,} of {len(every):,}, drawn by lot, the same ones each time.")
    kinds = Counter(each.kind for each in every)
    table(page, ("kind", "all"), [(kind, f"{many:,}") for kind, many in kinds.most_common()])
    page.blank()
    for each in shown:
        sure = "" if each.confidence is None else f", {each.confidence:.2f}"
        rule = f", {each.rule}" if each.rule else ""
        line = f"{each.document}, {each.place}: said {each.said}; annotated {each.annotated}{rule}{sure}"
        page.hang(Text.assemble(INDENT, page.styled(f"{each.kind:13}", "label")), page.styled(one_line(line)))
        if words:
            page.hang(Text(INDENT + " " * 13), page.styled(one_line(each.words), "quiet"))
    if not words and shown:
        page.blank()
        note(page, "--show-words shows the words; --errors-to FILE.tsv writes all errors with theirs.")


def write_mistakes_to(stream: TextIO, every: Sequence[Mistake]) -> None:
    """Write all errors as a table with tabs between its columns, a note's words in the last."""
    stream.write("\t".join(COLUMNS) + "\n")
    for each in every:
        sure = "" if each.confidence is None else f"{each.confidence:.4f}"
        cells = (each.kind, each.document, each.place, str(each.start), str(each.end), sure)
        rest = (each.rule, each.category, each.said, each.annotated, each.words)
        stream.write("\t".join(safe_cell(cell) for cell in (*cells, *rest)) + "\n")
