"""Tests of which rungs the record supports."""

from __future__ import annotations

from cse_text.lexicon.rules import Rung
from cse_text.reframing.ladder import NO_NEED, supported
from cse_text.types import Evidence

RUNGS = (Rung("abused by adults", ("harm", "adult")), Rung("possibly harmed", ("harm-suspected",)), Rung("in contact"))


def test_a_rung_without_its_evidence_is_never_offered() -> None:
    """Only what needs nothing is left where the record states nothing."""
    assert [each.rung.say for each in supported(RUNGS, [])] == ["in contact"]
    assert supported(RUNGS, [])[0].because == NO_NEED


def test_the_strongest_supported_rung_is_first_and_names_the_nearest_ground() -> None:
    """Of several statements of harm the one nearest the finding is the ground; harm implies a concern about it."""
    far, near, adult = Evidence("harm", 0, 4), Evidence("harm", 90, 95), Evidence("adult", 40, 44)

    found = supported(RUNGS, [far, near, adult], 100)

    assert [each.rank for each in found] == [0, 1, 2]
    assert found[0].evidence == (near, adult)
    assert found[0].because == "the record states harm; the record describes an adult"
    assert found[1].evidence == (near,)


def test_a_younger_age_supports_what_an_older_one_would() -> None:
    """A child under 13 is under 16 and under 18 too."""
    assert supported((Rung("child", ("under-18",)),), [Evidence("under-13", 0, 0)])
