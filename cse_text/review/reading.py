"""A JSON report read back into findings, and the text of its records found again where they can still be read.

A report holds the words found and where they stand, not the text around them. Where the source is there and still says
the same at each place, the whole text is used; elsewhere the words stand alone at their places.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from cse_text.errors import IntakeError
from cse_text.types import (
    Evidence,
    Finding,
    GoodPractice,
    Place,
    Reason,
    Record,
    RecordFinding,
    Reframing,
    ScannedRecord,
)

ENDINGS = (".json", ".jsonl")
_HEAD = 4096
_FURTHEST = 100_000_000  # characters; no record is as long


def is_report(path: Path) -> bool:
    """Return whether a file is a JSON report of a scan, judged by its first object."""
    if path.suffix.lower() not in ENDINGS or not path.is_file():
        return False
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        head = file.read(_HEAD).lstrip("[ \r\n\t")
    return head.startswith('{"schema":') or head in {"]", ""}


def read_report(path: Path) -> list[ScannedRecord]:
    """Return the records of a report, each with what was found in it and the words found as all of its text."""
    try:
        return [_scanned(each) for each in _objects(path) if each["id"] or each["findings"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"{path} is not a whole JSON report of a scan; write it again with --format json."
        raise IntakeError("not-a-report", message, source=str(path)) from error


def with_text(scanned: ScannedRecord, records: Iterable[Record]) -> ScannedRecord:
    """Return the record with the whole text of the one record of its source that says the same at each place.

    Ids go first; a file that was found in a folder has another id when it is read alone, so the words decide then.
    """
    same = [record for record in records if _says_the_same(record.text, scanned)]
    named = [record for record in same if record.id == scanned.record.id] or same
    return replace(scanned, record=replace(named[0], id=scanned.record.id)) if len(named) == 1 else scanned


def has_text(record: Record) -> bool:
    """Return whether a record read from a report has its whole text."""
    return record.meta.get(PARTIAL) is None


PARTIAL = "partial-text"  # in the meta of a record of which a report gave nothing but the words found


def _objects(path: Path) -> Iterator[Mapping[str, Any]]:
    text = path.read_text(encoding="utf-8-sig")
    if text.lstrip().startswith("["):
        yield from json.loads(text)
    else:
        yield from (json.loads(line) for line in text.split("\n") if line.strip())


def _scanned(data: Mapping[str, Any]) -> ScannedRecord:
    findings = tuple(_finding(each) for each in data["findings"])
    whole = [(_whole(each), each) for each in data["record_findings"]]
    quotes = {(each.start, each.end): each.text for each in findings}
    places = {each.start: each.place for each in findings}
    for finding, given in whole:
        quotes |= dict(zip(finding.spans, given.get("texts", ()), strict=False))
        places |= dict(zip((start for start, _ in finding.spans), given.get("places", ()), strict=False))
    marks = tuple(Place(start, label) for start, label in sorted(places.items()))
    record = Record(str(data["id"]), _spaced(quotes), str(data["source"]), {PARTIAL: "yes"}, (), marks)
    practice = tuple(GoodPractice(**each) for each in data.get("good_practice", ()))
    return ScannedRecord(record, findings, tuple(finding for finding, _ in whole), good_practice=practice)


def _spaced(quotes: Mapping[tuple[int, int], str]) -> str:
    """Return a text that has each quotation at its place and nothing but empty lines elsewhere."""
    if max((end for _, end in quotes), default=0) > _FURTHEST or min((start for start, _ in quotes), default=0) < 0:
        raise ValueError
    text = ["\n"] * max((end for _, end in quotes), default=0)
    for (start, end), words in quotes.items():
        text[start:end] = words if len(words) == end - start else text[start:end]
    return "".join(text)


def _says_the_same(text: str, scanned: ScannedRecord) -> bool:
    spans = [(each.start, each.end) for each in scanned.findings]
    spans += [span for each in scanned.record_findings for span in each.spans]
    return all(text[start:end] == scanned.record.text[start:end] for start, end in spans)


def _finding(data: Mapping[str, Any]) -> Finding:
    return Finding(
        rule=str(data["rule"]),
        name=str(data["name"]),
        category=str(data["category"]),
        start=int(data["start"]),
        end=int(data["end"]),
        text=str(data["text"]),
        place=str(data["place"]),
        severity=data["severity"],
        masking=bool(data["masking"]),
        confidence=float(data["confidence"]),
        voice=data["voice"],
        subject=data["subject"],
        detector=data.get("detector", "phrase"),
        reasons=tuple(_reason(each, masking=bool(data["masking"])) for each in data["reasons"]),
        why=str(data["why"]),
        sources=tuple(map(str, data["sources"])),
        reframings=tuple(_reframing(each) for each in data["reframings"]),
        question=str(data.get("question", "")),
        copied_from=str(data.get("copied_from", "")),
        key=str(data.get("key", "")),
        valid_from=str(data.get("valid_from", "")),
    )


def _reason(text: str, *, masking: bool) -> Reason:
    """Return a reason of a report, which does not say which way each of them weighed."""
    return Reason("reported", str(text), masks=None if masking else False)


def _reframing(data: Mapping[str, Any]) -> Reframing:
    start, end, confidence = int(data["start"]), int(data["end"]), float(data["confidence"])
    evidence = tuple(Evidence(str(name), int(low), int(high)) for name, low, high in data.get("evidence", ()))
    return Reframing(start, end, str(data["text"]), confidence, str(data["because"]), evidence)


def _whole(data: Mapping[str, Any]) -> RecordFinding:
    return RecordFinding(
        check=str(data["check"]),
        spans=tuple((int(start), int(end)) for start, end in data["spans"]),
        confidence=float(data["confidence"]),
        message=str(data["message"]),
        title=str(data.get("title", "")),
        why=str(data.get("why", "")),
        settle=str(data.get("settle", "")),
        sources=tuple(map(str, data.get("sources", ()))),
        key=str(data.get("key", "")),
    )
