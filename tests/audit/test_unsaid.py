"""Tests of sentences that say that a record does not tell who the child is."""

from __future__ import annotations

import pytest

from cse_text.audit.unsaid import told_missing


@pytest.mark.parametrize(
    ("text", "detail", "words"),
    [
        ("Dip sample: no entry tells us his heritage.", "ethnicity", "no entry tells us his heritage"),
        ("Nobody has asked whether she is disabled; ethnicity U.", "ethnicity", "ethnicity U"),
        ("Court form blank at disability.", "disability", "blank at disability"),
        (
            "I can't find one page that gives her ethnic background.",
            "ethnicity",
            "can't find one page that gives her ethnic",
        ),
    ],
)
def test_a_remark_that_a_detail_is_missing_is_found(text: str, detail: str, words: str) -> None:
    """A colleague's remark counts as a blank field does."""
    span = told_missing(text, [detail]).get(detail)
    assert span is not None
    assert text[span[0] : span[1]] == words


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Disability: none known.", "disability"),
        ("She has no disability and no additional needs.", "disability"),
        ("White British. Nobody has asked about football.", "ethnicity"),
        ("Missing from home; race night at the track.", "sex"),
    ],
)
def test_what_is_told_is_left_alone(text: str, detail: str) -> None:
    """That a child has no disability is told; words beside other matters say nothing of a detail."""
    assert told_missing(text, [detail]) == {}
