"""A sample run with its manifest, and the bytes of any report of it."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cse_text.reports.base import ReportOptions
from cse_text.reports.manifest import InputFile, Manifest
from cse_text.reports.registry import BINARY_FORMATS, FOLDER_FORMATS, make_reporter
from cse_text.reports.selection import Selection
from cse_text.reports.summary import Summary, Tally
from cse_text.types import ScannedRecord
from tests.reports.samples import UNREAD, judged_run

MANIFEST = Manifest(
    version="0.1.0",
    versions={"Python": "3.11.0"},
    lexicon="0fc631092a39",
    models={"judge-full.json": "bf9a7a276c88"},
    settings={"depth": "standard", "threshold": "the model's own"},
    inputs=(InputFile("closed_cases/cf-0147.docx", 37_653, "9c" * 32), InputFile("closed_cases/gone.txt")),
)
SOURCES = {"inquiry-2022": "Child sexual exploitation by organised networks. Independent inquiry, 2022"}


def report_of(name: str, shown: Sequence[ScannedRecord], summary: Summary) -> bytes:
    """Return a report of these records."""
    if name in FOLDER_FORMATS:
        with tempfile.TemporaryDirectory() as folder:
            _write(name, Path(folder), shown, summary)
            return b"".join(path.read_bytes() for path in sorted(Path(folder).iterdir()))
    stream = io.BytesIO() if name in BINARY_FORMATS else io.StringIO()
    _write(name, stream, shown, summary)
    written = stream.getvalue()
    return written if isinstance(written, bytes) else written.encode()


def _write(name: str, stream: Any, shown: Sequence[ScannedRecord], summary: Summary) -> None:
    reporter = make_reporter(name, stream, ReportOptions(width=80, colour=False, detail=True, sources=SOURCES))
    reporter.begin()
    for scanned in shown:
        reporter.add_record(scanned)
    reporter.add_problem(UNREAD)
    reporter.end(summary)


def sample_report(name: str, selection: Selection | None = None) -> bytes:
    """Return the report of the sample run, with its manifest."""
    shown, summary = judged_run(selection or Selection(show_all=True))
    return report_of(name, shown, replace(summary, manifest=MANIFEST))


def single_report(name: str, scanned: ScannedRecord) -> bytes:
    """Return the report of one record."""
    tally = Tally()
    tally.add_record(scanned)
    return report_of(name, [scanned], replace(tally.summary(), manifest=MANIFEST))
