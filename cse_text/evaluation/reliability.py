"""Whether confidence keeps its word: error, Brier score and the table behind a reliability curve, by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from cse_text.evaluation.bootstrap import Numbers, interval, ratio
from cse_text.evaluation.figures import Bin, Calibration
from cse_text.evaluation.reading import Read
from cse_text.evaluation.scoring import brier, calibration_error, same

BINS = 10
Point = tuple[float, bool]


def points_of(read: Read, wanted: Callable[[Mapping[str, Any]], bool] = lambda _: True) -> list[Point]:
    """Return confidence and truth of each candidate, as scoring counts them."""
    return [
        (each["confidence"], any(same(span, each) for span in read.masking))
        for each in read.findings
        if wanted(each) and not any(same(span, each) for span in read.doubtful)
    ]


def calibration(name: str, points: Sequence[Sequence[Point]], *, drawn: bool = False) -> Calibration:
    """Return the calibration of points, given by document; with intervals if they are to be drawn."""
    pooled = [point for each in points for point in each]
    rows = np.array([_sums(each) for each in points]) if drawn else np.zeros((0, BINS + 2))
    return Calibration(
        name,
        len(pooled),
        calibration_error(pooled, BINS),
        brier(pooled),
        _bins(pooled),
        interval(rows, _error) if drawn else None,
        interval(rows, lambda sums: ratio(sums, -1, -2)) if drawn else None,
    )


def calibration_by(reads: Sequence[Read], key: Callable[[Mapping[str, Any]], str]) -> tuple[Calibration, ...]:
    """Return the calibration of each group of candidates, the largest first."""
    names = {key(each) for read in reads for each in read.findings}
    groups = [calibration(name, [points_of(read, _in_group(key, name)) for read in reads]) for name in sorted(names)]
    return tuple(sorted((each for each in groups if each.count), key=lambda each: (-each.count, each.name)))


def _in_group(key: Callable[[Mapping[str, Any]], str], name: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda each: key(each) == name


def _bin(confidence: float) -> int:
    return min(BINS - 1, int(confidence * BINS))


def _bins(points: Sequence[Point]) -> tuple[Bin, ...]:
    table: dict[int, list[Point]] = defaultdict(list)
    for point in points:
        table[_bin(point[0])].append(point)
    return tuple(
        Bin(n / BINS, (n + 1) / BINS, len(each), _mean([p for p, _ in each]), _mean([float(y) for _, y in each]))
        for n, each in sorted(table.items())
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _sums(points: Sequence[Point]) -> Numbers:
    """Return one document's gap in each bin, its number of points and its squared error."""
    row = np.zeros(BINS + 2)
    for confidence, truth in points:
        row[_bin(confidence)] += confidence - truth
        row[-2] += 1
        row[-1] += (confidence - truth) ** 2
    return row


def _error(sums: Numbers) -> Numbers:
    gaps = np.abs(sums[:, :BINS]).sum(axis=1)
    error: Numbers = np.divide(gaps, sums[:, -2], out=np.full(len(sums), np.nan), where=sums[:, -2] > 0)
    return error
