"""Finds the phrases of a compiled table among the words of a sentence.

A phrase is tried wherever a word belongs to the word set that anchors it; from there its steps are followed
backwards and forwards (walk.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cse_text.lexicon.tables import WORD, Phrase, PhraseTable, unpack
from cse_text.lexicon.walk import ClassWords, Walk
from cse_text.text import Word

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """Words first..last (inclusive) match a phrase of `owner`."""

    owner: int
    first: int
    last: int


class _Ready(NamedTuple):
    """A phrase as it is tried: the word sets that must be present, the steps on both sides of its anchor."""

    needed: frozenset[int]
    owner: int
    back: tuple[tuple[int, int], ...]
    on: tuple[tuple[int, int], ...]


class PhraseFinder:
    """A compiled table, indexed for finding. Built once, used for every sentence."""

    def __init__(self, table: PhraseTable) -> None:
        self._respelt = table.respelt
        self._classes = [
            ClassWords(members, max((len(each) for each in members), default=1), takes_names=name == "child")
            for name, members in table.classes.items()
        ]
        self._by_anchor: dict[int, list[Phrase]] = {}
        for phrase in table.phrases:
            self._by_anchor.setdefault(phrase.anchor_set, []).append(phrase)
        self._forms = table.forms
        # Filled as words come: few of the lexicon's words stand in any one run.
        self._ready: dict[int, list[_Ready]] = {}
        self._known: dict[str, tuple[frozenset[int], tuple[int, ...]]] = {}

    def find(self, words: Sequence[Word], names: frozenset[str] = frozenset()) -> list[Match]:
        """Return every match among the words of one sentence; `names` are those the record shows to be the child's."""
        if self._respelt:
            words = [self._respell(word) for word in words]
        known = [self._known.get(word.form) or self._know(word.form) for word in words]
        anchored = [(at, number) for at, (_, anchors) in enumerate(known) for number in anchors]
        if not anchored:
            return []
        sets = [each for each, _ in known]
        present = _NONE.union(*sets)
        walk = Walk(words, sets, self._classes, names)
        found: dict[Match, None] = {}
        for at, number in anchored:
            for phrase in self._ready.get(number) or self._make_ready(number):
                if phrase.needed <= present and (match := _match(walk, phrase, at)) is not None:
                    found[match] = None
        return list(found)

    def _respell(self, word: Word) -> Word:
        meant = self._respelt.get(word.form)
        return word if meant is None else Word(meant, word.start, word.end, word.gap)

    def _know(self, form: str) -> tuple[frozenset[int], tuple[int, ...]]:
        """Return the word sets of a form and those that anchor phrases; a possessive is known by the word itself."""
        bare = form[:-2] if form not in self._forms and form.endswith("'s") else form
        sets = self._forms.get(bare, ())
        known = frozenset(sets), tuple(number for number in sets if number in self._by_anchor)
        if sets:
            self._known[form] = known
        return known

    def _make_ready(self, number: int) -> list[_Ready]:
        """Return the phrases of an anchor, ready to be tried."""
        self._ready[number] = ready = [_made_ready(phrase) for phrase in self._by_anchor[number]]
        return ready


def _made_ready(phrase: Phrase) -> _Ready:
    steps = tuple(map(unpack, phrase.steps))
    needed = frozenset(value for kind, value in steps if kind == WORD)
    return _Ready(needed, phrase.owner, steps[: phrase.anchor][::-1], steps[phrase.anchor + 1 :])


def _match(walk: Walk, phrase: _Ready, at: int) -> Match | None:
    """Return the match of a phrase whose anchor is the word at `at`, or None."""
    first = walk.follow(phrase.back, at, -1)
    if first is None:
        return None
    last = walk.follow(phrase.on, at, 1)
    return None if last is None else Match(phrase.owner, first, last)
