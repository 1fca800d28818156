"""Whether an edited sentence scans clean: as the scanner would, without the findings that a rule's exceptions clear."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from cse_text.lexicon.by_rule import RuleFinders
from cse_text.lexicon.finder import PhraseFinder
from cse_text.lexicon.tables import CompiledLexicon
from cse_text.reframing.change import Change
from cse_text.text import words

_Hit = tuple[str, int, int]  # the rule, and where its words stand


class CleanText:
    """Tells whether what was put into a sentence is free of findings. Built once per lexicon."""

    def __init__(self, compiled: CompiledLexicon, finder: PhraseFinder, unless: RuleFinders | None = None) -> None:
        self._rules = compiled.lexicon.rules
        self._finder = finder
        self._unless = unless or RuleFinders.of_exceptions(compiled)
        self._hits = lru_cache(maxsize=8)(self._found)  # each edit of one sentence asks after the same sentence before

    def objecting(self, change: Change, low: int, high: int, rule: str) -> frozenset[str]:
        """Return the rules that flag the new words low..high, or any words they did not flag before.

        Where words are only left out, fewer of the finding's rule are left, else it objects itself.
        """
        hits = self._hits(change.after)
        flagged = {each for each, start, end in hits if (start < high and low < end) or start < low == high < end}
        if flagged or not hits:
            return frozenset(flagged)
        now, before = (Counter(owner for owner, *_ in each) for each in (hits, self._hits(change.before)))
        came = frozenset(now) - set(before)
        if came or low < high or now[rule] < max(before[rule], 1):
            return came
        return frozenset((rule,))

    def _found(self, text: str) -> tuple[_Hit, ...]:
        sentence = words(text, 0, len(text))
        return tuple(
            (rule, sentence[match.first].start, sentence[match.last].end)
            for match in self._finder.find(sentence)
            if not self._unless.meets(rule := self._rules[match.owner].id, sentence, match.first, match.last)
        )
