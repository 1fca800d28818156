"""Deck files: what is broken is said with its line and without its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from cse_text.errors import IntakeError, SettingsError
from cse_text.teaching.load import find_deck, read_deck, unwritten
from tests.teaching.samples import CANARY, DECK, deck_file


def line_of(text: str, words: str) -> int:
    """Return the number of the first line that holds words."""
    return next(number for number, line in enumerate(text.splitlines(), start=1) if words in line)


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("category: discrediting", f"category: {CANARY}", f"category: {CANARY}", "must be one of"),
        ("words: attention seeking", f"words: {CANARY}", "- id: two", "mark 1 do not stand in the note"),
        ("  ask: Who acts?", f"  asked: {CANARY}", f"asked: {CANARY}", "extra inputs are not permitted"),
        (
            "    before: low\n    after: high",
            f"    before: {CANARY}\n    after: high",
            f"before: {CANARY}",
            "must be one",
        ),
        ("- id: two", "- id: one", "name: small", "used twice"),
        ("  reframings:\n  - Dean, 34, was with her.\n", "", "- id: one", "at least one reframing"),
    ],
)
def test_faults_name_their_line(tmp_path: Path, old: str, new: str, at: str, said: str) -> None:
    """Each fault stands with file and line, and no word of the deck is repeated."""
    text = DECK.replace(old, new, 1)
    with pytest.raises(IntakeError) as caught:
        read_deck(deck_file(tmp_path, text))

    assert f"small.yaml, line {line_of(text, at)}: " in caught.value.message
    assert said in caught.value.message
    assert CANARY not in caught.value.message


def test_yaml_that_is_none(tmp_path: Path) -> None:
    """Broken YAML is said with its line and a hint, without the words there."""
    with pytest.raises(IntakeError) as caught:
        read_deck(deck_file(tmp_path, DECK.replace("note: He is", f"note: {CANARY}: he: is")))

    assert f"line {line_of(DECK, 'note: He is')}" in caught.value.message
    assert CANARY not in caught.value.message


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    """Another encoding is named as the fault."""
    path = tmp_path / "small.yaml"
    path.write_bytes(DECK.replace("Coach", "Caf\u00e9").encode("cp1252"))

    with pytest.raises(IntakeError, match="UTF-8"):
        read_deck(path)


def test_finding_a_deck(tmp_path: Path) -> None:
    """A deck is found by name or path; a slip of the pen gets a hint."""
    assert find_deck("police").name == "police.yaml"
    assert find_deck(str(deck_file(tmp_path))).name == "small.yaml"
    with pytest.raises(SettingsError, match="Did you mean police"):
        find_deck("polise")


def test_what_waits_to_be_written(tmp_path: Path) -> None:
    """Places left open are known by their lines."""
    text = DECK.replace("because: Worse.", "because: (to write)")

    assert unwritten(deck_file(tmp_path, text)) == [line_of(text, "(to write)")]
