"""Tests of whether an edited sentence scans clean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cse_text.lexicon.compiled import compile_lexicon
from cse_text.lexicon.finder import PhraseFinder
from cse_text.lexicon.rules import Unless
from cse_text.reframing.change import Change
from cse_text.reframing.clean import CleanText
from tests.lexicon.small import lexicon, rule


@pytest.fixture(scope="module")
def clean() -> CleanText:
    """Return what tells, for a lexicon of two rules, whether a sentence scans clean."""
    seen_as = replace(rule("seen as older", identity="TT002"), unless=(Unless("not seen as older", "denied"),))
    compiled = compile_lexicon(lexicon(rule("streetwise", "at risk"), seen_as))
    return CleanText(compiled, PhraseFinder(compiled.rules))


def objecting(clean: CleanText, before: str, taken: str, put: str) -> list[str]:
    """Return the rules that object to putting words for others of a finding of TT001."""
    low = before.index(taken)
    after = before.replace(taken, put, 1)
    return sorted(clean.objecting(Change(before, after, taken, put), low, low + len(put), "TT001"))


@pytest.mark.parametrize(
    ("before", "taken", "put", "expected"),
    [
        ("She is streetwise.", "streetwise", "bright", []),
        ("She is streetwise.", "streetwise", "seen as older", ["TT002"]),
        ("She is streetwise.", "streetwise", "not seen as older", []),
        ("She is not streetwise and seen as older.", "streetwise and ", "", []),
        ("She is streetwise, often.", ", often", "", ["TT001"]),
        ("She is streetwise and at risk.", " and at risk", "", []),
        ("She is at no risk.", "no ", "", ["TT001"]),
    ],
)
def test_what_the_scanner_would_clear_is_clean(
    clean: CleanText, before: str, taken: str, put: str, expected: list[str]
) -> None:
    """No new finding may come, or its rule is named; one that exceptions clear is none; leaving out leaves fewer."""
    assert objecting(clean, before, taken, put) == expected
