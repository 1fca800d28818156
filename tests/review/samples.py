"""Records with findings, and decisions on them, as tests of reviewing need them."""

from __future__ import annotations

from typing import Any

from cse_text.review.keys import keyed
from cse_text.review.store import Row
from cse_text.types import Finding, Record, RecordFinding, ScannedRecord

TEXT = "She is promiscuous. He met her. She is  Promiscuous.\nShe puts herself at risk."


def finding(words: str, rule: str = "IC025", text: str = TEXT, *, nth: int = 1, **other: Any) -> Finding:
    """Return a finding on the nth place where the words stand in the text."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    values: dict[str, Any] = {
        "rule": rule,
        "name": "a-name",
        "category": "implied-consent",
        "start": start,
        "end": start + len(words),
        "text": words,
        "place": "line 1",
        "severity": "high",
        "masking": True,
        "confidence": 0.8,
        "voice": "own",
        "subject": "child",
        "detector": "phrase",
    }
    return Finding(**{**values, **other})


def scanned(*findings: Finding, name: str = "r1", text: str = TEXT, whole: tuple[RecordFinding, ...] = ()) -> Any:
    """Return a record with findings that have their keys."""
    return keyed(ScannedRecord(Record(name, text, f"{name}.txt", {"agency": "school"}), findings, whole))


def case(name: str = "r1") -> ScannedRecord:
    """Return a record with three findings and one about all of it."""
    whole = RecordFinding("harm-described-as-risk", ((53, 78),), 0.7, "Harm is recorded.", "Harm described as risk")
    found: ScannedRecord = scanned(
        finding("promiscuous"),
        finding("Promiscuous"),
        finding("puts herself at risk", "SE001", category="self-endangerment"),
        name=name,
        whole=(whole,),
    )
    return found


def row(key: str, reviewer: str = "A", verdict: Any = "accepted", **other: Any) -> Row:
    """Return a decision as it is kept."""
    values: dict[str, Any] = {"record": "r1", "rule": "IC025", "role": "review", **other}
    return Row(key=key, reviewer=reviewer, verdict=verdict, **values)
