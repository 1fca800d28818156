"""Workbooks: every sheet, cells as a person reads them."""

from __future__ import annotations

import datetime as dt
import tempfile
import zipfile
from pathlib import Path

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_files import LETTERS, TEXTS, only, read, rezipped, slugs, workbook

NOTE = "She was seen at home today and was well."


@settings(max_examples=40)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_cells_come_back_as_written(texts):
    """Any text in a cell is read back exactly and knows its sheet, row and column."""
    book = openpyxl.Workbook()
    book.active.append(["Note ID", "Text"])
    for number, text in enumerate(texts, start=1):
        book.active.append([f"00{number}", "x"])
        cell = book.active.cell(number + 1, 2, text)
        cell.data_type = "s"
    with tempfile.TemporaryDirectory() as folder:
        book.save(Path(folder, "n.xlsx"))
        records, problems, _ = read(Path(folder, "n.xlsx"))
    assert [record.text for record in records] == texts
    assert [(record.id, record.place_at(0)) for record in records] == [
        (f"00{n}", f"sheet Sheet, row {n + 1}, column Text") for n in range(1, len(texts) + 1)
    ]
    assert problems == []


def test_all_sheets_are_read_hidden_ones_too(tmp_path):
    """Every sheet is read in order; the notice says which is hidden; rows without id are told apart by sheet."""
    path = workbook(tmp_path / "n.xlsx", {"Notes": [["Text"], ["One."]], "Empty": [], "Old": [["Detail"], ["Two."]]})
    book = openpyxl.load_workbook(path)
    book["Old"].sheet_state = "hidden"
    book.save(path)
    records, problems, notices = read(path)
    assert [(record.id, record.text) for record in records] == [("n.xlsx#Notes!2", "One."), ("n.xlsx#Old!2", "Two.")]
    assert problems == []
    assert notices[0].startswith(f"{path}, sheet Notes: text from column 'Text'")
    assert notices[1].startswith(f"{path}, sheet Old (hidden): text from column 'Detail'")


def test_values_become_what_a_person_reads(tmp_path):
    """Dates are ISO, whole numbers have no point, 'NA' and leading zeros stay."""
    path = workbook(
        tmp_path / "n.xlsx",
        {
            "Notes": [
                ["ID", "Date", "Age", "Team", "Text"],
                ["007", dt.datetime.fromisoformat("2024-04-03T19:20"), 14.0, "NA", "NA"],
                [8, dt.date(2024, 4, 3), 14.5, True, "Seen."],
                ["9", "03/04/2024", "", dt.time(9, 30), "Seen."],
                ["10", 45385, "", "", "Seen."],
            ]
        },
    )
    records, problems, _ = read(path)
    assert problems == []
    assert [record.id for record in records] == ["007", "8", "9", "10"]
    assert {record.meta["note_date"] for record in records} == {"2024-04-03"}
    assert {record.entries[0].date for record in records} == {dt.date(2024, 4, 3)}
    assert [record.meta.get("child_age") for record in records] == ["14", "14.5", None, None]
    assert [record.meta.get("team") for record in records] == ["NA", "True", "09:30:00", None]
    assert records[0].text == "NA"


def test_rows_keep_their_numbers_where_the_table_starts_lower(tmp_path):
    """Empty rows and columns before the table do not shift its row numbers."""
    rows = [[], [], [None, "ID", "Text"], [None, "1", "Seen."], [], [None, "2", "Seen."]]
    records, _, _ = read(workbook(tmp_path / "n.xlsx", {"Notes": rows}))
    assert [record.place_at(0) for record in records] == [
        "sheet Notes, row 4, column Text",
        "sheet Notes, row 6, column Text",
    ]


def test_merged_cells_hold_for_all_their_rows(tmp_path):
    """A date merged down over three rows dates all three; a merged text is read once."""
    path = workbook(
        tmp_path / "n.xlsx",
        {
            "Notes": [
                [None, "Date", "Text"],
                [None, "03/04/2024", "One."],
                [None, None, "Two."],
                [None, None, None],
                [None, None, "Four."],
            ]
        },
    )
    book = openpyxl.load_workbook(path)
    book["Notes"].merge_cells("B2:B4")
    book["Notes"].merge_cells("C3:C4")
    book.save(path)
    records, _, _ = read(path)
    assert [(record.text, record.meta.get("note_date")) for record in records] == [
        ("One.", "2024-04-03"),
        ("Two.", "2024-04-03"),
        ("Four.", None),
    ]


