"""Text files and standard input: decoded, otherwise untouched."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_files import LINES, TEXTS, only, read, slugs, write

from cse_text.errors import SettingsError
from cse_text.intake import IntakeSettings, read_paths
from cse_text.pseudonyms import NOTICE


@given(st.lists(LINES, min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8", "utf-16"]))
def test_text_comes_back_as_written(lines, newline, encoding):
    """Any text is read back exactly, CRLF as LF, and every character knows its line."""
    text = newline.join(lines)
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder, "note.txt"), text, encoding)
        if not text.strip():
            assert slugs(path) == ["empty-file"]
            return
        record = only(path)
    expected = text.replace("\r\n", "\n")
    assert record.text == expected
    for offset in range(len(expected)):
        assert record.place_at(offset) == f"line {expected.count(chr(10), 0, offset) + 1}"


@given(TEXTS)
def test_entries_cover_the_text_without_gaps(text):
    """Entries of any text follow one another; all of it is in one, but for blank space before the first header."""
    with tempfile.TemporaryDirectory() as folder:
        record = only(write(Path(folder, "note.md"), text))
    assert not record.text[: record.entries[0].start].strip()
    assert record.entries[-1].end == len(record.text)
    assert all(left.end == right.start for left, right in zip(record.entries, record.entries[1:], strict=False))


def test_windows_1252_is_read_and_named(tmp_path):
    """An export in Windows-1252 keeps its smart quotes, and the user is told which encoding was used."""
    path = write(tmp_path / "old.txt", "She\u2019s \u201cfine\u201d \u2013 £5", "cp1252")
    records, problems, notices = read(path)
    assert (records[0].text, problems) == ("She\u2019s \u201cfine\u201d \u2013 £5", [])
    assert len(notices) == 1
    assert "old.txt: read as Windows-1252 (cp1252), since it is not UTF-8" in notices[0]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_byte_order_marks_are_followed_and_no_part_of_the_text(tmp_path, encoding):
    """A byte-order mark names the encoding and does not become a character."""
    records, _, notices = read(write(tmp_path / "note.txt", "Zoë\u2019s visit", encoding))
    assert records[0].text == "Zoë\u2019s visit"
    assert [encoding.upper() in notice for notice in notices] == ([] if encoding == "utf-8-sig" else [True])


def test_utf_8_needs_no_notice(tmp_path):
    """Plain UTF-8 is read without a word."""
    assert read(write(tmp_path / "note.txt", "Zoë"))[2] == []


def test_smart_quotes_and_no_break_spaces_stay(tmp_path):
    """Typography is evidence too and is not tidied."""
    text = "\u2018at\u00a0risk\u2019 \u2013 \u201cher choice\u201d\u2026"
    assert only(write(tmp_path / "note.txt", text)).text == text


def test_blank_files_are_named(tmp_path):
    """A file of blanks holds no text."""
    assert slugs(write(tmp_path / "note.txt", " \n\t\u00a0\n")) == ["empty-file"]


def test_lone_carriage_returns_stay(tmp_path):
    """Only CRLF changes: a carriage return alone is left where it is."""
    assert only(write(tmp_path / "note.txt", "a\rb\r\nc")).text == "a\rb\nc"


def test_user_names_the_encoding(tmp_path):
    """The user's encoding wins over the guess."""
    path = write(tmp_path / "note.txt", "Zoë", "utf-16-le")
    assert slugs(path) == ["not-text"]
    assert only(path, encoding="UTF-16LE").text == "Zoë"
    assert only(write(path, "\ufeffZoë", "utf-16-le"), encoding="utf-16-le").text == "Zoë"
    assert only(write(path, "\ufeffZoë"), encoding="utf8").text == "Zoë"


def test_wrong_encoding_is_refused_with_its_byte(tmp_path):
    """Bytes that do not fit the named encoding are refused, not replaced."""
    _, problems, _ = read(write(tmp_path / "note.txt", "abc Zoë", "cp1252"), encoding="utf-8")
    assert [(problem.slug, problem.place) for problem in problems] == [("encoding-not-known", "byte 6")]


def test_bytes_in_no_known_encoding_are_refused(tmp_path):
    """A byte that neither UTF-8 nor Windows-1252 knows is named by its position, far into the file too."""
    path = tmp_path / "note.txt"
    path.write_bytes(b"a" * 1_500_000 + b"\x81")
    _, problems, _ = read(path)
    assert [(problem.slug, problem.place) for problem in problems] == [("encoding-not-known", "byte 1500000")]
    assert "--encoding" in problems[0].message


def test_unknown_encoding_name_is_a_settings_error(tmp_path):
    """A misspelt or non-text encoding is refused before anything is read."""
    for name in ("utf-9", "zlib"):
        with pytest.raises(SettingsError, match=f"no text encoding called '{name}'"):
            read_paths([tmp_path], IntakeSettings(encoding=name))


def test_standard_input_is_one_record(monkeypatch):
    """'-' reads standard input as one text."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Zoë\r\nseen".encode())))
    record = only("-")
    assert (record.id, record.source, record.text) == ("stdin", "standard input", "Zoë\nseen")
    assert record.place_at(4) == "line 2"


def test_standard_input_may_be_another_format(monkeypatch):
    """Standard input can be JSON lines or a table if the settings say so."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "7", "text": "Seen."}\n')))
    assert only("-", stdin_format=".jsonl").id == "7"
    with pytest.raises(SettingsError, match=r"choose one of \.txt"):
        read_paths(["-"], IntakeSettings(stdin_format=".pst"))


def test_standard_input_is_bounded_and_may_be_missing(monkeypatch):
    """Too much on standard input, or none at all, is a problem and no crash."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 11)))
    assert slugs("-", max_file_bytes=10) == ["too-large"]
    monkeypatch.setattr(sys, "stdin", None)
    assert slugs("-") == ["not-found"]


def test_the_line_of_a_pseudonymised_file_is_not_read(tmp_path):
    """The line with which pseudonymise begins a file is no part of the record; the places still count it."""
    record = only(write(tmp_path / "file-1.txt", f"[{NOTICE}]\n\nShe was seen.\n[{NOTICE}]\n", "utf-8"))
    assert record.text == f"She was seen.\n[{NOTICE}]\n"
    assert record.place_at(0) == "line 3"
    assert slugs(write(tmp_path / "none.txt", f"[{NOTICE}]\n\n", "utf-8")) == ["empty-file"]
