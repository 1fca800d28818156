"""Tests of what leads to somebody without a whole name: initials, names in capitals, aliases, homes, birth months."""

from __future__ import annotations

import pytest

from benchmarks.pseudonyms import PARTS, places, results, shares
from cse_text.pseudonyms import Key, Masker
from cse_text.types import Record


def masked(*texts: str) -> list[str]:
    """Return texts, each a record of one export, under pseudonyms."""
    records = [Record(str(n), text, f"{n}.txt") for n, text in enumerate(texts)]
    masker = Masker.of(Key(), records)
    return [masker.record(record).text for record in records]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Child: DM. DM was seen.", "Child: Child A. Child A was seen."),
        ("Child: Kyle M, 16. K rang. Kyle's mum.", "Child: Child A, 16. Child A rang. Child A's mum."),
        ("K said no. K's nan rang.", "Name 1 said no. Name 1's nan rang."),
        ('FILE: "J". J in blazer; Class J is full.', 'FILE: "Name 1". Name 1 in blazer; Class J is full.'),
        (
            "A told me. A&E rang; images of A. A man called.",
            "Name 1 told me. A&E rang; images of Name 1. A man called.",
        ),
        ("Dr P came, Mrs D too.", "Dr Name 1 came, Mrs Name 2 too."),
        ("RS sat with her. SW sat with her.", "Name 1 sat with her. SW sat with her."),
        ("Allocated: J. Morley. She showed JM a book.", "Allocated: Name 1. She showed Name 1 a book."),
        ("Lead: E. Drummond. Sent by E.D. on Friday.", "Lead: Name 1. Sent by Name 1 on Friday."),
        ("Vitamin K, grade B and Hepatitis C.", "Vitamin K, grade B and Hepatitis C."),
        ("She was given K once.", "She was given K once."),
        ("Ethnicity: NK. Name: NK.", "Ethnicity: NK. Name: NK."),
    ],
)
def test_initials_are_told_from_other_letters(text: str, expected: str) -> None:
    """Letters that act, that a title, field or name announces, are somebody; grades, classes and blanks are not."""
    assert masked(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KELLY-ANN B, age 15 - north", "Child A, age 15 - north"),
        ("OEL 1  15/03/2015 09:12", "OEL 1  15/03/2015 09:12"),
        ('A man called "Ghost" rang. No ghost story.', 'A man called "Name 1" rang. No ghost story.'),
        ('Read under "Lifestyle" and "Absconding".', 'Read under "Lifestyle" and "Absconding".'),
        ("Drove for Dean Marsh, 33. Marsh paid. A marsh.", "Drove for Adult 1, 33. Adult 1 paid. A marsh."),
        ("JO (foster) and Jo met. GO home, Jo.", "Name 1 (foster) and Name 1 met. GO home, Name 1."),
        ("Mrs Bright called. A bright day.", "Mrs Adult 1 called. A bright day."),
    ],
)
def test_names_that_lists_and_capitals_hide(text: str, expected: str) -> None:
    """Names in headings, names that are words, and aliases in quotation marks go; the words themselves stay."""
    assert masked(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Placed at Hollin Lodge; LARCH HOUSE log", "Placed at Home 1; Home 2 log"),
        ("Crown Court, the Town Hall and Children's House", "Crown Court, the Town Hall and Children's House"),
        ("DOB 09/2001, seen 09/2016", "DOB Birth-date 1, seen 09/2016"),
        ("born in 3/96, review 3/98", "born in Birth-date 1, review 3/98"),
        ("COMPACT 16-3321 and ref=W-77", "COMPACT Number 1 and ref=Number 2"),
    ],
)
def test_homes_birth_months_and_references(text: str, expected: str) -> None:
    """A home by its name, a month of birth and a police reference lead to a child as an address or a day does."""
    assert masked(text) == [expected]


def test_a_letter_is_the_child_whose_name_it_begins() -> None:
    """A single letter joins the one child whose first name it begins, also where another file tells the name."""
    assert masked("K rang. K's nan came.", "Name: Kyle Moss, aged 14.") == [
        "Child A rang. Child A's nan came.",
        "Name: Child A, aged 14.",
    ]


def test_marked_forms_are_found_as_words_of_their_own() -> None:
    """The benchmark counts a form in its own letters or in capitals, never inside a word or an abbreviation."""
    assert [start for start, _ in places("Ana, ANA and Anabel; ana", "Ana")] == [0, 5]
    assert [start for start, _ in places("A&E saw A.", "A")] == [8]


def test_the_share_that_is_replaced_does_not_fall() -> None:
    """On marked files, those read for errors and those not, no fewer names and initials go than when last measured."""
    for part, names, letters in zip(PARTS, (0.99, 0.97), (0.94, 0.79), strict=True):
        found = shares(results(part))

        assert found["name"][0] >= names * found["name"][1]
        assert found["initials"][0] >= letters * found["initials"][1]
