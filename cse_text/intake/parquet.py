"""Reads .parquet, some rows at a time: cells become strings as a person reads them, nothing of what is nested is read.

Needs pyarrow (the extra [cluster]). Rows are counted from 1, since a Parquet file has no row of headers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

from cse_text.errors import IntakeError
from cse_text.intake.cells import spoken
from cse_text.intake.sources import Job, Source
from cse_text.intake.tables import Row, Table, read_rows
from cse_text.resources import how_to_add
from cse_text.types import Problem, Record

_BATCH = 1_000


def read(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield a record for each row with text."""
    with _opened(source) as file:
        yield from read_rows(Table(source, f"{source.label}#"), _rows(source, file, job), job)


def first_rows(source: Source, job: Job, limit: int) -> Iterator[tuple[Table, list[Row]]]:
    """Yield the table with its first rows that are not blank."""
    with _opened(source) as file:
        filled = (row for row in _rows(source, file, job) if any(cell.strip() for cell in row.cells))
        yield Table(source, f"{source.label}#"), list(islice(filled, limit))


@contextmanager
def _opened(source: Source) -> Iterator[Any]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        message = f"{source.name} needs the library pyarrow; or export it as .csv. {how_to_add('cluster')}"
        raise IntakeError("library-missing", message, source=source.name) from error
    with source.open() as stream:
        try:
            yield pq.ParquetFile(stream)
        except pa.ArrowException as error:
            message = f"{source.name} is damaged or not whole and could not be read to its end; export it again."
            raise IntakeError("damaged-file", message, source=source.name) from error


def _rows(source: Source, file: Any, job: Job) -> Iterator[Row]:
    """Yield the names of the columns, then the rows."""
    size, number, whole = source.size(), file.metadata.num_rows, 0
    yield Row(0, file.schema_arrow.names)
    batches = (batch.to_pydict() for batch in file.iter_batches(_BATCH))
    for whole, cells in enumerate(chain.from_iterable(zip(*held.values(), strict=True) for held in batches), start=1):
        job.meter.reached(size * whole // max(1, number))
        yield Row(whole, [spoken(value) for value in cells])
