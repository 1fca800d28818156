"""Scores found spans against annotated ones, by overlap, as corpus_samples/ANNOTATION.md defines masking.

A found span and an annotated one are the same where they share at least half of the shorter one.
Spans annotated null are never scored; a second find of the same span is a duplicate, not a false alarm.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Spans = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What was found, missed and wrongly flagged in some documents."""

    hits: int = 0
    missed: int = 0
    false: int = 0
    duplicates: int = 0
    traps: int = 0
    trapped: int = 0
    category_right: int = 0
    words: int = 0
    points: tuple[tuple[float, bool], ...] = field(default=(), repr=False)

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in Counts.__slots__))

    @property
    def precision(self) -> float:
        """Hits among what was flagged."""
        return _share(self.hits, self.hits + self.false)

    @property
    def recall(self) -> float:
        """Hits among what masks."""
        return _share(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.hits, 2 * self.hits + self.false + self.missed)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """Return how many code points two spans share."""
    shared: int = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return max(0, shared)


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two spans share at least half of the shorter one."""
    shared = overlap(one, other)
    return shared > 0 and shared * 2 >= min(one["end"] - one["start"], other["end"] - other["start"])


def count(gold: Mapping[str, Any], found: Spans) -> Counts:
    """Return the counts of one document; `found` holds findings with start, end, masking, category, confidence."""
    masking = [span for span in gold["spans"] if span["masking"] is True]
    nulls = [span for span in gold["spans"] if span["masking"] is None]
    traps = [span for span in gold["spans"] if span["masking"] is False]
    flagged = [each for each in found if each.get("masking", True)]
    pairs = pair(masking, flagged)
    paired = set(pairs.values())
    rest = [each for n, each in enumerate(flagged) if n not in paired]
    duplicates = [each for each in rest if any(same(span, each) for span in masking)]
    false = [each for each in rest if not any(same(span, each) for span in (*masking, *nulls))]
    return Counts(
        len(pairs),
        len(masking) - len(pairs),
        len(false),
        len(duplicates),
        len(traps),
        sum(any(same(span, each) for each in false) for span in traps),
        sum(masking[i]["category"] == flagged[j].get("category") for i, j in pairs.items()),
        len(gold["text"].split()),
        tuple(
            (float(each.get("confidence", 1.0)), any(same(span, each) for span in masking))
            for each in found
            if not any(same(span, each) for span in nulls)
        ),
    )


def pair(masking: Spans, flagged: Spans) -> dict[int, int]:
    """Return which annotated span is met by which flagged one: the largest overlaps first, each used once."""
    options = sorted(
        (
            (overlap(span, each), i, j)
            for i, span in enumerate(masking)
            for j, each in enumerate(flagged)
            if same(span, each)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in options:
        if i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs


def calibration_error(points: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Return the expected calibration error over equal bins of confidence."""
    table: dict[int, list[tuple[float, bool]]] = {}
    for point in points:
        table.setdefault(min(bins - 1, int(point[0] * bins)), []).append(point)
    gaps = (abs(sum(p for p, _ in each) - sum(right for _, right in each)) for each in table.values())
    return sum(gaps) / max(1, len(points))


def brier(points: Sequence[tuple[float, bool]]) -> float:
    """Return the mean squared difference of confidence and truth."""
    return sum((p - right) ** 2 for p, right in points) / max(1, len(points))
