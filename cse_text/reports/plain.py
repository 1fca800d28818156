"""Linear text: one labelled thing a line, no boxes, no colour. For screen readers, pipes and plain files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from cse_text.reports.base import ReportOptions
from cse_text.reports.coverage import coverage_lines, found_line, problem_lines
from cse_text.reports.passages import Passage, marked_text, split_passages
from cse_text.reports.summary import Summary
from cse_text.reports.visible import one_line
from cse_text.reports.wording import (
    BEHIND,
    NOT_SAFE,
    TO_CHECK,
    agency_at,
    because,
    confidence_text,
    count,
    date_at,
    long_date,
    review_words,
    span_facts,
    voice_words,
)
from cse_text.types import Finding, Problem, Record, RecordFinding, Reframing, ScannedRecord

_REFRAMINGS = 3


class PlainReporter:
    """Writes the records in which something was found, line by line."""

    def __init__(self, stream: TextIO, options: ReportOptions | None = None) -> None:
        self._stream = stream
        self._options = options or ReportOptions()

    def begin(self) -> None:
        """Write nothing: the report begins with the first record that has findings."""

    def add_record(self, scanned: ScannedRecord) -> None:
        """Write one record with its findings; a record without any stays quiet."""
        if scanned.findings or scanned.record_findings:
            self._write([*self._record_lines(scanned), ""])

    def add_problem(self, problem: Problem) -> None:
        """Write nothing now: what could not be read stands at the end."""

    def end(self, summary: Summary) -> None:
        """Write the counts and the coverage."""
        if self._options.closing:
            self._write(_summary_lines(summary))

    def _write(self, lines: list[str]) -> None:
        self._stream.write("".join(f"{line}\n" for line in lines))

    def _record_lines(self, scanned: ScannedRecord) -> Iterator[str]:
        record = scanned.record
        yield f"Record: {one_line(record.id)}"
        yield f"Source: {one_line(record.source)}"
        for passage in split_passages(record.text, scanned.findings):
            yield ""
            yield from _passage_lines(record, passage)
            several = len(passage.findings) > 1
            for number, finding in enumerate(passage.findings, 1):
                if several:
                    yield f"Phrase {number} of {len(passage.findings)}: {one_line(finding.text)}"
                yield from self._finding_lines(record, finding)
        for whole in scanned.record_findings:
            yield ""
            yield from _whole_lines(record, whole, detail=self._options.detail)

    def _finding_lines(self, record: Record, finding: Finding) -> Iterator[str]:
        yield f"Rule: {finding.rule} {one_line(finding.name)}"
        if not finding.masking:
            odds = confidence_text(finding.confidence)
            yield f"Left alone, because {because(finding)}. That it masks is {odds}."
            yield from _decision_lines(finding)
            return
        yield f"Category: {finding.category}"
        yield f"Severity: {finding.severity}"
        yield f"Confidence: {confidence_text(finding.confidence)}"
        yield f"Voice: {voice_words(finding)}"
        if finding.copied_from:
            yield f"Copied from: {one_line(finding.copied_from)}"
        yield from _decision_lines(finding)
        yield from _advice_lines(record, finding)
        if self._options.detail:
            yield from _detail_lines(finding)


def _decision_lines(finding: Finding | RecordFinding) -> Iterator[str]:
    if words := review_words(finding):
        yield f"Decision: {words}"


def _passage_lines(record: Record, passage: Passage) -> Iterator[str]:
    yield f"Sentence: {marked_text(record.text, passage)}"
    start = passage.findings[0].start
    facts = {
        "Place": passage.findings[0].place,
        "Date": long_date(date_at(record, start)),
        "Agency": agency_at(record, start),
    }
    yield from (f"{label}: {one_line(fact)}" for label, fact in facts.items() if fact)


def _advice_lines(record: Record, finding: Finding) -> Iterator[str]:
    if finding.why:
        yield f"Why: {one_line(finding.why)}"
    for number, reframing in enumerate(finding.reframings[:_REFRAMINGS], 1):
        yield f"Consider {number}: {_offer(record, reframing)}"
    if finding.question:
        yield f"Ask: {one_line(finding.question)}"


def _offer(record: Record, reframing: Reframing) -> str:
    if reframing.adds:
        return f"{BEHIND}: {one_line(reframing.words)}"
    words = f'"{one_line(reframing.text)}"' if reframing.text.strip() else "nothing"
    return f'in place of "{one_line(record.text[reframing.start : reframing.end])}", {words}'


def _detail_lines(finding: Finding) -> Iterator[str]:
    for number, reframing in enumerate(finding.reframings[:_REFRAMINGS], 1):
        grounds = [f"Consider {number} is {confidence_text(reframing.confidence)}", one_line(reframing.because)]
        yield ": ".join(filter(None, grounds))
    yield from (f"Judged: {one_line(reason.text)}" for reason in finding.reasons)
    if finding.sources:
        yield f"Sources: {one_line(', '.join(finding.sources))}"
    yield f"Found by: {finding.detector}"


def _whole_lines(record: Record, finding: RecordFinding, *, detail: bool) -> Iterator[str]:
    yield f"Whole record: {one_line(finding.title or finding.check)}"
    yield f"Confidence: {confidence_text(finding.confidence)}"
    yield from _decision_lines(finding)
    yield f"Found: {one_line(finding.message)}"
    for start, end in finding.spans:
        where = ", ".join(span_facts(record, start))
        yield f"Seen in: {one_line(record.text[start:end])}" + (f" ({where})" if where else "")
    if finding.why:
        yield f"Why: {one_line(finding.why)}"
    if finding.settle:
        yield f"What would settle it: {one_line(finding.settle)}"
    if detail and finding.sources:
        yield f"Sources: {one_line(', '.join(finding.sources))}"


def _summary_lines(summary: Summary) -> list[str]:
    lines = ["Summary", found_line(summary)]
    lines += [
        f"Category {row.category}: {count(row.findings, 'finding')} "
        f"({row.high} high, {row.medium} medium, {row.low} low severity)"
        for row in summary.categories
    ]
    lines += [
        f"File {one_line(row.source)}: {count(row.findings, 'finding')} in {count(row.records, 'record')}"
        + (f", {count(row.record_findings, 'point')} about whole records" if row.record_findings else "")
        for row in summary.files_with_findings
    ]
    lines += coverage_lines(summary)
    lines += [f"{title}: {line}" for title, group in problem_lines(summary) for line in group]
    return [*lines, TO_CHECK, NOT_SAFE]
