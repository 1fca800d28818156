"""Archives and old workbooks: what is in them is read, what would do harm is named."""

from __future__ import annotations

import io
import stat
import struct
import tempfile
import zipfile
from pathlib import Path

import pytest
from format_files import container, pdf, xls, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_files import CANARY, TEXTS, document, only, read, rezipped, slugs, workbook, write

from cse_text.intake import describe_columns


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        TEXTS.filter(lambda text: not text.lstrip().startswith("{") and "<" not in text and "&" not in text),
        min_size=1,
        max_size=4,
    )
)
def test_rows_of_old_workbooks_come_back_as_written(texts):
    """Any texts in an .xls are read back, each with its row and column."""
    with tempfile.TemporaryDirectory() as folder:
        path = xls(
            Path(folder, "n.xls"), {"Notes": [["ID", "Text"], *([str(n), text] for n, text in enumerate(texts))]}
        )
        records = read(path)[0]
    assert [record.text for record in records] == texts
    places = [f"sheet Notes, row {number}, column Text" for number in range(2, len(texts) + 2)]
    assert [record.place_at(0) for record in records] == places


def test_old_workbooks_keep_dates_and_columns(tmp_path):
    """Columns of an .xls are guessed like those of any table, and its sheets read one after another."""
    path = xls(tmp_path / "n.xls", {"A": [["Date", "Text"], ["01/02/2019", "One."]], "B": [["Text"], ["Two."]]})
    assert [(record.id, record.text) for record in read(path)[0]] == [("n.xls#A!2", "One."), ("n.xls#B!2", "Two.")]
    assert {guess.field for guess in describe_columns(path)} == {"text", "date"}


def test_old_workbooks_with_a_far_corner_are_refused(tmp_path):
    """A cell at the end of a sheet would need the whole sheet in memory; it is measured before."""
    path = tmp_path / "n.xls"
    number = struct.pack("<HHHHHd", 0x0203, 14, 65_000, 250, 0, 1.0)
    near = struct.pack("<HHHHHd", 0x0203, 14, 0, 0, 0, 1.0)
    book = struct.pack("<HHHH", 0x0809, 4, 0x0600, 0x10) + near + number
    path.write_bytes(container({"Workbook": book * 2}))
    _, problems, _ = read(path)
    assert [problem.slug for problem in problems] == ["too-large"]
    assert "cells" in problems[0].message
    path.write_bytes(container({"Workbook": struct.pack("<HHHHHH", 0x0809, 4, 0x0600, 5, 0x002F, 0)}))
    assert slugs(path) == ["encrypted"]
    path.write_bytes(container({"WordDocument": b"x"}))
    assert slugs(path) == ["wrong-suffix"]


def test_files_in_archives_are_read_by_their_kind(tmp_path):
    """Every file in an archive is read under its own name, in order; what is not read is named."""
    inner = zipped(tmp_path / "inner.zip", {"deep/c.txt": b"Deep."}).read_bytes()
    members = {
        "b.docx": document(tmp_path / "b.docx", "Word.").read_bytes(),
        "a.pdf": pdf(tmp_path / "a.pdf", "Page.").read_bytes(),
        "inner.zip": inner,
        "mail.pst": b"!BDN",
        "__MACOSX/._x.txt": b"x",
    }
    records, problems, _ = read(zipped(tmp_path / "n.zip", members))
    assert [(record.id, record.text) for record in records] == [
        ("n.zip/a.pdf", "Page."),
        ("n.zip/b.docx", "Word."),
        ("n.zip/inner.zip/deep/c.txt", "Deep."),
    ]
    assert records[0].source == f"{tmp_path / 'n.zip'}/a.pdf"
    assert [problem.slug for problem in problems] == ["format-not-read"]
    assert "mailbox" in problems[0].message


def test_archives_that_would_do_harm_are_named(tmp_path):
    """Names that point outside, links and members under a password are passed by; nothing is written anywhere."""
    path = tmp_path / "n.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../up.txt", "/root.txt", "C:\\x.txt", "good.txt"):
            archive.writestr(zipfile.ZipInfo(name), CANARY)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    before = sorted(tmp_path.iterdir())
    records, problems, _ = read(path)
    assert [record.id for record in records] == ["n.zip/good.txt"]
    assert sorted(problem.slug for problem in problems) == ["link-not-followed", *["unsafe-path"] * 3]
    assert not any(CANARY in problem.message for problem in problems)
    assert sorted(tmp_path.iterdir()) == before


def test_bombs_are_not_unpacked(tmp_path):
    """What would unpack beyond the limit is refused, in one archive, over nested ones, and where sizes lie."""
    path = zipped(tmp_path / "a.zip", {"x.txt": b"0" * 2_000_000})
    assert slugs(path, max_expanded_bytes=1_000_000) == ["too-large"]
    layer = path.read_bytes()
    nested = zipped(tmp_path / "b.zip", {f"{n}.zip": layer for n in range(3)})
    assert slugs(nested, max_expanded_bytes=4_500_000) == ["too-large"]
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 100)
    path.write_bytes(data)
    assert slugs(path) == ["damaged-file"]


def test_archives_in_archives_are_bounded(tmp_path):
    """Archives in archives are followed a few levels deep, and then named."""
    data = b"End."
    name = "n.txt"
    for _ in range(8):
        data = zipped(tmp_path / "n.zip", {name: data}).read_bytes()
        name = "n.zip"
    records, problems, _ = read(tmp_path / "n.zip")
    assert (records, [problem.slug for problem in problems]) == ([], ["too-deep"])
    assert slugs(zipped(tmp_path / "e.zip", {})) == ["empty-file"]


def test_one_bad_member_does_not_stop_the_next(tmp_path):
    """A damaged file in an archive is named; the others are read."""
    records, problems, _ = read(zipped(tmp_path / "n.zip", {"a.docx": b"PK\x03\x04junk", "b.txt": b"Two."}))
    assert [record.text for record in records] == ["Two."]
    assert [(Path(problem.source).name, problem.slug) for problem in problems] == [("a.docx", "damaged-file")]


@pytest.mark.parametrize("suffix", [".docx", ".xlsm"])
def test_macros_are_named_and_never_run(tmp_path, suffix):
    """A document that hides macros is refused; a workbook with macros is read, and they are named."""
    if suffix == ".docx":
        path = rezipped(document(tmp_path / "n.docx", "x"), {"word/vbaProject.bin": b"x"})
    else:
        path = rezipped(workbook(tmp_path / "n.xlsm", {"A": [["Text"], ["Seen."]]}), {"xl/vbaProject.bin": b"x"})
    records, problems, _ = read(path)
    assert [problem.slug for problem in problems] == ["macro-document" if suffix == ".docx" else "macros-not-run"]
    assert len(records) == (suffix == ".xlsm")


@pytest.mark.parametrize("name", ["a.docm", "a.pst", "a.ost"])
def test_what_is_never_read_says_why(tmp_path, name):
    """Macro documents and mailboxes are refused with a way on."""
    _, problems, _ = read(write(tmp_path / name, "x"))
    assert [problem.slug for problem in problems] == ["format-not-read"]
    assert ("macros" if name == "a.docm" else "mailbox") in problems[0].message


def test_archives_on_standard_input_are_held_in_memory(monkeypatch):
    """A zip may come through a pipe."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "Seen.")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(buffer.getvalue())))
    assert only("-", stdin_format=".zip").id == "stdin/a.txt"
