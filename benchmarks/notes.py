"""Seeded notes for benchmarks, put together from sentences of the annotated corpus.

`ordinary` notes hold mostly sentences without masking, `dense` ones as many as the corpus itself; `carried` ones are
ordinary, and two in three repeat most of the note before, as updates of a record do.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from cse_text.matching.windows import cut_sentences

CORPUS = Path(__file__).resolve().parent.parent / "corpus_samples" / "annotated"
MASKING_SHARE = {"ordinary": 0.02, "dense": 0.2, "carried": 0.02}
SENTENCES = {"small": 4, "large": 120, "usual": 24}
_CARRIED_SHARE = 2 / 3


def make_notes(number: int, kind: str, seed: int = 7, size: str = "usual") -> list[str]:
    """Return seeded notes of a kind and size."""
    return list(stream_notes(number, kind, seed, size))


def stream_notes(number: int, kind: str, seed: int = 7, size: str = "usual") -> Iterator[str]:
    """Yield seeded notes, one at a time."""
    plain, masking = _sentences()
    rng = random.Random(seed)
    before: list[str] = []
    for _ in range(number):
        drawn = [rng.choice(masking if rng.random() < MASKING_SHARE[kind] else plain) for _ in range(SENTENCES[size])]
        if kind == "carried" and before and rng.random() < _CARRIED_SHARE:
            drawn = [*before[: -len(drawn) // 6], *drawn[: len(drawn) // 6]]
        before = drawn
        yield " ".join(drawn)


@cache
def masking_wordings() -> tuple[str, ...]:
    """Return the distinct wordings that mask in the corpus: what a list of phrases would be made of."""
    found = {
        " ".join(document["text"][span["start"] : span["end"]].split())
        for document in _documents()
        for span in document["spans"]
        if span["masking"] is True
    }
    return tuple(sorted(found))


def _documents() -> Iterator[dict[str, Any]]:
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                yield json.loads(line)


@cache
def _sentences() -> tuple[list[str], list[str]]:
    plain: list[str] = []
    masking: list[str] = []
    for document in _documents():
        spans = document["spans"]
        for start, end in cut_sentences(document["text"]):
            met = [span for span in spans if span["start"] < end and span["end"] > start]
            if not met or any(span["masking"] for span in met):
                (masking if met else plain).append(document["text"][start:end].strip())
    return plain, masking
