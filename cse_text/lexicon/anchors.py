"""Which sentences deserve a look: words are numbered, and pairs of numbers that can begin a phrase are looked up.

A phrase is looked for by two of its words that must stand near each other, or by its one word where it has no
second. All pairs of a text are looked up at once, in arrays; where one is found, the phrase's other words must
stand near too. What is left is little more than what the finder will match, so plain text costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from cse_text.lexicon.nearness import distance
from cse_text.lexicon.numbers import Numbers
from cse_text.lexicon.tables import CLASS, REACH, WORD, Phrase, PhraseTable, unpack
from cse_text.text import offsets, sentence_at, sentence_starts, text_words

_STEPS = np.arange(REACH, dtype=np.uint8)[:, None]


class Need(NamedTuple):
    """A word that must stand near: within text words low..high (from the first of a pair), one of these numbers."""

    low: int
    high: int
    numbers: frozenset[int]


class _Ways(NamedTuple):
    """How two word sets may go on: what any way needs, and each way's reach and needs, the rarest first."""

    least: tuple[Need, ...]
    ways: Sequence[tuple[int, tuple[Need, ...]]]


class AnchorScanner:
    """Finds the sentences of a text in which a phrase of a table may stand. Built once per table."""

    def __init__(self, table: PhraseTable, numbers: Numbers | None = None) -> None:
        self._numbers = Numbers(table) if numbers is None else numbers
        self._longest = [max(map(len, members), default=1) for members in table.classes.values()]
        self._child = next((number for number, name in enumerate(table.classes) if name == "child"), -1)
        self._by_sets: dict[int, dict[int, list[Phrase]]] = {}
        for phrase in table.phrases:
            first, second = phrase.sets_near
            self._by_sets.setdefault(first, {}).setdefault(second, []).append(phrase)
        of_set, count = self._numbers.of_set, self._numbers.count
        self._lone = np.zeros(count, dtype=bool)
        self._lone[[number for first, each in self._by_sets.items() if -1 in each for number in of_set[first]]] = True
        pairs = {
            (first, second): max(phrase.reach for phrase in phrases)
            for first, each in self._by_sets.items()
            for second, phrases in each.items()
            if second >= 0
        }
        self._row = _places(count, (of_set[first] for first, _ in pairs))
        self._column = _places(count, (of_set[second] for _, second in pairs))
        reaches = np.zeros((int(self._row.max()) + 1, int(self._column.max()) + 1), dtype=np.uint8)
        for (first, second), reach in sorted(pairs.items(), key=lambda pair: pair[1]):
            reaches[self._row[of_set[first]][:, None], self._column[of_set[second]]] = reach
        self._row *= reaches.shape[1]  # where the row begins in what follows
        self._reach = reaches.ravel()
        # Filled as words come: few of the lexicon's pairs stand in any one run.
        self._ready: dict[tuple[int, int], list[_Ways]] = {}
        self._made: dict[tuple[int, int], _Ways] = {}
        self._after: dict[int, dict[int, list[int]]] = {}

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """Return the half-open ranges of the sentences that deserve a look, in order."""
        at = self._words(self._numbers.read(text))
        if not at:
            return []
        starts = sentence_starts(text)
        return sorted({sentence_at(starts, offset, len(text)) for offset in offsets(text, text_words(text), at)})

    def _words(self, numbers: np.ndarray) -> list[int]:
        """Return the indices of the words at which a phrase may stand, in order, each once."""
        found = [(n, -1) for n in np.flatnonzero(self._lone[numbers]).tolist()]
        found += self._pairs(numbers)
        listed = numbers.tolist() if found else []
        return sorted({n for n, other in found if self._possible(listed, n, other)})

    def _pairs(self, numbers: np.ndarray) -> Iterable[tuple[int, int]]:
        """Return where two words stand near enough to begin a phrase: their indices."""
        count = len(numbers)
        behind = np.zeros(count + REACH, dtype=np.int64)
        behind[:count] = self._column[numbers]
        step = behind.itemsize
        nearby = np.ndarray((REACH, count), behind.dtype, behind, step, (step, step))  # those one behind, two behind, …
        hits = np.flatnonzero(self._reach.take(self._row[numbers] + nearby) > _STEPS)
        steps, first = np.divmod(hits, count)
        return zip(first.tolist(), (first + steps + 1).tolist(), strict=True)

    def _possible(self, numbers: Sequence[int], at: int, other: int) -> bool:
        """Return whether the rest of some phrase stands where it could."""
        pair = numbers[at], numbers[other] if other >= 0 else -1
        if (ready := self._ready.get(pair)) is None:
            ready = self._ready[pair] = self._make_ready(*pair)
        for least, ways in ready:
            if _stand(least, numbers, at):
                for reach, needs in ways:
                    if other - at <= reach and _stand(needs, numbers, at):
                        return True
        return False

    def _make_ready(self, first: int, second: int) -> list[_Ways]:
        """Return how phrases go on that two words of these numbers can begin."""
        if first not in self._after:
            self._after[first] = self._make_after(first)
        after = self._after[first]
        seconds = self._numbers.sets[second] if second >= 0 else (-1,)
        return [self._ways(one, other) for other in seconds if other in after for one in after[other]]

    def _make_after(self, first: int) -> dict[int, list[int]]:
        """Return the word sets of a number that can begin a phrase, by the set of the second word."""
        after: dict[int, list[int]] = {}
        for one in self._numbers.sets[first]:
            for other in self._by_sets.get(one, ()):
                after.setdefault(other, []).append(one)
        return after

    def _ways(self, first: int, second: int) -> _Ways:
        if (made := self._made.get((first, second))) is None:
            ways = tuple({(phrase.reach, self._needs(phrase)) for phrase in self._by_sets[first][second]})
            made = self._made[first, second] = _Ways(_least([needs for _, needs in ways]), ways)
        return made

    def _needs(self, phrase: Phrase) -> tuple[Need, ...]:
        """Return what else of a phrase must stand near; {child} also takes names, which no table holds."""
        needs = []
        for n, (kind, value) in enumerate(map(unpack, phrase.steps)):
            if n in {phrase.first, phrase.second}:
                continue
            if kind == WORD:
                needs.append(Need(*self._range(phrase, n, 1), self._numbers.set_members(value)))
            elif kind == CLASS and value != self._child:
                needs.append(Need(*self._range(phrase, n, self._longest[value]), self._numbers.class_members(value)))
        return tuple(sorted(needs, key=lambda need: len(need.numbers)))

    def _range(self, phrase: Phrase, step: int, length: int) -> tuple[int, int]:
        if step < phrase.first:
            return 1 - distance(phrase.steps, step, phrase.first, self._longest) - length, 0
        return 1, distance(phrase.steps, phrase.first, step, self._longest) + length


def _least(each: Sequence[tuple[Need, ...]]) -> tuple[Need, ...]:
    """Return what any way needs at least: one of the rarest words of all, or nothing where some way needs nothing."""
    if not all(each):
        return ()
    rarest = [needs[0] for needs in each]
    numbers = frozenset().union(*(need.numbers for need in rarest))
    return (Need(min(need.low for need in rarest), max(need.high for need in rarest), numbers),)


def _stand(needs: Iterable[Need], numbers: Sequence[int], at: int) -> bool:
    """Return whether all that is needed stands near the word at `at`."""
    for low, high, wanted in needs:  # noqa: SIM110 - asked more often than anything; a generator takes twice as long
        if wanted.isdisjoint(numbers[max(0, at + low) : at + high]):
            return False
    return True


def _places(count: int, groups: Iterable[Sequence[int]]) -> np.ndarray:
    """Return for each of `count` numbers its place among those that stand in any group, counted from 1."""
    members = sorted({number for group in groups for number in group})
    places = np.zeros(count, dtype=np.int64)
    places[members] = np.arange(1, len(members) + 1)
    return places
