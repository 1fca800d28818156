"""The phrase detector: text in, candidates out, with overlaps settled."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import partial

from cse_text.lexicon.anchors import AnchorScanner
from cse_text.lexicon.finder import PhraseFinder
from cse_text.lexicon.numbers import Numbers
from cse_text.lexicon.tables import CompiledLexicon
from cse_text.text import Word, words
from cse_text.types import Candidate


class PhraseDetector:
    """Finds the lexicon's phrases in a text: pairs of words first, whole phrases only where they stand."""

    def __init__(self, compiled: CompiledLexicon, numbers: Numbers | None = None) -> None:
        self._rules = compiled.lexicon.rules
        self._silent = compiled.lexicon.silent
        self._styles = frozenset(rule.id for rule in compiled.lexicon.rules if rule.style)
        numbers = Numbers(compiled.rules) if numbers is None else numbers
        self.finder = PhraseFinder(compiled.rules, numbers)
        self._anchors = AnchorScanner(compiled.rules, numbers)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return the sentences in which a phrase may stand: in plain notes mostly none."""
        return self._anchors.sentences(text)

    def find(self, text: str, names: frozenset[str] = frozenset()) -> list[Candidate]:
        """Return the candidates of a text in order; of overlapping ones only the longest is kept."""
        return self.find_all(text, names)[0]

    def find_all(
        self, text: str, names: frozenset[str] = frozenset(), places: Sequence[tuple[int, int]] | None = None
    ) -> tuple[list[Candidate], list[Candidate]]:
        """Return the candidates, and the words of rules that a local lexicon silences, which nothing else may claim.

        `places`: what `places` returned for the text, where it is known already.
        """
        found = self.matches(text, names, places)
        apart = self._silent | self._styles  # neither is a reason to leave other wording out
        heard = settle_overlaps([each for each in found if each.rule not in apart])
        silenced = [each for each in found if each.rule in self._silent]
        unclaimed = [each for each in silenced if not any(map(partial(_overlaps, each), heard))]
        styled = settle_overlaps([each for each in found if each.rule in self._styles - self._silent])
        return (sorted([*heard, *styled], key=lambda each: each.start) if styled else heard), unclaimed

    def matches(
        self, text: str, names: frozenset[str] = frozenset(), places: Sequence[tuple[int, int]] | None = None
    ) -> list[Candidate]:
        """Return every match of every rule, overlapping ones too."""
        found: list[Candidate] = []
        for begin, end in self.places(text) if places is None else places:
            found += self._in_sentence(words(text, begin, end), names)
        return found

    def _in_sentence(self, sentence: Sequence[Word], names: frozenset[str]) -> list[Candidate]:
        return [
            Candidate(
                sentence[match.first].start,
                sentence[match.last].end,
                self._rules[match.owner].id,
                self._rules[match.owner].category,
                "phrase",
            )
            for match in self.finder.find(sentence, names)
        ]


def settle_overlaps(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates in order of place, of overlapping ones the longest (then the rule named first)."""
    kept: list[Candidate] = []  # in order of place, so that only the neighbours need be asked
    for candidate in sorted(candidates, key=lambda each: (each.start - each.end, each.start, each.rule)):
        at = bisect_right(kept, candidate.start, key=lambda each: each.start)
        if not any(_overlaps(candidate, other) for other in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, candidate)
    return kept


def _overlaps(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end
