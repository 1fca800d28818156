"""Reads .xlsx: every sheet, hidden ones too, row by row; what a merged cell says holds for all its rows.

Cells become strings as a person reads them: whole numbers without a point, dates in ISO.
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

from cse_text.errors import IntakeError
from cse_text.intake.archives import check_archive, damaged
from cse_text.intake.sources import Job, Source, problem_of
from cse_text.intake.tables import Row, Table, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cse_text.types import Problem, Record

_Merge = tuple[tuple[int, int], tuple[int, int]]


def read(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield a record for each row with text, sheet after sheet; a bad sheet does not stop the others."""
    read_any = False
    for table, rows in _tables(source, job):
        if rows is None:
            continue
        read_any = True
        try:
            yield from read_rows(table, rows, job)
        except IntakeError as error:
            yield problem_of(error)
    if not read_any:
        raise IntakeError("empty-file", f"{source.name} has no sheet with cells in it.", source=source.name)


def first_rows(source: Source, job: Job, limit: int) -> Iterator[tuple[Table, list[Row]]]:
    """Yield each sheet with its first rows that are not blank."""
    for table, rows in _tables(source, job):
        filled = (row for row in rows or () if any(cell.strip() for cell in row.cells))
        yield table, [row for row, _ in zip(filled, range(limit), strict=False)]


def _tables(source: Source, job: Job) -> Iterator[tuple[Table, Iterator[Row] | None]]:
    """Yield every sheet with its rows, None for a sheet without cells."""
    check_archive(source, job.settings)
    with source.open() as stream:
        with _mended(source):
            workbook = CalamineWorkbook.from_filelike(stream)
        sheets = list(workbook.sheets_metadata)
        for meta in sheets:
            with _mended(source, f"sheet {meta.name}"):
                sheet = workbook.get_sheet_by_name(meta.name)
            # One sheet needs no name in its rows' ids; of several, each does.
            prefix = f"{source.label}#" if len(sheets) == 1 else f"{source.label}#{meta.name}!"
            table = Table(source, prefix, meta.name, hidden=meta.visible != SheetVisibleEnum.Visible)
            yield table, _rows(source, sheet) if sheet.height else None


def _rows(source: Source, sheet: Any) -> Iterator[Row]:
    first_column = sheet.start[1]
    spans = sorted(_down(sheet.merged_cell_ranges or (), first_column))
    active: dict[int, tuple[int, str]] = {}
    with _mended(source, f"sheet {sheet.name}"):
        rows = sheet.iter_rows()
    for index, values in enumerate(rows):
        cells = [_spoken(value) for value in values]
        active = {column: held for column, held in active.items() if held[0] >= index}
        merged = {column: text for column, (_, text) in active.items()}
        while spans and spans[0][0] <= index:
            top, column, bottom = spans.pop(0)
            if top == index and column < len(cells):
                active[column] = (bottom, cells[column])
        yield Row(index + 1, cells, merged)


def _down(ranges: tuple[_Merge, ...] | list[_Merge], first_column: int) -> Iterator[tuple[int, int, int]]:
    """Yield first row, column and last row of the merged cells that reach over more than one row."""
    for (top, left), (bottom, _) in ranges:
        if bottom > top and left >= first_column:
            yield top, left - first_column, bottom


def _spoken(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


@contextmanager
def _mended(source: Source, place: str = "") -> Iterator[None]:
    """Turn whatever the reader raises into an IntakeError; it is compiled code, whose panics are no `Exception`."""
    try:
        yield
    except PasswordError as error:
        message = f"{source.name} is protected by a password and was not read; save a copy without one."
        raise IntakeError("encrypted", message, source=source.name) from error
    except (KeyboardInterrupt, SystemExit, GeneratorExit, IntakeError):
        raise
    except BaseException as error:
        raise damaged(source, place) from error
