"""JSON lines: the text unchanged, bad lines named."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from intake_files import CANARY, only, read, slugs, write


@given(st.lists(st.tuples(st.text(), st.text(min_size=1)), min_size=1, max_size=5))
def test_text_is_exactly_the_objects(pairs):
    """Text and id come back code point for code point, CRLF and all, a record a line."""
    lines = [json.dumps({"id": name, "text": text}) for text, name in pairs]
    with tempfile.TemporaryDirectory() as folder:
        records, problems, _ = read(write(Path(folder, "notes.jsonl"), "\n".join(lines)))
    assert [(record.text, record.id) for record in records] == pairs
    assert [record.place_at(0) for record in records] == [f"line {n}" for n in range(1, len(pairs) + 1)]
    assert problems == []


def test_meta_becomes_strings_and_dates_iso(tmp_path):
    """Plain values of meta are kept as strings; the note's date is ISO and dates the entry; nested values are left."""
    meta = {
        "agency": "police",
        "child_age": 14,
        "note_date": "03/04/2024",
        "child_sex": "F",
        "x": [1],
        "y": None,
        "known": True,
    }
    record = only(write(tmp_path / "n.jsonl", json.dumps({"id": 7, "text": "Seen.", "meta": meta})))
    assert record.id == "7"
    assert record.meta == {
        "agency": "police",
        "child_age": "14",
        "note_date": "2024-04-03",
        "child_sex": "female",
        "known": "true",
    }
    assert (record.entries[0].date, record.entries[0].agency) == (date(2024, 4, 3), "police")


def test_missing_ids_are_made_from_file_and_line(tmp_path):
    """A line without id is known by file and line; blank lines count."""
    assert only(write(tmp_path / "n.jsonl", '\n{"text": "Seen."}\n')).id == "n.jsonl#2"


def test_bad_lines_are_named_and_the_rest_read(tmp_path):
    """Each broken line is a problem with its number and without its words."""
    deep = "[" * 100_000
    lines = [
        f'{{"text": "{CANARY}',
        '{"id": "1"}',
        f'["{CANARY}"]',
        f'{{"text": 5, "id": "{CANARY}"}}',
        '{"text": "half \\ud800"}',
        deep,
        '{"id": "ok", "text": "Seen."}',
    ]
    records, problems, _ = read(write(tmp_path / "n.jsonl", "\n".join(lines)))
    assert [record.id for record in records] == ["ok"]
    assert [(problem.place, problem.slug) for problem in problems] == [
        ("line 1", "line-not-json"),
        ("line 2", "line-without-text"),
        ("line 3", "line-without-text"),
        ("line 4", "line-without-text"),
        ("line 5", "line-broken-character"),
        ("line 6", "line-not-json"),
    ]
    assert not any(CANARY in problem.message for problem in problems)


def test_a_line_without_end_is_bounded(tmp_path):
    """A line beyond the limit ends the reading with a problem; what stood before it is kept."""
    text = '{"id": "a", "text": "x"}\n' + "x" * 200
    records, problems, _ = read(write(tmp_path / "n.jsonl", text), max_record_chars=100)
    assert [record.id for record in records] == ["a"]
    assert [(problem.slug, problem.place) for problem in problems] == [("too-large", "line 2")]


def test_blank_files_are_named(tmp_path):
    """A file of blank lines is empty."""
    assert slugs(write(tmp_path / "n.jsonl", "\n\n")) == ["empty-file"]


def test_unreadable_dates_are_left_out_and_named(tmp_path):
    """A date that cannot be read safely is no meta, and the record says so."""
    record = only(write(tmp_path / "n.jsonl", json.dumps({"text": "Seen.", "meta": {"note_date": "04/25/2024"}})))
    assert "note_date" not in record.meta
    assert [problem.slug for problem in record.problems] == ["date-us-order"]
