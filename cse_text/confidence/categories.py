"""Which way of masking a finding is: its words, the rule's category and the tagger's, weighed together.

Rules and tagger each err in their own way, and the words themselves say as much as either. Two linear models read from
models/categories.json: one over the words of the span and beside it, one over what all three hold. As everywhere, the
decision itself (does it mask) is the judge's; this only names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np

from cse_text.odds import softmax
from cse_text.released import read_fitted
from cse_text.resources import data_folder
from cse_text.text import words

FORMAT = 1
FILE = "categories.json"
LONGEST = 3  # words of a span that are read as one
BESIDE = 6  # words on either side that are read
REACH = 60  # code points within which they stand
BESIDE_WEIGHT = 0.4
RULE_WEIGHT = 2.0
LEAST = 1e-4  # a probability is taken as at least this
UNIT = 100  # weights of words are kept as whole hundredths


@dataclass(frozen=True, slots=True)
class CategoryModel:
    """Two linear models over the categories, in the order of `names`.

    `words` holds the weights of each word feature as pairs of a category's number and hundredths; `base` is what they
    add to. `joined` (features x categories) weighs the log probabilities by words, those of the tagger, and the rule's
    category, one more than there are where no rule's wording stands; its last row is the intercept.
    """

    names: tuple[str, ...]
    base: np.ndarray
    words: Mapping[str, Sequence[int]]
    joined: np.ndarray

    @classmethod
    def load(cls, folder: Path | None = None) -> CategoryModel:
        """Return the shipped model; raise ModelError where its file is missing or damaged."""
        return read_fitted((folder or data_folder("models")) / FILE, FORMAT, cls.from_data)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> CategoryModel:
        """Return the model that `as_data` wrote."""
        return cls(tuple(data["names"]), np.array(data["base"]), data["words"], np.array(data["joined"]))

    def as_data(self) -> dict[str, Any]:
        """Return the model as plain data for JSON."""
        joined = [[round(float(value), 4) for value in row] for row in self.joined]
        base = [round(float(value), 4) for value in self.base]
        return {"names": list(self.names), "base": base, "joined": joined, "words": dict(self.words)}

    def category(self, text: str, start: int, end: int, rule: str, read: Sequence[float]) -> str:
        """Return the category of text[start:end].

        `rule`: the category of the rule whose wording stands there, or ''; `read`: the tagger's probabilities.
        """
        row = joined_row(self.by_words(text, start, end), read, self.names.index(rule) if rule else -1)
        return self.names[int((np.append(row, 1.0) @ self.joined).argmax())]

    def by_words(self, text: str, start: int, end: int) -> np.ndarray:
        """Return the probabilities of the categories by the words alone."""
        scores = self.base.copy()
        for name, value in word_features(text, start, end):
            weights = self.words.get(name, ())
            for number, hundredths in zip(weights[::2], weights[1::2], strict=True):
                scores[number] += value * hundredths / UNIT
        return softmax(scores)


def word_features(text: str, start: int, end: int) -> Iterator[tuple[str, float]]:
    """Yield the runs of words of a span, and the words on its sides, each kind scaled to length one."""
    inside = [word.form for word in words(text, start, end)]
    runs = {" ".join(inside[n : n + size]) for size in range(1, LONGEST + 1) for n in range(len(inside) - size + 1)}
    yield from ((run, 1 / sqrt(len(runs))) for run in sorted(runs))
    before = [word.form for word in words(text, max(0, start - REACH), start)][-BESIDE:]
    behind = [word.form for word in words(text, end, min(len(text), end + REACH))][:BESIDE]
    sides = {f"{form} <" for form in before} | {f"> {form}" for form in behind}
    yield from ((side, BESIDE_WEIGHT / sqrt(len(sides))) for side in sorted(sides))


def joined_row(by_words: Sequence[float] | np.ndarray, read: Sequence[float], rule: int) -> np.ndarray:
    """Return what the second model weighs; `rule` is the number of the rule's category, -1 where no rule stands."""
    of_rule = np.zeros(len(by_words) + 1)
    of_rule[rule] = RULE_WEIGHT
    return np.concatenate([np.log(np.maximum(by_words, LEAST)), np.log(np.maximum(read, LEAST)), of_rule])
