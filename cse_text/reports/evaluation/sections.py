"""The sections of an evaluation at a terminal, from the whole to the parts."""

from __future__ import annotations

from collections.abc import Sequence

from cse_text.evaluation.figures import EndFigures, Figures, GivenFigures, Quality, SpanFigures
from cse_text.reports.evaluation.calibration import write_calibration
from cse_text.reports.evaluation.checks import write_checks
from cse_text.reports.evaluation.groups import write_groups
from cse_text.reports.evaluation.layout import NONE, between, heading, note, of, percent, share, table
from cse_text.reports.evaluation.who import write_who
from cse_text.reports.page import Page

MOST = 10  # rules of false alarms shown


def write_figures(page: Page, figures: Figures) -> None:
    """Write all sections."""
    _write_gold(page, figures)
    _write_end(page, figures.end)
    _write_spans(page, figures.spans)
    _write_given(page, figures.given)
    write_groups(page, figures)
    _write_clean(page, figures)
    _write_novel(page, figures)
    write_checks(page, figures.by_check)
    write_who(page, figures.who)
    write_calibration(page, figures)


def _write_gold(page: Page, figures: Figures) -> None:
    heading(page, "Read")
    doubtful = f", {figures.doubtful} doubtful (never scored)" if figures.doubtful else ""
    page.hang(
        page.styled("   "),
        page.styled(
            f"{figures.documents:,} documents, {figures.words:,} words: {figures.masking:,} spans that mask, "
            f"{figures.traps:,} traps{doubtful}. Depth {figures.depth}, shown from {figures.threshold:.2f}."
        ),
    )


def _write_end(page: Page, end: EndFigures) -> None:
    heading(page, "End to end", "From the text to the flag. Intervals: 95 %, whole documents drawn again.")
    flagged, masking = end.hits + end.false, end.hits + end.missed
    measures = (("precision", end.precision, flagged), ("recall", end.recall, masking), ("F1", end.f1, masking))
    rows = [
        (name, percent(each.value), between(each.interval), "") if many else (name, NONE, "", "")
        for name, each, many in measures
    ]
    for name, each in (("traps flagged", end.traps_flagged), ("category right", end.category_right)):
        rows.append((name, share(each), between(each.interval) if each.whole else "", of(each)))
    if end.pairs.whole:
        rows.append(("minimal pairs all right", share(end.pairs), "", of(end.pairs)))
    table(page, ("", "share", "interval", "counts"), rows)
    page.blank()
    note(
        page,
        f"{end.hits:,} found, {end.missed:,} missed, {end.false:,} false alarms, {end.duplicates:,} found twice; "
        f"{end.false_per_1000:.2f} false alarms per 1,000 words beside the traps.",
    )


def _write_spans(page: Page, spans: SpanFigures) -> None:
    heading(page, "Spans", "Where something was seen, whatever was decided; and how well the edges of flags sit.")
    table(
        page,
        ("seen by any detector", "share", "counts"),
        [
            ("spans that mask", share(spans.proposed), of(spans.proposed)),
            ("with exactly their edges", share(spans.proposed_exact), of(spans.proposed_exact)),
            ("traps", share(spans.traps_proposed), of(spans.traps_proposed)),
        ],
    )
    page.blank()
    write_qualities(page, "a flag is right if it", (spans.overlap, spans.exact, spans.characters))


def write_qualities(page: Page, title: str, rows: Sequence[Quality]) -> None:
    """Write precision, recall and F1, a row each."""
    table(
        page,
        (title, "precision", "recall", "F1", "mask", "flagged"),
        [
            (
                row.name,
                percent(row.precision) if row.hits + row.false else NONE,
                percent(row.recall) if row.hits + row.missed else NONE,
                percent(row.f1) if row.hits + row.missed + row.false else NONE,
                f"{row.hits + row.missed:,}",
                f"{row.hits + row.false:,}",
            )
            for row in rows
        ],
    )


def _write_given(page: Page, given: GivenFigures) -> None:
    heading(
        page,
        "Decisions on given spans",
        "The annotated spans are handed to the judge: masking or not? Beside it, answers given without reading; "
        "no span counts towards its own answer.",
    )
    rows = [
        (each.name, percent(each.right), between(given.interval) if each is given.judge else "", percent(each.macro_f1))
        for each in (given.judge, *given.baselines)
    ]
    table(page, (f"{given.spans:,} spans decided by", "right", "interval", "macro F1"), rows)
    page.blank()
    surer = [] if given.auroc is None else [("a masking span held surer than a trap", percent(given.auroc), "")]
    pairs = [("minimal pairs all right", share(given.pairs), of(given.pairs))] if given.pairs.whole else []
    rest = [
        ("spans that mask, recognised", percent(given.masking.recall), _recognised(given.masking)),
        ("traps flagged", share(given.traps_flagged), of(given.traps_flagged)),
        *surer,
        *pairs,
        ("voice right", share(given.voice), of(given.voice)),
        ("subject right", share(given.subject), of(given.subject)),
    ]
    table(page, ("", "share", "counts"), rest)
    for title, shares in (("seen by", given.by_detector), ("category", given.by_category)):
        page.blank()
        table(page, (title, "right", "counts"), [(name, share(each), of(each)) for name, each in shares])


def _recognised(quality: Quality) -> str:
    return f"{quality.hits:,} of {quality.hits + quality.missed:,}"


def _write_clean(page: Page, figures: Figures) -> None:
    if not figures.clean:
        return
    heading(page, "False alarms where nothing masks", "Documents without one masking span.")
    rows = [
        (
            each.name,
            f"{each.documents:,}",
            f"{each.words:,}",
            f"{each.alarms:,}",
            f"{each.per_1000.value:.2f}",
            f"{each.per_1000.interval[0]:.2f} to {each.per_1000.interval[1]:.2f}" if each.per_1000.interval else "",
        )
        for each in figures.clean
    ]
    table(page, ("documents with", "documents", "words", "alarms", "per 1,000", "interval"), rows)
    names = {row.rule: row.name for row in figures.by_rule}
    worst = figures.clean[-1]
    if worst.by_rule:
        page.blank()
        rules = [(f"{rule} {names.get(rule, '')}", f"{many:,}") for rule, many in worst.by_rule[:MOST]]
        table(page, (f"rule, {worst.name}", "alarms"), rules)


def _write_novel(page: Page, figures: Figures) -> None:
    novel = figures.novel
    heading(
        page, "Wording that no published list holds", f"Recall end to end; {novel.phrases:,} published phrases known."
    )
    rows = [
        (name, share(each), between(each.interval) if each.whole else "", of(each))
        for name, each in (("in no list", novel.novel), ("listed", novel.listed))
    ]
    table(page, ("wording", "found", "interval", "counts"), rows)
