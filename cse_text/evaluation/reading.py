"""Runs a scanner over annotated documents: end to end, and on the annotated spans handed to it as candidates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cse_text.evaluation.scoring import pair
from cse_text.scanner import Scanner
from cse_text.types import Candidate, Finding, Record, ScannedRecord

Document = Mapping[str, Any]
Span = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """An annotated span and what was decided when it was handed in. `proposed` tells whether any detector saw it."""

    span: Span
    finding: Finding
    proposed: bool


@dataclass(frozen=True, slots=True)
class Read:
    """One annotated document and all that the scanner made of it."""

    document: Document
    scanned: ScannedRecord
    given: tuple[Given, ...]

    @property
    def name(self) -> str:
        """The document's id."""
        return str(self.document["id"])

    @property
    def masking(self) -> list[Span]:
        """The annotated spans that mask."""
        return [span for span in self.document["spans"] if span["masking"] is True]

    @property
    def traps(self) -> list[Span]:
        """The annotated spans that do not mask."""
        return [span for span in self.document["spans"] if span["masking"] is False]

    @property
    def doubtful(self) -> list[Span]:
        """The annotated spans that are never scored."""
        return [span for span in self.document["spans"] if span["masking"] is None]

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What was found, as spans for scoring; `finding` holds the whole of it."""
        return [as_span(finding) for finding in self.scanned.findings]

    @property
    def flagged(self) -> list[dict[str, Any]]:
        """What was found to mask."""
        return [each for each in self.findings if each["masking"]]


def read_documents(documents: Sequence[Document], scanner: Scanner) -> Iterator[Read]:
    """Yield each document with what the scanner finds in it and decides on its annotated spans."""
    general = {rule.category: rule.id for rule in scanner.compiled.lexicon.rules if rule.detector == "tagger"}
    for document in documents:
        record = as_record(document)
        scanned = scanner.scan(record)
        yield Read(document, scanned, _given(document, scanned, scanner, general))


def as_record(document: Document) -> Record:
    """Return an annotated document as the record a scan would read."""
    meta = {key: str(value) for key, value in document.get("meta", {}).items() if value is not None}
    return Record(str(document["id"]), document["text"], "", meta)


def as_span(finding: Finding) -> dict[str, Any]:
    """Return a finding as a span for scoring."""
    return {
        "start": finding.start,
        "end": finding.end,
        "masking": finding.masking,
        "category": finding.category,
        "confidence": finding.confidence,
        "finding": finding,
    }


def _given(
    document: Document, scanned: ScannedRecord, scanner: Scanner, general: Mapping[str, str]
) -> tuple[Given, ...]:
    """Return a decision on each annotated span that is scored.

    The span's edges are the annotation's; rule and category are those of the finding that stands on it. Where none
    does, the general rule of the annotated category stands in.
    """
    spans = [span for span in document["spans"] if span["masking"] is not None]
    if not spans:
        return ()
    met = {i: scanned.findings[j] for i, j in pair(spans, [as_span(each) for each in scanned.findings]).items()}
    candidates = [_candidate(span, met.get(i), general) for i, span in enumerate(spans)]
    decided = scanner.decide(scanned.record, candidates)
    return tuple(Given(span, each, i in met) for i, (span, each) in enumerate(zip(spans, decided, strict=True)))


def _candidate(span: Span, finding: Finding | None, general: Mapping[str, str]) -> Candidate:
    if finding is not None:
        return Candidate(span["start"], span["end"], finding.rule, finding.category, finding.detector)
    category = span["category"] if span["category"] in general else next(iter(general))
    return Candidate(span["start"], span["end"], general[category], category, "tagger")
