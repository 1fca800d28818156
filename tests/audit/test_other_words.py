"""Tests of the record checks on what other writers say: enquiries, harm, closings and blank fields in other words."""

from __future__ import annotations

import pytest

from tests.audit.conftest import Shown

FRONT = "Kayla R, 14, female, White British, no known disability.\n\n"
HARM = "01/04/2019 Health. Kayla told the nurse that a man called Baz raped her at a flat.\n\n"
WENT = "03/05/2019 Police. Kayla reported missing at 22:10. Back at 02:30 by taxi. "
QUIET = (
    "10/05/2019 School. Kayla enjoyed netball and handed in her art.\n\n12/05/2019 Health. Height and weight taken.\n\n"
)


@pytest.mark.parametrize(
    "asked",
    [
        "Staff asked on the step; she had been to see her nan.",
        "Carer asked her over soup. She had got off the bus early.",
        "Sat with her in the kitchen and heard her out.",
        "PC Lomax spoke with her in the car: she had seen his van and hidden.",
        "She told the worker that he waits outside the school.",
    ],
)
def test_an_enquiry_in_plain_words_counts(shown: Shown, asked: str) -> None:
    """In the entry of the return a plain 'asked', a talk or the child's account told back settles it."""
    assert "missing-without-enquiry" not in shown(FRONT + WENT + asked + "\n\n" + QUIET)


@pytest.mark.parametrize(
    "done",
    [
        "Police return discussion: form ticked, all well.",
        "Nobody asked her about it. Bath and bed.",
        "Officers called, saw her at the door, left a leaflet.",
    ],
)
def test_a_form_or_a_leaflet_is_no_enquiry(shown: Shown, done: str) -> None:
    """What is done instead of asking leaves the finding as it is."""
    assert "missing-without-enquiry" in shown(FRONT + WENT + done + "\n\n" + QUIET)


def test_one_enquiry_does_not_answer_for_the_time_before(shown: Shown) -> None:
    """An enquiry about the second time missing is none about the first."""
    second = "09/05/2019 Police. Kayla missing again at 21:00. Back at 23:30. Carer asked her where she had been.\n\n"
    found = shown(FRONT + WENT + "Bath and bed.\n\n" + second + QUIET)
    assert "reported missing" in found["missing-without-enquiry"]


def test_a_van_may_bring_a_child_home(shown: Shown) -> None:
    """Things named behind the words of coming back do not make the child a thing."""
    text = FRONT + "03/05/2019 Police. Kayla reported missing at 22:10. Came home at 06:00 in a van. Bath and bed.\n\n"
    assert "missing-without-enquiry" in shown(text + QUIET)


@pytest.mark.parametrize(
    "told",
    ["They make her do what the paying men ask.", "Her uncle sells her to his friends.", "He keeps her in the flat."],
)
def test_harm_told_in_plain_words_is_harm(shown: Shown, told: str) -> None:
    """Harm needs no name for it: what was done is enough."""
    text = FRONT + f"01/04/2019 Health. {told}\n\n09/05/2019 Social care. Kayla is at risk of exploitation.\n\n" + QUIET
    assert "at risk of exploitation" in " ".join(shown(text).get("harm-described-as-risk", []))


@pytest.mark.parametrize(
    "words",
    [
        "At this point there is no information that Kayla has been harmed. She is at risk of exploitation.",
        "Her sister's CSE risk assessment was filed.",
        "Danger assessed as high for that reason; marker on the address.",
    ],
)
def test_a_risk_before_harm_a_form_and_a_raised_grade_are_left_alone(shown: Shown, words: str) -> None:
    """Risk is the right word where nothing has happened, in a form's name and where it is rated high."""
    text = FRONT + "01/04/2019 Health. A man keeps her in a flat.\n\n09/05/2019 Police. " + words + "\n\n" + QUIET
    assert "harm-described-as-risk" not in shown(text)


@pytest.mark.parametrize(
    "field", ["Ethnicity: Information not yet obtained", "Ethnicity/disability: blank", "Ethnic code: [ ]"]
)
def test_fields_left_blank_in_other_words(shown: Shown, field: str) -> None:
    """A field is blank in many wordings, and one answer may stand for two fields."""
    assert "not-recorded" in shown(f"Name: Kayla R  Sex: F\n{field}\n\n" + WENT + "\n\n" + QUIET)


def test_a_field_that_points_to_an_entry_is_not_blank(shown: Shown) -> None:
    """'See entry 14' is an answer."""
    assert "not-recorded" not in shown("Name: Kayla R  Sex: F\n[Ethnicity/disability: see entry 14]\n\n" + WENT + QUIET)


def test_a_short_word_on_the_child_beside_a_closing_is_its_reason(shown: Shown) -> None:
    """A sentence that says of what sort the matter is stands for the reason."""
    text = FRONT + HARM + "09/05/2019 Duty. Teenage crush on a trader. Case closed.\n\n" + QUIET
    assert "Teenage crush on a trader" in shown(text)["closed-on-blame"]


def test_entries_headed_by_number_are_entries(shown: Shown) -> None:
    """A long file without dated heads is cut at its numbered ones; an enquiry far on does not answer for all."""
    weeks = [
        f"Week {n}. Kayla came to school on time, ate lunch with her friends and finished her art. " * 3 + "\n\n"
        for n in range(3, 12)
    ]
    text = FRONT + "Week 1. Settled.\n\nWeek 2. Missing from 22:10. Back at 02:30. Bath and bed.\n\n" + "".join(weeks)
    late = "Week 20. Asked her why she went to the cinema with Asha.\n\n"
    assert "missing-without-enquiry" in shown(text + late)
