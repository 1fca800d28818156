"""Names are masked before the tagger reads, so that no decision rests on what a person or a place is called.

Each name in a window becomes one of a few fixed ones, in the order of appearance: who is the same stays the same.
A name is a capitalised word that the corpus never writes small; which those are lies beside the tagger (WORDS).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cse_text.released import read_released

WORDS = "words.txt"  # beside the tagger: words that the corpus writes small, one a line
FIXED = ("Kayla", "Dean", "Amina", "Lewis", "Tia", "Marcus", "Erin", "Callum", "Leah", "Kyle")
_CAPITALISED = re.compile(r"(?<![A-Za-z'\u2019])[A-Z][a-z]+(?![A-Za-z])")
_SMALL = re.compile(r"(?<![A-Za-z])[a-z]+(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with its names masked, and where each name stood: (start, end) there and (start, end) in the text."""

    text: str
    names: tuple[tuple[int, int, int, int], ...]

    def places(self, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return offsets into the text itself for half-open ranges of the masked one; within a name, all of it."""
        old_starts, old_ends = starts.copy(), ends.copy()
        for start, end, old_start, old_end in self.names:
            old_starts[starts >= end] = starts[starts >= end] + (old_end - end)
            old_ends[ends > end] = ends[ends > end] + (old_end - end)
            old_starts[(starts >= start) & (starts < end)] = old_start
            old_ends[(ends > start) & (ends <= end)] = old_end
        return old_starts, old_ends


class NameMask:
    """Masks the names of a text. Built from the words that are not names."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)

    @classmethod
    def load(cls, folder: Path) -> NameMask:
        """Return the mask of the tagger in a folder; one that masks nothing where the file is missing."""
        path = folder / WORDS
        return cls(read_released(path).decode().split()) if path.is_file() else NO_MASK

    def masked(self, text: str) -> Masked:
        """Return the text with each name replaced by a fixed one."""
        if not self._words:
            return Masked(text, ())
        parts: list[str] = []
        names: list[tuple[int, int, int, int]] = []
        given: dict[str, str] = {}
        read = length = 0
        for match in _CAPITALISED.finditer(text):
            word = match.group()
            if word.lower() in self._words:
                continue
            name = given.setdefault(word, FIXED[len(given) % len(FIXED)])
            length += match.start() - read
            names.append((length, length + len(name), match.start(), match.end()))
            parts += (text[read : match.start()], name)
            length += len(name)
            read = match.end()
        return Masked("".join((*parts, text[read:])), tuple(names))


NO_MASK = NameMask(())


def small_words(texts: Iterable[str]) -> list[str]:
    """Return the words that texts write small, in order."""
    return sorted({word for text in texts for word in _SMALL.findall(text)})
