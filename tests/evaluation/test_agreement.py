"""Tests of comparing two people's marks."""

from __future__ import annotations

import numpy as np
import pytest

from cse_text.evaluation.agreement import compare, kappa
from tests.evaluation.gold_files import document, gold_span


def test_the_same_marks_agree_wholly() -> None:
    """Marks compared with themselves have F1 1, kappa 1 where both answers occur, and no difference."""
    marks = document("a", gold_span("promiscuous"), gold_span("boyfriend", masking=False, subject="adult"))
    found = compare([marks], [marks])

    assert (found.documents, found.f1.value, found.differences) == (1, 1.0, ())
    assert {each.name: each.kappa.value for each in found.agreed if each.kappa} == {
        "masking, word by word": 1.0,
        "masking": 1.0,
        "subject": 1.0,
    }


def test_every_difference_is_listed_with_both_answers() -> None:
    """A verdict, a name and marks that only one set are each listed; doubtful spans of either are left out."""
    first = document("a", gold_span("promiscuous"), gold_span("absconded"), gold_span("came back", masking=None))
    second = document("a", gold_span("promiscuous", masking=False), gold_span("boyfriend"), gold_span("came back"))
    found = compare([first], [second])

    assert (found.spans.hits, found.spans.missed, found.spans.false) == (0, 2, 1)
    assert [(each.kind, each.said, each.annotated) for each in found.differences] == [
        ("masking", "True", "False"),
        ("one marked", "discrediting, masking", "nothing"),
        ("one marked", "nothing", "discrediting, masking"),
    ]


def test_only_notes_that_both_marked_are_compared() -> None:
    """Another id, or another text under the same id, is no common note."""
    first = [document("a"), document("b"), document("c")]
    second = [document("a"), document("b", text="Another text."), document("d")]

    found = compare(first, second)

    assert (found.documents, found.only_first, found.only_second, found.other_text) == (1, 1, 1, 1)
    assert compare([], []).documents == 0


def test_kappa() -> None:
    """Kappa is agreement beyond chance, and no number where only one answer was given."""
    assert kappa(np.array([[20.0, 5.0], [10.0, 15.0]])) == pytest.approx(0.4)
    assert np.isnan(kappa(np.array([[9.0, 0.0], [0.0, 0.0]])))
