"""Tests of scoring: what counts as the same span, hits, traps, duplicates, nulls, calibration."""

from __future__ import annotations

from typing import Any

import pytest

from cse_text.evaluation.scoring import Counts, brier, calibration_error, count, same


def span(
    start: int, end: int, *, masking: bool | None = True, category: str = "other", confidence: float = 0.9
) -> dict[str, Any]:
    """Return a span as gold and found alike."""
    return {"start": start, "end": end, "masking": masking, "category": category, "confidence": confidence}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 10), (0, 10), True),
        ((0, 10), (5, 30), True),
        ((0, 10), (6, 30), False),
        ((0, 4), (4, 8), False),
        ((0, 2), (0, 90), True),
    ],
)
def test_same(one: tuple[int, int], other: tuple[int, int], expected: bool) -> None:
    """Two spans are the same where they share half of the shorter one."""
    assert same(span(*one), span(*other)) is expected


def test_counts() -> None:
    """A hit, a miss, a trap flagged, a null left out and a duplicate are told apart."""
    gold = {
        "text": "a b c d e",
        "spans": [span(0, 10), span(20, 30), span(40, 50, masking=False), span(60, 70, masking=None)],
    }
    found = [
        span(0, 5, category="x"),
        span(5, 10),
        span(40, 50),
        span(60, 70),
        span(80, 90),
        span(20, 30, masking=False),
    ]
    counts = count(gold, found)

    assert (counts.hits, counts.missed, counts.false, counts.duplicates) == (1, 1, 2, 1)
    assert (counts.traps, counts.trapped, counts.words) == (1, 1, 5)
    assert counts.precision == pytest.approx(1 / 3)
    assert counts.recall == pytest.approx(1 / 2)
    assert (counts + counts).hits == 2


def test_no_documents_give_zero_and_not_an_error() -> None:
    """Shares of nothing are nothing."""
    assert Counts().f1 == 0
    assert calibration_error([]) == 0
    assert brier([]) == 0


def test_calibration() -> None:
    """Confidences that keep their word have no error; those that do not have as much as they are off."""
    assert calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == pytest.approx(0)
    assert calibration_error([(0.9, False)] * 10) == pytest.approx(0.9)
    assert brier([(1.0, True), (0.0, True)]) == pytest.approx(0.5)
