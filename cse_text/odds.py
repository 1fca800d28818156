"""Log odds and probabilities, as every fitted model here reckons them."""

from __future__ import annotations

import math


def sigmoid(value: float) -> float:
    """Return 1 / (1 + e^-value), for log odds of any size."""
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    power = math.exp(value)
    return power / (1 + power)


def smoothed_log_odds(hits: int, seen: int, base: float, strength: float) -> float:
    """Return the log odds of a share seen `hits` times in `seen`, with `base` weighing as `strength` sightings."""
    share = (hits + strength * base) / (seen + strength)
    return math.log(share / (1 - share))
