"""Log odds and probabilities, as every fitted model here reckons them."""

from __future__ import annotations

import math

import numpy as np


def sigmoid(value: float) -> float:
    """Return 1 / (1 + e^-value), for log odds of any size."""
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    power = math.exp(value)
    return power / (1 + power)


def sigmoids(scores: np.ndarray) -> np.ndarray:
    """Return 1 / (1 + e^-score) of each score, in its own precision."""
    result: np.ndarray = 1 / (1 + np.exp(-scores))
    return result


def softmax(scores: np.ndarray) -> np.ndarray:
    """Return probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: np.ndarray = shifted / shifted.sum(axis=-1, keepdims=True)
    return result


def log_odds(probability: float) -> float:
    """Return the log odds of a probability between 0 and 1, neither of them reached."""
    return math.log(probability / (1 - probability))


def smoothed_log_odds(hits: int, seen: int, base: float, strength: float) -> float:
    """Return the log odds of a share seen `hits` times in `seen`, with `base` weighing as `strength` sightings."""
    return log_odds((hits + strength * base) / (seen + strength))
