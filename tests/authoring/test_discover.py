"""Tests of candidates for new rules."""

from __future__ import annotations

import pytest

from cse_text.authoring import discover as room
from cse_text.authoring.discover import MOST_SENTENCES, Gatherer, discover
from cse_text.types import Finding, Record, ScannedRecord

PLAIN = "The worker rang the school about lunch. The school rang the worker about lunch. "


def scanned(number: int, writer: str, words: str, *, detector: str = "tagger", masking: bool = True) -> ScannedRecord:
    """Return a record of a writer in which these words were found."""
    text = f"{PLAIN}Case {number}: she {words} again. {PLAIN}"
    start = text.index(words)
    finding = Finding(
        *("UW007", "n", "engagement-blame", start, start + len(words), words, f"line {number}", "low"),
        *(masking, 0.9, "own", "child", detector),  # type: ignore[arg-type]
    )
    return ScannedRecord(Record(f"r{number}", text, "notes.csv", {"author": writer}), (finding,))


def several(words: str, writers: str, **more: object) -> list[ScannedRecord]:
    """Return a record a letter, each letter a writer."""
    return [scanned(number, writer, words, **more) for number, writer in enumerate(writers)]  # type: ignore[arg-type]


def test_wording_that_recurs_across_writers_is_a_candidate() -> None:
    """The longest run is shown once, with its category, its counts and a few of its sentences."""
    found = discover(several("would not play ball at tea", "abcde"))

    assert [each.words for each in found] == ["not play ball at tea"]
    assert (found[0].category, found[0].records, found[0].writers) == ("engagement-blame", 5, 5)
    assert len(found[0].sentences) == MOST_SENTENCES
    assert found[0].sentences[0].sentence == "Case 0: she would not play ball at tea again."
    assert found[0].times > 10


def test_one_writers_turn_of_phrase_is_not() -> None:
    """However often one writer says it, it stays the tagger's; the limits can be set."""
    records = several("would not play ball at tea", "aaaaaa")

    assert discover(records) == []
    assert len(discover(records, writers=1)) == 1
    assert discover(records, writers=1, least=7) == []


def test_what_a_rule_names_already_is_not() -> None:
    """Findings of phrases, and what was left alone, are no candidates."""
    assert discover(several("would not play ball at tea", "abcde", detector="phrase")) == []
    assert discover(several("would not play ball at tea", "abcde", masking=False)) == []


def test_wording_as_common_in_plain_text_is_not() -> None:
    """What stands as often outside of findings tells nothing."""
    assert discover(several("rang the school about lunch", "abcdefgh")) == []


def test_plain_runs_are_forgotten_before_memory_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of plain text seen once are let go when there are too many."""
    monkeypatch.setattr(room, "_MOST_RUNS", 5)
    gatherer = Gatherer()
    for each in several("would not play ball at tea", "abcde"):
        gatherer.add(each)

    assert len(gatherer.plain) <= 5
    assert len(gatherer.suggestions(3, 2)) == 1
