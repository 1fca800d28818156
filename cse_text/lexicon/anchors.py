"""Which sentences deserve a look: a cheap automaton over the folded bytes of a whole text."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from cse_text.text import fold

_LETTERS = frozenset(range(0x30, 0x3A)) | frozenset(range(0x61, 0x7B)) | frozenset(range(0xC0, 0x100))


class AnchorScanner:
    """Finds the places of anchor words in a text, at automaton speed."""

    def __init__(self, anchors: Iterable[str]) -> None:
        self._automaton = BytesAhoCorasick(
            sorted(anchor.encode("latin-1", "replace") for anchor in anchors),
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.DFA,
        )

    def offsets(self, text: str) -> list[int]:
        """Return where whole anchor words begin, in code points, in order."""
        folded = fold(text)
        last = len(folded)
        return [
            start
            for _, start, end in self._automaton.find_matches_as_indexes(folded)
            if (start == 0 or folded[start - 1] not in _LETTERS) and (end == last or folded[end] not in _LETTERS)
        ]
