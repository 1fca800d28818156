"""Tests of the sentence of analysis that is added behind the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_text.lexicon.compiled import compile_lexicon
from cse_text.lexicon.finder import PhraseFinder
from cse_text.reframing import Ranking, Suggester
from cse_text.reframing.whole import whole_sentence
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Candidate, Context, Record, Reframing
from tests.lexicon.small import lexicon, rule

RULE = replace(
    rule("streetwise", "refuses to engage"), analysis="{words} tells how {they} <be> seen; it says nothing of {them}."
)
COMPILED = compile_lexicon(lexicon(RULE))
SUGGESTER = Suggester(COMPILED, Ranking.load(), PhraseFinder(COMPILED.rules))
SAID = "\u201cStreetwise\u201d tells how she is seen; it says nothing of her."


def analysed(text: str, found: str = "streetwise", sex: str = "female", at: int | None = None) -> Reframing | None:
    """Return the sentence of analysis for words of a text."""
    start = text.index(found) if at is None else at
    candidate = Candidate(start, start + len(found), RULE.id, RULE.category, "phrase")
    return next((each.reframing for each in SUGGESTER.analyses(text, candidate, RULE, sex)), None)


def then(text: str, offer: Reframing | None) -> str:
    """Return the text with an offer in place."""
    assert offer is not None
    return text[: offer.start] + offer.text + text[offer.end :]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is streetwise. Seen at home.", f"Is streetwise. {SAID} Seen at home."),
        ("Is streetwise\nSeen at home.", f"Is streetwise. {SAID}\nSeen at home."),
        ("| Is streetwise | none |", f"| Is streetwise | none. {SAID} |"),
        ("Why is she streetwise?", f"Why is she streetwise? {SAID}"),
        ('Mum: "She is streetwise."', f'Mum: "She is streetwise." {SAID}'),
        ("Both girls are streetwise.", f"Both girls are streetwise. {SAID.replace('she is', 'they are')[:-4]}them."),
    ],
)
def test_it_stands_behind_the_sentence(text: str, expected: str) -> None:
    """A stop is set where there is none, pronoun and verb agree, and what lays a table out stays behind it."""
    offer = analysed(text)
    assert then(text, offer) == expected
    assert offer is not None
    assert offer.adds
    assert offer.words.startswith("\u201c")


def test_long_words_are_quoted_by_their_beginning_and_end() -> None:
    """Of more than twelve words the first six and the last three stand; quotation marks inside are dropped."""
    words = 'one "two" three four five six seven eight nine ten eleven twelve thirteen'
    offer = analysed(f"Is {words}.", words)
    assert offer is not None
    assert offer.words.startswith("\u201cOne two three four five six \u2026 eleven twelve thirteen\u201d tells")


def test_words_of_marks_alone_get_none() -> None:
    """Where nothing is left to quote, nothing is said."""
    assert analysed('Is "" seen.', '""') is None


@given(st.text(alphabet='ab .\n|"\u201c?', max_size=30), st.text(alphabet='ab .\n|"\u201c?', max_size=30))
def test_nothing_of_the_note_is_changed(before: str, behind: str) -> None:
    """Whatever stands around the words, a sentence is put in behind them and all else is as it was."""
    text = f"{before} streetwise {behind}"
    offer = analysed(text, at=len(before) + 1)
    if offer is not None:
        assert offer.start == offer.end >= len(before) + 1 + len("streetwise")
        assert then(text, offer).replace(offer.text, "", 1) == text


@pytest.mark.parametrize(("voice", "expected"), [("own", 1), ("quoted-family", 1)])
def test_quoted_words_get_it_too(voice: str, expected: int) -> None:
    """Other people's words are not rewritten; what they do may be said."""
    text = "Dad: 'she is streetwise'."
    start = text.index("streetwise")
    suggester = Suggester(COMPILED, replace(Ranking.load(), floor=0.0), PhraseFinder(COMPILED.rules))
    candidate = Candidate(start, start + len("streetwise"), RULE.id, RULE.category, "phrase")
    found = suggester.suggest(text, candidate, Context(voice), RULE, (), "female")  # type: ignore[arg-type]
    assert sum(each.adds for each in found) == expected


def offer(start: int, end: int, text: str) -> Reframing:
    """Return a suggestion that is sure."""
    return Reframing(start, end, text, 0.9, "")


@pytest.mark.parametrize(
    ("offers", "expected"),
    [
        (
            [offer(3, 13, "a child"), offer(26, 26, ". \u201cX\u201d tells it.")],
            "Is a child and her fella. \u201cX\u201d tells it.",
        ),
        (
            [offer(26, 26, ". \u201cX\u201d tells it."), offer(26, 26, ". \u201cY\u201d says so.")],
            "Is streetwise and her fella. \u201cX\u201d tells it. \u201cY\u201d says so.",
        ),
        ([offer(26, 26, ". \u201cX\u201d tells it.")], None),
    ],
)
def test_a_whole_sentence_holds_edits_and_analyses(offers: Sequence[Reframing], expected: str | None) -> None:
    """Edits are made in place; what is said of other words follows, with one stop before it."""
    text = "Is streetwise and her fella"
    made = whole_sentence(
        text,
        0,
        len(text),
        [replace(each, start=min(each.start, 27), end=min(each.end, 27)) if each.adds else each for each in offers],
    )
    assert (made and made.text) == expected


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    """Return a scanner at quick depth that offers all that fits."""
    made = Scanner.load(Settings(depth="quick", threshold=0.3))
    made.suggester.floor = 0.0
    return made


def test_every_analysis_of_the_lexicon_clears_its_words_and_flags_nothing(scanner: Scanner) -> None:
    """Behind each rule's first example its analysis leaves no finding of those words, in either place."""
    missing = [each.id for each in scanner.compiled.lexicon.rules if not each.style and not each.analysis]
    assert missing == []
    left = []
    for each in scanner.compiled.lexicon.rules:
        for example in each.flag[:1] if each.analysis else ():
            start, end = example.spans[0]
            candidate = Candidate(start, end, each.id, each.category, "phrase")
            made = next(scanner.suggester.analyses(example.plain, candidate, each, "female")).reframing
            text = then(example.plain, made)
            found = [one for one in scanner.scan(Record("r", text, "")).findings if one.masking]
            left += [each.id for one in found if (one.start, one.end) == (start, end) or one.start >= made.start]
    assert left == []
