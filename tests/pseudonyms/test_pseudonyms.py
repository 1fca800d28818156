"""Tests of pseudonyms: the same name the same token everywhere, nothing of the key left, and a way back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cse_text.pseudonyms import Key, Masker
from cse_text.pseudonyms.key import forms_of
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Entry, Place, Record

CHILDREN = ("Kayla", "Amina", "Tyrese", "Oskar", "Siobhan", "Zofia", "Jaxon", "Inaya")
SURNAMES = ("Pell", "Oyelaran", "O'Rourke", "Dunmore", "McCready", "Hartigan", "Kowalczyk", "Ashgrove-Lunt")
NOTES = (
    "{child} ({age}) was seen at home. {child} said that {adult}, 26, drives her to Leeds.",
    "T/C from Ms {surname}. {child} keeps putting herself at risk.",
    "PC {surname} brought {child} back at 02:30. Mr {surname} was called.",
    "Visit with {child} {surname}, {child}'s school was told. {CHILD} is missing again.",
    "Name: {child} {surname}. DOB: 04/03/2009. Mobile 07700 900123, 12 Acacia Road, LS1 4AB.",
    "Case ref 00417733: {child}\u2019s mother emailed jo.{email}@example.org about 0041773.",
)


@st.composite
def records(draw: st.DrawFn) -> list[Record]:
    """Draw the notes of some files, in which the same few people come up again."""
    child, adult = draw(st.lists(st.sampled_from(CHILDREN), min_size=2, max_size=2, unique=True))
    surname, age = draw(st.sampled_from(SURNAMES)), draw(st.integers(11, 17))
    chosen = draw(st.lists(st.lists(st.sampled_from(NOTES), min_size=1, max_size=3), min_size=1, max_size=4))
    told = {"child": child, "CHILD": child.upper(), "adult": adult, "surname": surname, "age": age, "email": "x"}
    return [
        Record(f"{n}.txt", "\n\n".join(notes).format(**told), f"{child}-{n}.txt", {"child_name": child})
        for n, notes in enumerate(chosen)
    ]


@settings(max_examples=60, deadline=None)
@given(records())
def test_nothing_of_the_key_is_left(given_records: list[Record]) -> None:
    """No form that the key holds stands in any text, id, file name or field, whatever its capitals."""
    key = Key()
    masker = Masker.of(key, given_records)
    forms = [form for form in forms_of(key) if len(form) > 2]
    for record in map(masker.record, given_records):
        shown = "\n".join((record.id, record.source, record.text, *record.meta.values()))
        for form in forms:
            assert not re.search(rf"(?<!\w){re.escape(form)}(?!\w)", shown, re.IGNORECASE), form


@settings(max_examples=60, deadline=None)
@given(records())
def test_the_same_child_has_one_token_in_all_files(given_records: list[Record]) -> None:
    """The field that names the child becomes the same token in every record, and a later run gives it again."""
    key = Key()
    masker = Masker.of(key, given_records)
    tokens = {masker.record(record).meta["child_name"] for record in given_records}
    again = Masker.of(key, given_records)

    assert tokens == {"Child A"}
    assert {again.record(record).text for record in given_records} == {
        masker.record(record).text for record in given_records
    }


@settings(max_examples=60, deadline=None)
@given(records())
def test_the_key_leads_back(given_records: list[Record]) -> None:
    """Each token turned back stands for a form of the same person or number; all other words are as they were."""
    key = Key()
    masker = Masker.of(key, given_records)
    for record in given_records:
        masked = masker.masked(record.text)
        read = 0
        for start, end, old_start, old_end in masked.edits:
            token = masked.text[start:end]
            person = key.people.get(token)
            written = " ".join(record.text[old_start:old_end].replace("\u2019", "'").split())
            known = person.forms if person else (key.written[token],)

            assert written.casefold() in {each.replace("\u2019", "'").casefold() for each in known}
            assert masked.original(start) == old_start
            assert masked.moved(old_start) == start
            read = old_end
        assert masked.text.endswith(record.text[read:])


def test_a_text_with_plain_names_comes_back_exactly() -> None:
    """Where each person has one form, the key gives the very text again."""
    text = "Kayla (14) met Jase, 26. PC Harrow rang. DOB: 04/03/2009, LS1 4AB. Case ref 0041773."
    key = Key()
    masked = Masker.of(key, [Record("a", text, "a.txt")]).masked(text).text

    assert masked == "Child A (14) met Adult 1, 26. PC Worker 1 rang. DOB: Birth-date 1, Postcode 1. Case ref Number 1."
    assert key.revealed(masked) == text


def test_a_name_told_in_the_last_file_is_gone_from_the_first() -> None:
    """What only a later note tells of a name holds for all: initials, capitals, possessive, first name alone."""
    first = Record("a", "kayla's bag. KAYLA is out. K.R. and Kayla R came. Reardon here.", "a.txt")
    last = Record("b", "Name: Kayla Reardon, aged 14.", "b.txt")
    key = Key()
    masker = Masker.of(key, [first, last])

    assert masker.record(first).text == "Child A's bag. Child A is out. Child A and Child A came. Child A here."


def test_tokens_that_the_notes_use_are_not_given_again() -> None:
    """A published review's own 'Child A' stays another child than the one that is masked."""
    record = Record("a", "As in the review of Child A: Kayla (14) was moved. Worker 1 left.", "a.txt")
    key = Key()

    assert Masker.of(key, [record]).record(record).text.startswith("As in the review of Child A: Child B (14)")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("12 Acacia Road, Leeds LS1 4AB", "12 Street 1, Name 1 Postcode 1"),
        ("NHS No: 943 476 5919", "NHS No: NHS-number 1"),
        ("ring 0113 496 0123 or +44 7700 900123", "ring Phone 1 or Phone 2"),
        ("mail a.b@c.gov.uk, snap @kay_07", "mail Email 1, snap Account 1"),
        ("At Hartley Bank Academy since May", "At School 1 Academy since May"),
        ("the High School and Children's Services", "the High School and Children's Services"),
        ("Seen on Monday 4 April by English staff", "Seen on Monday 4 April by English staff"),
        ("Social Worker and Police at the Strategy Meeting", "Social Worker and Police at the Strategy Meeting"),
        ("She will mark the form in may", "She will mark the form in may"),
        ("Mrs Young and Dr A. Patel rang", "Mrs Adult 1 and Dr Worker 1 rang"),
        ("14/03/2014 at 10:30, score 250", "14/03/2014 at 10:30, score 250"),
    ],
)
def test_what_is_replaced_and_what_stays(text: str, masked: str) -> None:
    """Addresses, numbers and contacts go; roles, days, peoples and services stay, so that the text can be read."""
    record = Record("a", text, "a.txt")

    assert Masker.of(Key(), [record]).record(record).text == masked


