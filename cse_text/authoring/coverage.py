"""How much wording the lexicon holds, counted so that no way of counting flatters it.

A wording is one way through a phrase, with each word in its basic form: inflections, the members of a class, words
that stand for one another in one place and words that may be left out all count once. What two rules share counts once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cse_text.lexicon.notation import Layout, layouts
from cse_text.lexicon.rules import Rule


@dataclass(frozen=True, slots=True)
class Coverage:
    """Rules, phrases as written, and distinct wordings of one category."""

    category: str
    rules: int
    phrases: int
    wordings: int


def coverage(rules: Iterable[Rule]) -> list[Coverage]:
    """Return the coverage of each category and, last, of all; general rules and styles are left out."""
    chosen = [rule for rule in rules if rule.match and not rule.style]
    names = sorted({rule.category for rule in chosen})
    parts = [_counted(name, [rule for rule in chosen if rule.category == name]) for name in names]
    return [*parts, _counted("all", chosen)]


def _counted(name: str, rules: list[Rule]) -> Coverage:
    phrases = {phrase for rule in rules for phrase in rule.match}
    found: set[Layout] = {layout for phrase in phrases for layout in layouts(phrase)}
    return Coverage(name, len(rules), len(phrases), len(found))
