"""The decks that travel with the tool."""

from __future__ import annotations

import pytest

from cse_text.lexicon import CompiledLexicon
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.teaching.load import read_deck, shipped_decks, unwritten
from cse_text.types import Record

NAMES = list(shipped_decks())
AUDIENCES = {"newcomers", "police", "health", "schools", "residential-care", "youth-justice"}
CHILDREN = {"boys", "disabled-children", "criminal-exploitation"}


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    """A scanner at quick depth."""
    return Scanner.load(Settings(depth="quick"))


def test_every_audience_has_its_deck() -> None:
    """There is a deck for each audience and group, newcomers first and counter-examples last."""
    assert set(NAMES) == {*AUDIENCES, *CHILDREN, "counter-examples"}
    assert (NAMES[0], NAMES[-1]) == ("newcomers", "counter-examples")


@pytest.mark.parametrize("name", NAMES)
def test_cards_are_whole(name: str, compiled: CompiledLexicon) -> None:
    """Every card's words stand in its note, its wordings differ, its sources are known and nothing is left open."""
    path = shipped_decks()[name]
    deck = read_deck(path)

    assert deck.name == name
    assert 8 <= len(deck.cards) <= 12
    assert unwritten(path) == []
    for card in deck.cards:
        assert [card.note[start:end] for start, end in card.spans()] == sorted(
            (mark.words for mark in card.marks), key=card.note.index
        )
        assert len({option.text for option in card.options}) == 3
        assert [option.good for option in card.options] == [True, False, False]
        assert set(card.sources) <= set(compiled.lexicon.sources)
        assert card.sources


@pytest.mark.parametrize("name", NAMES)
def test_reframings_scan_clean(name: str, scanner: Scanner) -> None:
    """No reframing of a shipped deck holds wording that the tool marks at quick depth."""
    marked = [
        (card.id, finding.rule)
        for card in read_deck(shipped_decks()[name]).cards
        for text in card.reframings
        for finding in scanner.scan(Record(card.id, text, "")).findings
        if finding.masking
    ]

    assert marked == []


def test_counter_examples_teach_to_judge() -> None:
    """The last deck holds notes that should be left alone, and notes that only a reader finds."""
    cards = read_deck(shipped_decks()["counter-examples"]).cards

    assert sum(not card.masks for card in cards) >= 6
    assert sum(card.masks for card in cards) >= 3


@pytest.mark.parametrize("name", ["newcomers", "police"])
def test_the_longest_wording_is_no_safe_guess(name: str) -> None:
    """In the decks of a first quiz, whoever takes the longest wording is wrong more often than not."""
    cards = read_deck(shipped_decks()[name]).cards
    longest = [max(card.options, key=lambda option: len(option.text)) for card in cards]

    assert sum(option.good for option in longest) * 2 < len(cards)
