"""How sure a check is: the share of annotated records that bore out each strength of sign, read from JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cse_text.errors import ModelError
from cse_text.resources import data_folder

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Weights:
    """Probabilities by check and strength; `rest` is a check's probability for a strength seldom seen."""

    shown: float
    by_strength: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    rest: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path | None = None) -> Weights:
        """Return the shipped weights; raise ModelError where the file is missing or damaged."""
        path = (folder or data_folder("models")) / "audit.json"
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if data["format"] != FORMAT:
                raise ModelError("model-version", f"{path.name} was made by another version; install the package again")
            return cls(float(data["shown"]), data["by_strength"], data["rest"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError("model-broken", f"{path.name} is missing or damaged; install the package again") from error

    def probability(self, check: str, strength: str) -> float:
        """Return P(a careful reviewer finds what the check says) for a sign of this strength."""
        return self.by_strength.get(check, {}).get(strength, self.rest.get(check, 0.0))
