"""Tests of what the tagger reads beside the checks: it weighs on their signs, and sees what they miss."""

from __future__ import annotations

from cse_text.audit import signs
from cse_text.audit.case import Sign
from cse_text.types import Passage, Record

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
