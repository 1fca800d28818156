"""Tests of words that a sentence close behind quotes and speaks of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cse_text.context.spoken_of import Analyses, is_spoken_of
from cse_text.text import sentence_starts
from tests.lexicon.small import rule

ANALYSES = Analyses([replace(rule("streetwise"), analysis="{words} tells how a child is seen; no more.")])
BEHIND = "\u201cStreetwise\u201d tells how a child may seem."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"She is streetwise. {BEHIND}", True),
        (f"She is streetwise. Seen today. {BEHIND}", True),
        (f"She is streetwise.\n{BEHIND.replace(chr(0x201C), chr(34)).replace(chr(0x201D), chr(34))}", True),
        (f"She is streetwise.\n\n{BEHIND}", False),  # another paragraph
        ("She is streetwise. \u201cStreetwise\u201d, says mum.", False),
        ("She is streetwise. \u201cStreetwise\u201d tells mum.", False),
        ("She is streetwise. \u201cHard to reach\u201d tells how a child may seem.", False),
        (f"She is streetwise. {'Seen at home. ' * 60}{BEHIND}", False),  # far behind
    ],
)
def test_words_are_spoken_of_close_behind(text: str, expected: bool) -> None:
    """The very words are quoted close by, in the same paragraph, and the lexicon's way of going on follows."""
    start = text.index("streetwise")
    found = ANALYSES.find(text, sentence_starts(text))
    assert is_spoken_of(text, start, start + len("streetwise"), found) is expected


def test_all_of_such_a_sentence_speaks_of_words() -> None:
    """What the sentence goes on to say is no finding either; what follows it may be."""
    text = f"{BEHIND[:-1]}, or streetwise. She is streetwise."
    found = ANALYSES.find(text, sentence_starts(text))
    first, second = text.index("streetwise"), text.rindex("streetwise")
    assert is_spoken_of(text, first, first + 10, found)
    assert not is_spoken_of(text, second, second + 10, found)


def test_a_long_quotation_stands_by_its_beginning_and_end() -> None:
    """Words of more than a line are quoted with an ellipsis."""
    text = "She is one two three four five. \u201cOne two \u2026 five\u201d tells how a child may seem."
    found = ANALYSES.find(text, sentence_starts(text))
    assert is_spoken_of(text, 7, 30, found)


def test_without_analyses_nothing_is_spoken_of() -> None:
    """A lexicon of one's own may hold none."""
    assert Analyses([rule("streetwise")]).find(BEHIND, [0]) == []
