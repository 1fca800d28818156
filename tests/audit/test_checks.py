"""Tests of the record checks: each on a small record that shows it, and on its near misses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cse_text.audit import ABOUT, CHECKS, concerns
from cse_text.lexicon import CompiledLexicon
from cse_text.scanner import Scanner
from cse_text.types import Record
from tests.audit.conftest import Shown

FRONT = "Kayla R, 14, female, White British, no known disability.\n\n"
WENT = (
    "03/05/2019 Police. Kayla reported missing at 22:10. Brought back at 02:30 by officers. "
    "Safe and well check done.\n\n"
)
QUIET = (
    "10/05/2019 School. Kayla enjoyed netball and handed in her art.\n\n12/05/2019 Health. Height and weight taken.\n\n"
)
HARM = "01/04/2019 Health. Kayla told the nurse that a man called Baz raped her at a flat.\n\n"


def test_missing_and_back_and_nobody_asked(shown: Shown) -> None:
    """A return after which only a box is ticked is shown with going, coming back and the box."""
    assert shown(FRONT + WENT + QUIET)["missing-without-enquiry"] == [
        "reported missing",
        "back at 02:30",
        "Safe and well",
    ]


@pytest.mark.parametrize(
    "asked",
    [
        "04/05/2019 Social care. Return home interview held with Kayla at school.\n\n",
        "06/05/2019 School. Asked Kayla where she had been and why she left.\n\n",
        "05/05/2019 Health. Visit.\n\n07/05/2019 Worker. Walked with her and asked what had happened that night.\n\n",
    ],
)
def test_an_enquiry_later_in_the_case_counts(shown: Shown, asked: str) -> None:
    """An interview or a plain conversation about why settles it, in the next entry or the one after."""
    assert "missing-without-enquiry" not in shown(FRONT + WENT + asked + QUIET)


def test_an_interview_that_was_refused_or_left_blank_is_no_enquiry(shown: Shown) -> None:
    """An interview that was not held does not count as one."""
    assert "missing-without-enquiry" in shown(FRONT + WENT + "04/05/2019 Police. RHI column left blank.\n\n" + QUIET)


def test_a_child_not_yet_found_gives_no_finding(shown: Shown) -> None:
    """While a child is missing nobody can ask."""
    text = FRONT + "03/05/2019 Police. Kayla reported missing at 22:10. Enquiries with friends. Not yet traced.\n\n"
    assert "missing-without-enquiry" not in shown(text)


def test_a_missing_cat_is_no_missing_child(shown: Shown) -> None:
    """Pets and things that are missing and found are another matter."""
    text = FRONT + "03/05/2019 Home. The cat had gone missing on Friday and was found on Sunday at 10:00.\n\n"
    assert "missing-without-enquiry" not in shown(text)


def test_harm_recorded_and_called_a_risk(shown: Shown) -> None:
    """The risk words and the harm words are both quoted."""
    found = shown(FRONT + HARM + "09/05/2019 Social care. Kayla is at risk of sexual exploitation.\n\n" + QUIET)
    assert found["harm-described-as-risk"] == ["raped", "at risk of sexual exploitation"]


def test_risk_before_any_harm_is_left_alone(shown: Shown) -> None:
    """'At risk' before any harm was known is right wording."""
    text = FRONT + "02/03/2019 Social care. Kayla is at risk of sexual exploitation.\n\n" + HARM + QUIET
    assert "harm-described-as-risk" not in shown(text)


def test_closed_with_blame_as_the_reason(shown: Shown) -> None:
    """The closing and the reason are both quoted."""
    found = shown(FRONT + HARM + "09/05/2019 Social care. Case closed as Kayla refuses to engage.\n\n" + QUIET)
    quotes = " | ".join(found["closed-on-blame"])
    assert "closed" in quotes
    assert "refuses to engage" in quotes


@pytest.mark.parametrize(
    "closing",
    [
        "09/05/2019 Social care. Case closed. Baz is in prison and Kayla says she feels safe.\n\n",
        "09/05/2019 Social care. Case transferred to the long term team; visits go on weekly.\n\n",
        "09/05/2019 Social care. Kayla is a closed book in front of strangers, and that is fine.\n\n",
    ],
)
def test_closing_on_safety_is_left_alone(shown: Shown, closing: str) -> None:
    """Closing because the child is safe, handing over and other senses of the word are no findings."""
    found = shown(FRONT + HARM + closing + QUIET)
    assert "closed-on-blame" not in found
    assert "exploitation-treated-as-over" not in found


def test_risk_lowered_because_nobody_knows_who(shown: Shown) -> None:
    """Not knowing who did it, and the lowering that rests on it, are both quoted."""
    text = (
        FRONT + HARM + "09/05/2019 Police. Perpetrator not identified, therefore risk reduced to standard.\n\n" + QUIET
    )
    quotes = " | ".join(shown(text)["threshold-on-unknown-perpetrator"])
    assert "Perpetrator not identified" in quotes
    assert "risk reduced" in quotes


def test_an_unknown_man_who_is_looked_for_is_left_alone(shown: Shown) -> None:
    """Not knowing who did it is no finding where it leads to looking for him."""
    text = FRONT + HARM + "09/05/2019 Police. Suspect not identified; CCTV and forensics under way.\n\n" + QUIET
    assert "threshold-on-unknown-perpetrator" not in shown(text)


def test_a_plan_for_crime_alone_over_sexual_harm(shown: Shown) -> None:
    """The plan's label and the sexual harm are both quoted."""
    found = shown(FRONT + HARM + "09/05/2019 YOT. Plan agreed: county lines and offending behaviour work.\n\n" + QUIET)
    quotes = " | ".join(found["criminal-label-over-sexual-harm"])
    assert "county lines" in quotes
    assert "raped" in quotes


