"""CSV for spreadsheets: one row a finding, and no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator
from typing import TextIO

from cse_text.reports.base import ReportOptions
from cse_text.reports.passages import sentences_of
from cse_text.reports.summary import Summary
from cse_text.reports.visible import one_line
from cse_text.reports.wording import agency_at, date_at, written_out_of_line
from cse_text.types import Decision, Finding, Problem, Record, RecordFinding, ScannedRecord

REFRAMINGS = 3
WHOLE = "whole record"  # what stands in the category column of a finding about a whole record
BETWEEN = " \u2026 "  # between the quotes of one finding
COLUMNS = (
    *("id", "source", "place", "date", "agency", "rule", "name", "category", "severity", "masking", "confidence"),
    *("text", "sentence", "why", "reframing_1", "reframing_2", "reframing_3"),
    *("voice", "subject", "reasons", "sources", "copied_from"),
)
DECISION_COLUMNS = ("decision", "decided_by", "decision_reason", "decision_words", "decision_note")
BASELINE_COLUMN = "in_baseline"
DATED_COLUMNS = ("valid_from", "out_of_line_then")  # last, so that workbooks made for older columns go on working
_FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_CELL = 32_000  # a spreadsheet cell holds 32,767 characters and drops the rest without a word


class CsvReporter:
    """One row a finding, and one a finding about a whole record: its category is "whole record", its rule the check.

    Problems have no row: JSON holds them. The columns of decisions are there only where decisions were asked for.
    `valid_from` is since when guidance speaks against the wording, blank where its rule has no date, and
    `out_of_line_then` whether it did when it was written, blank where dates do not tell.
    """

    def __init__(self, stream: TextIO, options: ReportOptions | None = None) -> None:
        self._stream = stream
        self._columns = (*COLUMNS, *review_columns(options or ReportOptions()), *DATED_COLUMNS)
        self._writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)

    def begin(self) -> None:
        """Write the names of the columns."""
        self._writer.writerow(self._columns)

    def add_record(self, scanned: ScannedRecord) -> None:
        """Write a row for each finding."""
        rows = finding_rows(scanned), whole_rows(scanned)
        self._write(itertools.chain.from_iterable(rows))

    def add_problem(self, problem: Problem) -> None:
        """Write nothing: a problem is not a finding."""

    def end(self, summary: Summary) -> None:
        """Write nothing after the last row."""

    def _write(self, rows: Iterable[dict[str, str]]) -> None:
        self._writer.writerows([safe_cell(cells.get(column, "")) for column in self._columns] for cells in rows)


def review_columns(options: ReportOptions) -> tuple[str, ...]:
    """Return the columns of what is known from before: those that were asked for."""
    decisions = DECISION_COLUMNS if options.decisions else ()
    return (*decisions, BASELINE_COLUMN) if options.baseline else decisions


def review_cells(finding: Finding | RecordFinding) -> dict[str, str]:
    """Return what is known of a finding from before, by column."""
    return {**_decision_cells(finding.decision), BASELINE_COLUMN: "true" if finding.in_baseline else "false"}


def finding_rows(scanned: ScannedRecord) -> Iterator[dict[str, str]]:
    """Yield the cells of each finding, by column; what is blank may be absent."""
    record, findings = scanned.record, scanned.findings
    return map(_cells, itertools.repeat(record), findings, sentences_of(record.text, findings))


def whole_rows(scanned: ScannedRecord) -> Iterator[dict[str, str]]:
    """Yield the cells of each finding about the whole record."""
    return map(_whole_cells, itertools.repeat(scanned.record), scanned.record_findings)


def safe_cell(text: str) -> str:
    """Return the text on one line, with an apostrophe before anything a spreadsheet would compute."""
    shown = one_line(text)[:_CELL]
    return f"'{shown}" if shown.startswith(_FORMULA_STARTS) else shown


def _cells(record: Record, finding: Finding, sentence: str) -> dict[str, str]:
    offered = [reframing.words for reframing in finding.reframings[:REFRAMINGS]]
    return {
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
        "copied_from": finding.copied_from,
        **review_cells(finding),
        **_dated_cells(record, finding),
    }


def _whole_cells(record: Record, finding: RecordFinding) -> dict[str, str]:
    first = finding.spans[0][0] if finding.spans else 0
    return {
        "id": record.id,
        "source": record.source,
        "place": record.place_at(first),
        "date": date_at(record, first),
        "agency": agency_at(record, first),
        "rule": finding.check,
        "name": finding.title,
        "category": WHOLE,
        "confidence": f"{finding.confidence:.2f}",
        "text": BETWEEN.join(record.text[start:end] for start, end in finding.spans),
        "sentence": finding.message,
        "why": finding.why,
        "reasons": finding.settle,
        "sources": "; ".join(finding.sources),
        **review_cells(finding),
    }


def _dated_cells(record: Record, finding: Finding) -> dict[str, str]:
    then = {True: "true", False: "false", None: ""}[written_out_of_line(record, finding)]
    return dict(zip(DATED_COLUMNS, (finding.valid_from, then), strict=True))


def _decision_cells(decision: Decision | None) -> dict[str, str]:
    if decision is None:
        return {}
    given = (decision.verdict, ", ".join(decision.by), decision.reason, decision.reframing, decision.note)
    return dict(zip(DECISION_COLUMNS, given, strict=True))
