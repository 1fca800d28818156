"""SARIF 2.1.0 for programs that gather findings from many tools. Results are written as they come.

What must be known before a run's end stands last: the order of keys is free in JSON. Only ASCII is written. Spans are
code points into the record's text; a region of the file itself is given only where the file is plain text, since a
document or a table has no lines. What was left alone is a result of kind "pass". Where a rule has a date, its property
"valid_from" is since when guidance speaks against the wording, and a result's "out_of_line_then" says whether it did
when the words were written (null where dates do not tell).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, TextIO
from urllib.parse import quote

from cse_text.reports.base import ReportOptions
from cse_text.reports.manifest import Manifest, manifest_object
from cse_text.reports.summary import Summary
from cse_text.reports.visible import one_line
from cse_text.reports.wording import (
    agency_at,
    because,
    confidence_text,
    date_at,
    dated_facts,
    decision_words,
    review_words,
)
from cse_text.types import Finding, Problem, Record, RecordFinding, ScannedRecord

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"high": "warning", "medium": "warning", "low": "note"}
_SUPPRESSED = {"rejected": "accepted", "differ": "underReview"}  # a suppression is what is accepted or not yet
_PLAIN = (".txt", ".md")
_LITERAL = str.maketrans({"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"})


class SarifReporter:
    """Writes one run; between records it keeps the rules met so far and nothing of the notes."""

    def __init__(self, stream: TextIO, options: ReportOptions | None = None) -> None:
        self._stream = stream
        self._options = options or ReportOptions()
        self._sources = self._options.sources
        self._rules: dict[str, dict[str, Any]] = {}
        self._separator = ""

    def begin(self) -> None:
        """Open the log, its run and the list of results."""
        head = f'"$schema": {json.dumps(SCHEMA)}, "version": "{VERSION}"'
        self._stream.write(f'{{{head}, "runs": [{{"columnKind": "unicodeCodePoints", "results": [')

    def add_record(self, scanned: ScannedRecord) -> None:
        """Write a result for each finding."""
        record = scanned.record
        for finding in scanned.findings:
            self._rules.setdefault(finding.rule, self._rule(finding))
            self._write(_result(record, finding) | self._known(finding))
        for whole in scanned.record_findings:
            self._rules.setdefault(whole.check, self._check(whole))
            self._write(_whole_result(record, whole) | self._known(whole))

    def add_problem(self, problem: Problem) -> None:
        """Write nothing now: problems are notifications of the run, which stand at its end."""

    def end(self, summary: Summary) -> None:
        """Write the tool, its rules, what was read, and close the log."""
        manifest = summary.manifest
        driver = {"name": "cse-text", "rules": [self._rules[rule] for rule in sorted(self._rules)]}
        if manifest:
            driver["version"] = manifest.version
        run: dict[str, Any] = {"tool": {"driver": driver}, "invocations": [_invocation(summary)]}
        if manifest:
            run["artifacts"] = [_artifact(file.source, file.size, file.sha256) for file in manifest.inputs]
            run["properties"] = {"manifest": _shown(manifest)}
        self._stream.write(f"\n], {json.dumps(run)[1:-1]}}}]}}\n")

    def _write(self, value: dict[str, Any]) -> None:
        self._stream.write(f"{self._separator}\n{json.dumps(value)}")
        self._separator = ","

    def _known(self, finding: Finding | RecordFinding) -> dict[str, Any]:
        """Return what is known of a finding from before; SARIF wants it of all results of a run or of none."""
        known: dict[str, Any] = {"suppressions": list(_suppressions(finding))} if self._options.decisions else {}
        if self._options.baseline:
            known["baselineState"] = "unchanged" if finding.in_baseline else "new"
        return known

    def _rule(self, finding: Finding) -> dict[str, Any]:
        return {
            "id": one_line(finding.rule),
            "name": one_line(finding.name),
            "shortDescription": {"text": one_line(finding.name)},
            "fullDescription": {"text": one_line(finding.why or finding.name)},
            "defaultConfiguration": {"level": _LEVELS[finding.severity]},
            "properties": {
                "category": one_line(finding.category),
                "severity": finding.severity,
                "sources": self._cited(finding.sources),
                **({"valid_from": finding.valid_from} if finding.valid_from else {}),
            },
        }

    def _check(self, whole: RecordFinding) -> dict[str, Any]:
        return {
            "id": one_line(whole.check),
            "shortDescription": {"text": one_line(whole.title or whole.check)},
            "fullDescription": {"text": one_line(whole.why or whole.title or whole.check)},
            "properties": {"category": "whole record", "sources": self._cited(whole.sources)},
        }

    def _cited(self, keys: tuple[str, ...]) -> list[str]:
        return [one_line(self._sources.get(key, key)) for key in keys]


def _result(record: Record, finding: Finding) -> dict[str, Any]:
    judged = confidence_text(finding.confidence)
    said = f"because {because(finding)}" if not finding.masking else one_line(finding.why)
    properties = {
        **_properties(record, finding.start, finding.end, finding.confidence),
        "masking": finding.masking,
        "voice": finding.voice,
        "subject": finding.subject,
        "reasons": [one_line(reason.text) for reason in finding.reasons],
        "reframings": [one_line(reframing.words) for reframing in finding.reframings],
        "question": one_line(finding.question),
        "copied_from": one_line(finding.copied_from),
        **dated_facts(record, finding),
        **_reviewed(finding),
    }
    verdict = {"level": _LEVELS[finding.severity]} if finding.masking else {"kind": "pass", "level": "none"}
    return {
        "ruleId": one_line(finding.rule),
        **verdict,
        "message": {"text": _said(f"\u201c{finding.text}\u201d ({judged}): {said}".rstrip(": "))},
        "locations": [_location(record, finding.start, finding.end)],
        "rank": _rank(finding.confidence),
        "properties": properties,
    }


def _whole_result(record: Record, whole: RecordFinding) -> dict[str, Any]:
    first, *others = whole.spans or ((0, 0),)
    return {
        "ruleId": one_line(whole.check),
        "level": "warning",
        "message": {"text": _said(f"{whole.message} ({confidence_text(whole.confidence)})")},
        "locations": [_location(record, *first)],
        "relatedLocations": [_location(record, *span) for span in others],
        "rank": _rank(whole.confidence),
        "properties": {
            **_properties(record, *first, whole.confidence),
            "settle": one_line(whole.settle),
            **_reviewed(whole),
        },
    }


def _suppressions(finding: Finding | RecordFinding) -> Iterator[dict[str, str]]:
    """Yield why a result need not be acted on: reviewers rejected it, or do not agree yet."""
    if finding.decision is not None and finding.decision.verdict in _SUPPRESSED:
        status = _SUPPRESSED[finding.decision.verdict]
        yield {"kind": "external", "status": status, "justification": decision_words(finding.decision)}


def _reviewed(finding: Finding | RecordFinding) -> dict[str, str]:
    return {"decision": words} if (words := review_words(finding)) else {}


def _properties(record: Record, start: int, end: int, confidence: float) -> dict[str, Any]:
    return {
        "record": one_line(record.id),
        "start": start,
        "end": end,
        "date": one_line(date_at(record, start)),
        "agency": one_line(agency_at(record, start)),
        "confidence": round(confidence, 4),
    }


def _location(record: Record, start: int, end: int) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri_of(record.source)}}
    if PurePath(record.source).suffix.lower() in _PLAIN:
        physical["region"] = _region(record.text, start, end)
    place = one_line(record.place_at(start))
    names = f"{one_line(record.id)}, {place}" if place else one_line(record.id)
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"name": place or one_line(record.id), "fullyQualifiedName": names}],
    }


def _region(text: str, start: int, end: int) -> dict[str, Any]:
    return {
        "startLine": text.count("\n", 0, start) + 1,
        "startColumn": start - (text.rfind("\n", 0, start) + 1) + 1,
        "endLine": text.count("\n", 0, end) + 1,
        "endColumn": end - (text.rfind("\n", 0, end) + 1) + 1,
        "snippet": {"text": one_line(text[start:end])},
    }


def _said(text: str) -> str:
    """Return a message's text such that SARIF sees neither a link nor a placeholder in it."""
    return one_line(text).translate(_LITERAL)


