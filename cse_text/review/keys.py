"""How a finding is recognised when the same record is scanned again: a fingerprint that shows none of its words.

It is a SHA-256 of the record's id, the rule, the words found and which occurrence of them it is among the findings of
that rule. Words are compared without regard to capitals, line breaks and kinds of quotation mark. A fingerprint cannot
be turned back into words; somebody who holds the record's id and guesses the exact words could confirm the guess.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace

from cse_text.types import Finding, RecordFinding, ScannedRecord

_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'})
_LENGTH = 32  # hexadecimal digits, 128 bits


def keyed(scanned: ScannedRecord) -> ScannedRecord:
    """Return the record with a key for each finding. Give it all findings: what was left alone counts too."""
    seen: Counter[tuple[str, str]] = Counter()
    findings = tuple(_keyed(scanned.record.id, each, seen) for each in scanned.findings)
    whole = tuple(_keyed_whole(scanned, each, seen) for each in scanned.record_findings)
    return replace(scanned, findings=findings, record_findings=whole)


def key_of(record: str, rule: str, words: str, occurrence: int) -> str:
    """Return the key of one finding."""
    parts = (record, rule, _squashed(words), str(occurrence))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def _keyed(record: str, finding: Finding, seen: Counter[tuple[str, str]]) -> Finding:
    if finding.key:  # a report that was read back brings its keys along
        return finding
    return replace(finding, key=_next(record, finding.rule, finding.text, seen))


def _keyed_whole(scanned: ScannedRecord, finding: RecordFinding, seen: Counter[tuple[str, str]]) -> RecordFinding:
    """Return a finding about a whole record with its key, which rests on the first words that show it."""
    if finding.key:
        return finding
    words = scanned.record.text[slice(*finding.spans[0])] if finding.spans else ""
    return replace(finding, key=_next(scanned.record.id, finding.check, words, seen))


def _next(record: str, rule: str, words: str, seen: Counter[tuple[str, str]]) -> str:
    same = (rule, _squashed(words))
    seen[same] += 1
    return key_of(record, rule, words, seen[same])


def _squashed(words: str) -> str:
    return " ".join(words.translate(_QUOTES).casefold().split())
