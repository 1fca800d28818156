"""Tests of what a change of the lexicon changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cse_text.authoring.difference import Change, by_rule, changes, lexicon_named
from cse_text.errors import LexiconError
from cse_text.lexicon import load_lexicon
from cse_text.types import Finding, Record, ScannedRecord

TEXT = "one two three four five"


def finding(words: str, rule: str, *, masking: bool = True) -> Finding:
    """Return a finding of these words."""
    start = TEXT.index(words)
    return Finding(
        rule, "n", "other", start, start + len(words), words, "line 1", "low", masking, 0.9, "own", "child", "phrase"
    )


def scanner(*findings: Finding) -> Any:
    """Return a stand-in that finds these."""
    return SimpleNamespace(scan=lambda record: ScannedRecord(record, findings))


def test_each_kind_of_change_is_told() -> None:
    """New, gone, another rule on the same words, other words for the same; what stays is not told."""
    old = scanner(finding("one", "A"), finding("two", "B"), finding("three", "C"), finding("five", "E"))
    new = scanner(
        finding("one", "A"), finding("two", "X"), finding("three four", "C"), finding("five", "E", masking=False)
    )
    found = list(changes(old, new, [Record("r", TEXT, "s")]))

    assert [(each.kind, each.old, each.new, each.words) for each in found] == [
        ("another rule", "B", "X", "two"),
        ("other words", "C", "C", "three four"),
        ("gone", "E", "", "five"),
    ]
    assert [each.kind for each in changes(scanner(), old, [Record("r", TEXT, "s")])] == ["new"] * 4


def test_changes_are_counted_by_rule() -> None:
    """What a rule gains and loses, the most changed first."""
    base = Change("new", "s", "r", "line 1", "", "A", "words")
    found = [base, replace(base, new="B"), replace(base, old="B", new=""), replace(base, old="C", new="C")]

    assert by_rule(found) == [("B", 1, 1), ("A", 1, 0)]


def test_a_lexicon_is_named_by_word_version_or_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped one by its name or version, one of one's own by its folder; else an error says what there is."""
    monkeypatch.setenv("CSE_TEXT_CACHE", str(tmp_path / "cache"))
    shipped = load_lexicon().lexicon.version
    own = tmp_path / "own"
    own.mkdir()
    (own / "silence.yaml").write_text("SE001: a reason\n", encoding="utf-8")

    assert lexicon_named("shipped").lexicon.version == lexicon_named(shipped).lexicon.version == shipped
    assert lexicon_named(str(own)).lexicon.silent == {"SE001"}
    with pytest.raises(LexiconError, match="'nowhere' is no lexicon"):
        lexicon_named("nowhere")
