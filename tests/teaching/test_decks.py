"""The decks that travel with the tool."""

from __future__ import annotations

from collections import Counter

import pytest

from cse_text.lexicon import CompiledLexicon
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.teaching.cards import LEVELS
from cse_text.teaching.load import read_deck, shipped_decks, unwritten
from cse_text.types import Depth, Record

NAMES = list(shipped_decks())
AUDIENCES = {"newcomers", "police", "health", "schools", "residential-care", "youth-justice"}
CHILDREN = {"boys", "disabled-children", "criminal-exploitation"}


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


@pytest.mark.parametrize("depth", ["quick", "standard"])
def test_reframings_scan_clean(depth: Depth) -> None:
    """No reframing of a shipped deck holds wording that the tool marks, quickly read or at the usual depth."""
    scanner = Scanner.load(Settings(depth=depth))
    marked = [
        (name, card.id, finding.rule)
        for name in NAMES
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


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_no_length_is_a_safe_guess(name: str, place: int) -> None:
    """Whoever takes the shortest, the middle or the longest wording of every card is right in no more than half."""
    cards = read_deck(shipped_decks()[name]).cards
    taken = [sorted(card.options, key=lambda option: len(option.text))[place] for card in cards]

    assert sum(option.good for option in taken) * 2 <= len(cards)


@pytest.mark.parametrize("name", NAMES)
def test_no_level_is_a_safe_guess(name: str) -> None:
    """Each deck needs its facts weighed: no level is right for more than three cards in four."""
    levels = Counter(card.risk.after for card in read_deck(shipped_decks()[name]).cards)

    assert max(levels.values()) * 4 <= levels.total() * 3


def test_serious_facts_do_not_rise_with_the_wording() -> None:
    """Some notes read as seriously as the facts are, or more so: a reframing is not there to raise the alarm."""
    risks = [card.risk for name in NAMES for card in read_deck(shipped_decks()[name]).cards if card.masks]

    assert sum(LEVELS.index(risk.after) <= LEVELS.index(risk.before) for risk in risks) >= 8
