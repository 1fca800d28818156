"""Copied text in a run: a paragraph that stood word for word in an earlier record or entry, cloned or carried forward.

Findings in such a paragraph are marked with the earlier place, so that they are shown as copied and counted once. Only
paragraphs with findings are remembered, each finding as one number of 64 bits, the newest up to a bound.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from cse_text.types import Finding, Problem, Record, ScannedRecord

LEAST_WORDS = 12
LONGEST = 100_000  # characters; a stretch above that is no paragraph, and reading it for each finding would take hours
MOST = 500_000  # findings remembered: some 100 MB at most
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
# A log line is copied under a new date, so what stands before its first letter is no part of it.
_LEAD = re.compile(r"[\W\d_]*")


@dataclass(frozen=True, slots=True)
class _Met:
    """Where a finding stood first: record, entry and place."""

    record: str
    source: str
    entry: int
    place: str


@dataclass(slots=True)
class Copies:
    """Remembers the findings of a run, in the order of its records."""

    most: int = MOST
    _met: OrderedDict[bytes, _Met] = field(default_factory=OrderedDict)

    def mark(self, scanned: ScannedRecord) -> ScannedRecord:
        """Return the record with the findings in copied paragraphs marked; remember the others."""
        if not any(finding.masking for finding in scanned.findings):
            return scanned
        empty = [match.end() for match in _EMPTY_LINE.finditer(scanned.record.text)]
        marked = tuple(self._marked(scanned.record, finding, empty) for finding in scanned.findings)
        return replace(scanned, findings=marked)

    def _marked(self, record: Record, finding: Finding, empty: list[int]) -> Finding:
        keys = list(_keys(record, finding, empty)) if finding.masking else []
        entry = record.entry_at(finding.start)
        here = _Met(record.id, record.source, entry.start if entry else 0, finding.place)
        for key in keys:
            met = self._met.get(key)
            if met is not None and (met.record, met.source, met.entry) != (here.record, here.source, here.entry):
                return replace(finding, copied_from=_spoken(met, record))
        for key in keys:
            self._met.setdefault(key, here)
        while len(self._met) > self.most:
            self._met.popitem(last=False)
        return finding


def mark_copies(
    items: Iterable[ScannedRecord | Problem], copies: Copies | None = None
) -> Iterator[ScannedRecord | Problem]:
    """Yield the items of a run in their order, findings in copied paragraphs marked."""
    copies = copies or Copies()
    for item in items:
        yield copies.mark(item) if isinstance(item, ScannedRecord) else item


def _spoken(met: _Met, record: Record) -> str:
    """Return the earlier place as a person would look for it: nearer things need fewer words."""
    same_source, same_record = met.source == record.source, met.record == record.id
    parts = [
        "" if same_source else met.source,
        "" if same_record or met.record == met.source else met.record,
        met.place,
    ]
    return ", ".join(part for part in parts if part) or met.record


def _keys(record: Record, finding: Finding, empty: list[int]) -> Iterator[bytes]:
    """Yield what is the same in every copy: of the line and of the block in which the finding stands.

    A block within an entry is the same however its lines were wrapped; a line is, whatever paragraphs stand round it.
    """
    text, at = record.text, finding.start
    line = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    index = bisect_right(empty, at)
    entry = record.entry_at(at)
    first = max(empty[index - 1] if index else 0, entry.start if entry else 0)
    last = min(empty[index] if index < len(empty) else len(text), entry.end if entry else len(text))
    for start, end in dict.fromkeys(((line[0], len(text) if line[1] < 0 else line[1]), (first, last))):
        if end - start > LONGEST:
            continue
        lead = _LEAD.match(text, start, end)
        begin = min(lead.end() if lead else start, at)
        words = text[begin:end].split()
        if len(words) >= LEAST_WORDS:
            before = len(text[begin:at].split())
            told = f"{' '.join(words)}\0{finding.rule}\0{before}"
            yield blake2b(told.encode("utf-8", "replace"), digest_size=8).digest()
