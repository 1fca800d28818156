"""The words reports use."""

from __future__ import annotations

from datetime import date

import pytest

from cse_text.reports.wording import agency_at, because, confidence_text, count, date_at, long_date
from cse_text.types import Entry, Reason, Record
from tests.reports.samples import finding


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "almost certain 1.00"),
        (0.95, "almost certain 0.95"),
        (0.9499, "almost certain 0.95"),
        (0.94, "very likely 0.94"),
        (0.8, "very likely 0.80"),
        (0.79, "likely 0.79"),
        (0.6, "likely 0.60"),
        (0.4, "possible 0.40"),
        (0.39, "unlikely 0.39"),
        (0.0, "unlikely 0.00"),
    ],
)
def test_confidence_in_words_and_number(confidence: float, words: str) -> None:
    """The words for a confidence agree with the number shown beside them."""
    assert confidence_text(confidence) == words


def test_dates_read_as_people_write_them() -> None:
    """An ISO date is written out in English whatever the locale; anything else is left as it is."""
    assert long_date("2014-03-04") == "4 March 2014"
    assert long_date("2014-12-31T23:10:00") == "31 December 2014"
    assert long_date("spring 2014") == "spring 2014"
    assert long_date("2014-13-40") == "2014-13-40"
    assert long_date("") == ""


def test_numbers_agree_with_their_things() -> None:
    """One thing is singular, none and many are plural, thousands have a comma."""
    assert [count(number, "file") for number in (0, 1, 1200)] == ["0 files", "1 file", "1,200 files"]
    assert count(2, "other phrase was", "other phrases were") == "2 other phrases were"


def test_an_entry_wins_over_its_record() -> None:
    """Date and agency are the entry's where it has them, else the record's."""
    record = Record(
        "1",
        "ab",
        "a.txt",
        {"agency": "school", "note_date": "2014-01-01"},
        (Entry(0, 1, date(2014, 3, 4), "police"), Entry(1, 2)),
    )

    assert (date_at(record, 0), agency_at(record, 0)) == ("2014-03-04", "police")
    assert (date_at(record, 1), agency_at(record, 1)) == ("2014-01-01", "school")


def test_why_something_was_left_alone() -> None:
    """The reasons against are joined as clauses; names and initials keep their capitals; there is always one."""
    reasons = (
        Reason("a", "It is about Leah.", masks=True),
        Reason("b", "The words are quoted.", masks=False),
        Reason("c", "K is an adult.", masks=False),
    )

    assert because(finding("x", "x", reasons=reasons)) == "the words are quoted; K is an adult"
    assert because(finding("x", "x", reasons=(Reason("d", "A form's heading.", None),))) == "a form's heading"


def test_a_reason_for_masking_is_no_reason_to_leave_alone() -> None:
    """Where nothing speaks against a finding by itself, the whole of its context does."""
    general = "its context, taken together, speaks against it"

    assert because(finding("x", "x", reasons=(Reason("a", "It is about Leah.", masks=True),))) == general
    assert because(finding("x", "x")) == general
