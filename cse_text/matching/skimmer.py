"""The skimmer: which sentences the tagger should read at standard depth.

A small convolutional reader over the tagger's own word pieces (training/skimmer.py). A sentence passes where
any of its pieces looks enough like masking; it is then read with the sentence before it, which is its context.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from cse_text.errors import ModelError
from cse_text.matching.tagger import Tagger, onnx_scorer
from cse_text.matching.tagset import MARK
from cse_text.matching.windows import MOST_CHARACTERS, cut_sentences
from cse_text.odds import softmax
from cse_text.released import read_released
from cse_text.resources import data_folder


class Skimmer:
    """Skims a text and returns the windows that deserve a closer reading."""

    def __init__(self, reader: Tagger, threshold: float) -> None:
        self._reader = reader
        self._threshold = threshold

    @classmethod
    def load(cls, tagger: Tagger, folder: Path | None = None) -> Skimmer:
        """Return the shipped skimmer over the tagger's pieces; raise ModelError where it is missing or damaged."""
        folder = folder or data_folder("models") / "skimmer"
        try:
            threshold = json.loads(read_released(folder / "skimmer.json"))["threshold"]
        except (OSError, ValueError, KeyError) as error:
            raise ModelError("model-broken", "the skimmer is missing or damaged; install the package again") from error
        scorer = onnx_scorer(folder / "skimmer.onnx")
        return cls(Tagger(tagger.tokenizer, scorer, tagger.names), float(threshold))

    def scores(self, text: str, sentences: Sequence[tuple[int, int]]) -> np.ndarray:
        """Return for each sentence the highest probability of masking among its word pieces."""
        reading = self._reader.read(text)
        if not len(reading.starts):
            return np.zeros(len(sentences))
        masking = softmax(reading.scores[:, MARK])[:, 1]
        bounds = [
            (int(np.searchsorted(reading.ends, a, "right")), int(np.searchsorted(reading.starts, b)))
            for a, b in sentences
        ]
        return np.array([masking[low:high].max() if high > low else 0.0 for low, high in bounds])

    def windows(self, text: str, always: Sequence[int] = (), asked: Sequence[int] = ()) -> list[tuple[int, int]]:
        """Return windows around the sentences that pass, or that hold an offset of `always` or `asked`.

        Behind those of `asked` the next sentence is read too: what came of it tells whether it was asked about.
        """
        sentences = cut_sentences(text)
        chosen = set(np.flatnonzero(self.scores(text, sentences) >= self._threshold).tolist())
        chosen |= _holding(sentences, always)
        chosen |= {near for n in _holding(sentences, asked) for near in (n, n + 1)}
        return around(sentences, sorted(chosen))


def _holding(sentences: Sequence[tuple[int, int]], offsets: Iterable[int]) -> set[int]:
    """Return the numbers of the sentences that hold some offsets."""
    found = ((bisect_right(sentences, offset, key=lambda each: each[0]) - 1, offset) for offset in offsets)
    return {n for n, offset in found if n >= 0 and offset < sentences[n][1]}


def around(sentences: Sequence[tuple[int, int]], chosen: Sequence[int]) -> list[tuple[int, int]]:
    """Return windows that hold the chosen sentences, each with the one before it, joined where they meet.

    None is too long. What goes before tells who is meant; what follows gained nothing when measured.
    """
    wanted = sorted({near for n in chosen for near in (n - 1, n) if 0 <= near < len(sentences)})
    windows: list[tuple[int, int]] = []
    previous = -2
    for n in wanted:
        start, end = sentences[n]
        if windows and n == previous + 1 and end - windows[-1][0] <= MOST_CHARACTERS:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
        previous = n
    return windows
