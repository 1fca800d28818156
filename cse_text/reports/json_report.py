"""JSON for programs: an array of records (json) or one record a line (jsonl), under a versioned contract.

Schema 1: the keys below in this order; offsets in code points into the record's text. A source that could not be
read is an object with an empty id and its problem; the last object has an empty id too and holds the run manifest.
A finding also has its "key", the same in later scans, a
"decision" where reviewers took one and it was asked for, "in_baseline" where a baseline holds it, and where its rule
has a date "valid_from" and "out_of_line_then" (null where dates do not tell).
`schemas/records-1.schema.json` beside this file says all this to programs. Only ASCII is written: no reader can
mistake the encoding or the ends of lines, and nothing in a note can steer a terminal.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, TextIO

from cse_text.reports.manifest import Manifest, manifest_object
from cse_text.reports.summary import Summary, problems_of
from cse_text.reports.wording import dated_facts
from cse_text.types import Decision, Finding, Problem, Record, RecordFinding, Reframing, ScannedRecord

SCHEMA = 1
_DIGITS = 4


class JsonLinesReporter:
    """One object a record, one a line, written as soon as it is there."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def begin(self) -> None:
        """Write nothing: the first line is the first record."""

    def add_record(self, scanned: ScannedRecord) -> None:
        """Write one record."""
        self._write(record_object(scanned))

    def add_problem(self, problem: Problem) -> None:
        """Write an object that holds the problem and no findings."""
        self._write(problem_object(problem))

    def end(self, summary: Summary) -> None:
        """Write the run manifest, where there is one, in an object of its own."""
        if summary.manifest:
            self._write(run_object(summary.manifest))

    def _write(self, value: dict[str, Any]) -> None:
        self._stream.write(json.dumps(value) + "\n")


class JsonReporter(JsonLinesReporter):
    """One array of the same objects, written as it grows."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._separator = ""

    def begin(self) -> None:
        """Open the array."""
        self._stream.write("[")

    def end(self, summary: Summary) -> None:
        """Close the array."""
        super().end(summary)
        self._stream.write("\n]\n" if self._separator else "]\n")

    def _write(self, value: dict[str, Any]) -> None:
        self._stream.write(f"{self._separator}\n{json.dumps(value)}")
        self._separator = ","


def record_object(scanned: ScannedRecord) -> dict[str, Any]:
    """Return the object of one record."""
    return {
        "schema": SCHEMA,
        "id": scanned.record.id,
        "source": scanned.record.source,
        "findings": [_finding_object(scanned.record, finding) for finding in scanned.findings],
        "record_findings": [_whole_object(scanned.record, finding) for finding in scanned.record_findings],
        "good_practice": [asdict(each) for each in scanned.good_practice],
        "problems": [_problem_object(problem) for problem in problems_of(scanned)],
    }


def problem_object(problem: Problem) -> dict[str, Any]:
    """Return the object that stands for a source of which nothing could be read."""
    return {
        "schema": SCHEMA,
        "id": "",
        "source": problem.source,
        "findings": [],
        "record_findings": [],
        "good_practice": [],
        "problems": [_problem_object(problem)],
    }


def run_object(manifest: Manifest) -> dict[str, Any]:
    """Return the object that ends a report: no id, no findings, and what the run was made with."""
    return {
        "schema": SCHEMA,
        "id": "",
        "source": "",
        "findings": [],
        "record_findings": [],
        "good_practice": [],
        "problems": [],
        "run": manifest_object(manifest),
    }


def _finding_object(record: Record, finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "category": finding.category,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "place": finding.place,
        "severity": finding.severity,
        "masking": finding.masking,
        "confidence": round(finding.confidence, _DIGITS),
        "voice": finding.voice,
        "subject": finding.subject,
        "reasons": [reason.text for reason in finding.reasons],
        "why": finding.why,
        "sources": list(finding.sources),
        "reframings": [_reframing_object(reframing) for reframing in finding.reframings],
        "question": finding.question,
        "detector": finding.detector,
        "copied_from": finding.copied_from,
        **dated_facts(record, finding),
        **_review_object(finding),
    }


def _whole_object(record: Record, finding: RecordFinding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "spans": [list(span) for span in finding.spans],
        "confidence": round(finding.confidence, _DIGITS),
        "message": finding.message,
        "title": finding.title,
        "texts": [record.text[start:end] for start, end in finding.spans],
        "places": [record.place_at(start) for start, _ in finding.spans],
        "why": finding.why,
        "settle": finding.settle,
        "sources": list(finding.sources),
        **_review_object(finding),
    }


def _review_object(finding: Finding | RecordFinding) -> dict[str, Any]:
    """Return key, decision and place in a baseline, each where there is one."""
    key = {"key": finding.key} if finding.key else {}
    decision = {"decision": _decision_object(finding.decision)} if finding.decision else {}
    return {**key, **decision, **({"in_baseline": True} if finding.in_baseline else {})}


def _decision_object(decision: Decision) -> dict[str, Any]:
    return {
        "verdict": decision.verdict,
        "by": list(decision.by),
        "reason": decision.reason,
        "reframing": decision.reframing,
        "note": decision.note,
    }


def _reframing_object(reframing: Reframing) -> dict[str, Any]:
    return {
        "start": reframing.start,
        "end": reframing.end,
        "text": reframing.text,
        "confidence": round(reframing.confidence, _DIGITS),
        "because": reframing.because,
        "evidence": [[each.name, each.start, each.end] for each in reframing.evidence],
    }


def _problem_object(problem: Problem) -> dict[str, str]:
    return {
        "source": problem.source,
        "place": problem.place,
        "slug": problem.slug,
        "message": problem.message,
    }
