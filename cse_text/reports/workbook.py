"""A workbook of plain tables: text stays text, nothing is cut in silence, the same rows give the same bytes.

It knows sheets, rows and widths, and nothing of findings.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Any

CELL = 32_767  # what a cell can hold, in the halves of which Excel counts two for rare characters
ROWS = 1_048_000  # a little below what a sheet can hold
_LINE = 15.0  # points
_MOST_LINES = 20
_PAGE = 240  # characters that a page can hold side by side and still be read
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)

Value = str | int | float
Row = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the name of its sheet, its columns with their widths, and the rows below them.

    A cell too long for Excel goes on in the next row, in which the first `keys` cells stand again.
    """

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Row]
    keys: int = 1


def write_workbook(stream: IO[bytes], title: str, sheets: Sequence[Sheet]) -> None:
    """Write the sheets in their order; a table longer than a sheet goes on in another."""
    import xlsxwriter

    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "author": "cse-text", "created": _EPOCH.replace(tzinfo=None)})
    looks = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#E8EDF3"}),
        "text": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
        "number": book.add_format({"valign": "top"}),
    }
    for sheet in sheets:
        rows = [part for row in sheet.rows for part in split_row(row, sheet.keys)]
        for number, first in enumerate(range(0, max(1, len(rows)), ROWS), start=1):
            name = sheet.name if number == 1 else f"{sheet.name} {number}"
            _write_sheet(book.add_worksheet(name), sheet, rows[first : first + ROWS], looks)
    book.close()
    stream.write(packed.getvalue())


def split_row(row: Row, keys: int) -> Iterator[Row]:
    """Yield the row, and further rows with what its cells could not hold."""
    pieces = [list(split_text(value)) if isinstance(value, str) else [value] for value in row]
    for number in range(max(map(len, pieces))):
        if number == 0:
            yield [cell[0] for cell in pieces]
        else:
            yield [
                cell[number] if number < len(cell) else cell[0] if at < keys else "" for at, cell in enumerate(pieces)
            ]


def split_text(text: str) -> Iterator[str]:
    """Yield the text in pieces that a cell can hold."""
    step = CELL if text.isascii() or max(text) <= "\uffff" else CELL // 2
    yield text[:step]
    for start in range(step, len(text), step):
        yield text[start : start + step]


def _write_sheet(sheet: Any, table: Sheet, rows: Sequence[Row], looks: dict[str, Any]) -> None:
    for column, (name, width) in enumerate(table.columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, looks["head"])
    widths = [width for _, width in table.columns]
    for number, row in enumerate(rows, start=1):
        sheet.set_row(number, _LINE * _lines(row, widths))
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value, looks["text"])
            else:
                sheet.write_number(number, column, value, looks["number"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.repeat_rows(0)
    if sum(widths) <= _PAGE:
        sheet.fit_to_pages(1, 0)


def _lines(row: Row, widths: Sequence[int]) -> int:
    """Return about how many lines the fullest cell needs; programs that open the file do not all work it out."""
    needed = (
        -(-len(value) // max(1, width - 2)) for value, width in zip(row, widths, strict=True) if isinstance(value, str)
    )
    return min(_MOST_LINES, max(1, *needed, 1))
