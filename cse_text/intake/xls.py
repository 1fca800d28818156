"""Reads .xls, the workbooks of Excel 97 to 2003, with the reader of .xlsx once their extent is known to be sane.

python-calamine reads both; a cell in a far corner would make it allocate everything in between, so cells are measured.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import closing

import olefile

from cse_text.errors import IntakeError
from cse_text.intake.archives import damaged
from cse_text.intake.sources import Job, Source

_BOF, _ENCRYPTED = 0x0809, 0x002F
_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
_BOOKS = ("Workbook", "Book")
_MACROS = "_VBA_PROJECT_CUR"


def check_book(source: Source, job: Job) -> bool:
    """Refuse a workbook that is encrypted, damaged or far larger than its cells; return whether it holds macros."""
    with source.open() as stream:
        try:
            with closing(olefile.OleFileIO(stream)) as ole:
                name = next((book for book in _BOOKS if ole.exists(book)), "")
                data = ole.openstream(name).read() if name else b""
                macros = bool(ole.exists(_MACROS))
        except (OSError, ValueError, IndexError, struct.error, RecursionError) as error:
            raise damaged(source) from error
    if not data:
        message = f"{source.name} is an Office file but no workbook, and was not read; give it its right suffix."
        raise IntakeError("wrong-suffix", message, source=source.name)
    area = _area(source, data)
    if area > job.settings.max_cells:
        message = (
            f"{source.name} spans {area:,} cells (limit {job.settings.max_cells:,}) and was not read; delete the empty "
            "rows and columns outside the table and save it again."
        )
        raise IntakeError("too-large", message, source=source.name)
    return macros


def _area(source: Source, data: bytes) -> int:
    """Return the rows times columns that the cells of all sheets span together."""
    area = top = left = bottom = right = 0
    empty = True
    for kind, at in _records(data):
        if kind == _ENCRYPTED:
            message = f"{source.name} is protected by a password and was not read; save a copy without one."
            raise IntakeError("encrypted", message, source=source.name)
        if kind == _BOF:
            area += 0 if empty else (bottom - top + 1) * (right - left + 1)
            empty = True
        elif kind in _CELLS and at + 4 <= len(data):
            row, column = struct.unpack_from("<HH", data, at)
            if empty:
                top = bottom = row
                left = right = column
                empty = False
            top, bottom = min(top, row), max(bottom, row)
            left, right = min(left, column), max(right, column)
    return area + (0 if empty else (bottom - top + 1) * (right - left + 1))


def _records(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield kind and place of each record of a workbook stream."""
    at = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        yield kind, at + 4
        at += 4 + length
