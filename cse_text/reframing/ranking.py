"""How likely a practitioner is to accept a suggestion as it stands: a small logistic model over plain features.

Fitted on judged suggestions (corpus_samples/reframings); read from models/reframings.json. Below its floor
nothing is offered but the question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from pathlib import Path
from typing import Any

from cse_text.odds import sigmoid, smoothed_log_odds
from cse_text.released import read_fitted
from cse_text.resources import data_folder

FORMAT = 1
LONGEST = 4.0  # times the words replaced; longer counts as this

_TOKEN = re.compile(r"[\w'\u2019]+|[^\w\s]")
_CLASSES = {
    "a": ("a", "an"),
    "det": ("the", "her", "his", "their", "this", "that", "any", "some", "no", "my"),
    "prep": ("of", "for", "with", "in", "at", "on", "by", "from", "about", "as", "into"),
    "be": ("is", "are", "was", "were", "be", "been", "being"),
    "conj": ("and", "or", "but"),
    "pron": ("she", "he", "they", "yp"),
    "have": ("has", "have", "had"),
    "modal": ("to", "will", "would", "can", "could", "may", "might", "should"),
}
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words}


@dataclass(frozen=True, slots=True)
class Ranking:
    """A logistic model; `rungs` holds how often a rung ("RULE|say") was judged and accepted."""

    weights: Mapping[str, float]
    intercept: float
    record_weight: float
    rungs: Mapping[str, tuple[int, int]]
    base: float
    strength: float
    floor: float

    @classmethod
    def load(cls, folder: Path | None = None) -> Ranking:
        """Return the shipped model; raise ModelError where it is missing or damaged."""
        return read_fitted((folder or data_folder("models")) / "reframings.json", FORMAT, cls.from_data)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Ranking:
        """Return the model that `as_data` wrote."""
        return cls(**{**data, "rungs": {key: (int(each[0]), int(each[1])) for key, each in data["rungs"].items()}})

    def as_data(self) -> dict[str, Any]:
        """Return the model as plain data for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}

    def confidence(self, features: Mapping[str, float], rung: str) -> float:
        """Return P(a practitioner accepts the suggestion as it stands)."""
        return sigmoid(self.score(features, rung))

    def score(self, features: Mapping[str, float], rung: str) -> float:
        """Return the log odds that a practitioner accepts the suggestion as it stands."""
        told = [self.weights.get(name, 0.0) * value for name, value in features.items()]
        return fsum((self.intercept, self.record_weight * self.rung_odds(rung), *told))

    def rung_odds(self, rung: str) -> float:
        """Return the smoothed log odds that a rung is accepted."""
        return smoothed_log_odds(*self.rungs.get(rung, (0, 0)), self.base, self.strength)

    def rung_odds_without(self, rung: str, *, accepted: bool) -> float:
        """Return the same as if one suggestion of the rung had not been judged, for fitting on that suggestion."""
        hits, seen = self.rungs[rung]
        return smoothed_log_odds(hits - accepted, seen - 1, self.base, self.strength)


def features_of(sentence: str, start: int, end: int, new: str, rank: int) -> dict[str, float]:
    """Return the features of putting `new` for sentence[start:end]; `rank` is its place in the ladder."""
    old = sentence[start:end]
    before = _TOKEN.findall(sentence[:start])[-1:] or [""]
    after = _TOKEN.findall(sentence[end:])[:1] or [""]
    words, replaced = new.split() or [""], old.split() or [""]
    shared = {word.lower() for word in words} & {word.lower() for word in replaced}
    return {
        "rank": float(rank),
        "length": min(LONGEST, len(new) / max(1, len(old))),
        "words": float(len(words)),
        "shared": len(shared) / len(replaced),
        "same-start": float(_kind(words[0]) == _kind(replaced[0])),
        f"before={_kind(before[0])}": 1.0,
        f"after={_kind(after[0])}": 1.0,
        f"first={_kind(words[0])}": 1.0,
        f"replaced={_kind(replaced[0])}": 1.0,
        f"before-first={_kind(before[0])}/{_kind(words[0])}": 1.0,
        f"last-after={_kind(words[-1])}/{_kind(after[0])}": 1.0,
    }


def _kind(word: str) -> str:
    """Return a rough kind of a word by its form, the same for every name and sex."""
    lower = word.lower()
    if not lower:
        return "none"
    if not lower[0].isalnum():
        return "mark"
    if lower in _CLASS_OF:
        return _CLASS_OF[lower]
    return next((suffix for suffix in ("ing", "ed", "ly") if lower.endswith(suffix)), "word")
