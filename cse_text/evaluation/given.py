"""Decisions on annotated spans that were handed to the judge, so that finding and deciding are told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from cse_text.evaluation.baselines import baselines, grade
from cse_text.evaluation.bootstrap import interval, ratio
from cse_text.evaluation.figures import GivenFigures, Quality, Share
from cse_text.evaluation.reading import Given, Read

NOT_PROPOSED = "no detector"


def given_figures(reads: Sequence[Read]) -> GivenFigures:
    """Return how decisions on given spans compare with the annotation, beside deciding without reading."""
    given = [each for read in reads for each in read.given]
    truths = [each.span["masking"] for each in given]
    answers = [each.finding.masking for each in given]
    surfaces = [read.document["text"][each.span["start"] : each.span["end"]] for read in reads for each in read.given]
    rows = np.array([(sum(is_right(each) for each in read.given), len(read.given)) for read in reads])
    return GivenFigures(
        len(given),
        grade("the judge", truths, answers),
        interval(rows, ratio),
        baselines(given, surfaces),
        auroc([each.finding.confidence for each in given], truths),
        _quality(truths, answers),
        Share(sum(a for t, a in zip(truths, answers, strict=True) if not t), truths.count(False)),
        _shares(given, lambda each: str(each.span["category"])),
        _shares(given, lambda each: each.finding.detector if each.proposed else NOT_PROPOSED),
        _pairs(reads),
        read_right(given, "voice"),
        read_right(given, "subject"),
    )


def is_right(given: Given) -> bool:
    """Return whether the decision is the annotation's."""
    return bool(given.finding.masking == given.span["masking"])


def read_right(given: Sequence[Given], name: str) -> Share:
    """Return how often voice or subject is read as annotated, where it is annotated."""
    stated = [each for each in given if name in each.span]
    return Share(sum(getattr(each.finding, name) == each.span[name] for each in stated), len(stated))


def auroc(confidences: Sequence[float], truths: Sequence[bool]) -> float | None:
    """Return how often a masking span is held surer than a trap; None where one of the kinds is missing."""
    if len(set(truths)) < 2:  # noqa: PLR2004 - both kinds are needed
        return None
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(truths, confidences))


def _quality(truths: Sequence[bool], answers: Sequence[bool]) -> Quality:
    both = list(zip(truths, answers, strict=True))
    return Quality("masking", both.count((True, True)), both.count((True, False)), both.count((False, True)))


def _shares(given: Sequence[Given], key: Callable[[Given], str]) -> tuple[tuple[str, Share], ...]:
    groups: dict[str, list[bool]] = defaultdict(list)
    for each in given:
        groups[key(each)].append(is_right(each))
    shares = [(name, Share(sum(right), len(right))) for name, right in groups.items()]
    return tuple(sorted(shares, key=lambda each: (-each[1].whole, each[0])))


def _pairs(reads: Sequence[Read]) -> Share:
    return pairs_right(reads, lambda read: all(is_right(each) for each in read.given))


def pairs_right(reads: Sequence[Read], right: Callable[[Read], bool]) -> Share:
    """Return how many minimal pairs are right in all their parts."""
    fine: dict[str, bool] = {}
    for read in reads:
        name = read.document.get("meta", {}).get("pair")
        if name:
            fine[str(name)] = fine.get(str(name), True) and right(read)
    return Share(sum(fine.values()), len(fine))
