"""Whom words are about and whose they are, and the names that are known."""

from __future__ import annotations

from cse_text.evaluation.figures import WhoFigures
from cse_text.reports.evaluation.layout import heading, note, of, share, table
from cse_text.reports.page import Page


def write_who(page: Page, who: WhoFigures) -> None:
    """Write the section on who is who."""
    heading(page, "Who is who", "Subject and voice as read on given spans; then names and sex, by themselves.")
    read = sorted({found for _, found, _ in who.confusion} | {annotated for annotated, _, _ in who.confusion})
    counts = {(annotated, found): many for annotated, found, many in who.confusion}
    rows = [
        (annotated, share(each), of(each), *(f"{counts.get((annotated, found), 0):,}" for found in read))
        for annotated, each in who.subjects
    ]
    table(page, ("subject annotated", "right", "", *(f"as {found}" for found in read)), rows)
    page.blank()
    table(page, ("voice annotated", "right", "counts"), [(name, share(each), of(each)) for name, each in who.voices])
    page.blank()
    kinds = (
        ("names shown to be the child's", who.child_names),
        ("names shown to be another's", who.other_names),
        ("the child's sex, its field withheld", who.sex_from_text),
    )
    table(
        page,
        ("", "right", "wrong", "not known"),
        [(name, *(f"{many:,}" for _, many in counted)) for name, counted in kinds],
    )
    note(page, "A name's owner is taken from annotated spans that stand directly behind the name.")
