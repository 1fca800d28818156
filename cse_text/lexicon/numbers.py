"""Words by number: words that belong to the same word sets and classes of a table share one.

What a table knows of a word can then be asked in arrays over a whole text (anchors.py), and what stands in a sentence
is a handful of numbers (finder.py). A table's numbers are made once and shared by all who search with it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cse_text.lexicon.tables import PhraseTable
from cse_text.text import fold_word, text_words

MOST_KNOWN = 200_000  # spellings remembered
MOST_TABLES = 3  # that are read together
_BITS = 63 // MOST_TABLES  # of a word's number in one table: two million, many times what a lexicon can hold


class Numbers(dict[str, int]):
    """The number of each spelling, found as words come; 0 is any word that the table does not know.

    `sets` holds the word sets of each number, in order, and its classes as -1, -2, …; `sets_of` the same unordered;
    `of_set` is the way back.
    """

    def __init__(self, table: PhraseTable) -> None:
        super().__init__()
        within: dict[str, tuple[int, ...]] = dict(table.forms)
        for number, members in enumerate(table.classes.values()):
            for word in {word for member in members for word in member if not word.endswith("'s")}:
                within[word] = (*within.get(word, ()), -1 - number)
        shared: dict[tuple[int, ...], int] = {}
        self._by_form = {form: shared.setdefault(each, len(shared) + 1) for form, each in within.items()}
        self._respelt = table.respelt
        self.count = len(shared) + 1
        self.sets: list[tuple[int, ...]] = [(), *shared]
        self.of_set: dict[int, list[int]] = {}
        for number, each in enumerate(self.sets):
            for name in each:
                self.of_set.setdefault(name, []).append(number)
        self._members: dict[int, frozenset[int]] = {}
        self.sets_of = _SetsOf(self.sets)

    def __missing__(self, word: str) -> int:
        if len(self) > MOST_KNOWN:
            self.clear()
        self[word] = number = self.of(fold_word(word))
        return number

    def of(self, form: str) -> int:
        """Return the number of a folded word; a slip has that of the word meant, a possessive that of the word."""
        form = self._respelt.get(form, form)
        number = self._by_form.get(form)
        return self._by_form.get(form.removesuffix("'s"), 0) if number is None else number

    def read(self, text: str) -> np.ndarray:
        """Return the number of each word of a text."""
        return _read(self, text)

    def set_members(self, number: int) -> frozenset[int]:
        """Return the numbers of the words of a word set."""
        if number not in self._members:
            self._members[number] = frozenset(self.of_set.get(number, ()))
        return self._members[number]

    def class_members(self, number: int) -> frozenset[int]:
        """Return the numbers of the words of a class."""
        return self.set_members(-1 - number)


class _SetsOf(dict[int, frozenset[int]]):
    """The word sets and classes of each number, made as numbers come."""

    def __init__(self, sets: Sequence[tuple[int, ...]]) -> None:
        super().__init__()
        self._sets = sets

    def __missing__(self, number: int) -> frozenset[int]:
        self[number] = made = frozenset(self._sets[number])
        return made


class Vocabulary(dict[str, int]):
    """What several tables make of each spelling, packed into one number: a text is read once for all of them."""

    def __init__(self, tables: Sequence[PhraseTable]) -> None:
        super().__init__()
        self.tables = [_Shared(table, self, _BITS * place) for place, table in enumerate(tables[:MOST_TABLES])]
        self._last = "", _read(self, "")

    def __missing__(self, word: str) -> int:
        if len(self) > MOST_KNOWN:
            self.clear()
        form = fold_word(word)
        self[word] = packed = sum(table.of(form) << table.shift for table in self.tables)
        return packed

    def read(self, text: str) -> np.ndarray:
        """Return the packed number of each word of a text; kept for the table that asks next."""
        last, packed = self._last
        if last is not text:
            packed = _read(self, text)
            self._last = text, packed
        return packed


class _Shared(Numbers):
    """The numbers of a table that is read together with others."""

    def __init__(self, table: PhraseTable, vocabulary: Vocabulary, shift: int) -> None:
        super().__init__(table)
        self.shift = shift
        self._vocabulary = vocabulary

    def read(self, text: str) -> np.ndarray:
        """Return the number of each word of a text."""
        return self._vocabulary.read(text) >> self.shift & (1 << _BITS) - 1


def _read(numbers: dict[str, int], text: str) -> np.ndarray:
    words = text_words(text)
    return np.fromiter(map(numbers.__getitem__, words), dtype=np.int64, count=len(words))
