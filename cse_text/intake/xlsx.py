"""Reads .xlsx, .xlsm and .xls: every sheet, hidden ones too, row by row; a merged cell holds for all its rows.

Cells become strings as a person reads them: whole numbers without a point, dates in ISO.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from cse_text.errors import IntakeError
from cse_text.intake.archives import check_archive, damaged
from cse_text.intake.cells import spoken
from cse_text.intake.sources import Job, Source, problem_of
from cse_text.intake.tables import Row, Table, read_rows
from cse_text.intake.xls import check_book
from cse_text.types import Problem, Record

_Merge = tuple[tuple[int, int], tuple[int, int]]


def read(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield a record for each row with text, sheet after sheet; a bad sheet does not stop the others."""
    found = False
    with _opened(source, job) as (workbook, tables, macros):
        if macros:
            message = f"{source.name} holds macros; they were neither run nor read."
            yield Problem(source.name, "", "macros-not-run", message)
        for before, table in enumerate(tables):
            try:
                sheet = _sheet(table, workbook)
                if sheet.height:
                    found = True
                    rows = _metered(_rows(table, sheet), job, source.size() / len(tables), before, sheet.height)
                    yield from read_rows(table, rows, job)
            except IntakeError as error:
                found = True
                yield problem_of(error)
    if not found:
        raise IntakeError("empty-file", f"{source.name} has no sheet with cells in it.", source=source.name)


def first_rows(source: Source, job: Job, limit: int) -> Iterator[tuple[Table, list[Row]]]:
    """Yield each sheet with its first rows that are not blank."""
    with _opened(source, job) as (workbook, tables, _):
        for table in tables:
            sheet = _sheet(table, workbook)
            rows = _rows(table, sheet) if sheet.height else iter(())
            filled = (row for row in rows if any(cell.strip() for cell in row.cells))
            yield table, list(islice(filled, limit))


@contextmanager
def _opened(source: Source, job: Job) -> Iterator[tuple[Any, list[Table], bool]]:
    """Open a workbook, list its sheets and say whether it holds macros.

    One sheet needs no name in its rows' ids; of several, each does.
    """
    macros = check_book(source, job) if source.suffix == ".xls" else check_archive(source, job.settings)
    with source.open() as stream:
        with _mended(source):
            workbook = CalamineWorkbook.from_filelike(stream)
            sheets = [(meta.name, meta.visible != SheetVisibleEnum.Visible) for meta in workbook.sheets_metadata]
        prefixes = [f"{source.label}#" + (f"{name}!" if len(sheets) > 1 else "") for name, _ in sheets]
        yield (
            workbook,
            [Table(source, prefix, *sheet) for prefix, sheet in zip(prefixes, sheets, strict=True)],
            macros,
        )


def _sheet(table: Table, workbook: Any) -> Any:
    with _mended(table.source, f"sheet {table.sheet}"):
        return workbook.get_sheet_by_name(table.sheet)


def _rows(table: Table, sheet: Any) -> Iterator[Row]:
    spans = sorted(_down(sheet.merged_cell_ranges or (), sheet.start[1]))
    active: dict[int, tuple[int, str]] = {}
    for index, values in enumerate(_values(table, sheet)):
        cells = [spoken(value) for value in values]
        active = {column: held for column, held in active.items() if held[0] >= index}
        merged = {column: text for column, (_, text) in active.items()}
        while spans and spans[0][0] <= index:
            top, column, bottom = spans.pop(0)
            if top == index and column < len(cells):
                active[column] = (bottom, cells[column])
        yield Row(index + 1, cells, merged)


def _metered(rows: Iterator[Row], job: Job, share: float, before: int, height: int) -> Iterator[Row]:
    """Yield the rows and tell how far they lead into the file, each sheet an equal share of it."""
    for row in rows:
        job.meter.reached(int(share * (before + row.number / height)))
        yield row


def _values(table: Table, sheet: Any) -> Iterator[list[Any]]:
    place = f"sheet {table.sheet}"
    with _mended(table.source, place):
        rows = sheet.iter_rows()
    while True:
        with _mended(table.source, place):
            row = next(rows, None)
        if row is None:
            return
        yield row


def _down(ranges: tuple[_Merge, ...] | list[_Merge], first_column: int) -> Iterator[tuple[int, int, int]]:
    """Yield first row, column and last row of the merged cells that reach over more than one row."""
    for (top, left), (bottom, _) in ranges:
        if bottom > top and left >= first_column:
            yield top, left - first_column, bottom


@contextmanager
def _mended(source: Source, place: str = "") -> Iterator[None]:
    """Turn whatever the reader raises into an IntakeError; it is compiled code, whose panics are no `Exception`."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise damaged(source, place) from error
