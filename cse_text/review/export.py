"""Decisions as annotated text, in the form of corpus_samples/ANNOTATION.md, to train from or to measure with.

Only what was decided is certain: findings nobody decided, or on which reviewers differ, are marked as doubtful (null),
which training and measuring leave out. What the scan did not find is not marked at all, so such text teaches which
findings are right and not what is missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cse_text.annotation import MASKING_VOICES
from cse_text.marking import Mark, Note
from cse_text.types import Decision, Finding, RecordFinding, ScannedRecord

NOT_DECIDED, DIFFER = "not decided", "reviewers differ"
SETTLED = ("accepted", "rejected")
_RANK = {True: 0, None: 1, False: 2}


def annotated(scanned: ScannedRecord) -> dict[str, Any] | None:
    """Return a record with decisions as an annotated document; None where nothing in it was decided."""
    decisions = [each.decision for each in scanned.findings] + [each.decision for each in scanned.record_findings]
    if not any(decision is not None and decision.verdict in SETTLED for decision in decisions):
        return None
    marks: dict[tuple[int, int], tuple[Mark, str]] = {}
    for finding in sorted(scanned.findings, key=lambda each: (each.start, each.end)):
        if finding.masking or finding.decision is not None:
            _put(marks, _mark(finding), finding.decision.reframing if finding.decision else "")
    record, whole = scanned.record, tuple(_document(each) for each in scanned.record_findings if _accepted(each))
    note = Note(record.id, record.text, dict(record.meta), tuple(mark for mark, _ in marks.values()), whole)
    data: dict[str, Any] = {**note.as_data(), "marking": {"at": len(record.text), "done": True}}
    for span, (_, reframing) in zip(data["spans"], marks.values(), strict=True):
        span.update({"reframing": reframing} if reframing else {})
    return data


def _put(marks: dict[tuple[int, int], tuple[Mark, str]], mark: Mark, reframing: str) -> None:
    """Keep one mark a span; the one that says it masks goes first, since any rule that is right is enough."""
    span = (mark.start, mark.end)
    if span not in marks or _RANK[mark.masking] < _RANK[marks[span][0].masking]:
        marks[span] = (mark, reframing)


def _mark(finding: Finding) -> Mark:
    masking, note = _answer(finding, finding.decision)
    return Mark(finding.start, finding.end, finding.category, masking, finding.voice, finding.subject, note)


def _answer(finding: Finding, decision: Decision | None) -> tuple[bool | None, str]:
    if decision is None or decision.verdict == "open":
        return None, NOT_DECIDED
    if decision.verdict == "differ":
        return None, DIFFER
    if decision.verdict == "rejected":
        return False, decision.reason or "rejected in review"
    if finding.subject != "child" or finding.voice not in MASKING_VOICES:
        # The reviewer heard another voice or subject than the tool did; which, the decision does not say.
        return None, f"accepted in review, though read as {finding.voice} about {finding.subject}"
    return True, ""


def _accepted(finding: RecordFinding) -> bool:
    return finding.decision is not None and finding.decision.verdict == "accepted"


def _document(finding: RecordFinding) -> Mapping[str, Any]:
    note = finding.decision.note if finding.decision else ""
    return {"type": finding.check, "spans": [list(span) for span in finding.spans], "note": note}