def _rank(confidence: float) -> float:
    return round(min(1.0, max(0.0, confidence)) * 100, 2)


def uri_of(source: str) -> str:
    """Return a path as the reference that a URI may hold; whatever it is, it stays a path."""
    return quote(PurePath(source).as_posix().encode("utf-8", "surrogatepass")) or "unnamed"


def _artifact(source: str, size: int, digest: str) -> dict[str, Any]:
    known = {"length": size, "hashes": {"sha-256": digest}} if digest else {}
    return {"location": {"uri": uri_of(source)}, **known}


def _invocation(summary: Summary) -> dict[str, Any]:
    return {
        "executionSuccessful": not summary.stopped and bool(summary.records),
        "toolExecutionNotifications": list(_notifications(summary)),
    }


def _notifications(summary: Summary) -> Iterator[dict[str, Any]]:
    for problem in summary.problems:
        said = {
            "descriptor": {"id": one_line(problem.slug)},
            "level": "warning",
            "message": {"text": _said(problem.message)},
        }
        where = {"physicalLocation": {"artifactLocation": {"uri": uri_of(problem.source)}}}
        yield {**said, "locations": [where]} if problem.source else said


def _shown(manifest: Manifest) -> dict[str, Any]:
    """Return the manifest without what stands among the artifacts."""
    return {key: value for key, value in manifest_object(manifest).items() if key != "inputs"}
