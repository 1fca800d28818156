"""Files that are empty, broken, disguised or meant to do harm: each a clear problem, and the rest goes on."""

from __future__ import annotations

import functools
import importlib
import pickle
import struct
import tempfile
import types
import zipfile
from pathlib import Path

import pytest
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_files import CANARY, document, read, rezipped, slugs, with_part, workbook, write

from cse_text.intake import SUFFIXES, xlsx
from cse_text.types import Problem, Record

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ENCRYPTED = OLD_OFFICE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_empty_files_are_named(tmp_path, suffix):
    """A file of no bytes is a problem in every format."""
    assert slugs(write(tmp_path / f"note{suffix}", "")) == ["empty-file"]


OPENED = {".docx", ".xlsx", ".xlsm", ".odt", ".zip", ".xls", ".msg", ".pdf", ".rtf", ".parquet"}
ZIPS = {".docx", ".xlsx", ".xlsm", ".odt", ".zip"}
OWN = {
    (".pdf", b"%PDF"): ["damaged-file"],
    (".rtf", b"{\\rt"): [],
    **{(suffix, b"\xd0\xcf\x11\xe0"): ["damaged-file"] for suffix in (".xls", ".msg")},
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("content", "slug_text", "slug_opened", "slug_zip"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8, "not-text", "wrong-suffix", "wrong-suffix"),
        (bytes(range(1, 32)) * 50, "not-text", "wrong-suffix", "wrong-suffix"),
        (b"%PDF-1.7 text", "wrong-suffix", "wrong-suffix", "wrong-suffix"),
        (b"{\\rtf1 text}", "wrong-suffix", "wrong-suffix", "wrong-suffix"),
        (OLD_OFFICE, "wrong-suffix", "wrong-suffix", "wrong-suffix"),
        (ENCRYPTED, "wrong-suffix", "wrong-suffix", "encrypted"),
        (b"PK\x03\x04" + b"junk" * 20, "wrong-suffix", "wrong-suffix", "damaged-file"),
    ],
)
def test_disguised_files_are_named(tmp_path, suffix, content, slug_text, slug_opened, slug_zip):
    """A picture, PDF, old or encrypted Office file under another name is seen by its first bytes."""
    path = tmp_path / f"note{suffix}"
    path.write_bytes(content)
    expected = [slug_zip if suffix in ZIPS else slug_opened if suffix in OPENED else slug_text]
    if suffix in (".xls", ".msg") and content is ENCRYPTED:
        expected = ["encrypted"]
    else:
        expected = OWN.get((suffix, content[:4]), expected)
    assert slugs(path) == expected


def test_binary_after_the_beginning_is_seen(tmp_path):
    """A zero byte far into a text is found too."""
    path = tmp_path / "note.txt"
    path.write_bytes(b"Seen. " * 20_000 + b"\0")
    assert slugs(path) == ["not-text"]


def test_documents_under_each_others_suffix_are_named(tmp_path):
    """A workbook named .docx and a document named .xlsx are named, and any other zip."""
    book = workbook(tmp_path / "a.xlsx", {"A": [["Text"], ["x"]]}).read_bytes()
    word = document(tmp_path / "a.docx", "x").read_bytes()
    (tmp_path / "b.docx").write_bytes(book)
    (tmp_path / "b.xlsx").write_bytes(word)
    assert slugs(tmp_path / "b.docx", tmp_path / "b.xlsx") == ["wrong-suffix", "wrong-suffix"]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_truncated_files_are_named(tmp_path, suffix, share):
    """A file cut off in the middle is damaged, with a way on."""
    path = _good(tmp_path, suffix)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    _, problems, _ = read(path)
    assert [problem.slug for problem in problems] == ["damaged-file"]
    assert "fetch it again" in problems[0].message


def _good(folder, suffix):
    if suffix == ".docx":
        return document(folder / "note.docx", "Seen at home.")
    return workbook(folder / "note.xlsx", {"A": [["Text"], ["Seen at home."]]})


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_zip_bombs_are_not_unpacked(tmp_path, suffix):
    """A file that would unpack beyond the limit is refused by its directory."""
    path = rezipped(_good(tmp_path, suffix), {"bomb.xml": b"0" * 2_000_000})
    assert slugs(path, max_expanded_bytes=1_500_000) == ["too-large"]
    assert slugs(path) == []


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_zip_directories_that_lie_are_damaged(tmp_path, suffix):
    """A member larger than its directory says is not followed to its real size."""
    inner = "word/document.xml" if suffix == ".docx" else "xl/worksheets/sheet1.xml"
    path = _good(tmp_path, suffix)
    with zipfile.ZipFile(path) as archive:
        xml = archive.read(inner)
    data = bytearray(rezipped(path, {inner: xml + b" " * 5_000_000}).read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        if data[at + 46 :].startswith(inner.encode()):
            struct.pack_into("<I", data, at + 24, 100)
        at = data.find(b"PK\x01\x02", at + 4)
    path.write_bytes(data)
    assert slugs(path) == ["damaged-file"]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_encrypted_members_are_named(tmp_path, suffix):
    """A zip with encrypted members is encrypted."""
    path = _good(tmp_path, suffix)
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    assert slugs(path) == ["encrypted"]


def test_zips_of_endless_members_are_refused(tmp_path):
    """A zip with more members than any document is refused."""
    path = tmp_path / "n.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20_001):
            archive.writestr(f"word/{number}", b"")
    assert slugs(path) == ["too-large"]


def test_entities_in_workbooks_are_not_resolved(tmp_path):
    """A workbook whose XML names another file does not bring in that file."""
    secret = write(tmp_path / "secret", CANARY)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = (
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]><worksheet xmlns="{space}"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Text</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>a&x;b</t></is></c></row></sheetData></worksheet>'
    )
    path = rezipped(_good(tmp_path, ".xlsx"), {"xl/worksheets/sheet1.xml": xml.encode()})
    records, problems, notices = read(path)
    assert CANARY not in repr((records, problems, notices))
    assert records or problems


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_files_above_the_limit_are_refused(tmp_path, suffix):
    """A file larger than the limit is named with the limit."""
    _, problems, _ = read(write(tmp_path / f"n{suffix}", "x" * 50), max_file_bytes=40, max_stream_bytes=40)
    assert [problem.slug for problem in problems] == ["too-large"]
    assert "limit of 40 bytes" in problems[0].message


