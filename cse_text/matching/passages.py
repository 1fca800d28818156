"""Passages that the tagger reads as showing a finding about the whole record: runs of pieces of one kind."""

from __future__ import annotations

import numpy as np

from cse_text.matching.tagger import Reading, whole_words
from cse_text.matching.tagset import OUTPUTS, RECORD, RECORDS
from cse_text.odds import sigmoids
from cse_text.types import Passage

LEAST = 0.12  # probability below which a piece belongs to no passage
GAP = 6  # pieces below it that a passage may hold
TELLING = 6  # of a passage's pieces, how many of the surest tell its probability


def passages(text: str, reading: Reading) -> tuple[Passage, ...] | None:
    """Return the passages of a reading, by kind and place; None where they were not asked for of what was read.

    Nor does a tagger tell any that was not taught them. None reaches over a stretch that was not read.
    """
    if reading.scores.shape[1] < OUTPUTS or not (reading.whole or reading.stretches is not None):
        return None
    found: list[Passage] = []
    for start, end in ((0, len(text)),) if reading.whole else reading.stretches or ():
        part = slice(int(np.searchsorted(reading.starts, start)), int(np.searchsorted(reading.starts, end)))
        found += found_passages(text, reading.starts[part], reading.ends[part], reading.scores[part, RECORD])
    return tuple(sorted(found, key=lambda each: RECORDS.index(each.check)))


def found_passages(text: str, starts: np.ndarray, ends: np.ndarray, scores: np.ndarray) -> tuple[Passage, ...]:
    """Return the passages in pieces at starts..ends whose scores (pieces x RECORDS) are before the sigmoid."""
    probabilities = sigmoids(scores.astype(np.float64))
    found = []
    for column, check in enumerate(RECORDS):
        sure = probabilities[:, column]
        for first, after in _runs(np.flatnonzero(sure >= LEAST)):
            told = np.sort(sure[first:after])[-TELLING:].mean()
            start, end = whole_words(text, int(starts[first]), int(ends[after - 1]))
            found.append(Passage(check, start, end, round(float(told), 4)))
    return tuple(found)


def _runs(pieces: np.ndarray) -> list[tuple[int, int]]:
    """Return half-open runs of piece numbers, with small gaps."""
    if not len(pieces):
        return []
    breaks = np.flatnonzero(np.diff(pieces) > GAP)
    firsts = [int(pieces[0]), *(int(pieces[n + 1]) for n in breaks)]
    lasts = [*(int(pieces[n]) for n in breaks), int(pieces[-1])]
    return [(first, last + 1) for first, last in zip(firsts, lasts, strict=True)]
