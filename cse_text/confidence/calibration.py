"""The fitted judge: a logistic model with Platt calibration, read from JSON, applied in plain arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from pathlib import Path
from typing import Any

from cse_text.odds import sigmoid, smoothed_log_odds
from cse_text.released import read_fitted
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
        return read_fitted((folder or data_folder("models")) / f"judge-{name}.json", FORMAT, cls.from_data)

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
        return sigmoid(self.slope * self.score(features, rule) + self.shift)

    def score(self, features: Mapping[str, float], rule: str) -> float:
        """Return the log odds that these words mask, before calibration; the same in whatever order features come."""
        weights = self.weights
        told = [weights.get(name, 0.0) * value for name, value in features.items()]
        return fsum((self.intercept, self.rule_weight * self.rule_odds(rule), *told))

    def rule_odds(self, rule: str) -> float:
        """Return the smoothed log odds that a rule's words mask."""
        return smoothed_log_odds(*self.rules.get(rule, (0, 0)), self.base, self.strength)

    def rule_odds_without(self, rule: str, *, masks: bool) -> float:
        """Return the same as if one candidate of the rule had not been seen, for fitting on that candidate."""
        if rule not in self.rules:
            return self.rule_odds(rule)
        masking, seen = self.rules[rule]
        return smoothed_log_odds(masking - masks, seen - 1, self.base, self.strength)