def test_bad_files_do_not_stop_the_good_ones(tmp_path):
    """Among any number of bad files every good one is read."""
    for number, name in enumerate(("a.docx", "c.xlsx", "e.txt", "g.jsonl", "i.csv")):
        (tmp_path / name).write_bytes(bytes([0, number]) * 40)
    for name in ("b.txt", "d.md", "f.jsonl", "h.csv"):
        write(tmp_path / name, '{"text": "x"}' if name == "f.jsonl" else "Text\nSeen.\n")
    document(tmp_path / "j.docx", "Seen.")
    records, problems, _ = read(tmp_path)
    assert len(records) == 5
    assert len(problems) == 5
    assert all(problem.source and problem.message for problem in problems)


def test_whatever_a_reader_raises_becomes_a_problem(tmp_path, monkeypatch):
    """An error nobody foresaw names the file and the kind of error, never its words."""

    def fail(source, job):
        raise KeyError(CANARY)

    monkeypatch.setattr(importlib.import_module("cse_text.intake.text"), "read", fail)
    _, problems, _ = read(write(tmp_path / "a.txt", "x"))
    assert [problem.slug for problem in problems] == ["damaged-file"]
    assert "KeyError" in problems[0].message
    assert CANARY not in problems[0].message


@functools.cache
def _canary_file(suffix):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"canary{suffix}")
        if suffix == ".docx":
            return document(path, CANARY).read_bytes()
        return workbook(path, {"A": [["Text"], [CANARY]]}).read_bytes()


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damage_anywhere_is_a_record_or_a_problem(tmp_path, suffix, data):
    """Bytes changed anywhere, in the zip or in its XML, never raise and never show words in a problem."""
    path = tmp_path / f"fuzz{suffix}"
    path.write_bytes(_canary_file(suffix))
    inner = "word/document.xml" if suffix == ".docx" else "xl/worksheets/sheet1.xml"
    whole = data.draw(st.booleans())
    with zipfile.ZipFile(path) as archive:
        target = bytearray(path.read_bytes() if whole else archive.read(inner))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, 100_000)) % len(target)
        target[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    if whole:
        path.write_bytes(bytes(target))
    else:
        rezipped(path, {inner: bytes(target)})
    records, problems, _ = read(path)
    assert records or problems
    assert not any(CANARY in problem.message for problem in problems)


class Panic(BaseException):
    """What compiled code raises when it gives up."""


@pytest.mark.parametrize("error", [Panic, ValueError])
def test_panics_of_the_workbook_reader_are_problems(tmp_path, monkeypatch, error):
    """A reader in compiled code may raise what is no Exception; it is one more damaged file."""

    def fail(stream):
        raise error(CANARY)

    monkeypatch.setattr(xlsx, "CalamineWorkbook", types.SimpleNamespace(from_filelike=fail))
    _, problems, _ = read(_good(tmp_path, ".xlsx"))
    assert [problem.slug for problem in problems] == ["damaged-file"]
    assert CANARY not in problems[0].message


def test_a_stop_by_the_user_is_no_damage(tmp_path, monkeypatch):
    """Control-C while a workbook is read stops the run."""

    def stop(stream):
        raise KeyboardInterrupt

    monkeypatch.setattr(xlsx, "CalamineWorkbook", types.SimpleNamespace(from_filelike=stop))
    with pytest.raises(KeyboardInterrupt):
        read(_good(tmp_path, ".xlsx"))


def test_a_bad_sheet_does_not_stop_the_next(tmp_path):
    """A sheet of broken XML is named; the sheets beside it are read."""
    path = workbook(tmp_path / "n.xlsx", {"A": [["Text"], ["One."]], "B": [["Text"], ["Two."]]})
    records, problems, _ = read(rezipped(path, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row r='x'"}))
    assert [record.text for record in records] == ["Two."]
    assert [(problem.slug, problem.place) for problem in problems] == [("damaged-file", "sheet A")]


def test_a_part_of_a_document_is_bounded(tmp_path, monkeypatch):
    """A header larger than any real one is refused before it is parsed."""
    monkeypatch.setattr(importlib.import_module("cse_text.intake.docx"), "_LARGEST_PART", 10)
    path = with_part(document(tmp_path / "n.docx", "x"), "footnotes", f"<w:footnotes {nsdecls('w')}/>")
    assert slugs(path) == ["too-large"]


def test_what_is_read_pickles(tmp_path):
    """Records and problems go through a process pool unchanged."""
    write(tmp_path / "a.txt", "12/03/09 | Health\nSeen.")
    write(tmp_path / "b.pst", "x")
    write(tmp_path / "c.csv", "Date,Text\n04/25/2024,Seen.\n")
    records, problems, _ = read(tmp_path)
    assert pickle.loads(pickle.dumps([*records, *problems])) == [*records, *problems]
    assert {type(value) for value in (*records, *problems)} == {Record, Problem}
