"""Which sentences deserve a look: none that holds a phrase is passed over, and few others are woken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_text.lexicon.anchors import AnchorScanner
from cse_text.lexicon.building import TableBuilder
from cse_text.lexicon.finder import PhraseFinder
from cse_text.lexicon.tables import CompiledLexicon, PhraseTable
from cse_text.text import sentence_starts, words

CLASSES = {"self": ("=herself", "=her self"), "adj": ("high", "very great"), "child": ("girl",)}
PHRASES = (
    "put {self} at [{adj}] risk",
    "made … her (bed|choice)",
    "streetwise",
    "[a] bit of a {any} girl",
    "{child} know what {child} want",
    "gave {adj} trouble [to the] staff",
)
WORDS = (
    "put puts herself her self at high very great risk risky made up with the bed choices streetwise a bit of wild "
    "girl girl's knows what Tia she wants gave trouble to staff often really , . ; and"
).split()


def _table() -> PhraseTable:
    builder = TableBuilder(CLASSES, with_slips=True)
    for number, phrase in enumerate(PHRASES):
        builder.add(number, phrase, "a test")
    return builder.table()


TABLE = _table()
FINDER, ANCHORS = PhraseFinder(TABLE), AnchorScanner(TABLE)


def _with_matches(text: str, finder: PhraseFinder, names: frozenset[str]) -> list[tuple[int, int]]:
    starts = sentence_starts(text)
    ranges = zip(starts, (*starts[1:], len(text)), strict=True)
    return [(start, end) for start, end in ranges if finder.find(words(text, start, end), names)]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_no_sentence_that_holds_a_phrase_is_passed_over(text: str) -> None:
    """Whatever stands between its words, a phrase that the finder matches wakes its sentence."""
    woken = ANCHORS.sentences(text)
    assert set(_with_matches(text, FINDER, frozenset({"tia"}))) <= set(woken)
    assert woken == sorted(set(woken))


def test_plain_words_wake_nothing() -> None:
    """A sentence with one word of a phrase, or with both too far apart, is left asleep."""
    assert ANCHORS.sentences("She put her coat on. The risk was low.") == []
    assert ANCHORS.sentences("They put the kettle on and, after a long talk about it all, saw no risk.") == []
    assert ANCHORS.sentences("She puts herself at risk. All well.") == [(0, 26)]


@pytest.mark.parametrize("name", ["rules", "cues", "evidence"])
def test_the_shipped_phrases_wake_every_sentence_that_holds_one(compiled: CompiledLexicon, name: str) -> None:
    """In the flag examples of all rules no phrase of rules, cues or evidence is passed over."""
    table = getattr(compiled, name)
    finder, anchors = PhraseFinder(table), AnchorScanner(table)
    text = " ".join(example.plain for rule in compiled.lexicon.rules for example in rule.flag[:1])
    assert set(_with_matches(text, finder, frozenset())) <= set(anchors.sentences(text))
