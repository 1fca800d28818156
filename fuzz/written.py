"""Targets that write: every report over hostile text wherever a record can hold any.

Promise: the report is written, is a whole file of its format, and holds no character that could steer a terminal.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as pages

from cse_text.reports.base import ReportOptions
from cse_text.reports.registry import BINARY_FORMATS, FOLDER_FORMATS, FORMATS, make_reporter
from cse_text.reports.summary import Tally
from cse_text.types import Decision, Problem, Reason, Record, RecordFinding, Reframing, ScannedRecord
from fuzz.damage import texts
from fuzz.target import Target, as_text
from tests.reports.samples import finding

_STEERING = {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI"}


def targets() -> list[Target]:
    """Return a target for every format of reports."""
    return [Target(f"write-{name}", texts(), partial(_check_report, name)) for name in FORMATS]


def report_of(name: str, scanned: ScannedRecord) -> bytes:
    """Return the report of one record; of a format that is a folder, its one part."""
    if name in FOLDER_FORMATS:
        with tempfile.TemporaryDirectory() as folder:
            _report(name, Path(folder), scanned)
            (part,) = Path(folder).iterdir()
            return part.read_bytes()
    stream = io.BytesIO() if name in BINARY_FORMATS else io.StringIO(newline="")
    _report(name, stream, scanned)
    content = stream.getvalue()
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")


def _report(name: str, stream: Any, scanned: ScannedRecord) -> None:
    tally = Tally(all_shown=True)
    tally.add_record(scanned)
    reporter = make_reporter(name, stream, ReportOptions(width=80, colour=False, detail=True, decisions=True))
    reporter.begin()
    reporter.add_record(scanned)
    for problem in scanned.record.problems:
        reporter.add_problem(problem)
    reporter.end(tally.summary())


def _check_report(name: str, data: bytes) -> None:
    written = report_of(name, _record(as_text(data) or "x"))
    _WHOLE[name](written)
    if name not in (*BINARY_FORMATS, *FOLDER_FORMATS):
        held = written.decode("utf-8")
        assert not [letter for letter in held if _steers(letter)], "a character that steers a terminal"


def _steers(letter: str) -> bool:
    return letter not in "\n\r" and (
        unicodedata.bidirectional(letter) in _STEERING or unicodedata.category(letter) in {"Cc", "Cs"}
    )


def _record(text: str) -> ScannedRecord:
    """Return a record that holds the text wherever a record can hold any."""
    half = len(text) // 2
    decision = Decision("accepted", (text,), text, text, text)
    whole = finding(
        text, text, name=text, place=text, why=text, question=text, reasons=(Reason("r", text, None),), sources=(text,),
        reframings=(Reframing(0, half, text, 0.5, text),), copied_from=text, decision=decision,
    )  # fmt: skip
    alone = finding(text, text, masking=False, reasons=(Reason("r", text, masks=False),))
    meta = {"agency": text, "note_date": text, "team": text, "child_id": text}
    record = Record(text, text, text, meta, problems=(Problem(text, text, "s", text),))
    found = RecordFinding(
        "not-recorded", ((0, half), (0, len(text))), 0.5, text, text, text, text, (text,), "", decision
    )
    return ScannedRecord(record, (whole, alone), (found,))


def _json(data: bytes) -> None:
    json.loads(data)


def _lines(data: bytes) -> None:
    for line in data.decode().split("\n"):
        assert not line or json.loads(line)


def _rows(data: bytes) -> None:
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)


def _columns(data: bytes) -> None:
    import pyarrow.parquet as pq

    assert pq.read_table(io.BytesIO(data)).num_rows


def _page(data: bytes) -> None:
    page = pages.document_fromstring(data.decode())
    loud = page.xpath("//iframe|//object|//embed|//link|//base|//img[not(starts-with(@src,'data:'))]|//*[@onclick]")
    assert not loud, "a report that reaches out or runs what a note says"
    assert not page.xpath("//a[starts-with(normalize-space(@href),'javascript:')]")


def _office(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(archive.read(name))
                assert not root.xpath("//*[local-name()='f']"), "a formula"
    if b"xl/workbook.xml" in data:
        from python_calamine import CalamineWorkbook

        CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def _text(data: bytes) -> None:
    assert data.strip()


_WHOLE: dict[str, Callable[[bytes], None]] = {
    "terminal": _text,
    "plain": _text,
    "json": _json,
    "jsonl": _lines,
    "csv": _rows,
    "html": _page,
    "sarif": _json,
    "docx": _office,
    "xlsx": _office,
    "parquet": _columns,
}
