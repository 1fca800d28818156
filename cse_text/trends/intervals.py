"""Intervals of 95 %, by scipy's special functions: no library to add, since scikit-learn brings scipy along.

Rates: the exact (Garwood) interval of a count, which holds for few findings too, where approximations do not. Findings
in one child's notes hang together, so counts are first divided by how much they do (Korn and Graubard's way for
surveys). Shares of judged notes: Jeffreys, which stays sensible where none was missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cse_text.trends.values import Rate

SURE = 0.95
_TAIL = (1 - SURE) / 2
_DRAWS = 20_000


def rate(findings: int, exposure: float, spread: float = 1.0) -> Rate:
    """Return findings by exposure, with the interval widened for findings that hang together."""
    from scipy.special import gammaincinv

    count = findings / spread
    low = float(gammaincinv(count, _TAIL)) if findings else 0.0
    high = float(gammaincinv(count + 1, 1 - _TAIL))
    return Rate(findings / exposure, low * spread / exposure, high * spread / exposure)


def spread_of(counts: Iterable[tuple[int, int]]) -> float:
    """Return how much findings hang together: Pearson's dispersion of (findings, exposure) by child, at least 1."""
    given = [each for each in counts if each[1]]
    findings, exposure = (sum(column) for column in zip(*given, strict=True)) if given else (0, 0)
    if len(given) <= 1 or not findings:
        return 1.0
    expected = [findings * each / exposure for _, each in given]
    squares = sum((seen - mean) ** 2 / mean for (seen, _), mean in zip(given, expected, strict=True))
    return max(1.0, squares / (len(given) - 1))


def recall(flagged: Sequence[int], unflagged: Sequence[int]) -> Rate:
    """Return the share of masking notes that were flagged; each stratum is (masking, judged, all of its notes).

    What was judged is known; only the notes that were not are drawn, ten thousands of times, always alike.
    """
    import numpy as np

    draws = np.random.default_rng(0)
    totals = []
    for masking, judged, size in (flagged, unflagged):
        share = draws.beta(masking + 0.5, judged - masking + 0.5, _DRAWS)
        totals.append(masking + draws.binomial(size - judged, share))
    found, missed = totals
    whole = np.maximum(found + missed, 1)
    low, high = np.quantile(np.where(found + missed > 0, found / whole, 1.0), (_TAIL, 1 - _TAIL))
    value = _scaled(flagged) / max(_scaled(flagged) + _scaled(unflagged), 1e-12)
    return Rate(value, min(float(low), value), max(float(high), value))


def share(part: int, whole: int) -> Rate:
    """Return a share with its exact (Clopper and Pearson) interval."""
    from scipy.special import betaincinv

    low = float(betaincinv(part, whole - part + 1, _TAIL)) if part else 0.0
    high = float(betaincinv(part + 1, whole - part, 1 - _TAIL)) if part < whole else 1.0
    return Rate(part / whole if whole else 0.0, low, high)


def _scaled(stratum: Sequence[int]) -> float:
    masking, judged, size = stratum
    return size * masking / judged if judged else 0.0
