"""Runs a scanner over annotated documents and sums up how well it did."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cse_text.evaluation.scoring import Counts, brier, calibration_error, count, pair, same
from cse_text.scanner import Scanner
from cse_text.types import Finding, Record

RESAMPLES = 1000
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """What an evaluation found. Shares are between 0 and 1; `f1_interval` is the 95 % cluster bootstrap by document."""

    documents: int
    counts: Counts
    f1_interval: tuple[float, float]
    ece: float
    brier: float
    by_category: Mapping[str, tuple[int, int]]
    by_detector: Mapping[str, tuple[int, int]]
    by_rule: Mapping[str, tuple[int, int]]
    decisions_right: float
    majority: float
    majority_per_rule: float
    voice_right: float
    subject_right: float
    pairs_right: tuple[int, int]
    novel: tuple[int, int] | None = None
    errors: tuple[tuple[str, str, int, int], ...] = field(default=(), repr=False)


def scan_documents(documents: Sequence[Document], scanner: Scanner) -> list[tuple[Finding, ...]]:
    """Return the findings of each annotated document, ruled-out ones among them."""
    return [scanner.scan(as_record(document)).findings for document in documents]


def as_record(document: Document) -> Record:
    """Return an annotated document as the record a scan would read."""
    meta = {key: str(value) for key, value in document.get("meta", {}).items() if value is not None}
    return Record(str(document["id"]), document["text"], "", meta)


def measure(
    documents: Sequence[Document], found: Sequence[Sequence[Finding]], is_listed: Callable[[str], bool] | None = None
) -> Figures:
    """Return the figures of findings against annotated documents; `is_listed` tells wording of published lists."""
    plain = [[_as_span(finding) for finding in each] for each in found]
    rows = [count(document, spans) for document, spans in zip(documents, plain, strict=True)]
    total = sum(rows, Counts())
    met = [_met(document, each) for document, each in zip(documents, found, strict=True)]
    decided = [decision for each in met for decision in each]
    return Figures(
        documents=len(documents),
        counts=total,
        f1_interval=_interval(rows),
        ece=calibration_error(total.points),
        brier=brier(total.points),
        by_category=_by_category(documents, plain),
        by_detector=_precision_by(documents, found, lambda finding: finding.detector),
        by_rule=_precision_by(documents, found, lambda finding: finding.rule),
        decisions_right=_mean(finding.masking == gold["masking"] for gold, finding in decided),
        majority=_majority([gold["masking"] for gold, _ in decided]),
        majority_per_rule=_majority_per_rule(decided),
        voice_right=_mean(finding.voice == gold["voice"] for gold, finding in decided),
        subject_right=_mean(finding.subject == gold["subject"] for gold, finding in decided),
        pairs_right=_pairs(documents, rows),
        novel=_novel(documents, plain, is_listed) if is_listed else None,
        errors=tuple(_errors(documents, plain)),
    )


def _as_span(finding: Finding) -> dict[str, Any]:
    return {
        "start": finding.start,
        "end": finding.end,
        "masking": finding.masking,
        "category": finding.category,
        "confidence": finding.confidence,
    }


def _interval(rows: Sequence[Counts]) -> tuple[float, float]:
    rng = random.Random(7)
    scores = []
    for _ in range(RESAMPLES):
        drawn = rng.choices(rows, k=len(rows)) if rows else []
        hits, missed, false = (sum(getattr(row, name) for row in drawn) for name in ("hits", "missed", "false"))
        scores.append(Counts(hits, missed, false).f1)
    scores.sort()
    return scores[int(0.025 * RESAMPLES)], scores[int(0.975 * RESAMPLES) - 1]


def _met(document: Document, findings: Sequence[Finding]) -> list[tuple[Mapping[str, Any], Finding]]:
    """Return each annotated span beside the finding, masking or not, that stands on it."""
    spans = [_as_span(finding) for finding in findings]
    gold = [span for span in document["spans"] if span["masking"] is not None]
    return [(gold[i], findings[j]) for i, j in pair(gold, spans).items()]


def _by_category(documents: Sequence[Document], found: Sequence[Sequence[Any]]) -> dict[str, tuple[int, int]]:
    hit: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for document, spans in zip(documents, found, strict=True):
        masking = [span for span in document["spans"] if span["masking"] is True]
        met = pair(masking, [each for each in spans if each["masking"]])
        seen.update(span["category"] for span in masking)
        hit.update(masking[i]["category"] for i in met)
    return {name: (hit[name], seen[name]) for name in sorted(seen)}


def _precision_by(
    documents: Sequence[Document], found: Sequence[Sequence[Finding]], key: Callable[[Finding], str]
) -> dict[str, tuple[int, int]]:
    right: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for document, findings in zip(documents, found, strict=True):
        for finding in findings:
            met = [span["masking"] for span in document["spans"] if same(span, _as_span(finding))]
            if not finding.masking or (met and True not in met and None in met):
                continue
            shown[key(finding)] += 1
            right[key(finding)] += True in met
    return {name: (right[name], shown[name]) for name in sorted(shown)}


def _mean(values: Any) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def _majority(truths: Sequence[bool]) -> float:
    return max(_mean(truths), 1 - _mean(truths)) if truths else 0.0


def _majority_per_rule(decided: Sequence[tuple[Mapping[str, Any], Finding]]) -> float:
    by_rule: dict[str, list[bool]] = defaultdict(list)
    for gold, finding in decided:
        by_rule[finding.rule].append(gold["masking"])
    right = sum(max(sum(each), len(each) - sum(each)) for each in by_rule.values())
    return right / len(decided) if decided else 0.0


def _pairs(documents: Sequence[Document], rows: Sequence[Counts]) -> tuple[int, int]:
    """Return how many minimal pairs are right in all their parts, and how many there are."""
    fine: dict[str, bool] = {}
    for document, row in zip(documents, rows, strict=True):
        name = document.get("meta", {}).get("pair")
        if name:
            right = not row.missed and not row.false
            fine[name] = fine.get(name, True) and right
    return sum(fine.values()), len(fine)


def _novel(
    documents: Sequence[Document], found: Sequence[Sequence[Any]], is_listed: Callable[[str], bool]
) -> tuple[int, int]:
    hit = seen = 0
    for document, spans in zip(documents, found, strict=True):
        masking = [span for span in document["spans"] if span["masking"] is True]
        met = pair(masking, [each for each in spans if each["masking"]])
        new = [not is_listed(span["surface"]) for span in masking]
        seen += sum(new)
        hit += sum(new[i] for i in met)
    return hit, seen


def _errors(documents: Sequence[Document], found: Sequence[Sequence[Any]]) -> Any:
    for document, spans in zip(documents, found, strict=True):
        masking = [span for span in document["spans"] if span["masking"] is True]
        flagged = [each for each in spans if each["masking"]]
        met = pair(masking, flagged)
        for n, span in enumerate(masking):
            if n not in met:
                yield "missed", str(document["id"]), span["start"], span["end"]
        for each in flagged:
            if not any(same(span, each) for span in document["spans"] if span["masking"] is not False):
                yield "false", str(document["id"]), each["start"], each["end"]
