"""Tests of reading a long record where its checks rest: which sentences, and what is told of them."""

from __future__ import annotations

import numpy as np
import pytest

from cse_text.matching.passages import PassageReader
from cse_text.matching.skimmer import Skimmer
from cse_text.matching.tagger import Reading
from cse_text.matching.tagset import OUTPUTS, RECORD, RECORDS
from cse_text.matching.windows import join_stretches

TEXT = "One here. Two here. Three here. Four here. Five here."
CLOSED = RECORDS.index("closed-on-blame")
PLAIN = PassageReader(lambda notes: notes[:, : len(RECORDS)])  # whose first notes are the scores themselves


class _Blind(Skimmer):
    """A skimmer that lets nothing through by itself."""

    def __init__(self) -> None:
        self._threshold = 1.0

    def scores(self, text: str, sentences: object) -> np.ndarray:
        """Return the same low score for all."""
        return np.zeros(5)


@pytest.mark.parametrize(
    ("always", "asked", "read"),
    [
        ((), (), []),
        ((22,), (), ["Two here. Three here. "]),
        ((), (22,), ["Two here. Three here. Four here. "]),
        ((), (0,), ["One here. Two here. "]),
        ((), (50,), ["Four here. Five here."]),
        ((0,), (50, 500), ["One here. ", "Four here. Five here."]),
    ],
)
def test_beside_what_is_asked_the_next_sentence_is_read(
    always: tuple[int, ...], asked: tuple[int, ...], read: list[str]
) -> None:
    """A sentence is read with the one before it, one that a check rests on also with the one behind."""
    assert [TEXT[start:end] for start, end in _Blind().windows(TEXT, always, asked)] == read


def test_windows_that_meet_are_one_stretch() -> None:
    """What was read without a gap is one stretch, in order of place."""
    assert join_stretches([(0, 5), (5, 9), (12, 20)]) == ((0, 9), (12, 20))
    assert join_stretches([]) == ()


def _reading(stretches: tuple[tuple[int, int], ...] | None) -> Reading:
    """Return a reading of the first and the last sentence, sure of a closing in all of it."""
    starts, ends = np.array([0, 4, 43, 48]), np.array([3, 8, 47, 52])
    scores = np.full((4, OUTPUTS), -9.0)
    scores[:, RECORD.start + CLOSED] = 3.0
    return Reading(starts, ends, scores, stretches=stretches)


def test_no_passage_reaches_over_what_was_not_read() -> None:
    """Pieces that follow one another in a reading, but not in the text, are two passages."""
    found = PLAIN.passages(TEXT, _reading(((0, 10), (43, 53))))

    assert [TEXT[each.start : each.end] for each in found or ()] == ["One here", "Five here"]


def test_passages_are_told_only_where_they_were_asked_for() -> None:
    """A reading in parts tells none unless it was made for them; one that read nothing tells that there are none."""
    assert PLAIN.passages(TEXT, _reading(None)) is None
    assert PLAIN.passages(TEXT, _reading(())) == ()
