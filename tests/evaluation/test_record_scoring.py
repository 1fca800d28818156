"""Tests of scoring findings about whole records."""

from __future__ import annotations

from cse_text.evaluation.record_scoring import score_records

GOLD = {"documents": [{"type": "closed-on-blame", "spans": [[0, 5]]}, {"type": "not-recorded", "spans": [[20, 30]]}]}


def counts(*pairs: tuple[dict, dict]) -> dict[str, tuple[int, int, int]]:  # type: ignore[type-arg]
    """Return hits, missed and false of each type."""
    return {row.name: (row.hits, row.missed, row.false) for row in score_records(pairs)}


def test_a_hit_needs_the_type_and_one_span_that_overlaps() -> None:
    """The right type elsewhere is both missed and false; the right type on a shared character is a hit."""
    found = counts((GOLD, {"closed-on-blame": [(9, 12), (4, 6)], "not-recorded": [(30, 31)]}))

    assert found["closed-on-blame"] == (1, 0, 0)
    assert found["not-recorded"] == (0, 1, 1)
    assert found["all six"] == (1, 1, 1)


def test_a_type_counts_once_a_document() -> None:
    """Several findings of one type in one document are one false alarm."""
    found = counts((GOLD, {"missing-without-enquiry": [(0, 1), (5, 6)]}))
    assert found["missing-without-enquiry"] == (0, 0, 1)


def test_types_nobody_annotated_are_left_out() -> None:
    """A check that the annotation does not know gets no row, and no annotation at all gives no table."""
    assert "exploitation-treated-as-over" not in counts((GOLD, {"exploitation-treated-as-over": [(0, 1)]}))
    assert counts(({"documents": []}, {"closed-on-blame": [(0, 1)]})) == {}
