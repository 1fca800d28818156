"""Sums up how well annotated documents were read: every figure, from one reading of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cse_text.evaluation.bootstrap import f1, interval, ratio
from cse_text.evaluation.clean import THOUSAND, clean_figures
from cse_text.evaluation.figures import EndFigures, Figures, Measure, Share
from cse_text.evaluation.given import given_figures, pairs_right
from cse_text.evaluation.groups import agency_of, by_category, by_detector, by_rule, by_text, kind_of
from cse_text.evaluation.mistakes import mistakes
from cse_text.evaluation.novel import novel_figures
from cse_text.evaluation.reading import Read, as_record, read_documents
from cse_text.evaluation.record_scoring import record_figures
from cse_text.evaluation.reliability import calibration, calibration_by, points_of
from cse_text.evaluation.scoring import Counts, count
from cse_text.evaluation.spans import span_figures
from cse_text.evaluation.who import who_figures

__all__ = ["as_record", "measure", "read_documents"]


def measure(reads: Sequence[Read], phrases: Sequence[str], *, depth: str = "", threshold: float = 0.0) -> Figures:
    """Return all figures of documents that were read; `phrases` are those of published lists."""
    return Figures(
        documents=len(reads),
        words=sum(len(read.document["text"].split()) for read in reads),
        masking=sum(len(read.masking) for read in reads),
        traps=sum(len(read.traps) for read in reads),
        doubtful=sum(len(read.doubtful) for read in reads),
        depth=depth,
        threshold=threshold,
        spans=span_figures(reads),
        given=given_figures(reads),
        end=end_figures(reads),
        by_category=by_category(reads),
        by_rule=by_rule(reads),
        by_detector=by_detector(reads),
        by_kind=by_text(reads, kind_of),
        by_agency=by_text(reads, agency_of),
        calibration=calibration("all", [points_of(read) for read in reads], drawn=True),
        calibration_by_detector=calibration_by(reads, lambda each: each["finding"].detector),
        calibration_by_category=calibration_by(reads, lambda each: str(each["category"])),
        clean=clean_figures(reads),
        novel=novel_figures(reads, phrases),
        who=who_figures(reads),
        by_check=record_figures(reads),
        mistakes=mistakes(reads),
    )


def end_figures(reads: Sequence[Read]) -> EndFigures:
    """Return what a user meets: from the text to the flag."""
    counts = [count(read.document, read.findings) for read in reads]
    total = sum(counts, Counts())
    rows = np.array([_row(each) for each in counts])
    fine = {read.name: not each.missed and not each.false for read, each in zip(reads, counts, strict=True)}
    return EndFigures(
        total.hits,
        total.missed,
        total.false,
        total.duplicates,
        Measure(total.precision, interval(rows, lambda sums: ratio(sums, 0, 3))),
        Measure(total.recall, interval(rows, lambda sums: ratio(sums, 0, 4))),
        Measure(total.f1, interval(rows, f1)),
        Share(total.trapped, total.traps, interval(rows, lambda sums: ratio(sums, 5, 6))),
        Share(total.category_right, total.hits, interval(rows, lambda sums: ratio(sums, 7, 0))),
        pairs_right(reads, lambda read: fine[read.name]),
        THOUSAND * (total.false - total.trapped) / max(1, total.words),
    )


def _row(counts: Counts) -> tuple[int, ...]:
    """Return what intervals are drawn from; flagged and masking stand third and fourth for their shares."""
    flagged, masking = counts.hits + counts.false, counts.hits + counts.missed
    found = (counts.hits, counts.missed, counts.false, flagged, masking)
    return (*found, counts.trapped, counts.traps, counts.category_right)
