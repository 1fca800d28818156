"""Annotated documents as tensors for the tagger: windows of word pieces with their labels."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cse_text.matching.names import Masked, NameMask
from cse_text.matching.tagset import CATEGORIES, SUBJECTS, VOICES
from cse_text.matching.windows import cut_sentences, join_sentences

IGNORE = -100
LONGEST = 192  # word pieces a window
_PAIRS = """he she|his her|him her|himself herself|boy girl|boys girls|lad lass|lads lasses|son daughter|sons daughters
brother sister|brothers sisters|mum dad|mother father|mothers fathers|male female|males females|man woman|men women
uncle aunt|nephew niece|grandfather grandmother|mr mrs"""


_GENDER_BIAS = CATEGORIES.index("gender-bias")


@dataclass(frozen=True, slots=True)
class Window:
    """One window: word piece ids and, for each, the labels of the five outputs (IGNORE where none applies)."""

    ids: np.ndarray
    labels: np.ndarray  # 5 x pieces: mark, begin, category, voice, subject


class Sexes:
    """Exchanges the words that tell a person's sex, so that what is learnt of girls holds for boys."""

    def __init__(self, tokenizer: Any) -> None:
        self._other: dict[int, int] = {}
        for pair in _PAIRS.replace("\n", "|").split("|"):
            one, other = (tokenizer.token_to_id(word) for word in pair.split())
            if one is not None and other is not None:
                self._other.setdefault(one, other)
                self._other.setdefault(other, one)

    def exchanged(self, window: Window) -> Window:
        """Return the window with those words exchanged; what is said of boys alone is left as it is."""
        if (window.labels[2] == _GENDER_BIAS).any():
            return window
        return Window(np.array([self._other.get(int(piece), int(piece)) for piece in window.ids]), window.labels)


def make_windows(
    document: dict[str, Any], tokenizer: Any, names: NameMask, rng: random.Random | None = None
) -> list[Window]:
    """Return the windows of a document; with `rng` they are cut at random sizes, so that each epoch sees others."""
    text = document["text"]
    most = rng.choice((160, 320, 560, 700)) if rng else 560
    ranges = join_sentences(cut_sentences(text), most)
    return [_window(names.masked(text[start:end]), start, end, document["spans"], tokenizer) for start, end in ranges]


def _window(masked: Masked, start: int, end: int, spans: Sequence[dict[str, Any]], tokenizer: Any) -> Window:
    encoded = tokenizer.encode(masked.text)
    places = np.array(encoded.offsets[:LONGEST], dtype=np.int64).reshape(-1, 2)
    offsets = list(zip(*(each.tolist() for each in masked.places(places[:, 0], places[:, 1])), strict=True))
    ids = np.array(encoded.ids[:LONGEST], dtype=np.int64)
    labels = np.full((5, len(ids)), IGNORE, dtype=np.int64)
    labels[0] = labels[1] = 0
    special = np.array(encoded.special_tokens_mask[:LONGEST], dtype=bool)
    for span in spans:
        if span["start"] < end and span["end"] > start:
            _label(labels, offsets, special, span, start)
    labels[:, special] = IGNORE
    return Window(ids, labels)


def _label(
    labels: np.ndarray, offsets: Sequence[tuple[int, int]], special: np.ndarray, span: dict[str, Any], shift: int
) -> None:
    inside = [
        n
        for n, (low, high) in enumerate(offsets)
        if not special[n] and low + shift < span["end"] and high + shift > span["start"]
    ]
    if not inside:
        return
    if span["masking"] is None:
        labels[:, inside] = IGNORE
        return
    labels[0, inside] = 1 if span["masking"] else 2
    labels[1, inside] = 0
    labels[1, inside[0]] = 1
    labels[2, inside] = CATEGORIES.index(span["category"])
    labels[3, inside] = VOICES.index(span["voice"])
    labels[4, inside] = SUBJECTS.index(span["subject"])


def batches(windows: Sequence[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Return batches of windows of like length, in random order; `size` counts word pieces, padding included."""
    order = sorted(windows, key=lambda window: len(window.ids) + rng.random() * 8)
    made: list[list[Window]] = []
    batch: list[Window] = []
    for window in order:
        if batch and max(len(each.ids) for each in [*batch, window]) * (len(batch) + 1) > size:
            made.append(batch)
            batch = []
        batch.append(window)
    if batch:
        made.append(batch)
    rng.shuffle(made)
    return made


def padded(batch: Sequence[Window]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return ids, attention mask and labels of a batch, padded to its longest window."""
    longest = max(len(window.ids) for window in batch)
    ids = np.zeros((len(batch), longest), dtype=np.int64)
    mask = np.zeros((len(batch), longest), dtype=np.int64)
    labels = np.full((5, len(batch), longest), IGNORE, dtype=np.int64)
    for row, window in enumerate(batch):
        ids[row, : len(window.ids)] = window.ids
        mask[row, : len(window.ids)] = 1
        labels[:, row, : len(window.ids)] = window.labels
    return ids, mask, labels
