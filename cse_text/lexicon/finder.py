"""Finds the phrases of a compiled table among the words of a sentence.

A phrase is tried wherever a word belongs to the word set that anchors it; from there its steps are followed
backwards and forwards (walk.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cse_text.lexicon.numbers import Numbers
from cse_text.lexicon.tables import WORD, Phrase, PhraseTable, unpack
from cse_text.lexicon.walk import ClassWords, Walk
from cse_text.text import Word


@dataclass(frozen=True, slots=True)
class Match:
    """Words first..last (inclusive) match a phrase of `owner`."""

    owner: int
    first: int
    last: int


class _Ready(NamedTuple):
    """A phrase as it is tried: the numbers of the words of each word set that must stand beside its anchor."""

    needed: list[frozenset[int]]  # the smallest first: what is rare is seldom there
    phrase: Phrase


class PhraseFinder:
    """A compiled table, indexed for finding. Built once, used for every sentence."""

    def __init__(self, table: PhraseTable, numbers: Numbers | None = None) -> None:
        self._respelt = table.respelt
        self._classes = [
            ClassWords(members, max((len(each) for each in members), default=1), takes_names=name == "child")
            for name, members in table.classes.items()
        ]
        self._by_anchor: dict[int, list[Phrase]] = {}
        for phrase in table.phrases:
            self._by_anchor.setdefault(phrase.anchor_set, []).append(phrase)
        self._numbers = Numbers(table) if numbers is None else numbers
        self._anchors = frozenset(self._by_anchor)
        # Filled as words come: few of the lexicon's words stand in any one run, and fewer anchor phrases here.
        self._ready: dict[int, list[_Ready]] = {}
        self._known: dict[int, tuple[int, ...]] = {}

    def find(self, words: Sequence[Word], names: frozenset[str] = frozenset()) -> list[Match]:
        """Return every match among the words of one sentence; `names` are those the record shows to be the child's."""
        numbers = [self._numbers[word.form] for word in words]
        sets = [self._numbers.sets_of[number] for number in numbers]
        none_of = self._anchors.isdisjoint
        anchoring = [(at, number) for at, number in enumerate(numbers) if not none_of(sets[at])]
        anchored = [(at, each) for at, number in anchoring for each in self._known.get(number) or self._know(number)]
        if not anchored:
            return []
        if self._respelt:
            words = [self._respell(word) for word in words]
        present = frozenset(numbers)
        walk = Walk(words, sets, self._classes, names)
        found: dict[Match, None] = {}
        for at, anchor in anchored:
            for needed, phrase in self._ready.get(anchor) or self._make_ready(anchor):
                for numbers_of in needed:
                    if numbers_of.isdisjoint(present):
                        break
                else:
                    if (match := _match(walk, phrase, at)) is not None:
                        found[match] = None
        return list(found)

    def took(self, words: Sequence[Word], match: Match, low: int, high: int) -> tuple[int, int] | None:
        """Return the first word and the one behind the last that steps low..high of a match's only phrase took."""
        phrase = next(each for phrases in self._by_anchor.values() for each in phrases if each.owner == match.owner)
        steps = [unpack(step) for step in phrase.steps]
        sets = [self._numbers.sets_of[self._numbers[word.form]] for word in words]
        walk = Walk(words, sets, self._classes, frozenset())
        return walk.taken(steps[:low], steps[low : high + 1], steps[high + 1 :], (match.first, match.last))

    def _respell(self, word: Word) -> Word:
        meant = self._respelt.get(word.form)
        return word if meant is None else Word(meant, word.start, word.end, word.gap)

    def _know(self, number: int) -> tuple[int, ...]:
        """Return the word sets of the words of a number that anchor phrases."""
        self._known[number] = anchors = tuple(each for each in self._numbers.sets[number] if each in self._anchors)
        return anchors

    def _make_ready(self, anchor: int) -> list[_Ready]:
        """Return the phrases of an anchor, ready to be tried."""
        self._ready[anchor] = ready = [_Ready(self._needed(phrase), phrase) for phrase in self._by_anchor[anchor]]
        return ready

    def _needed(self, phrase: Phrase) -> list[frozenset[int]]:
        values = {value for kind, value in map(unpack, phrase.steps) if kind == WORD and value != phrase.anchor_set}
        return sorted(map(self._numbers.set_members, values), key=len)


def _match(walk: Walk, phrase: Phrase, at: int) -> Match | None:
    """Return the match of a phrase whose anchor is the word at `at`, or None."""
    steps = [unpack(step) for step in phrase.steps]
    first = walk.follow(steps[: phrase.anchor][::-1], at, -1)
    if first is None:
        return None
    last = walk.follow(steps[phrase.anchor + 1 :], at, 1)
    return None if last is None else Match(phrase.owner, first, last)
