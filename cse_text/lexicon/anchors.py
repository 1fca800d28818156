"""Which sentences deserve a look: a cheap automaton over the folded bytes of a whole text.

A sentence is looked at only if it holds both the rarest and the next rarest word of some phrase.
"""

from __future__ import annotations

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from cse_text.lexicon.tables import PhraseTable
from cse_text.text import fold, sentence_at, sentence_starts

_LETTERS = frozenset(range(0x30, 0x3A)) | frozenset(range(0x61, 0x7B)) | frozenset(range(0xC0, 0x100))


class AnchorScanner:
    """Finds the sentences of a text in which a phrase of a table may stand, at automaton speed."""

    def __init__(self, table: PhraseTable) -> None:
        supports: dict[int, set[int]] = {}
        for phrase in table.phrases:
            supports.setdefault(phrase.anchor_set, set()).add(phrase.support)
        self._alone = frozenset(anchor for anchor, each in supports.items() if -1 in each)
        self._supports = {anchor: frozenset(each - {-1}) for anchor, each in supports.items() if each != {-1}}
        words = _patterns(table, self._alone.union(*self._supports.values(), self._supports))
        self._patterns = list(words)
        self._sets = list(words.values())
        self._lone = {sets: not sets.isdisjoint(self._alone) for sets in set(self._sets)}
        self._automaton = BytesAhoCorasick(
            self._patterns, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """Return the half-open ranges of the sentences that deserve a look, in order."""
        hits = self._hits(text)
        if not hits:
            return []
        starts = sentence_starts(text)
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(hits):
            begin, end = sentence_at(starts, hits[at][0], len(text))
            first = at
            while at < len(hits) and hits[at][0] < end:
                at += 1
            if self._possible([pattern for _, pattern in hits[first:at]]):
                found.append((begin, end))
        return found

    def _hits(self, text: str) -> list[tuple[int, int]]:
        """Return place and pattern of every whole word that the phrases are looked for by."""
        folded = fold(text)
        last = len(folded)
        return [
            (start, pattern)
            for pattern, start, end in self._automaton.find_matches_as_indexes(folded)
            if (start == 0 or folded[start - 1] not in _LETTERS) and (end == last or folded[end] not in _LETTERS)
        ]

    def _possible(self, patterns: list[int]) -> bool:
        """Return whether these words of one sentence could make a phrase."""
        if any(self._lone[self._sets[pattern]] for pattern in patterns):
            return True
        if len(patterns) == 1:
            sets = self._sets[patterns[0]]
            return any(
                not self._supports.get(number, sets).isdisjoint(sets) for number in sets if number in self._supports
            )
        present = frozenset().union(*(self._sets[pattern] for pattern in patterns))
        return any(not self._supports[number].isdisjoint(present) for number in present if number in self._supports)


def _patterns(table: PhraseTable, wanted: frozenset[int]) -> dict[bytes, frozenset[int]]:
    """Return every word to look for, mistyped ones too, with those of its word sets that are wanted."""
    of_form = {form: sets for form, ids in table.forms.items() if (sets := wanted.intersection(ids))}
    found = {form.encode("latin-1", "replace"): sets for form, sets in of_form.items()}
    for slip, form in table.respelt.items():
        if form in of_form:
            found[slip.encode("latin-1", "replace")] = of_form[form]
    return found
