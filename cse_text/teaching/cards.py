"""The values of the training room: a deck, its cards and what each card holds. Frozen and plain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["mask", "leave"]
Level = Literal["low", "medium", "high"]
LEVELS: tuple[Level, ...] = ("low", "medium", "high")
LEAVE = "Leave the words as they are."
SCALE = (  # said wherever a level is asked for, so that a room differs over the facts and not over the word
    "High: harm, or danger now, is recorded. Medium: signs or gaps that somebody has to look into. "
    "Low: nothing recorded points to harm."
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a note, exactly as they stand in it, and what they do there."""

    words: str
    category: str
    does: str


@dataclass(frozen=True, slots=True)
class Option:
    """One of the wordings to choose from, and why it is, or is not, the one to take."""

    text: str
    because: str
    good: bool


@dataclass(frozen=True, slots=True)
class Risk:
    """How serious the note reads before and after, and why."""

    before: Level
    after: Level
    because: str


@dataclass(frozen=True, slots=True)
class Card:
    """One invented note, what its words do, what to consider instead and what that changes.

    `also` are other words of the note that a careful reader may name: right in a quiz, without a screen of their own.
    """

    id: str
    setting: str
    note: str
    kind: Kind
    marks: tuple[Mark, ...]
    reframings: tuple[str, ...]
    changes: str
    options: tuple[Option, ...]
    risk: Risk
    ask: str = ""
    sources: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    line: int = 0

    @property
    def masks(self) -> bool:
        """Return whether a careful reader would mark anything in the note."""
        return self.kind == "mask"

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return where each mark's words stand in the note, in order of place."""
        starts = ((self.note.index(mark.words), mark) for mark in self.marks)
        return tuple(sorted((start, start + len(mark.words)) for start, mark in starts))


@dataclass(frozen=True, slots=True)
class Deck:
    """Cards for one audience."""

    name: str
    title: str
    audience: str
    about: str
    cards: tuple[Card, ...]


def quoted(words: Iterable[str], between: str = "; ") -> str:
    """Return words of a note in quotation marks."""
    return between.join(f"\u201c{each}\u201d" for each in words)


def consider_title(card: Card) -> str:
    """Return the title over the wording to consider: what it stands in place of is still to be seen."""
    return f"Consider, instead of {quoted(mark.words for mark in card.marks)}" if card.masks else "Consider"


def tool_words(card: Card, *, marked: bool) -> str:
    """Return what to say of the tool's own reading of a card, '' where it reads as the card does.

    It is said of the tool as it is on the day: an edit to the lexicon may change it, so no deck claims it.
    """
    if card.masks:
        return "" if marked else "Read quickly, the tool does not mark these words. Here it takes a reader."
    if marked:
        return "Read quickly, the tool marks words of this note. Here that is a mistake."
    return "A flag here would be wrong. Read quickly, the tool leaves these words alone."
