"""Tests of masking names before the tagger reads."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cse_text.matching.names import NO_MASK, WORDS, NameMask, small_words

MASK = NameMask(["she", "was", "seen", "with", "in", "by", "the", "police", "again"])
NAMES = st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True)


def test_names_are_replaced_in_the_order_of_appearance() -> None:
    """One name, one stand-in throughout; words of the language stay, capitals or not."""
    assert MASK.masked("She was seen with Imran by Police. Imran was in Luton.").text == (
        "She was seen with Kayla by Police. Kayla was in Dean."
    )


@given(st.lists(NAMES, min_size=2, max_size=2, unique=True))
def test_what_a_person_is_called_is_lost(names: list[str]) -> None:
    """The same sentence about any two people of different names reads the same."""
    one, other = names
    assert MASK.masked(f"{one} was seen with {other}.").text == "Kayla was seen with Dean."


@given(st.lists(st.one_of(NAMES, st.sampled_from(["was", "seen", "the", "police"])), min_size=1, max_size=12))
def test_places_lead_back_to_the_text(words: list[str]) -> None:
    """Every word of the masked text leads back to the word that stood there, whole."""
    text = " ".join(words)
    masked = MASK.masked(text)
    found = list(re.finditer(r"\S+", masked.text))
    starts, ends = masked.places(np.array([each.start() for each in found]), np.array([each.end() for each in found]))

    assert [text[start:end] for start, end in zip(starts, ends, strict=True)] == words


def test_pieces_of_a_stand_in_lead_to_the_whole_name() -> None:
    """A stand-in cut in two pieces gives the name twice, never a part of another word."""
    masked = MASK.masked("by Bartholomew again")
    starts, ends = masked.places(np.array([3, 6, 9]), np.array([6, 8, 14]))

    assert [(int(a), int(b)) for a, b in zip(starts, ends, strict=True)] == [(3, 14), (3, 14), (15, 20)]


def test_without_its_words_nothing_is_masked(tmp_path: Path) -> None:
    """A tagger without the list reads names as they stand; with it, the words of the list are none."""
    assert NameMask.load(tmp_path) is NO_MASK
    assert NO_MASK.masked("She was with Imran.").text == "She was with Imran."
    (tmp_path / WORDS).write_text("\n".join(small_words(["the imran case"])), encoding="utf-8")
    assert NameMask.load(tmp_path).masked("Imran Khan").text == "Imran Kayla"
