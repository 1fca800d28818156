"""False alarms on documents in which nothing masks: what a reader of ordinary notes has to put up with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from cse_text.evaluation.bootstrap import Numbers, interval, ratio
from cse_text.evaluation.figures import CleanFigures, Measure
from cse_text.evaluation.reading import Read
from cse_text.evaluation.spans import not_doubtful

ORDINARY = "ordinary"
THOUSAND = 1000


def clean_figures(reads: Sequence[Read]) -> tuple[CleanFigures, ...]:
    """Return false alarms of all documents without masking, and of those marked as ordinary, where there are any."""
    clean = [read for read in reads if not read.masking]
    ordinary = [read for read in clean if read.document.get("meta", {}).get("group") == ORDINARY]
    groups = (("no masking span", clean), ("ordinary notes", ordinary))
    return tuple(_figures(name, each) for name, each in groups if each)


def _figures(name: str, reads: Sequence[Read]) -> CleanFigures:
    rules = [[flag["finding"].rule for flag in not_doubtful(read)] for read in reads]
    words = [len(read.document["text"].split()) for read in reads]
    rows = np.array([(len(alarms), many) for alarms, many in zip(rules, words, strict=True)])
    alarms = sum(map(len, rules))
    rate = THOUSAND * alarms / max(1, sum(words))
    counted = Counter(rule for each in rules for rule in each)
    return CleanFigures(
        name,
        len(reads),
        sum(words),
        alarms,
        Measure(rate, interval(rows, _rate)),
        sum(map(bool, rules)),
        tuple(sorted(counted.items(), key=lambda each: (-each[1], each[0]))),
    )


def _rate(sums: Numbers) -> Numbers:
    return THOUSAND * ratio(sums)
