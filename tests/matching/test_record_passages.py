"""Tests of passages: runs of word pieces in which the tagger reads a finding about the whole record."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_text.matching.passages import GAP, LEAST, PassageReader, found_passages
from cse_text.matching.tagger import Reading
from cse_text.matching.tagset import NOTES, OUTPUTS, RECORD, RECORDS, SPANS

TEXT = "Case closed as she will not engage. Toast for tea."
CLOSED = RECORDS.index("closed-on-blame")
NO = -9.0
PLAIN = PassageReader(lambda notes: notes[:, : len(RECORDS)])  # whose first notes are the scores themselves


def _pieces(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the words of a text as pieces."""
    ends = [n for n in range(1, len(text) + 1) if text[n - 1] != " " and (n == len(text) or text[n] == " ")]
    starts = [0, *(text.index(" ", end) + 1 for end in ends[:-1])]
    return np.array(starts), np.array(ends)


def _scores(number: int, sure: dict[int, float]) -> np.ndarray:
    scores = np.full((number, len(RECORDS)), NO)
    for piece, probability in sure.items():
        scores[piece, CLOSED] = np.log(probability / (1 - probability))
    return scores


def test_a_run_of_sure_pieces_is_one_passage() -> None:
    """Sure pieces, with a small gap between them, are one passage of their kind, quoted whole."""
    starts, ends = _pieces(TEXT)
    (found,) = found_passages(TEXT, starts, ends, _scores(len(starts), {0: 0.9, 1: 0.8, 4: 0.7, 6: 0.6}))
    assert (found.check, TEXT[found.start : found.end]) == ("closed-on-blame", "Case closed as she will not engage")
    assert found.probability == pytest.approx(0.5)  # of its six surest pieces, those of the gap among them


def test_pieces_far_apart_are_two_passages() -> None:
    """What lies further apart than the gap is told twice."""
    text = " ".join(["word"] * (GAP + 4))
    starts, ends = _pieces(text)
    found = found_passages(text, starts, ends, _scores(len(starts), {0: 0.9, GAP + 2: 0.9}))
    assert [(each.start, each.end) for each in found] == [(0, 4), (int(starts[GAP + 2]), int(ends[GAP + 2]))]


def test_a_tagger_that_read_parts_tells_nothing_of_the_record() -> None:
    """Passages are told only where all was read, and by a tagger that makes notes for them."""
    starts, ends = _pieces(TEXT)
    scores = np.full((len(starts), OUTPUTS), NO)
    scores[0, RECORD] = 2.0
    assert PLAIN.passages(TEXT, Reading(starts, ends, scores)) is None
    assert PLAIN.passages(TEXT, Reading(starts, ends, scores[:, :SPANS], whole=True)) is None
    assert len(PLAIN.passages(TEXT, Reading(starts, ends, scores, whole=True)) or ()) == len(RECORDS)


@given(st.lists(st.floats(0.001, 0.999), min_size=1, max_size=40))
def test_passages_are_quotations_apart_from_each_other(sure: list[float]) -> None:
    """Whatever the scores, passages lie in the text, in order and apart, and each is at least as sure as the floor."""
    text = " ".join(f"w{n}" for n in range(len(sure)))
    starts, ends = _pieces(text)
    found = found_passages(text, starts, ends, _scores(len(sure), dict(enumerate(sure))))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end < other.start for one, other in pairwise(found))
    assert (not found) == (max(sure) < LEAST - 1e-9)


def test_what_is_read_of_a_piece_rests_on_the_whole_record() -> None:
    """The shipped reader sees far: what stands at a record's end bears on what it makes of the beginning."""
    notes = np.random.default_rng(7).random((400, NOTES), dtype=np.float32)
    other = notes.copy()
    other[-40:] = 0.0
    score = PassageReader.load().scorer

    assert score(notes)[0] == pytest.approx(score(notes.copy())[0])
    assert score(notes)[0] != pytest.approx(score(other)[0])
