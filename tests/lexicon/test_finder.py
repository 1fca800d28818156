"""Tests of matching phrases to words: what may stand between, what may not, slips, inflection."""

from __future__ import annotations

import pytest

from cse_text.lexicon.finder import PhraseFinder
from cse_text.text import words
from tests.lexicon.small import compiled


def found(phrase: str, text: str, names: frozenset[str] = frozenset()) -> list[str]:
    """Return the stretches of text that a phrase matches."""
    sentence = words(text, 0, len(text))
    matches = PhraseFinder(compiled(phrase).rules).find(sentence, names)
    return [text[sentence[match.first].start : sentence[match.last].end] for match in matches]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She puts herself at risk.", "puts herself at risk"),
        ("PUTTING HIMSELF AT RISK", "PUTTING HIMSELF AT RISK"),
        ("put herself at\nrisk", "put herself at\nrisk"),
        ("put herself at-risk", "put herself at-risk"),
        ("puting herslef at risk", "puting herslef at risk"),
        ("put herself very clearly at serious risk", "put herself very clearly at serious risk"),
        ("has put herself \u201cat risk\u201d", "put herself \u201cat risk"),
    ],
)
def test_a_phrase_is_found_however_it_is_written(text: str, expected: str) -> None:
    """Inflection, capitals, line ends, hyphens, slips, adverbs and quotation marks do not hide a phrase."""
    assert found("put {self} at [{adj}] risk", text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "put herself. At risk",
        "put herself, at risk",
        "put the herself at risk",
        "put herself\n\nat risk",
        "put her at risk",
    ],
)
def test_a_phrase_is_not_found_across_breaks(text: str) -> None:
    """Stops, commas, empty lines and other words break a phrase."""
    assert found("put {self} at risk", text) == []


def test_a_gap_takes_up_to_three_words() -> None:
    """A gap may hold three words, across a comma, but not four."""
    assert found("got … car", "got into, his car") == ["got into, his car"]
    assert found("got … car", "got into his big car") == ["got into his big car"]
    assert found("got … car", "got into his big red car") == []


def test_exact_words_are_not_inflected() -> None:
    """'=' takes only the form it names."""
    assert found("=work girl", "working girl") == []
    assert found("work girl", "working girls") == ["working girls"]


def test_the_childs_names_belong_to_the_class_child() -> None:
    """A name that the record shows to be the child's stands where {child} stands; a possessive too."""
    assert found("{child} run off", "Kayla ran off", frozenset({"kayla"})) == ["Kayla ran off"]
    assert found("{child} run off", "Kayla ran off") == []
    assert found("{child} boyfriend", "the young person's boyfriend") == ["young person's boyfriend"]