def test_a_plan_that_names_both_is_left_alone(shown: Shown) -> None:
    """A plan for sexual and criminal exploitation is what the check asks for."""
    text = FRONT + HARM + "09/05/2019 YOT. Plan agreed: sexual exploitation and county lines.\n\n" + QUIET
    assert "criminal-label-over-sexual-harm" not in shown(text)


def test_a_blank_field_is_shown_and_worded_as_not_found(scanner: Scanner) -> None:
    """The blank field is quoted, and the message says what was not found in what was read."""
    text = "Name: Kayla R  Sex: F  Ethnicity: not recorded  Disability: none known\n\n" + WENT
    found = [each for each in scanner.scan(Record("r", text, "r.txt")).record_findings if each.check == "not-recorded"]

    assert [text[start:end] for start, end in found[0].spans] == ["Ethnicity: not recorded"]
    assert found[0].message == "Not found in what was read: ethnicity."


def test_none_known_states_disability(shown: Shown) -> None:
    """'None known' is an answer, and so is a field filled elsewhere."""
    text = "Name: Kayla R  Sex: F  Ethnicity: White British  Disability: none known\n\n" + WENT + QUIET
    assert "not-recorded" not in shown(text)


LONG_QUIET = "".join(
    f"{day:02}/06/2019 School. Kayla came in on time, had lunch with her friends and handed in her art homework. "
    "She was cheerful and asked about the trip.\n\n"
    for day in range(1, 20)
)


@pytest.mark.parametrize(("who", "lacking"), [("a man", True), ("Baz, 34, of the car wash,", False)])
def test_a_file_that_says_nothing_of_who_did_it(scanner: Scanner, who: str, lacking: bool) -> None:
    """A whole file that records harm and describes nobody says so; an age or a name he goes by is a description."""
    text = FRONT + f"01/04/2019 Health. Kayla told the nurse that {who} raped her.\n\n" + LONG_QUIET
    messages = [each.message for each in scanner.scan(Record("r", text, "r.txt")).record_findings]
    assert ("Not found in what was read: suspected perpetrator." in messages) is lacking


def test_a_conversation_about_that_day_much_later_is_an_enquiry(shown: Shown) -> None:
    """A talk that names the day or something of the night settles it, however many entries lie between."""
    asked = "20/05/2019 Youth worker. Talked about 3 May and why she went: he rings and waits outside.\n\n"
    assert "missing-without-enquiry" not in shown(FRONT + WENT + QUIET + asked)


def test_a_service_refused_for_the_child_s_conduct(shown: Shown) -> None:
    """A service that is not given, with the child's conduct as the reason, is shown without any word of closing."""
    refused = "09/05/2019 MASH. No referral to the exploitation team as she won't help herself.\n\n"
    quotes = " | ".join(shown(FRONT + HARM + refused + QUIET)["closed-on-blame"])
    assert "No referral" in quotes


def test_lowered_on_an_unknown_man_is_not_closed_on_blame(shown: Shown) -> None:
    """A lowering that rests on nobody knowing who did it is the other check's alone."""
    lowered = "09/05/2019 Police. Offender not identified, risk reduced to standard. She was seen by the nurse.\n\n"
    assert "closed-on-blame" not in shown(FRONT + HARM + lowered + QUIET)


def test_exploitation_called_past_while_nothing_shows_safety(shown: Shown) -> None:
    """The words that call it past are quoted."""
    over = "09/05/2019 Social care. CSE no longer a concern. No contact made with Kayla.\n\n"
    found = shown(FRONT + HARM + WENT + QUIET + over)
    assert found["exploitation-treated-as-over"] == ["no longer a concern"]


def test_over_because_he_is_in_prison_is_left_alone(shown: Shown) -> None:
    """Exploitation that ended with a conviction is over for a reason."""
    over = "09/05/2019 Social care. CSE no longer a concern: Baz was convicted and is in prison.\n\n"
    assert "exploitation-treated-as-over" not in shown(FRONT + HARM + WENT + QUIET + over)


def test_every_check_says_why_and_what_settles_it(compiled: CompiledLexicon) -> None:
    """Each check rests on sources of the shipped list and names what would settle it; none says 'not done'."""
    assert set(ABOUT) == set(CHECKS)
    for about in ABOUT.values():
        assert about.why
        assert about.settle
        assert about.sources
        assert set(about.sources) <= set(compiled.lexicon.sources)
        assert "not done" not in about.message.lower()
        assert "not found in what was read" in about.message.lower()


PIECES = st.sampled_from(
    [FRONT, WENT, HARM, QUIET, "Case closed as she won\u2019t engage. ", "At risk of CSE. ", "\u00e9\n"]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_every_span_lies_in_the_text_and_is_no_blank(scanner: Scanner, text: str) -> None:
    """Every span of every finding quotes words of the text, in order, with a confidence between 0 and 1."""
    for finding in scanner.scan(Record("r", text, "r.txt")).record_findings:
        assert finding.spans
        assert 0 <= finding.confidence <= 1
        for start, end in finding.spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()
        assert list(finding.spans) == sorted(finding.spans)


def test_a_case_file_is_checked_whatever_words_it_is_told_in() -> None:
    """Four dated entries make a case file, though none of the words stands in it that wake the checks in a note."""
    told = ("Not seen since tea.", "In at noon, slept.", "School report sent.", "Fed the fish.")
    days = [f"0{day}/03/2019 {each}" for day, each in enumerate(told, 1)]

    assert concerns(Record("R1", "\n".join(days), ""))
    assert not concerns(Record("R2", "\n".join(days[:2]), ""))