def test_full_cells_are_named(tmp_path):
    """A cell of exactly 32,767 characters is read and named with sheet, row and column."""
    record = only(workbook(tmp_path / "n.xlsx", {"Notes": [["Text"], ["a" * 32_767]]}))
    assert [(problem.slug, problem.place) for problem in record.problems] == [
        ("cell-may-be-cut", "sheet Notes, row 2, column Text")
    ]


def test_a_sheet_without_notes_does_not_stop_the_others(tmp_path):
    """A sheet of figures is named; the next sheet is read."""
    path = workbook(tmp_path / "n.xlsx", {"Sums": [["A", "B"], [1, 2]], "Notes": [["Text"], [NOTE]]})
    records, problems, _ = read(path)
    assert [record.text for record in records] == [NOTE]
    assert [(problem.slug, problem.place) for problem in problems] == [("no-text", "Sums")]


def test_workbooks_without_cells_are_named(tmp_path):
    """A workbook without a filled cell is empty."""
    assert slugs(workbook(tmp_path / "n.xlsx", {"A": []})) == ["empty-file"]


def test_carriage_returns_in_cells_become_newlines(tmp_path):
    """CRLF inside a cell is LF in the text."""
    assert only(workbook(tmp_path / "n.xlsx", {"A": [["Text"], ["One.\r\nTwo."]]})).text == "One.\nTwo."


def test_a_cell_in_the_far_corner_is_refused(tmp_path):
    """A sheet that spans billions of empty cells would fill the memory: it is named, not opened."""
    path = workbook(tmp_path / "n.xlsx", {"A": [["Text"], [NOTE]]})
    book = openpyxl.load_workbook(path)
    book["A"]["XFD1048576"] = "x"
    book.save(path)
    _, problems, _ = read(path)
    assert [problem.slug for problem in problems] == ["too-large"]
    assert "delete the empty rows and columns" in problems[0].message


def test_cells_without_reference_are_measured_too(tmp_path):
    """Cells may lack their reference: a last row of many such cells is counted like any other."""
    path = workbook(tmp_path / "n.xlsx", {"A": [["Text"], [NOTE]]})
    cells = b"<c t='inlineStr'><is><t>x</t></is></c>" * 3000
    rows = b"<row r='1'>" + cells + b"</row><row r='1048576'>" + cells + b"</row>"
    sheet = b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>%s</sheetData></worksheet>"
    assert slugs(rezipped(path, {"xl/worksheets/sheet1.xml": sheet % rows})) == ["too-large"]
    few = b"<row>" + cells[: len(cells) // 1000] + b"</row>"
    assert slugs(rezipped(path, {"xl/worksheets/sheet1.xml": sheet % (few * 3)})) == []


def test_long_text_in_a_sheet_is_measured_across_chunks(tmp_path):
    """Text of several megabytes inside a sheet neither hides its cells nor slows their counting."""
    path = workbook(tmp_path / "n.xlsx", {"A": [["Text"], [NOTE]]})
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    stuffed = xml.replace(b"<sheetData>", b"<sheetData><!--" + b"x" * 3_000_000 + b"-->").replace(b"</sheetData>", far)
    assert slugs(rezipped(path, {"xl/worksheets/sheet1.xml": stuffed})) == ["too-large"]


@settings(max_examples=25)
@given(st.text(LETTERS, max_size=10), st.integers(0, 2**53))
def test_whole_numbers_keep_their_figures(text, number):
    """A number in the id column is read with all its figures."""
    with tempfile.TemporaryDirectory() as folder:
        record = only(workbook(Path(folder, "n.xlsx"), {"A": [["ID", "Text"], [number, f"x{text}"]]}))
    assert record.id == str(number)
