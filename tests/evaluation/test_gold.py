"""Tests of reading annotated notes: both formats, and each fault by file, line and name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cse_text.evaluation.gold import fault_of, is_markup, read_gold
from tests.evaluation.gold_files import document, gold_span

MARKUP = "=== id: M-1\nagency: school\n---\nShe is [[+streetwise|AD]].\n=== id: M-2\n---\nShe is [[+tall|ZZ]].\n"


def write(path: Path, *documents: Any) -> Path:
    """Write documents, or lines as they are, one a line."""
    lines = [each if isinstance(each, str) else json.dumps(each) for each in documents]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_good_lines_are_read_and_bad_ones_named(tmp_path: Path) -> None:
    """What is wrong becomes a problem with file, line and fault; the other notes are read."""
    path = write(tmp_path / "g.jsonl", document("a", gold_span("promiscuous")), "{not json", "[]", document("b"))
    documents, problems = read_gold([path])

    assert [each["id"] for each in documents] == ["a", "b"]
    assert [each.message for each in problems] == [
        "g.jsonl, line 2: not JSON at character 2",
        "g.jsonl, line 3: not an annotated note: each line holds one object with id, text and spans",
    ]


def test_an_id_counts_once(tmp_path: Path) -> None:
    """A second note of the same id is left out and named, in whatever file it stands."""
    first, second = write(tmp_path / "a.jsonl", document("x")), write(tmp_path / "b.jsonl", document("x"))
    documents, problems = read_gold([first, second])

    assert len(documents) == 1
    assert [(each.source, each.slug) for each in problems] == [(str(second), "id-twice")]


def test_an_unfinished_note_is_left_out(tmp_path: Path) -> None:
    """A note whose marking is not finished says nothing about what masks in it."""
    documents, problems = read_gold(
        [write(tmp_path / "g.jsonl", {**document("a"), "marking": {"at": 3, "done": False}})]
    )

    assert (documents, [each.slug for each in problems]) == ([], ["not-finished"])


def test_markup_is_read_note_by_note(tmp_path: Path) -> None:
    """A broken note in mark-up is named by its line; the one before it is read."""
    path = tmp_path / "g.txt"
    path.write_text(MARKUP, encoding="utf-8")
    documents, problems = read_gold([path])

    assert [(each["id"], len(each["spans"])) for each in documents] == [("M-1", 1)]
    assert problems[0].message.startswith("g.txt, line 5: (M-2)")
    assert is_markup(MARKUP)
    assert not is_markup('{"id": 1}')


def test_other_encodings_are_named(tmp_path: Path) -> None:
    """A file that is not UTF-8 is a problem and no crash."""
    path = tmp_path / "g.jsonl"
    path.write_bytes(b'{"id": "caf\xe9"}')

    assert [each.slug for each in read_gold([path])[1]] == ["not-utf-8"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"start": -1}, "span 1: 'start' and 'end' do not lie in the text"),
        ({"end": 900}, "span 1: 'start' and 'end' do not lie in the text"),
        ({"end": True}, "span 1: 'start' and 'end' do not lie in the text"),
        ({"surface": "other"}, "span 1: 'surface' does not stand at 'start' to 'end'"),
        ({"masking": "yes"}, "span 1: 'masking' is not true, false or null"),
        ({"masking": 1}, "span 1: 'masking' is not true, false or null"),
        ({"category": "blame"}, "span 1: 'category' is none of the known ones"),
        ({"voice": ["own"]}, "span 1: 'voice' is none of the known ones"),
        ({"subject": "dog"}, "span 1: 'subject' is none of the known ones"),
    ],
)
def test_faults_of_a_span(change: dict[str, Any], fault: str) -> None:
    """Each fault of a span is said by the span's number and the field, without its words."""
    assert fault_of(document("a", {**gold_span("promiscuous"), **change})) == fault


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"text": None}, "'text' is missing or of the wrong kind"),
        ({"spans": "none"}, "'spans' is missing or of the wrong kind"),
        ({"meta": []}, "'meta' is not an object"),
        ({"documents": [{}]}, "'documents' is not a list of findings with their type"),
        ({}, ""),
    ],
)
def test_faults_of_a_document(change: dict[str, Any], fault: str) -> None:
    """Each fault of a document is said by its field; a sound one has none."""
    assert fault_of({**document("a", gold_span("promiscuous")), **change}) == fault
