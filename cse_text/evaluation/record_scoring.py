"""Scores findings about whole records against annotated ones: the same type, and at least one span that overlaps.

Each type counts once a document: found and annotated in the same place is a hit; annotated and not met is missed; found
and not met is false. Documents whose annotation says nothing of whole records are left out, and so is a type that
nobody annotated in what was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cse_text.annotation import RECORD_CHECKS
from cse_text.evaluation.figures import Quality
from cse_text.evaluation.reading import Read

OVER = "exploitation-treated-as-over"  # annotated by some writers only, so it stands beside the six
TYPES = tuple(check for check in RECORD_CHECKS if check != OVER)
POOLED = "all six"
Spans = Sequence[Sequence[int]]
Found = Mapping[str, Spans]


def record_figures(reads: Sequence[Read]) -> tuple[Quality, ...]:
    """Return hits, misses and false alarms of each type, then of the six pooled; nothing if none is annotated."""
    pairs = [(read.document, spans_by_check(read.scanned.record_findings)) for read in reads]
    return score_records([(document, found) for document, found in pairs if document.get("documents") is not None])


def spans_by_check(findings: Iterable[Any]) -> dict[str, list[Sequence[int]]]:
    """Return the spans of findings about whole records, by their check."""
    found: dict[str, list[Sequence[int]]] = {}
    for finding in findings:
        found.setdefault(finding.check, []).extend(finding.spans)
    return found


def score_records(pairs: Sequence[tuple[Mapping[str, Any], Found]]) -> tuple[Quality, ...]:
    """Return the quality of what was found in annotated documents, a type after another."""
    annotated = {each["type"] for document, _ in pairs for each in document["documents"]}
    if not annotated:
        return ()
    others = sorted(annotated.difference(TYPES))
    rows = {check: _quality(check, pairs) for check in (*TYPES, *others)}
    six = [rows[check] for check in TYPES]
    pooled = Quality(POOLED, *(sum(getattr(row, name) for row in six) for name in ("hits", "missed", "false")))
    return (*rows.values(), pooled)


def _quality(check: str, pairs: Sequence[tuple[Mapping[str, Any], Found]]) -> Quality:
    hits = missed = false = 0
    for document, found in pairs:
        gold = [span for each in document["documents"] if each["type"] == check for span in each["spans"]]
        shown = found.get(check, ())
        hit = meets(shown, gold)
        hits += hit
        missed += bool(gold) and not hit
        false += bool(shown) and not hit
    return Quality(check, hits, missed, false)


def meets(found: Spans, gold: Spans) -> bool:
    """Return whether any found span shares a code point with any annotated one."""
    return any(start < stop and begin < end for start, end in found for begin, stop in gold)