def test_fields_entries_and_places_move_along() -> None:
    """Case numbers are the same in every file; dates and ages stay; entries and places begin where their words do."""
    text = "Kayla (14) seen.\nKayla out."
    entries = (Entry(0, 17, agency="Leeds Police"), Entry(17, 27))
    record = Record(
        "417",
        text,
        "kayla.docx",
        {"child_id": "0041", "child_age": "14"},
        entries,
        (Place(0, "line 1"), Place(17, "line 2")),
    )
    other = Record("418", "Case 0041 again: see case ref 00410041.", "b.txt", {"child_id": "0041"})
    key = Key()
    masker = Masker.of(key, [record, other])
    masked = masker.record(record)

    assert [masked.text[each.start : each.end] for each in masked.entries] == ["Child A (14) seen.\n", "Child A out."]
    assert masked.place_at(masked.entries[1].start) == "line 2"
    assert masked.meta == {"child_id": "Case 1", "child_age": "14"}
    assert masker.record(other).meta == {"child_id": "Case 1"}
    assert (masked.id, masked.source) == ("Record 1", "File 1")


def test_the_same_wording_is_found_under_pseudonyms() -> None:
    """The rules found at quick depth, and their words, are those of the text before."""
    text = (
        "Kayla (14) keeps putting herself at risk and absconded. Leah (15) is promiscuous. "
        "PC Harrow writes that she keeps bad company."
    )
    record = Record("a", text, "a.txt")
    scanner = Scanner.load(Settings(depth="quick"))
    masked = Masker.of(Key(), [record]).record(record)
    found = [(each.rule, each.text) for each in scanner.scan(record).findings if each.masking]

    assert found
    assert [(each.rule, each.text) for each in scanner.scan(masked).findings if each.masking] == found
