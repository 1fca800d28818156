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


@pytest.mark.parametrize(
    ("text", "found", "quoted"),
    [
        ("Is in thrall to the Wheeler lads.", "in thrall to the", "In thrall to the Wheeler lads"),
        ("Admitted she was drunk.", "Admitted she", "Admitted she was drunk"),
        ("Eloped with a 28-year-old cook; found.", "Eloped with", "Eloped with a 28-year-old cook"),
        ("Boys are not interfered with.", "Boys are not", "Boys are not interfered with"),
        ("Got more than she bargained for by all accounts.", "she bargained for", "She bargained for"),
        ("Texts her fan club all night.", "Texts her fan", "Texts her fan \u2026"),
        ("So excited tonight. She left.", "So excited tonight. She", "So excited tonight"),
        ("Kayla's difficulties.", "'s difficulties", "Difficulties"),
    ],
)
def test_a_quotation_ends_well(text: str, found: str, quoted: str) -> None:
    """The words behind that the last one asks for are quoted too; where it breaks off all the same it says so."""
    offer = analysed(text, found)
    assert offer is not None
    assert offer.words.startswith(f"\u201c{quoted}\u201d tells")


TEXT = "Is streetwise and her fella"
EDIT = Reframing(3, 13, "a child", 0.9, "")
BEHIND = tuple(Reframing(len(TEXT), len(TEXT), f". \u201c{word}\u201d tells it.", 0.9, "") for word in "XY")


@pytest.mark.parametrize(
    ("offers", "expected"),
    [
        ((EDIT, BEHIND[0]), "Is a child and her fella. \u201cX\u201d tells it."),
        (BEHIND, f"{TEXT}. \u201cX\u201d tells it. \u201cY\u201d tells it."),
        (BEHIND[:1], None),
        ((EDIT,), None),
    ],
)
def test_a_whole_sentence_holds_edits_and_analyses(offers: Sequence[Reframing], expected: str | None) -> None:
    """Edits are made in place; what is said of other words follows, with one stop before it."""
    made = whole_sentence(TEXT, 0, len(TEXT), offers)
    assert (made and made.text) == expected


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    """Return a scanner at quick depth that offers all that fits."""
    made = Scanner.load(Settings(depth="quick", threshold=0.3))
    made.suggester.floor = 0.0
    return made


def test_every_analysis_of_the_lexicon_clears_its_words_and_flags_nothing(scanner: Scanner) -> None:
    """Behind each rule's first example its analysis leaves no finding of those words, in either place."""
    left = []
    for each in scanner.compiled.lexicon.rules:
        for example in each.flag[:1] if not each.style else ():
            start, end = example.spans[0]
            candidate = Candidate(start, end, each.id, each.category, "phrase")
            made = next(scanner.suggester.analyses(example.plain, candidate, each, "female")).reframing
            found = scanner.scan(Record("r", then(example.plain, made), "")).findings
            masking = [(one.start, one.end) for one in found if one.masking]
            left += [each.id for span in masking if span == (start, end) or span[0] >= made.start]
    assert left == []
