"""Turns a candidate and its context into a calibrated probability that a careful reviewer would agree."""

from cse_text.confidence.calibration import Judge
from cse_text.confidence.features import features

__all__ = ["Judge", "features"]
