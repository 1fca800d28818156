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


def holds(clean: CleanText, before: str, taken: str, put: str) -> bool:
    """Return whether putting words for others of a finding of TT001 leaves the sentence clean."""
    low = before.index(taken)
    after = before.replace(taken, put, 1)
    return clean.holds(Change(before, after, taken, put), low, low + len(put), "TT001")


@pytest.mark.parametrize(
    ("before", "taken", "put", "expected"),
    [
        ("She is streetwise.", "streetwise", "bright", True),
        ("She is streetwise.", "streetwise", "seen as older", False),
        ("She is streetwise.", "streetwise", "not seen as older", True),
        ("She is not streetwise and seen as older.", "streetwise and ", "", True),
        ("She is streetwise, often.", ", often", "", False),
        ("She is streetwise and at risk.", " and at risk", "", True),
        ("She is at no risk.", "no ", "", False),
    ],
)
def test_what_the_scanner_would_clear_is_clean(
    clean: CleanText, before: str, taken: str, put: str, expected: bool
) -> None:
    """No new finding may come; one that its rule's own exceptions clear is none; what is left out leaves fewer."""
    assert holds(clean, before, taken, put) is expected
