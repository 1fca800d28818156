"""Tests of what supports closed-on-blame: the wrong signs a new user saw, and the right ones beside them."""

from __future__ import annotations

import pytest

from cse_text.audit import signs
from cse_text.context import find_people
from cse_text.scanner import Scanner
from cse_text.types import Record
from tests.audit.conftest import Shown

FRONT = "Kayla R, 14, female, White British, no known disability.\n\n"
HARM = "01/04/2019 Health. Kayla told the nurse that a man called Baz raped her at a flat.\n\n"
CHECK = "closed-on-blame"


@pytest.mark.parametrize(
    "words",
    [
        "# What has happened\n\nKayla was putting herself at risk. The charge of theft is discontinued.",
        "Arrested for theft. Loitering, Street Offences Act 1959, not proceeded with. Kayla keeps late hours.",
        "DAILY LOG (typed up from Book 41 when the file was closed)\nYoung person: Donna M    d.o.b. withheld",
        "Discharged home from A&E to her mother. Her words are on the A&E card.",
        "Discharged from the ward. She would not say what had happened.",
        "She is bringing punters to the scheme. Tea at five. Post came. Notice to all tenants about the bins.",
        "Kayla refuses to engage with the service. She wants to stay at home.",
        "Kayla declined support. She chose netball instead.",
        "School report: reading support ended in May. She chose drama.",
        "The youth club closed at nine. Kayla would not go home.",
    ],
)
def test_words_that_close_nothing_for_the_child(scanner: Scanner, words: str) -> None:
    """Headings, statutes, labels, wards, charges and what the child refuses give not even a weak sign."""
    record = Record("r", FRONT + HARM + "09/05/2019 Record. " + words + "\n\n", "r.txt")
    people = find_people(record.text, record.meta)
    evidence = (*scanner.evidence(record.text, people), *scanner.told(record.text, people))
    seen = signs(record, scanner.scan(record).findings, evidence)
    assert [[record.text[slice(*span)] for span in each.spans] for each in seen if each.check == CHECK] == []


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        (
            "Case closed as Kayla refuses to engage with the worker.",
            ["Case closed", "Kayla refuses to engage with the worker"],
        ),
        (
            "Kayla is bringing punters to the scheme. Notice to quit, as she brings men to the door.",
            ["Notice to quit", "she brings men to the door"],
        ),
        (
            "CAMHS discharged her after three appointments, because she was not motivated to change.",
            ["discharged", "she was not motivated to change"],
        ),
    ],
)
def test_a_real_closing_and_its_reason_are_quoted_once(shown: Shown, words: str, quotes: list[str]) -> None:
    """Quotes are whole words, none lies in another, and the closing is said once."""
    assert shown(FRONT + HARM + "09/05/2019 Social care. " + words + "\n\n")[CHECK] == quotes


def test_a_long_reason_is_not_cut_inside_a_word(shown: Shown) -> None:
    """A reason longer than what is looked at ends where a word ends."""
    long = (
        "Kayla refuses to engage and will not keep to any of the arrangements "
        + "that the unhurried practitioners offered " * 6
    )
    text = FRONT + HARM + "09/05/2019 Social care. Case closed as " + long + "\n\n"
    quotes = shown(text)[CHECK]
    words = set(text.split())
    assert all(word.strip(".,") in {each.strip(".,") for each in words} for quote in quotes for word in quote.split())
    assert len(quotes) == len(set(quotes))
