"""Tests of what denies a piece of evidence: a word of its own clause."""

from __future__ import annotations

import pytest

from cse_text.context import People
from cse_text.context.evidence import EvidenceReader
from cse_text.lexicon import CompiledLexicon


@pytest.fixture(scope="module")
def reader(compiled: CompiledLexicon) -> EvidenceReader:
    """Return a reader of the shipped evidence words."""
    return EvidenceReader(compiled)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She was raped.", ["harm"]),
        ("She was not raped.", []),
        ("She denies: she was raped.", []),
        ("Not hit or raped.", []),
        ("She did not agree, she was raped.", ["harm"]),
        ("It was no tiff; she was raped.", ["harm"]),
        ("She said no but was raped.", ["harm"]),
    ],
)
def test_harm_is_denied_in_its_own_clause_alone(reader: EvidenceReader, text: str, names: list[str]) -> None:
    """A 'no' before 'but', or before a new clause with its own subject, does not undo harm that is stated."""
    assert [each.name for each in reader.find(text, People()) if each.name == "harm"] == names
