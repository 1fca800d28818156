"""How sure a check is: a small logistic model over the named grounds of a sign, read from models/audit.json.

The file says how it was made; `cse-text train --stage records` makes it again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cse_text.audit.case import Sign
from cse_text.odds import sigmoid
from cse_text.released import read_fitted
from cse_text.resources import data_folder

FORMAT = 1
FILE = "audit.json"


@dataclass(frozen=True, slots=True)
class CheckWeights:
    """What one check's signs weigh before any ground, and what each ground adds."""

    base: float
    grounds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of all checks; `slope` and `shift` are Platt's; from `shown` on a finding is shown."""

    shown: float
    slope: float
    shift: float
    checks: Mapping[str, CheckWeights]

    @classmethod
    def load(cls, folder: Path | None = None) -> Weights:
        """Return the shipped weights; raise ModelError where the file is missing or damaged."""
        return read_fitted((folder or data_folder("models")) / FILE, FORMAT, cls.from_data)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Weights:
        """Return the weights that `as_data` wrote."""
        return cls(**{**data, "checks": {name: CheckWeights(**each) for name, each in data["checks"].items()}})

    def as_data(self) -> dict[str, Any]:
        """Return the weights as plain data for JSON."""
        return asdict(self)

    def odds(self, sign: Sign) -> float:
        """Return the log odds of a sign before calibration."""
        check = self.checks.get(sign.check)
        if check is None:
            return -math.inf
        return math.fsum((check.base, *(check.grounds.get(each, 0.0) for each in sign.grounds)))

    def probability(self, sign: Sign) -> float:
        """Return P(a careful reviewer finds in this record what the check says)."""
        return sigmoid(self.slope * self.odds(sign) + self.shift)
