"""Tests of cheap reading: sentences and words."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from cse_text.text import HARD_BREAK, NO_BREAK, SOFT_BREAK, sentence_at, sentence_starts, words

TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=300)


@given(TEXTS)
def test_sentences_cover_the_text(text: str) -> None:
    """Every offset lies in exactly one sentence, and sentences follow on from each other."""
    starts = sentence_starts(text)
    ranges = [sentence_at(starts, start, len(text)) for start in starts]

    assert ranges[0][0] == 0
    assert ranges[-1][1] == len(text)
    assert all(before[1] == after[0] for before, after in itertools.pairwise(ranges))


def test_sentence_ends_at_stops_and_lines_but_not_in_wrapped_prose() -> None:
    """A wrapped line goes on, a new entry does not, and an abbreviation is no end."""
    text = "Seen by Dr. Shah today. She was\nupset. Rang mum\n- NFA"
    starts = sentence_starts(text)

    assert [text[slice(*sentence_at(starts, start, len(text)))] for start in starts] == [
        "Seen by Dr. Shah today. ",
        "She was\nupset. ",
        "Rang mum\n",
        "- NFA",
    ]


@given(TEXTS)
def test_words_stand_where_they_say(text: str) -> None:
    """A word's folded form is that of the text at its place, and words do not overlap."""
    found = words(text, 0, len(text))

    assert all(
        text[word.start : word.end].lower().replace("\u2019", "'").replace("\u02bc", "'") == word.form for word in found
    )
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))


def test_gaps_tell_what_stands_between_words() -> None:
    """Hyphens and line wraps join words, commas are soft, stops and dashes are hard."""
    gaps = {word.form: word.gap for word in words("at-risk again\nnow, later. then \u2013 end", 0, 36)}

    assert gaps == {
        "at": NO_BREAK,
        "risk": NO_BREAK,
        "again": NO_BREAK,
        "now": NO_BREAK,
        "later": SOFT_BREAK,
        "then": HARD_BREAK,
        "end": HARD_BREAK,
    }
