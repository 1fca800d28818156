"""Tests of counting wordings."""

from __future__ import annotations

from dataclasses import replace

from cse_text.authoring.coverage import Coverage, coverage
from tests.lexicon.small import rule


def test_wordings_are_counted_without_flattery() -> None:
    """Inflections, classes, one-word alternatives and words left out count once; what two rules share counts once."""
    one = rule("put {self} at [adj] (risk|danger)", "(go|run) off", "(in a car|on a bus)")
    two = replace(rule("go|run off", "(go|run) off", identity="TT002"), category="second")

    assert coverage([one, two]) == [
        Coverage("other", 1, 3, 4),
        Coverage("second", 1, 2, 3),
        Coverage("all", 2, 4, 6),
    ]


def test_styles_and_general_rules_are_not_counted() -> None:
    """Only rules of masking wording with phrases of their own count."""
    assert coverage([rule(), replace(rule("a zoo"), style="zoo")]) == [Coverage("all", 0, 0, 0)]
