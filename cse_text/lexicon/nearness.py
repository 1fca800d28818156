"""How far apart two words of a phrase can stand, and by which two words a phrase is best looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cse_text.lexicon.tables import CLASS, GAP, OPTIONAL, REACH, unpack
from cse_text.lexicon.walk import MOST_FILLERS


class Near(NamedTuple):
    """The steps `first` and `second` (-1: none) by which a phrase is looked for, and how far apart they can stand."""

    first: int
    second: int
    reach: int


def near(steps: Sequence[int], common: Mapping[int, int], longest: Sequence[int]) -> Near:
    """Return the two neighbouring words of a phrase that meet least often, or its rarest where no two are near.

    `common`: how often each word that must stand occurs, by its step; `longest`: how many words each class may take.
    """
    pairs = [Near(one, other, distance(steps, one, other, longest)) for one, other in pairwise(common)]
    return min(
        (pair for pair in pairs if pair.reach <= REACH),
        key=lambda pair: common[pair.first] * common[pair.second] * pair.reach,
        default=Near(min(common, key=common.__getitem__), -1, 0),
    )


def distance(steps: Sequence[int], one: int, other: int, longest: Sequence[int]) -> int:
    """Return how many words the step `other` can at most stand behind the step `one`."""
    away = 1 + MOST_FILLERS
    for step in steps[one + 1 : other]:
        kind, value = unpack(step)
        if kind % OPTIONAL == GAP:
            away += value
        else:
            away += (longest[value] if kind % OPTIONAL == CLASS else 1) + MOST_FILLERS
    return away
