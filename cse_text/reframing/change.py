"""An edit with the sentence it stands in, as the checks read it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """An edit in its sentence: the sentence before and after, the words taken out and put in; `verbal` if by a verb.

    `at` is where in the sentence it stands; -1 where it is made of several edits. `known` holds the words of all
    phrases, by which a name in capitals is told from wording; empty where it has been told before.
    """

    before: str
    after: str
    taken: str
    put: str
    verbal: bool = False
    at: int = -1
    known: Container[str] = frozenset()
