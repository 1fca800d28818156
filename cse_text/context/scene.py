"""A candidate's surroundings, read once per sentence: words, cues, people and quotations around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cse_text.context.people import People
from cse_text.lexicon.rules import Cue
from cse_text.text import Word

PREPOSITIONS = frozenset(
    [
        "with",
        "to",
        "by",
        "from",
        "of",
        "for",
        "at",
        "about",
        "on",
        "towards",
        "against",
        "into",
        "near",
        "around",
        "between",
    ]
)
FEMALE = frozenset(["she", "her", "hers", "herself"])
MALE = frozenset(["he", "him", "his", "himself"])
NEUTRAL = frozenset(["they", "them", "their", "themself", "themselves"])
OPPOSITE = {"female": MALE, "male": FEMALE}


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found: words first..last of the sentence."""

    cue: Cue
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A word for a person: where it stands and who it is (child, family, professional, suspect, adult, peer)."""

    at: int
    who: str
    possessive: bool
    pronoun: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence as context sees it. `words` cover the sentence; cues and mentions are in order."""

    text: str
    start: int
    end: int
    words: Sequence[Word]
    cues: tuple[Hit, ...]
    mentions: tuple[Mention, ...]
    people: People

    def position(self, start: int, end: int) -> tuple[int, int]:
        """Return the indices of the first word at or after `start` and of the first word at or after `end`."""
        first = next((n for n, word in enumerate(self.words) if word.end > start), len(self.words))
        after = next((n for n, word in enumerate(self.words) if word.start >= end), len(self.words))
        return first, after

    def hits(self, kind: str) -> list[Hit]:
        """Return the cues of one kind."""
        return [hit for hit in self.cues if hit.cue.kind == kind]


def mentions(words: Sequence[Word], cues: Sequence[Hit], people: People) -> tuple[Mention, ...]:
    """Return every word for a person in a sentence, pronouns resolved as far as sex and order tell."""
    by_word = {hit.last: hit.cue.who for hit in cues if hit.cue.kind == "person"}
    found: list[Mention] = []
    for at, word in enumerate(words):
        bare = word.form.removesuffix("'s")
        who = _named(bare, people) or by_word.get(at, "")
        pronoun = bare in FEMALE or bare in MALE or bare in NEUTRAL
        if pronoun:
            who = _pronoun(bare, people, found)
        if who:
            possessive = word.form.endswith("'s") or bare in {"her", "his", "their"}
            found.append(Mention(at, who, possessive, pronoun))
    return tuple(found)


def _named(form: str, people: People) -> str:
    if form in people.child:
        return "child"
    return "adult" if form in people.adults else ""


def _pronoun(form: str, people: People, before: Sequence[Mention]) -> str:
    """Return who a pronoun means: the child where the sex fits, else the last other person."""
    if people.sex and form in OPPOSITE[people.sex]:
        others = [mention.who for mention in before if mention.who not in {"child", "peer"} and not mention.pronoun]
        return others[-1] if others else "adult"
    return "child"
