"""XLSX for people who file: findings, by case, by team, record checks, coverage, method; all text written as text.

The rows of the findings shown and the counts of each case are held in memory until the end; the records' texts are
not. Teams are counted by quarter, never by worker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import IO

from cse_text.reports.base import ReportOptions
from cse_text.reports.coverage import coverage_lines, found_line
from cse_text.reports.manifest import manifest_facts
from cse_text.reports.method import METHOD
from cse_text.reports.passages import sentences_of
from cse_text.reports.summary import Summary
from cse_text.reports.table import review_cells, review_columns
from cse_text.reports.teams import CASE_COLUMNS, TEAM_COLUMNS, CaseCounts, TeamCounts, team_at
from cse_text.reports.views import code_of
from cse_text.reports.visible import one_line
from cse_text.reports.wording import NOT_SAFE, TO_CHECK, agency_at, confidence_words, date_at, long_period, then_words
from cse_text.reports.workbook import Row, Sheet, write_workbook
from cse_text.types import Finding, Problem, Record, RecordFinding, ScannedRecord

_OFFERS = 3
FINDINGS = (
    *(("number", 8), ("record", 18), ("source", 28), ("place", 18), ("date", 12), ("agency", 20), ("team", 16)),
    *(("rule", 9), ("name", 24), ("code", 6), ("category", 20), ("severity", 10), ("masks", 8), ("confidence", 11)),
    *(("in words", 15), ("quote", 34), ("sentence", 70), ("why it matters", 50)),
    *((f"consider {number}", 36) for number in range(1, _OFFERS + 1)),
    *(
        ("ask", 36),
        ("voice", 20),
        ("about", 10),
        ("reasons", 50),
        ("sources", 60),
        ("copied from", 24),
        ("start", 9),
        ("end", 9),
        ("guidance since", 16),
        ("then and now", 28),
    ),
)
CHECKS = (
    *(("number", 8), ("record", 18), ("source", 28), ("check", 26), ("title", 28), ("confidence", 11)),
    *(("in words", 15), ("what was found", 60), ("quotes", 60), ("where", 44), ("why it matters", 50)),
    *(("what would settle it", 50), ("sources", 60)),
)
_COVERAGE = (("what", 24), ("source", 44), ("place", 24), ("slug", 22), ("said", 90))
_METHOD = (("what", 30), ("value", 110))
_WIDTHS = {
    "decision": 12,
    "decided_by": 16,
    "decision_reason": 30,
    "decision_words": 36,
    "decision_note": 36,
    "in_baseline": 12,
}
_YES = {True: "yes", False: "left alone"}


class XlsxReporter:
    """Keeps rows and counts, and writes the workbook at the end."""

    def __init__(self, stream: IO[bytes], options: ReportOptions | None = None) -> None:
        self._stream = stream
        self._options = options or ReportOptions()
        self._findings: list[Row] = []
        self._checks: list[Row] = []
        self._cases = CaseCounts()
        self._teams = TeamCounts()

    def begin(self) -> None:
        """Write nothing: a workbook is written whole."""

    def add_record(self, scanned: ScannedRecord) -> None:
        """Keep the rows of a record and count it."""
        record = scanned.record
        for finding, sentence in zip(scanned.findings, sentences_of(record.text, scanned.findings), strict=True):
            self._findings.append([len(self._findings) + 1, *self._finding_cells(record, finding, sentence)])
        for whole in scanned.record_findings:
            self._checks.append([len(self._checks) + 1, *self._check_cells(record, whole)])
        self._cases.add(scanned)
        self._teams.add(scanned)

    def add_problem(self, problem: Problem) -> None:
        """Write nothing now: problems stand on the sheet on coverage."""

    def end(self, summary: Summary) -> None:
        """Write the workbook."""
        known = tuple((name.replace("_", " "), _WIDTHS[name]) for name in review_columns(self._options))
        sheets = (
            Sheet("Findings", (*FINDINGS, *known), self._findings, keys=2),
            Sheet("By case", CASE_COLUMNS, self._cases.rows(), keys=2),
            Sheet("By team", TEAM_COLUMNS, self._teams.rows(), keys=3),
            Sheet("Record checks", (*CHECKS, *known), self._checks, keys=2),
            Sheet("Coverage", _COVERAGE, list(_coverage_rows(summary))),
            Sheet("Method", _METHOD, list(_method_rows(summary))),
        )
        write_workbook(self._stream, "Language that may mask exploitation", sheets)

    def _finding_cells(self, record: Record, finding: Finding, sentence: str) -> Iterator[str | float]:
        offers = [one_line(reframing.words) or "nothing" for reframing in finding.reframings[:_OFFERS]]
        odds = round(finding.confidence, 2)
        yield from map(one_line, (record.id, record.source, finding.place, date_at(record, finding.start)))
        yield from map(one_line, (agency_at(record, finding.start), team_at(record, finding.start)))
        yield from map(one_line, (finding.rule, finding.name, code_of(finding.category), finding.category))
        yield from (finding.severity, _YES[finding.masking], odds, confidence_words(odds))
        yield from map(one_line, (finding.text, sentence, finding.why))
        yield from (*offers, *[""] * (_OFFERS - len(offers)))
        yield from (one_line(finding.question), finding.voice, finding.subject)
        yield " ".join(one_line(reason.text) for reason in finding.reasons)
        yield from (self._cited(finding.sources), one_line(finding.copied_from))
        yield from (finding.start, finding.end)
        yield from (long_period(finding.valid_from), then_words(record, finding).partition("; ")[0])
        yield from self._known(finding)

    def _check_cells(self, record: Record, whole: RecordFinding) -> Iterator[str | float]:
        odds = round(whole.confidence, 2)
        yield from map(one_line, (record.id, record.source, whole.check, whole.title or whole.check))
        yield from (odds, confidence_words(odds), one_line(whole.message))
        yield " \u2026 ".join(one_line(record.text[start:end]) for start, end in whole.spans)
        yield "; ".join(one_line(record.place_at(start)) for start, _ in whole.spans)
        yield from map(one_line, (whole.why, whole.settle))
        yield self._cited(whole.sources)
        yield from self._known(whole)

    def _known(self, finding: Finding | RecordFinding) -> Iterator[str]:
        """Yield what is known of a finding from before, in the columns asked for."""
        cells = review_cells(finding)
        yield from (one_line(cells.get(name, "")) for name in review_columns(self._options))

    def _cited(self, keys: Sequence[str]) -> str:
        return "; ".join(one_line(self._options.sources.get(key, key)) for key in keys)


def _coverage_rows(summary: Summary) -> Iterator[Row]:
    yield ["found", "", "", "", found_line(summary)]
    for line in coverage_lines(replace(summary, manifest=None)):
        yield ["read", "", "", "", line]
    unread = set(summary.not_read)
    for problem in summary.problems:
        kind = "not read" if problem in unread else "read, but note"
        yield [kind, *map(one_line, (problem.source, problem.place, problem.slug, problem.message))]
    unlisted = summary.problem_count - len(summary.problems)
    if unlisted:
        yield ["further problems", "", "", "", f"{unlisted:,} more, not listed here"]


def _method_rows(summary: Summary) -> Iterator[Row]:
    for line in (*METHOD, TO_CHECK, NOT_SAFE):
        yield ["method", line]
    if summary.manifest:
        yield from (list(fact) for fact in manifest_facts(summary.manifest))
        for file in summary.manifest.inputs:
            yield [f"SHA-256 of {one_line(file.source)}", file.sha256 or "not to be had"]
