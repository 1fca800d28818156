"""Words by number: words that belong to the same word sets and classes of a table share one.

What a table knows of a word can then be asked in arrays over a whole text (anchors.py), and what stands in a sentence
is a handful of numbers (finder.py). A table's numbers are made once and shared by all who search with it.
"""

from __future__ import annotations

from cse_text.lexicon.tables import PhraseTable
from cse_text.text import fold_word

MOST_KNOWN = 200_000  # spellings remembered


class Numbers(dict[str, int]):
    """The number of each spelling, found as words come; 0 is any word that the table does not know.

    `sets` holds the word sets of each number, in order, and its classes as -1, -2, …; `of_set` is the way back.
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

    def set_members(self, number: int) -> frozenset[int]:
        """Return the numbers of the words of a word set."""
        if number not in self._members:
            self._members[number] = frozenset(self.of_set.get(number, ()))
        return self._members[number]

    def class_members(self, number: int) -> frozenset[int]:
        """Return the numbers of the words of a class."""
        return self.set_members(-1 - number)
