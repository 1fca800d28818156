"""Reads .csv and .tsv, row by row: comma, semicolon, tab or bar, quoted cells that run over lines, 'NA' as text.

Every cell is a string, so ids keep their leading zeros. Rows are numbered as a spreadsheet shows them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice
from typing import TextIO

from cse_text.errors import IntakeError
from cse_text.intake.column_names import is_known
from cse_text.intake.encodings import opened_text
from cse_text.intake.sources import Job, Source
from cse_text.intake.tables import Row, Table, read_rows
from cse_text.types import Problem, Record

_SAMPLE = 65_536
_SAMPLE_ROWS = 20
_DELIMITERS = ",;\t|"
_NONE = "\x1f"
_EXCEL_HINT = re.compile(r"sep=(.)\r?\n")
_MOST = 2**31 - 1
_FURTHER = 1 << 20  # characters of a row beside its longest cell


def read(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield a record for each row with text."""
    read_to: list[Problem] = []
    with opened_text(source, job, newline="") as stream:
        yield from read_rows(Table(source, f"{source.label}#"), _rows(source, stream, job, read_to), job)
    yield from read_to


def first_rows(source: Source, job: Job, limit: int) -> Iterator[tuple[Table, list[Row]]]:
    """Yield the table with its first rows that are not blank."""
    with opened_text(source, job, newline="") as stream:
        rows = _rows(source, stream, job, [])
        filled = (row for row in rows if any(cell.strip() for cell in row.cells))
        yield Table(source, f"{source.label}#"), list(islice(filled, limit))


class _Lines:
    """Hands out lines and keeps those of the row being read, so that an unclosed quotation mark can be found.

    A row that goes on for longer than `limit` characters is refused before it fills the memory.
    """

    def __init__(self, stream: TextIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._length = 0
        self._row: list[str] = []

    def __iter__(self) -> Iterator[str]:
        while line := self._stream.readline(self._limit + 1):
            self._length += len(line)
            if self._length > self._limit:
                raise csv.Error
            self._row.append(line)
            yield line

    def taken(self) -> list[str]:
        """Return the lines of the row just read; the next one begins."""
        row, self._row, self._length = self._row, [], 0
        return row


def _rows(source: Source, stream: TextIO, job: Job, problems: list[Problem]) -> Iterator[Row]:
    csv.field_size_limit(min(job.settings.max_record_chars, _MOST))
    delimiter, skipped = _delimiter(stream)
    lines, number, last = _Lines(stream, job.settings.max_record_chars + _FURTHER), skipped, [""]
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), start=skipped + 1):
            last = lines.taken()
            job.meter.reached(stream.buffer.tell())
            yield Row(number, cells)
    except csv.Error as error:
        place = f"row {number + 1}"
        message = (
            f"{source.name}, {place} cannot be told apart from the next: a quotation mark may not be closed, or it "
            "is above the size limit. This row and those after it were not read."
        )
        raise IntakeError("row-not-read", message, source=source.name, place=place) from error
    if _is_unclosed(last, delimiter):
        message = (
            f"{source.name}, row {number}: a quotation mark is not closed, so rows after it were read as its text."
        )
        problems.append(Problem(source.name, f"row {number}", "quote-not-closed", message))


def _is_unclosed(row: list[str], delimiter: str) -> bool:
    """Return whether the last row still waits for its closing quotation mark: then one more line is part of it."""
    return len(list(csv.reader([*row, "\n", "end"], delimiter=delimiter))) == 1


def _delimiter(stream: TextIO) -> tuple[str, int]:
    """Return the delimiter that gives the first rows most columns, and how many lines were used up to say so."""
    sample = stream.read(_SAMPLE)
    stream.seek(0)
    if hint := _EXCEL_HINT.match(sample):
        stream.readline()
        return hint[1], 1
    scores = {delimiter: _header_score(sample, delimiter) for delimiter in _DELIMITERS}
    best = max(scores, key=scores.__getitem__)
    # A single column needs no delimiter, and the commas of its text must not become one.
    return (best if scores[best][1] > 1 else _NONE), 0


def _header_score(sample: str, delimiter: str) -> tuple[int, int, int]:
    """Return how many known names a row has under this delimiter, how many cells, and how many rows are as long."""
    rows: list[list[str]] = []
    with suppress(csv.Error):  # a fault further down is met, and told, when the table is read
        for row in islice(csv.reader(StringIO(sample, newline=""), delimiter=delimiter), _SAMPLE_ROWS):
            rows += [row] if row else []
    known = [sum(map(is_known, row)) for row in rows] or [0]
    header = rows[known.index(max(known))] if rows else []
    return (max(known), len(header), sum(len(row) == len(header) for row in rows))
