"""Files of notes made to fill memory or time: each bounded, with a message that names the file."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from cse_text.intake import IntakeSettings, read_paths
from cse_text.types import Problem, Record
from tests.intake.format_files import eml, odt, web, zipped
from tests.intake.intake_files import document, rezipped, workbook

CANARY = "zyzzyva"


def found(path: Path, **limits: int) -> tuple[list[Record], list[Problem]]:
    """Return the records and problems of a path under these limits."""
    items = list(read_paths([path], IntakeSettings(**limits)))  # type: ignore[arg-type]
    return [each for each in items if isinstance(each, Record)], [each for each in items if isinstance(each, Problem)]


def refused(path: Path, slug: str, **limits: int) -> None:
    """Check that a file is refused under these limits, by a problem that names it and nothing in it."""
    _, problems = found(path, **limits)
    assert [problem.slug for problem in problems] == [slug]
    assert path.name in problems[0].message
    assert CANARY not in problems[0].message


def test_a_line_of_a_table_is_bounded(tmp_path: Path) -> None:
    """A line without an end is not read into memory whole."""
    path = tmp_path / "n.csv"
    path.write_text(f"Text,Date\nSeen.,\n{CANARY}," + ",".join("ab" * 50_000 for _ in range(12)), encoding="utf-8")
    refused(path, "row-not-read", max_record_chars=110_000)
    assert [record.text for record in found(path, max_record_chars=110_000)[0]] == ["Seen."]


def test_a_row_of_many_lines_is_bounded(tmp_path: Path) -> None:
    """A row that goes on over line after line, each cell within the limit, ends too."""
    path = tmp_path / "n.csv"
    cells = ",".join('"' + "a\n" * 40_000 + '"' for _ in range(15))
    path.write_text(f"Text,Date\n{cells}\n", encoding="utf-8")
    refused(path, "row-not-read", max_record_chars=100_000)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such paths")
def test_folders_in_folders_without_end(tmp_path: Path) -> None:
    """Folders nested deeper than anybody nests them are named; the files above are read."""
    here = tmp_path
    for _ in range(130):
        here = here / "d"
        here.mkdir()
    (here / "deep.txt").write_text("Seen.", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Seen.", encoding="utf-8")
    records, problems = found(tmp_path)

    assert [record.id for record in records] == ["a.txt"]
    assert [problem.slug for problem in problems] == ["too-deep"]


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for rights to make links")
def test_links_in_a_circle(tmp_path: Path) -> None:
    """Folders that lead to themselves or to each other, and a link to nothing, are passed by once."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "note.txt").write_text("Seen.", encoding="utf-8")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "c")
    (tmp_path / "c").symlink_to(tmp_path / "b")
    records, problems = found(tmp_path)

    assert [record.text for record in records] == ["Seen."]
    assert {problem.slug for problem in problems} == {"not-found"}


