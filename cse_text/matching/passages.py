"""Passages read as showing a finding about the whole record: runs of word pieces of one kind.

The tagger notes a few numbers of each piece, window by window; a small convolutional reader goes over the notes of the
whole record (training/passages.py), since what settles a finding often stands in another entry.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from cse_text.matching.onnx import open_session
from cse_text.matching.tagger import Reading, whole_words
from cse_text.matching.tagset import OUTPUTS, RECORD, RECORDS
from cse_text.odds import sigmoids
from cse_text.resources import data_folder
from cse_text.types import Passage

FILE = "passages.onnx"  # beside the tagger that notes for it

LEAST = 0.12  # probability below which a piece belongs to no passage
GAP = 6  # pieces below it that a passage may hold
TELLING = 6  # of a passage's pieces, how many of the surest tell its probability


class PassageReader:
    """Reads the tagger's notes of a whole record; `scorer` makes notes (pieces x NOTES) scores (pieces x RECORDS)."""

    def __init__(self, scorer: Callable[[np.ndarray], np.ndarray]) -> None:
        self.scorer = scorer

    @classmethod
    def load(cls, folder: Path | None = None) -> PassageReader:
        """Return the shipped reader; raise ModelError where it is missing or damaged."""
        session = open_session((folder or data_folder("models") / "tagger") / FILE)

        def score(notes: np.ndarray) -> np.ndarray:
            scores: np.ndarray = session.run(None, {"notes": notes[np.newaxis].astype(np.float32)})[0][0]
            return scores

        return cls(score)

    def passages(self, text: str, reading: Reading) -> tuple[Passage, ...] | None:
        """Return the passages of a reading, by kind and place; None where they were not asked for of what was read.

        Nor are any told by a tagger that notes nothing. None reaches over a stretch that was not read.
        """
        if reading.scores.shape[1] < OUTPUTS or not (reading.whole or reading.stretches is not None):
            return None
        if not len(reading.starts):
            return ()
        scores = self.scorer(reading.scores[:, RECORD])
        found: list[Passage] = []
        for start, end in ((0, len(text)),) if reading.whole else reading.stretches or ():
            part = slice(int(np.searchsorted(reading.starts, start)), int(np.searchsorted(reading.starts, end)))
            found += found_passages(text, reading.starts[part], reading.ends[part], scores[part])
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
