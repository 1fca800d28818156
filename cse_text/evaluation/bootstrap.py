"""Intervals by the cluster bootstrap: whole documents are drawn again, since findings of one document hang together.

A statistic is worked out from sums over documents, so a thousand draws are one product of matrices.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Statistic = Callable[[Numbers], Numbers]

RESAMPLES = 1000
SEED = 7
LOW, HIGH = 0.025, 0.975


def interval(rows: Numbers, statistic: Statistic) -> tuple[float, float]:
    """Return the 95 % interval of a statistic of column sums; a row of numbers for each document."""
    if len(rows) == 0:
        return 0.0, 0.0
    values = statistic(drawn_sums(np.asarray(rows, dtype=float)))
    low, high = np.nanquantile(values, [LOW, HIGH]) if not np.isnan(values).all() else (0.0, 0.0)
    return float(low), float(high)


def drawn_sums(rows: Numbers) -> Numbers:
    """Return the sums of the columns for each draw of as many documents as there are, with replacement."""
    count = len(rows)
    weights = np.random.default_rng(SEED).multinomial(count, np.full(count, 1 / count), size=RESAMPLES)
    drawn: Numbers = weights.astype(float) @ rows
    return drawn


def ratio(sums: Numbers, part: int = 0, whole: int = 1) -> Numbers:
    """Return one column of sums divided by another, not a number where there is nothing to divide by."""
    share: Numbers = np.divide(sums[:, part], sums[:, whole], out=np.full(len(sums), np.nan), where=sums[:, whole] > 0)
    return share


def f1(sums: Numbers) -> Numbers:
    """Return F1 from columns of hits, missed and false."""
    below = 2 * sums[:, 0] + sums[:, 1] + sums[:, 2]
    return np.divide(2 * sums[:, 0], below, out=np.zeros(len(sums)), where=below > 0)
