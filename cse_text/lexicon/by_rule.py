"""Finders for the phrases of one rule alone: what is asked of one finding needs no other rule's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from cse_text.lexicon.finder import Match, PhraseFinder
from cse_text.lexicon.numbers import Numbers
from cse_text.lexicon.tables import CompiledLexicon, Phrase, PhraseTable
from cse_text.text import Word


class RuleFinders:
    """A table of phrases, by the rule of their owner: `rules` names the rule of each owner."""

    def __init__(self, table: PhraseTable, rules: Iterable[str]) -> None:
        self._table, self._rules = table, tuple(rules)
        self._finders: dict[str, PhraseFinder] = {}  # filled as rules come: few of them stand in any one run

    @classmethod
    def of_exceptions(cls, compiled: CompiledLexicon) -> RuleFinders:
        """Return the finders of the wording that shows another sense."""
        return cls(compiled.unless, (rule for rule, _ in compiled.exceptions))

    def meets(
        self, rule: str, words: Sequence[Word], first: int, last: int, names: frozenset[str] = frozenset()
    ) -> Match | None:
        """Return the first phrase of a rule found in a sentence that shares a word with its words first..last."""
        found = self.of(rule).find(words, names)
        return next((match for match in found if match.first <= last and first <= match.last), None)

    def of(self, rule: str) -> PhraseFinder:
        """Return what finds the phrases of a rule."""
        if rule not in self._finders:
            phrases = tuple(self._by_rule.get(rule, ()))
            self._finders[rule] = PhraseFinder(replace(self._table, phrases=phrases), self._numbers)
        return self._finders[rule]

    @cached_property
    def _by_rule(self) -> dict[str, list[Phrase]]:
        """The phrases by rule, sorted when the first finding asks: a run without one never pays for it."""
        found: dict[str, list[Phrase]] = {}
        for phrase in self._table.phrases:
            found.setdefault(self._rules[phrase.owner], []).append(phrase)
        return found

    @cached_property
    def _numbers(self) -> Numbers:
        return Numbers(self._table)
