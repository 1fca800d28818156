"""What several people decided, settled into one decision a finding; decisions put on the findings of a scan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from cse_text.review.store import Role, Row, Said
from cse_text.types import Decision, ScannedRecord

REVIEW: Role = "review"
ADJUDICATION: Role = "adjudication"
OPEN: Said = "open"
Current = dict[str, Row]


def current(rows: Iterable[Row], reviewer: str, role: Role = REVIEW) -> Current:
    """Return the last row of one person on each finding, by its key."""
    return {row.key: row for row in rows if (row.reviewer, row.role) == (reviewer, role)}


def reviewers(rows: Iterable[Row]) -> list[str]:
    """Return who has reviewed, in the order in which they began."""
    return list(dict.fromkeys(row.reviewer for row in rows if row.role == REVIEW))


def differing(rows: Sequence[Row]) -> dict[str, tuple[Row, ...]]:
    """Return by key what each reviewer says of the findings on which they do not agree, adjudicated or not."""
    said = _said(rows, REVIEW)
    return {key: tuple(each) for key, each in said.items() if len({row.verdict for row in each}) > 1}


def settle(rows: Sequence[Row]) -> dict[str, Decision]:
    """Return one decision a finding, by key: the adjudicated one, else what all reviewers say, else "differ"."""
    adjudicated = {key: each[-1] for key, each in _said(rows, ADJUDICATION).items()}
    settled = {key: _decision([row]) for key, row in _latest(rows).items()}
    settled |= {key: _decision(each) for key, each in _said(rows, REVIEW).items()}
    return settled | {key: _decision([row]) for key, row in adjudicated.items()}


def decided(scanned: ScannedRecord, decisions: Mapping[str, Decision]) -> ScannedRecord:
    """Return a record whose findings have keys with the decisions taken on them."""
    return replace(
        scanned,
        findings=tuple(replace(each, decision=decisions.get(each.key)) for each in scanned.findings),
        record_findings=tuple(replace(each, decision=decisions.get(each.key)) for each in scanned.record_findings),
    )


def without(scanned: ScannedRecord, known: AbstractSet[str]) -> ScannedRecord:
    """Return a record without the findings whose keys are known."""
    return replace(
        scanned,
        findings=tuple(each for each in scanned.findings if each.key not in known),
        record_findings=tuple(each for each in scanned.record_findings if each.key not in known),
    )


def marked(scanned: ScannedRecord, known: AbstractSet[str]) -> ScannedRecord:
    """Return a record whose findings say whether their keys are known."""
    return replace(
        scanned,
        findings=tuple(replace(each, in_baseline=each.key in known) for each in scanned.findings),
        record_findings=tuple(replace(each, in_baseline=each.key in known) for each in scanned.record_findings),
    )


def _latest(rows: Iterable[Row]) -> dict[str, Row]:
    """Return the last row on each finding that holds nothing but a note."""
    return {key: row for key, row in {row.key: row for row in rows}.items() if row.verdict == OPEN and row.note}


def _said(rows: Iterable[Row], role: Role) -> dict[str, list[Row]]:
    """Return by key the last row of each person in a role, where it says more than "open"."""
    last = {(row.key, row.reviewer): row for row in rows if row.role == role}
    said: dict[str, list[Row]] = {}
    for (key, _), row in last.items():
        if row.verdict != OPEN:
            said.setdefault(key, []).append(row)
    return said


def _decision(rows: Sequence[Row]) -> Decision:
    verdicts = {row.verdict for row in rows}
    return Decision(
        verdict=rows[0].verdict if len(verdicts) == 1 else "differ",
        by=tuple(row.reviewer for row in rows),
        reason=_joined(row.reason for row in rows),
        reframing=_joined(row.reframing for row in rows),
        note=_joined(row.note for row in rows),
    )


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))
