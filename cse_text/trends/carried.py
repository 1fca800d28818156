"""Which words of a run were written before: lines carried forward or cloned count once, words and findings alike.

`cse_text.copies` marks findings in copied text; rates need the copied words too, or the more is copied the lower the
rate. A line of twelve words is remembered as one number of 64 bits; a shorter one only as the next line of another.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import blake2b

LEAST_WORDS = 12
MOST = 2_000_000  # lines remembered: some 250 MB at most, the newest kept
_LEAD = re.compile(r"[\W\d_]*")  # a log line is copied under a new date, so that is no part of it

Span = tuple[int, int]


@dataclass(slots=True)
class Carried:
    """Remembers the lines of a run, in the order in which they are read."""

    most: int = MOST
    _met: OrderedDict[bytes, None] = field(default_factory=OrderedDict)

    def read(self, text: str, start: int, end: int) -> tuple[int, int, list[Span]]:
        """Return how many words of text[start:end] are new, how many copied, and where the copied lines stand."""
        new = copied = 0
        spans: list[Span] = []
        before, met = b"", False
        for line in re.finditer(r"[^\n]+", text[start:end]):
            words = _LEAD.sub("", line[0], count=1).split()
            before, met = self._seen(words, before, met=met)
            count = len(line[0].split())
            if met:
                copied += count
                spans.append((start + line.start(), start + line.end()))
            else:
                new += count
        return new, copied, spans

    def _seen(self, words: list[str], before: bytes, *, met: bool) -> tuple[bytes, bool]:
        """Return the line's key and whether it was met; a short line only counts behind one that was met too."""
        long = len(words) >= LEAST_WORDS
        told = " ".join(words).encode("utf-8", "replace")
        key = blake2b(told if long else before + told, digest_size=8).digest()
        known = key in self._met and (long or met)
        self._met[key] = None
        if len(self._met) > self.most:
            self._met.popitem(last=False)
        return key, known
