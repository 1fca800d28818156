"""Which sentences deserve a look: a cheap automaton over the folded bytes of a whole text.

A sentence is looked at only if it holds both the rarest and the next rarest word of some phrase.
"""

from __future__ import annotations

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from cse_text.lexicon.compiled import PhraseTable
from cse_text.text import fold, sentence_at, sentence_starts

_LETTERS = frozenset(range(0x30, 0x3A)) | frozenset(range(0x61, 0x7B)) | frozenset(range(0xC0, 0x100))


class AnchorScanner:
    """Finds the sentences of a text in which a phrase of a table may stand, at automaton speed."""

    def __init__(self, table: PhraseTable) -> None:
        self._supports: dict[int, frozenset[int]] = {}
        self._alone: set[int] = set()
        supports: dict[int, set[int]] = {}
        for phrase in table.phrases:
            anchor = phrase.steps[phrase.anchor][1]
            if phrase.support < 0:
                self._alone.add(anchor)
            else:
                supports.setdefault(anchor, set()).add(phrase.support)
        self._supports = {anchor: frozenset(each) for anchor, each in supports.items()}
        wanted = self._alone.union(self._supports, *supports.values())
        words = {form: frozenset(sets) & wanted for form, sets in table.forms.items()}
        words |= {slip: words[form] for slip, form in table.respelt.items() if form in words}
        kept = {form.encode("latin-1", "replace"): sets for form, sets in words.items() if sets}
        self._patterns = sorted(kept)
        self._sets = [kept[pattern] for pattern in self._patterns]
        self._lone = [bool(sets & self._alone) for sets in self._sets]
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
        if any(self._lone[pattern] for pattern in patterns):
            return True
        if len(patterns) == 1:
            sets = self._sets[patterns[0]]
            return any(
                not self._supports.get(number, sets).isdisjoint(sets) for number in sets if number in self._supports
            )
        present = frozenset().union(*(self._sets[pattern] for pattern in patterns))
        return any(not self._supports[number].isdisjoint(present) for number in present if number in self._supports)
