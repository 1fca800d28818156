"""CSV for spreadsheets: one row a finding, and no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import itertools
from typing import TextIO

from cse_text.reports.passages import sentences_of
from cse_text.reports.summary import Summary
from cse_text.reports.visible import one_line
from cse_text.reports.wording import agency_at, date_at
from cse_text.types import Finding, Problem, Record, ScannedRecord

REFRAMINGS = 3
COLUMNS = (
    *("id", "source", "place", "date", "agency", "rule", "name", "category", "severity", "masking", "confidence"),
    *("text", "sentence", "why", "reframing_1", "reframing_2", "reframing_3"),
    *("voice", "subject", "reasons", "sources"),
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_CELL = 32_000  # a spreadsheet cell holds 32,767 characters and drops the rest without a word


class CsvReporter:
    """One row a finding. Findings about whole records and problems have no row: JSON holds them."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)

    def begin(self) -> None:
        """Write the names of the columns."""
        self._writer.writerow(COLUMNS)

    def add_record(self, scanned: ScannedRecord) -> None:
        """Write a row for each finding."""
        record, findings = scanned.record, scanned.findings
        sentences = sentences_of(record.text, findings)
        self._writer.writerows(map(_row, itertools.repeat(record), findings, sentences))

    def add_problem(self, problem: Problem) -> None:
        """Write nothing: a problem is not a finding."""

    def end(self, summary: Summary) -> None:
        """Write nothing after the last row."""


def safe_cell(text: str) -> str:
    """Return the text on one line, with an apostrophe before anything a spreadsheet would compute."""
    shown = one_line(text)[:_CELL]
    return f"'{shown}" if shown.startswith(_FORMULA_STARTS) else shown


def _row(record: Record, finding: Finding, sentence: str) -> list[str]:
    offered = [reframing.text for reframing in finding.reframings[:REFRAMINGS]]
    cells = {
        "id": record.id,
        "source": record.source,
        "place": finding.place,
        "date": date_at(record, finding.start),
        "agency": agency_at(record, finding.start),
        "rule": finding.rule,
        "name": finding.name,
        "category": finding.category,
        "severity": finding.severity,
        "masking": "true" if finding.masking else "false",
        "confidence": f"{finding.confidence:.2f}",
        "text": finding.text,
        "sentence": sentence,
        "why": finding.why,
        **{f"reframing_{number}": text for number, text in enumerate(offered, 1)},
        "voice": finding.voice,
        "subject": finding.subject,
        "reasons": " ".join(reason.text for reason in finding.reasons),
        "sources": "; ".join(finding.sources),
    }
    return [safe_cell(cells.get(column, "")) for column in COLUMNS]
