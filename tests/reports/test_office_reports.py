"""DOCX and XLSX: what is filed opens, says everything, and computes nothing."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cse_text.reports.teams import TOO_FEW, quarter_of
from cse_text.reports.visible import one_line
from cse_text.reports.workbook import CELL, Sheet, split_row, split_text, write_workbook
from cse_text.reports.xlsx import CHECKS, FINDINGS
from cse_text.types import Entry, Record, ScannedRecord
from tests.reports.gold import check_gold
from tests.reports.office import docx_text, opened, xlsx_rows
from tests.reports.runs import sample_report, single_report
from tests.reports.samples import case_file, finding
from tests.reports.test_hostile_text import record_of

SHEETS = ["Findings", "By case", "By team", "Record checks", "Coverage", "Method"]


def test_document_reads_as_it_was_looked_at() -> None:
    """The words of the findings report, in their order, are as they were looked at."""
    check_gold("report_docx.txt", docx_text(sample_report("docx")))


def test_workbook_reads_as_it_was_looked_at() -> None:
    """Every cell of the workbook is as it was looked at."""
    lines = [
        f"{name}: {' | '.join('' if cell is None else str(cell) for cell in row)}"
        for name, rows in xlsx_rows(sample_report("xlsx")).items()
        for row in rows
    ]
    check_gold("report_xlsx.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_no_clock_is_in_the_file(name: str) -> None:
    """Every part of the archive bears the same fixed date, and so do the document's properties."""
    with ZipFile(io.BytesIO(sample_report(name))) as archive:
        dates = {member.date_time for member in archive.infolist()}
        properties = archive.read("docProps/core.xml").decode()

    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert "1980-01-01T00:00:00Z" in properties


def test_document_has_real_headings_and_repeated_table_heads() -> None:
    """Word's navigation finds every record, passage and finding, and tables repeat their first row."""
    from docx import Document

    document = Document(io.BytesIO(sample_report("docx")))
    styles = {paragraph.style.name for paragraph in document.paragraphs}

    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4"} <= styles
    assert all(table.rows[0]._tr.trPr.xpath("w:tblHeader") for table in document.tables)
    assert document.core_properties.language == "en-GB"


def test_every_sheet_can_be_filtered() -> None:
    """Each sheet has a frozen first row, a filter over its columns and widths of its own."""
    book = opened(sample_report("xlsx"))

    assert book.sheetnames == SHEETS
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.column_dimensions["A"].width > 5
    assert [cell.value for cell in book["Findings"][1]] == [name for name, _ in FINDINGS]
    assert [cell.value for cell in book["Record checks"][1]] == [name for name, _ in CHECKS]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_formula_in_a_note_stays_text(start: str) -> None:
    """No cell is computed, and the words of a note stand in it as they were, without an apostrophe."""
    words = f'{start}HYPERLINK("http://e.org","x")'
    book = opened(single_report("xlsx", record_of(words)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]

    assert words in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(), min_size=1, max_size=40))
def test_any_text_comes_back_from_a_workbook(text: str) -> None:
    """Whatever a note holds, its quote stands in the workbook, with what cannot be shown written out."""
    rows = xlsx_rows(single_report("xlsx", record_of(text)))["Findings"]
    at = [name for name, _ in FINDINGS].index("quote")

    assert (rows[1][at] or "") == one_line(text)


@settings(deadline=None, max_examples=25)
@given(st.text(st.characters(), min_size=1, max_size=40))
def test_any_text_comes_back_from_a_document(text: str) -> None:
    """Whatever a note holds, the document can be opened and holds it as it can be shown."""
    assert one_line(text) in docx_text(single_report("docx", record_of(text)))


def test_a_long_cell_goes_on_in_the_next_row() -> None:
    """What a cell cannot hold stands in the row below; nothing is lost and the keys stand again."""
    text = "x" * (2 * CELL) + "end"
    rows = list(split_row([1, text, "short"], keys=1))

    assert ["".join(str(row[1]) for row in rows), len(rows)] == [text, 3]
    assert [row[0] for row in rows] == [1, 1, 1]
    assert [row[2] for row in rows] == ["short", "", ""]
    assert max(len(piece.encode("utf-16-le")) // 2 for piece in split_text("\U0001f600" * CELL)) <= CELL


def test_a_long_cell_is_in_the_file() -> None:
    """A text longer than a cell is whole again when its rows are read back."""
    text = "word " * 10_000
    stream = io.BytesIO()
    write_workbook(stream, "t", [Sheet("Long", (("id", 8), ("text", 40)), [["a", text]])])
    rows = xlsx_rows(stream.getvalue())["Long"]

    assert "".join(row[1] for row in rows[1:]) == text


def test_teams_are_counted_with_what_was_read() -> None:
    """A team's row holds entries and words beside findings, and a rate only where enough was read."""
    text = "Leah absconded again. " + "All was well at the home. " * 200
    record = Record("1", text, "a.csv", entries=(Entry(0, len(text), None, "Police", "Missing team"),))
    scanned = ScannedRecord(record, (finding(text, "absconded"), finding(text, "again", copied_from="row 2")))
    rows = xlsx_rows(single_report("xlsx", scanned))["By team"]

    assert rows[1] == ("Police", "Missing team", "not stated", 1, 1203, 1, 1, 0, 0, 0.83)
    assert xlsx_rows(sample_report("xlsx"))["By team"][1][-1] == TOO_FEW


def test_no_worker_is_named() -> None:
    """The author of an entry is on no sheet and in no document."""
    scanned = case_file()
    entries = tuple(replace(entry, author="J. Bloggs", author_role="social worker") for entry in scanned.record.entries)
    signed = replace(scanned, record=replace(scanned.record, entries=entries))

    assert "Bloggs" not in str(xlsx_rows(single_report("xlsx", signed)))
    assert "Bloggs" not in docx_text(single_report("docx", signed))


@pytest.mark.parametrize(
    ("date", "quarter"), [("2019-04-01", "2019 Q2"), ("2019-12-31", "2019 Q4"), ("", "not stated")]
)
def test_quarters(date: str, quarter: str) -> None:
    """A date falls into its quarter, no date into none."""
    assert quarter_of(date) == quarter
