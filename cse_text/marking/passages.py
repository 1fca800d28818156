"""A note cut into passages to be read one at a time: paragraphs of a bearable length, or sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from cse_text.text import sentence_starts

LONGEST = 90  # words of a passage before it is cut at the end of a line or sentence
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a note's text, without space at its ends."""

    start: int
    end: int


def passages_of(text: str, *, by_sentence: bool = False) -> list[Passage]:
    """Return the passages of a text in order; together they hold every word of it."""
    starts = sentence_starts(text)
    lines = [] if by_sentence else [match.end() for match in re.finditer("\n", text)]
    cuts = [*sorted({*starts, *lines}), len(text)]
    passages: list[Passage] = []
    for piece in (_trimmed(text, start, end) for start, end in pairwise(cuts)):
        if piece.start >= piece.end:
            continue
        if passages and not by_sentence and _may_join(text, passages[-1], piece):
            passages[-1] = Passage(passages[-1].start, piece.end)
        else:
            passages.append(piece)
    return passages


def _may_join(text: str, before: Passage, piece: Passage) -> bool:
    if _EMPTY_LINE.search(text, before.end, piece.start):
        return False
    return len(text[before.start : piece.end].split()) <= LONGEST


def _trimmed(text: str, start: int, end: int) -> Passage:
    inside = text[start:end]
    return Passage(start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip()))
