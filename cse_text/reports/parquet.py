"""Parquet for analysts and clusters: a folder of parts, one row a finding, with typed columns (the extra [cluster]).

The columns are those of the CSV report, and the numbers a program asks for: offsets, confidences, the key. Cells stand
as they are: no program that reads Parquet computes what it finds in a cell. The last part holds the run manifest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cse_text.errors import ReportError
from cse_text.reports.manifest import manifest_object
from cse_text.reports.summary import Summary
from cse_text.reports.table import COLUMNS, DATED_COLUMNS, finding_rows, whole_rows
from cse_text.reports.wording import written_out_of_line
from cse_text.resources import how_to_add
from cse_text.types import Problem, ScannedRecord

PART_ROWS = 50_000
_GROUP_ROWS = 5_000  # rows held in memory
_NUMBERS = {
    "start": "int64",
    "end": "int64",
    "masking": "bool",
    "confidence": "float64",
    "reframing_confidence": "float64",
    "out_of_line_then": "bool",
}
NAMES = (*COLUMNS, "start", "end", "reframing_confidence", "question", "detector", "key", *DATED_COLUMNS)


class ParquetReporter:
    """Writes parts of a table to a folder; every part has all columns."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._schema = _schema()
        self._rows: list[dict[str, Any]] = []
        self._part: Any = None
        self._parts = self._written = 0

    def begin(self) -> None:
        """Write nothing: the first part is begun with the first rows."""

    def add_record(self, scanned: ScannedRecord) -> None:
        """Write a row for each finding."""
        self._rows += _typed(scanned)
        if len(self._rows) >= _GROUP_ROWS:
            self._write()

    def add_problem(self, problem: Problem) -> None:
        """Write nothing: a problem is not a finding."""

    def end(self, summary: Summary) -> None:
        """Write the last rows, and the run manifest as metadata; a table without rows has its columns still."""
        if self._rows or self._part is None:
            self._write()
        if summary.manifest:
            self._part.add_key_value_metadata({"cse_text": json.dumps(manifest_object(summary.manifest))})
        self._close()

    def _write(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        if self._part is None:
            name = self._folder / f"part-{self._parts:05}.parquet"
            self._part = pq.ParquetWriter(name, self._schema, compression="zstd")
            self._parts += 1
        self._part.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._written += len(self._rows)
        self._rows = []
        if self._written >= PART_ROWS:
            self._close()

    def _close(self) -> None:
        if self._part is not None:
            self._part.close()
            self._part, self._written = None, 0


def _schema() -> Any:
    try:
        import pyarrow as pa
    except ImportError as error:
        message = f"A Parquet report needs the library pyarrow; or choose .csv. {how_to_add('cluster')}"
        raise ReportError("library-missing", message) from error
    return pa.schema([(name, pa.type_for_alias(_NUMBERS.get(name, "string"))) for name in NAMES])


def _typed(scanned: ScannedRecord) -> Iterator[dict[str, Any]]:
    """Yield the rows of a record, numbers as numbers; what is blank is missing."""
    for finding, cells in zip(scanned.findings, finding_rows(scanned), strict=True):
        best = finding.reframings[0] if finding.reframings else None
        yield {
            **_filled(cells),
            "start": finding.start,
            "end": finding.end,
            "masking": finding.masking,
            "confidence": finding.confidence,
            "reframing_confidence": best.confidence if best else None,
            "question": _written(finding.question),
            "detector": finding.detector,
            "key": _written(finding.key),
            "out_of_line_then": written_out_of_line(scanned.record, finding),
        }
    for whole, cells in zip(scanned.record_findings, whole_rows(scanned), strict=True):
        first, last = (whole.spans[0][0], whole.spans[-1][1]) if whole.spans else (None, None)
        numbers = {"start": first, "end": last, "masking": None, "confidence": whole.confidence}
        yield {**_filled(cells), **numbers, "key": _written(whole.key)}


def _filled(cells: dict[str, str]) -> dict[str, str | None]:
    return {name: _written(value) for name, value in cells.items() if value}


def _written(text: str) -> str | None:
    """Return a text as it can be written: half of a surrogate pair is no character; what is blank is missing."""
    return text.encode("utf-8", "replace").decode() or None
