"""Tests of what the tagger reads beside the checks: it weighs on their signs, and sees what they miss."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cse_text.audit import MOST_READ, not_recorded, rests_on, signs
from cse_text.audit.case import Sign, read_case
from cse_text.audit.passages import with_passages
from cse_text.types import Evidence, Passage, Record

CLOSED = "closed-on-blame"
MISSING = "missing-without-enquiry"
TEXT = "03/05/2019 Duty. Hands washed of the lass; she likes it out there.\n\n10/05/2019 School. Art handed in.\n\n"
NIGHT = "03/05/2019 Unit. Off over the fence at ten, in with the milk.\n\n"
ASKED = "04/05/2019 Unit. Asked her where she had been and who with.\n\n"


def _signs(text: str, *passages: Passage) -> list[Sign]:
    return signs(Record("r", text, ""), (), (), passages)


def _passage(text: str, words: str, check: str, probability: float) -> Passage:
    start = text.index(words)
    return Passage(check, start, start + len(words), probability)


def test_a_passage_that_no_check_saw_is_a_sign_by_itself() -> None:
    """Words of closing that no list holds are shown where the tagger reads them so."""
    (sign,) = _signs(TEXT, _passage(TEXT, "Hands washed of the lass", CLOSED, 0.7))
    assert sign == Sign(CLOSED, ((17, 41),), ("passage", "passage-likely", "seen-nowhere", "note"))


def test_a_faint_passage_is_no_sign() -> None:
    """What the tagger hardly reads as a finding is left out."""
    assert _signs(TEXT, _passage(TEXT, "Hands washed of the lass", CLOSED, 0.1)) == []


def test_a_night_away_that_was_asked_about_is_no_sign() -> None:
    """A passage about a time missing is left alone where the next entry asks about it."""
    night = _passage(NIGHT, "Off over the fence at ten, in with the milk", MISSING, 0.9)
    assert [sign.check for sign in _signs(NIGHT, night)] == [MISSING]
    assert _signs(NIGHT + ASKED, night) == []


def test_without_a_reading_signs_stand_as_they_are() -> None:
    """At quick depth nothing is read, and no sign says that it was."""
    blank = "Ethnicity: not recorded\n"
    assert not any(
        ground.startswith("reads-") for sign in signs(Record("r", blank, ""), (), ()) for ground in sign.grounds
    )
    read = [ground for sign in _signs(blank) for ground in sign.grounds if ground.startswith("reads-")]
    assert read == ["reads-nothing"]


def test_a_sign_where_nothing_was_read_stands_as_it_is() -> None:
    """In a record read in parts, what the tagger did not read it cannot have passed over."""
    record = Record("r", "Ethnicity: not recorded\nTea was pasta.\n", "")
    told = {}
    for name, stretches in (("read", ((0, 10),)), ("elsewhere", ((24, 38),)), ("nowhere", ())):
        case = read_case(record, (), (), (), stretches)
        (sign,) = with_passages(case, not_recorded.find(case))
        told[name] = "reads-nothing" in sign.grounds

    assert told == {"read": True, "elsewhere": False, "nowhere": False}


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9), st.sampled_from("ab"))),
    st.integers(0, 40),
    st.integers(0, 20),
)
def test_evidence_is_looked_up_by_place(placed: list[tuple[int, int, str]], begin: int, length: int) -> None:
    """A look-up by place gives what a look at every mark gives, in order of place."""
    evidence = [Evidence(name, start, start + size) for start, size, name in placed]
    end = begin + length
    inside = [each for each in evidence if each.name == "a" and begin <= each.start and each.end <= end]

    assert read_case(Record("r", "x" * 60, ""), (), evidence).within(begin, end, "a") == sorted(
        inside, key=lambda each: each.start
    )


def test_the_tellingest_places_are_read_first() -> None:
    """Of more places than are read, those stay of whose kind the checks make most; what no check rests on is left."""
    many = [Evidence("lowered", n, n + 1) for n in range(MOST_READ)]
    given = (*many, Evidence("only-checked", 5, 6), Evidence("not-asked", 9_000, 9_001))
    places = rests_on(given)

    assert len(places) == MOST_READ + 2
    assert 9_000 in places
    assert MOST_READ - 1 not in places
    assert rests_on([Evidence("only-checked", 5_000, 5_001)]) == rests_on([])