NAMES = (
    "../up.txt", "/etc/absolute.txt", "C:\\x\\drive.txt", "\\\\server\\share.txt", "a/../../b.txt", "CON.txt", "nul",
    "aux.txt", "a\x00b.txt", "a\u202etxt.exe", "x" * 300 + ".txt", "\x1b[31m.txt", "=cmd.txt", "a:stream.txt",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_in_archives_are_only_names(tmp_path: Path, name: str) -> None:
    """Whatever a file in an archive is called, it is read in memory or named, and nothing is written anywhere."""
    path = tmp_path / "in" / "n.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("plain.txt", "Plain.")
        archive.writestr(zipfile.ZipInfo(name), "Seen.")
    before = sorted(tmp_path.rglob("*"))
    records, problems = found(path)

    assert "Plain." in [record.text for record in records]
    assert len(records) + len(problems) == 2
    assert all(record.source.startswith(str(path)) for record in records)
    assert sorted(tmp_path.rglob("*")) == before


def test_an_archive_that_holds_itself(tmp_path: Path) -> None:
    """Archives in archives end at a depth, however many there are."""
    inner = zipped(tmp_path / "0.zip", {"n.txt": b"Seen."}).read_bytes()
    for number in range(1, 9):
        inner = zipped(tmp_path / f"{number}.zip", {"i.zip": inner, "n.txt": b"Seen."}).read_bytes()
    records, problems = found(tmp_path / "8.zip")

    assert len(records) == 4
    assert {problem.slug for problem in problems} == {"too-deep"}


def test_a_bomb_in_an_archive_in_an_archive(tmp_path: Path) -> None:
    """What is unpacked counts over all levels together."""
    inner = zipped(tmp_path / "i.zip", {f"{n}.txt": b"a " * 200_000 for n in range(4)}).read_bytes()
    path = zipped(tmp_path / "n.zip", {f"{n}.zip": inner for n in range(4)})
    records, problems = found(path, max_expanded_bytes=2_000_000)

    assert len(records) == 4
    assert {problem.slug for problem in problems} == {"too-large"}


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_a_document_of_endless_elements(tmp_path: Path, suffix: str) -> None:
    """A document whose XML is small on the disk and vast as a tree is refused before it is parsed."""
    if suffix == ".docx":
        path = document(tmp_path / "n.docx", CANARY, body="<w:p/>" * 3_000)
    else:
        path = odt(tmp_path / "n.odt", CANARY, raw="<text:p/>" * 3_000)
    refused(path, "too-large", max_elements=2_500)
    assert len(found(path)[0]) == 1


def test_a_long_text_named_by_many_cells(tmp_path: Path) -> None:
    """A workbook that names one long text again and again is refused; one of many short ones is not."""
    long = _shared(tmp_path / "long.xlsx", ["Text", *[CANARY * 1_000] * 400])
    short = _shared(tmp_path / "short.xlsx", ["Text", *[f"Seen {n}." for n in range(400)], "x" * 7_000])

    refused(long, "too-large", max_expanded_bytes=1_000_000)
    assert len(found(long)[0]) == 400
    assert len(found(short, max_expanded_bytes=1_000_000)[0]) == 401


def _shared(path: Path, cells: list[str]) -> Path:
    """Write a workbook of one column that keeps each text once."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column(0, 0, cells)
    return path


_LAUGHS = "<!DOCTYPE l [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {one} '{f'&{other};' * 20}'>" for one, other in zip("bcdefghi", "abcdefgh", strict=True)
)
_OUTSIDE = "<!DOCTYPE l [<!ENTITY i SYSTEM '{secret}'>"


@pytest.mark.parametrize("kind", ["laughs", "outside"])
@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xlsx", ".html"])
def test_entities(tmp_path: Path, suffix: str, kind: str) -> None:
    """Entities that grow without end, or name another file, are neither spelt out nor followed, in any format."""
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY, encoding="utf-8")
    head = (_LAUGHS if kind == "laughs" else _OUTSIDE.format(secret=secret.as_uri())) + "]>"
    path = {".docx": _docx, ".odt": _odt, ".xlsx": _xlsx, ".html": _html}[suffix](tmp_path, head)
    records, problems = found(path)

    assert records or problems
    assert CANARY not in repr((records, problems))
    assert all(len(record.text) < 1_000 for record in records)


def _docx(folder: Path, head: str) -> Path:
    return _headed(document(folder / "n.docx", "ENTITY"), "word/document.xml", head)


def _odt(folder: Path, head: str) -> Path:
    return _headed(odt(folder / "n.odt", "ENTITY"), "content.xml", head)


def _xlsx(folder: Path, head: str) -> Path:
    return _headed(workbook(folder / "n.xlsx", {"A": [["Text"], ["ENTITY"]]}), "xl/worksheets/sheet1.xml", head)


def _html(folder: Path, head: str) -> Path:
    path = web(folder / "n.html", "ENTITY")
    path.write_text(head + path.read_text(encoding="utf-8").replace("ENTITY", "&i;"), encoding="utf-8")
    return path


def _headed(path: Path, part: str, head: str) -> Path:
    """Put a document type before the root of a part, and use its entity where the text stands."""
    with zipfile.ZipFile(path) as archive:
        xml = archive.read(part).decode()
    declaration, _, rest = xml.rpartition("?>") if xml.startswith("<?xml") else ("", "", xml)
    if declaration:
        declaration, _, rest = xml.partition("?>")
        declaration += "?>"
    return rezipped(path, {part: f"{declaration}{head}{rest.replace('ENTITY', '&i;')}".encode()})


def test_a_message_nested_in_itself(tmp_path: Path) -> None:
    """A message in a message in a message ends at a depth, and names where."""
    inner = eml(tmp_path / "i.eml", "Seen.").read_bytes()
    for number in range(8):
        inner = eml(tmp_path / f"{number}.eml", "Seen.", attached={"i.eml": inner}).read_bytes()
    records, problems = found(tmp_path / "7.eml")

    assert 1 < len(records) < 9
    assert [problem.slug for problem in problems] == ["too-deep"]


def test_headers_without_an_end(tmp_path: Path) -> None:
    """A header longer than any is cut before it is taken apart, which would take time by the square of its length."""
    path = tmp_path / "n.eml"
    path.write_text(f"From: {'a, ' * 5_000}\nSubject: {CANARY * 5_000}\n\nSeen.", encoding="utf-8")
    records, _ = found(path)

    assert len(records) == 1
    assert "Seen." in records[0].text
    assert len(records[0].text) < 20_000


def test_a_page_nested_without_end(tmp_path: Path) -> None:
    """A web page of elements in elements in elements is read or named, and the run goes on."""
    path = web(tmp_path / "n.html", "Seen.", raw="<div>" * 20_000 + "Deep." + "</div>" * 20_000)
    records, problems = found(path)

    assert len(records) + len(problems) >= 1
