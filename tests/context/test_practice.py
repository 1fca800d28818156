"""Tests of good practice: invented sentences that show it, and look-alikes that do not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from cse_text.context import find_people
from cse_text.context.practice import PracticeReader
from cse_text.lexicon import load_lexicon

SENTENCES = yaml.safe_load((Path(__file__).parent / "good_practice.yaml").read_text(encoding="utf-8"))
CASES = [(kind, text) for kind, texts in SENTENCES.items() for text in texts]


@pytest.fixture(scope="module")
def reader() -> PracticeReader:
    """Return the reader of the shipped lexicon."""
    return PracticeReader(load_lexicon())


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_good_practice_is_told_from_what_looks_like_it(reader: PracticeReader, kind: str, text: str) -> None:
    """Each sentence is counted once under its kind, each look-alike not at all."""
    expected = [] if kind == "none" else [kind]

    assert [each.kind for each in reader.find(text, lambda: find_people(text, {}))] == expected


def test_enough_sentences_stand_behind_the_cues() -> None:
    """At least 60 sentences show good practice and 120 only look like it."""
    assert sum(kind != "none" for kind, _ in CASES) >= 60
    assert len(SENTENCES["none"]) >= 120
