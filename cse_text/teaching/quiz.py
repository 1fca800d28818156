"""The quiz: what is asked of a card, which answer is right, and why. Knows no terminal."""

from __future__ import annotations

import difflib
import random
import re
from dataclasses import dataclass
from typing import Literal

from cse_text.teaching.cards import LEVELS, Card, Level, Option

Part = Literal["spot", "choose", "rate"]
PARTS: tuple[Part, ...] = ("spot", "choose", "rate")
NONE = {"none", "nothing", "no", "0", "leave"}
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_ALIKE = 0.8  # typed from memory or across a room, words may differ by a letter or two
_SPARE = 4  # words around the phrase that may be typed with it


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, without the words typed: a result never holds any of a note."""

    card: str
    part: Part
    category: str
    right: bool


@dataclass(frozen=True, slots=True)
class Rating:
    """How serious a player found the note as written, and after the reframing."""

    card: str
    before: Level
    after: Level


@dataclass(frozen=True, slots=True)
class Player:
    """One person, or one team, with all answers given."""

    name: str
    answers: tuple[Answer, ...] = ()
    ratings: tuple[Rating, ...] = ()

    @property
    def score(self) -> int:
        """Return the number of right answers."""
        return sum(answer.right for answer in self.answers)


def category_of(card: Card) -> str:
    """Return the category under which answers to a card are counted."""
    return card.marks[0].category


def spotted(card: Card, typed: str) -> bool:
    """Return whether the words typed are those that mask, or 'none' where none do."""
    words = _words(typed)
    if not words or typed.strip().lower() in NONE:
        return bool(words) and not card.masks
    fair = (*(mark.words for mark in card.marks), *card.also)
    return card.masks and any(_meant(words, _words(each), _words(card.note)) for each in fair)


def _meant(typed: list[str], mark: list[str], note: list[str]) -> bool:
    """Return whether the words typed stand in the note, upon at least half of a mark, with little around it."""
    if len(typed) > len(mark) + _SPARE:
        return False
    at = _place(mark, note, exact=True)
    found = _place(typed, note, exact=False)
    if at is None or found is None:
        return False
    shared = min(at + len(mark), found + len(typed)) - max(at, found)
    return shared * 2 >= min(len(mark), 4)


def _place(words: list[str], note: list[str], *, exact: bool) -> int | None:
    """Return where words stand in a note, letter for letter or nearly."""
    size, wanted = len(words), " ".join(words)
    places = range(len(note) - size + 1)
    for place in places:
        if note[place : place + size] == words:
            return place
    if exact or not places:
        return None
    likeness = {at: difflib.SequenceMatcher(None, wanted, " ".join(note[at : at + size])).ratio() for at in places}
    best = max(likeness, key=lambda at: likeness[at])
    return best if likeness[best] >= _ALIKE else None


def _words(text: str) -> list[str]:
    return [word.replace("\u2019", "'") for word in _WORD.findall(text.lower())]


def shuffled(card: Card) -> tuple[Option, ...]:
    """Return the wordings to choose from, in an order that is the same for every room."""
    options = list(card.options)
    random.Random(card.id).shuffle(options)
    return tuple(options)


def chosen(card: Card, typed: str) -> Option | None:
    """Return the wording of a letter or number typed, or None if it is none of them."""
    places = {key: option for n, option in enumerate(shuffled(card)) for key in ("abc"[n], str(n + 1))}
    return places.get(typed.strip().lower()[:1])


def level(typed: str) -> Level | None:
    """Return the level that a word, its first letter or a number from 1 to 3 stands for."""
    word = typed.strip().lower()
    if word in {"1", "2", "3"}:
        return LEVELS[int(word) - 1]
    return next((each for each in LEVELS if word and each.startswith(word)), None)
