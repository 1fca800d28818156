"""The fitted judge: a logistic model with Platt calibration, read from JSON, applied in plain arithmetic."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cse_text.errors import ModelError
from cse_text.released import read_released
from cse_text.resources import data_folder

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Judge:
    """A logistic model over named features. `rules` holds how often each rule's words masked in the corpus.

    `strength` is the weight of the prior mean `base` when a rule was seen seldom; `slope` and `shift` are
    Platt's; `threshold` is the confidence at which a finding is shown, chosen for precision.
    """

    weights: Mapping[str, float]
    intercept: float
    slope: float
    shift: float
    threshold: float
    rules: Mapping[str, tuple[int, int]]
    base: float
    strength: float
    rule_weight: float

    @classmethod
    def load(cls, name: str, folder: Path | None = None) -> Judge:
        """Return the judge of one depth; raise ModelError where its file is missing or damaged."""
        path = (folder or data_folder("models")) / f"judge-{name}.json"
        try:
            data = json.loads(read_released(path))
            if data["format"] != FORMAT:
                raise ModelError("model-version", f"{path.name} was made by another version; install the package again")
            return cls.from_data(data["model"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError("model-broken", f"{path.name} is missing or damaged; install the package again") from error

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Judge:
        """Return the judge that `as_data` wrote."""
        rules = {key: (int(each[0]), int(each[1])) for key, each in data["rules"].items()}
        return cls(**{**data, "rules": rules})

    def as_data(self) -> dict[str, Any]:
        """Return the model as plain data for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}

    def confidence(self, features: Mapping[str, float], rule: str) -> float:
        """Return P(a careful reviewer agrees that these words mask)."""
        total = self.intercept + self.rule_weight * self.rule_odds(rule)
        weights = self.weights
        for name, value in features.items():
            total += weights.get(name, 0.0) * value
        return sigmoid(self.slope * total + self.shift)

    def rule_odds(self, rule: str, less: tuple[int, int] = (0, 0)) -> float:
        """Return the smoothed log odds that a rule's words mask; `less` leaves cases out while fitting."""
        masking, seen = self.rules.get(rule, (0, 0))
        masking, seen = masking - less[0], seen - less[1]
        share = (masking + self.strength * self.base) / (seen + self.strength)
        return math.log(share / (1 - share))


def sigmoid(value: float) -> float:
    """Return 1 / (1 + e^-value) without overflow."""
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    power = math.exp(value)
    return power / (1 + power)
