"""What a document report shows of a record: finished strings, safe to show, and nothing of the record's other text.

HTML and DOCX hold these until the end of a run, since their summary stands first. The findings shown are thus in
memory; the records they come from are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from cse_text.annotation import CATEGORIES
from cse_text.reports.base import ReportOptions
from cse_text.reports.passages import Mark, Passage, split_passages, split_pieces
from cse_text.reports.summary import problems_of
from cse_text.reports.visible import one_line
from cse_text.reports.wording import (
    agency_at,
    because,
    confidence_text,
    review_words,
    span_facts,
    then_words,
    voice_words,
)
from cse_text.types import Finding, Problem, Record, RecordFinding, Reframing, ScannedRecord

NO_AGENCY = "not stated"
_CODES = {name: code for code, name in CATEGORIES.items()}


@dataclass(frozen=True, slots=True)
class OfferView:
    """Words to consider: what they replace ('' for a sentence that is added behind), the words, how sure, why."""

    instead_of: str
    text: str
    confidence: str
    because: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding, numbered through the whole report."""

    number: int
    rule: str
    name: str
    category: str
    code: str
    severity: str
    masking: bool
    odds: float
    confidence: str
    quote: str
    voice: str
    agency: str
    why: str
    sources: tuple[str, ...]
    offers: tuple[OfferView, ...]
    question: str
    reasons: tuple[str, ...]
    left_alone: str
    copied_from: str
    detector: str
    decision: str
    then: str


@dataclass(frozen=True, slots=True)
class PieceView:
    """A stretch of a sentence: plain, or marked as part of findings; `tags` are those that end with it."""

    text: str
    marked: bool
    masking: bool
    severity: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A sentence in its place, cut into pieces, with its findings."""

    facts: tuple[str, ...]
    pieces: tuple[PieceView, ...]
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class WholeView:
    """A finding about the whole record: the words that show it, each with its place, date and agency."""

    number: int
    check: str
    title: str
    odds: float
    confidence: str
    message: str
    agency: str
    shown_by: tuple[tuple[str, str], ...]
    why: str
    settle: str
    sources: tuple[str, ...]
    decision: str


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record with what was found in it."""

    number: int
    id: str
    source: str
    passages: tuple[PassageView, ...]
    wholes: tuple[WholeView, ...]
    problems: tuple[Problem, ...]


class Viewer:
    """Turns scanned records into views and numbers the findings on its way."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._records = 0
        self._findings = 0

    def view(self, scanned: ScannedRecord) -> RecordView | None:
        """Return what is shown of a record; None where nothing was found."""
        if not (scanned.findings or scanned.record_findings):
            return None
        self._records += 1
        record = scanned.record
        return RecordView(
            self._records,
            one_line(record.id),
            one_line(record.source),
            tuple(self.passage(record, passage) for passage in split_passages(record.text, scanned.findings)),
            tuple(self.whole(record, whole) for whole in scanned.record_findings),
            problems_of(scanned),
        )

    def passage(self, record: Record, passage: Passage) -> PassageView:
        """Return a passage in pieces, with its findings."""
        before = self._findings
        findings = tuple(self._finding(record, finding) for finding in passage.findings)
        at = passage.findings[0].start if passage.findings else passage.start
        return PassageView(tuple(span_facts(record, at)), tuple(_pieces(record, passage, before)), findings)

    def _finding(self, record: Record, finding: Finding) -> FindingView:
        self._findings += 1
        return FindingView(
            number=self._findings,
            rule=one_line(finding.rule),
            name=one_line(finding.name),
            category=one_line(finding.category),
            code=code_of(finding.category),
            severity=finding.severity,
            masking=finding.masking,
            odds=round(finding.confidence, 2),
            confidence=confidence_text(finding.confidence),
            quote=one_line(finding.text),
            voice=voice_words(finding),
            agency=one_line(agency_at(record, finding.start)) or NO_AGENCY,
            why=one_line(finding.why),
            sources=self._cited(finding.sources),
            offers=tuple(_offer(record, reframing) for reframing in finding.reframings),
            question=one_line(finding.question),
            reasons=tuple(one_line(reason.text) for reason in finding.reasons),
            left_alone="" if finding.masking else because(finding),
            copied_from=one_line(finding.copied_from),
            detector=finding.detector,
            decision=review_words(finding),
            then=then_words(record, finding),
        )

    def whole(self, record: Record, whole: RecordFinding) -> WholeView:
        """Return what a whole record shows."""
        self._findings += 1
        first = whole.spans[0][0] if whole.spans else 0
        return WholeView(
            number=self._findings,
            check=one_line(whole.check),
            title=one_line(whole.title or whole.check),
            odds=round(whole.confidence, 2),
            confidence=confidence_text(whole.confidence),
            message=one_line(whole.message),
            agency=one_line(agency_at(record, first)) or NO_AGENCY,
            shown_by=tuple(
                (one_line(record.text[start:end]), ", ".join(span_facts(record, start))) for start, end in whole.spans
            ),
            why=one_line(whole.why),
            settle=one_line(whole.settle),
            sources=self._cited(whole.sources),
            decision=review_words(whole),
        )

    def _cited(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one_line(self._sources.get(key, key)) for key in keys)


class ViewReporter:
    """What the reporters of documents share: they keep what is shown, since their summary stands first."""

    def __init__(self, stream: IO[Any], options: ReportOptions | None = None) -> None:
        self._stream = stream
        self._viewer = Viewer((options or ReportOptions()).sources)
        self._records: list[RecordView] = []

    def begin(self) -> None:
        """Write nothing: the report begins with the summary, which is not known yet."""

    def add_record(self, scanned: ScannedRecord) -> None:
        """Keep what is shown of a record in which something was found."""
        if view := self._viewer.view(scanned):
            self._records.append(view)

    def add_problem(self, problem: Problem) -> None:
        """Write nothing now: what could not be read stands under coverage."""


def code_of(category: str) -> str:
    """Return the two letters a category is marked by."""
    return _CODES.get(category, "OT")


def _pieces(record: Record, passage: Passage, before: int) -> Iterator[PieceView]:
    for piece in split_pieces(record.text, passage):
        within = [passage.findings[number - 1] for mark in piece.within for number in mark.numbers]
        severities = [finding.severity for finding in within]
        severity = next((each for each in ("high", "medium", "low") if each in severities), "")
        tags = tuple(_tag(passage, mark, before) for mark in piece.closes)
        yield PieceView(piece.text, bool(piece.within), any(mark.masking for mark in piece.within), severity, tags)


def _tag(passage: Passage, mark: Mark, before: int) -> str:
    """Return what stands behind marked words: the letters of their categories and the numbers of their findings."""
    return ", ".join(f"{code_of(passage.findings[number - 1].category)} {before + number}" for number in mark.numbers)


def _offer(record: Record, reframing: Reframing) -> OfferView:
    return OfferView(
        one_line(record.text[reframing.start : reframing.end]),
        one_line(reframing.words),
        confidence_text(reframing.confidence),
        one_line(reframing.because),
    )
