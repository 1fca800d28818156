"""Follows the steps of a phrase through the words of one sentence, from its anchor backwards and forwards.

Up to two adverbs or intensifiers may stand between two words of a phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cse_text.lexicon.tables import ANY, CLASS, GAP, OPTIONAL, WORD
from cse_text.text import HARD_BREAK, NO_BREAK, Word

MOST_FILLERS = 2
FILLERS = frozenset(
    "very really quite rather further more most also always often still again just even ever only so too "
    "clearly increasingly continually constantly repeatedly regularly allegedly apparently reportedly "
    "significantly potentially now then already perhaps maybe somewhat extremely highly both certainly "
    "definitely obviously sometimes frequently knowingly willingly deliberately openly actively heavily deeply "
    "seriously simply basically undoubtedly".split()
)


_Steps = Sequence[tuple[int, int]]  # kind and value


class ClassWords(NamedTuple):
    """A named class: its members, the words of the longest, and whether the child's names belong to it."""

    members: frozenset[tuple[str, ...]]
    longest: int
    takes_names: bool


class Walk:
    """Follows the steps of a phrase in one direction from a word already matched."""

    __slots__ = ("_classes", "_names", "_sets", "_words")

    def __init__(
        self,
        words: Sequence[Word],
        sets: list[frozenset[int]],
        classes: Sequence[ClassWords],
        names: frozenset[str],
    ) -> None:
        self._words = words
        self._sets = sets
        self._classes = classes
        self._names = names

    def follow(self, steps: _Steps, at: int, way: int) -> int | None:
        """Return the index of the last word matched when all steps are taken from `at`, or None."""
        if not steps:
            return at
        kind, value = steps[0]
        if kind >= OPTIONAL:
            end = self.follow([(kind - OPTIONAL, value), *steps[1:]], at, way)
            return self.follow(steps[1:], at, way) if end is None else end
        if kind == GAP:
            return self._over_gap(steps[1:], at, way, value)
        here = at
        for _ in range(MOST_FILLERS + 1):
            here += way
            if not self._joined(here, way, NO_BREAK):
                return None
            for taken in self._take(kind, value, here, way):
                end = self.follow(steps[1:], taken, way)
                if end is not None:
                    return end
            if not self._filler(here):
                return None
        return None

    def taken(self, before: _Steps, steps: _Steps, after: _Steps, within: tuple[int, int]) -> tuple[int, int] | None:
        """Return the first word and the one behind the last that steps between others took; None where they took none.

        Words `within` are known to match them all.
        """
        first, last = within
        for start in range(first, last + 1):
            if not self._reaches(before[::-1], start, -1, first):
                continue
            for end in self._ends(steps, start, last):
                if self._reaches(after, end, 1, last):
                    return start, end + 1
        return None

    def _reaches(self, steps: _Steps, at: int, way: int, edge: int) -> bool:
        return self.follow(steps, at, way) == edge

    def _ends(self, steps: _Steps, start: int, last: int) -> list[int]:
        """Return where steps that begin at a word may end; a gap takes any words."""
        kind, value = steps[0]
        if kind == GAP:
            return list(range(start, min(start + value, last + 1)))
        ends = [self.follow(steps[1:], each, 1) for each in self._take(kind & ~OPTIONAL, value, start, 1)]
        return [end for end in ends if end is not None]

    def _over_gap(self, steps: _Steps, at: int, way: int, most: int) -> int | None:
        if steps[0][0] >= OPTIONAL:
            (kind, value), rest = steps[0], steps[1:]
            end = self._over_gap([(kind - OPTIONAL, value), *rest], at, way, most)
            return self._over_gap(rest, at, way, most) if end is None else end
        for skipped in range(most + 1):
            here = at + way * skipped
            if skipped and not self._joined(here, way, HARD_BREAK - 1):
                return None
            kind, value = steps[0]
            after = here + way
            if self._joined(after, way, HARD_BREAK - 1):
                for taken in self._take(kind, value, after, way):
                    end = self.follow(steps[1:], taken, way)
                    if end is not None:
                        return end
        return None

    def _take(self, kind: int, value: int, at: int, way: int) -> Sequence[int]:
        """Return the indices of the last word, for every way in which the step can be taken at `at`."""
        if kind == WORD:
            return (at,) if value in self._sets[at] else ()
        if kind == ANY:
            return (at,)
        if kind == CLASS:
            return self._take_class(value, at, way)
        return ()

    def _take_class(self, number: int, at: int, way: int) -> list[int]:
        members, longest, takes_names = self._classes[number]
        taken = []
        for length in range(longest, 0, -1):
            last = at + way * (length - 1)
            if not 0 <= last < len(self._words):
                continue
            low, high = min(at, last), max(at, last)
            if any(self._words[n].gap != NO_BREAK for n in range(low + 1, high + 1)):
                continue
            forms = tuple(word.form.removesuffix("'s") for word in self._words[low : high + 1])
            if forms in members or (takes_names and length == 1 and forms[0] in self._names):
                taken.append(last)
        return taken

    def _joined(self, at: int, way: int, most: int) -> bool:
        """True where the word at `at` exists and follows on from the word before it in this direction."""
        if not 0 <= at < len(self._words):
            return False
        return self._words[at if way > 0 else at + 1].gap <= most

    def _filler(self, at: int) -> bool:
        form = self._words[at].form
        return form in FILLERS or (len(form) > 4 and form.endswith("ly"))  # noqa: PLR2004 - shorter words in -ly are not adverbs
