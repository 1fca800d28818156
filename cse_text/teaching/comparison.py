"""Two sittings of a quiz, before and after: shares right, the change and its interval, a chart of plain characters.

Intervals are 95 %: Wilson's for a share, Newcombe's for a difference of two (1998, the hybrid of two score intervals).
Every answer is taken by itself. Where the same people sat both times that errs on the wide side; where few teams gave
many answers, which hang together, on the narrow side. The chart says so.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt

from cse_text.teaching.cards import LEVELS
from cse_text.teaching.quiz import Answer
from cse_text.teaching.results import Sitting, counted

Z = 1.959964
FEW = 10
_PART_NAMES = {"spot": "spot the phrase", "choose": "choose the wording", "rate": "rate the risk"}
_LABEL, _BAR, _WIDEST = 22, 30, 78
ONE_ONLY = "asked in one of the two only"
CAUTION = (
    "Intervals are 95 % and take every answer by itself. Answers of one team, or to one card, hang together, so less "
    "is certain than they say. Few answers give wide intervals; a change whose interval includes 0 may be chance. "
    "Knowing the cards from before counts too."
)


@dataclass(frozen=True, slots=True)
class Share:
    """How many answers were right, of how many."""

    right: int
    total: int

    @property
    def value(self) -> float:
        """Return the share, 0 where there are no answers."""
        return self.right / self.total if self.total else 0.0

    def interval(self) -> tuple[float, float]:
        """Return Wilson's interval; all from 0 to 1 is possible where there are no answers."""
        if not self.total:
            return 0.0, 1.0
        n, p = self.total, self.value
        centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return max(0.0, centre - half), min(1.0, centre + half)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a comparison: what is compared, the two shares."""

    name: str
    before: Share
    after: Share

    @property
    def value(self) -> float:
        """Return by how much the share has changed."""
        return self.after.value - self.before.value

    def interval(self) -> tuple[float, float]:
        """Return Newcombe's interval of the change."""
        low1, high1 = self.before.interval()
        low2, high2 = self.after.interval()
        p1, p2 = self.before.value, self.after.value
        below = sqrt((p2 - low2) ** 2 + (high1 - p1) ** 2)
        above = sqrt((high2 - p2) ** 2 + (p1 - low1) ** 2)
        return max(-1.0, self.value - below), min(1.0, self.value + above)


def changes(before: Sitting, after: Sitting) -> list[Change]:
    """Return all answers, each part and each category that either sitting asked, compared."""
    one, two = before.answers(), after.answers()
    kinds = _kinds((*one, *two))
    every = (Change(name, Share(*counted(one, **kind)), Share(*counted(two, **kind))) for name, kind in kinds)
    return [each for each in every if each.before.total or each.after.total]


def chart(before: Sitting, after: Sitting) -> Iterator[str]:
    """Yield the comparison as lines of plain characters, no wider than 80."""
    yield f"before: {before.deck}, {before.day}     after: {after.deck}, {after.day}"
    unlike = differences(before, after)
    if unlike:
        yield from textwrap.wrap(unlike, _WIDEST)
    yield ""
    for change in changes(before, after):
        yield from _lines(change)
        yield ""
    yield from shifts(before, after)
    yield ""
    yield from textwrap.wrap(CAUTION, _WIDEST)


def differences(before: Sitting, after: Sitting) -> str:
    """Return what makes two sittings unlike each other, '' where nothing does."""
    if before.deck != after.deck:
        return "The two sittings used different decks: the cards may differ in how hard they are."
    if _cards(before) != _cards(after):
        return "The two sittings did not ask the same cards: they may differ in how hard they are."
    return ""


def by_part_and_category(sitting: Sitting) -> Iterator[str]:
    """Yield the shares right of all who played, by part and by category, as lines of plain characters."""
    answers = sitting.answers()
    for name, kind in _kinds(answers):
        share = Share(*counted(answers, **kind))
        if share.total:
            yield f"{name:<{_LABEL}} {_bar(share)}"


def _kinds(answers: Iterable[Answer]) -> list[tuple[str, dict[str, str]]]:
    """Return the lines of a comparison: the name of each and which answers it counts."""
    kinds: list[tuple[str, dict[str, str]]] = [("all answers", {})]
    kinds += [(name, {"part": part}) for part, name in _PART_NAMES.items()]
    return kinds + [(name, {"category": name}) for name in sorted({each.category for each in answers})]


def _cards(sitting: Sitting) -> set[str]:
    return {answer.card for answer in sitting.answers()}


def _lines(change: Change) -> Iterator[str]:
    yield f"{change.name:<{_LABEL}} before {_bar(change.before)}"
    yield f"{'':<{_LABEL}} after  {_bar(change.after)}"
    if not (change.before.total and change.after.total):
        yield f"{'':<{_LABEL}} {ONE_ONLY}"
        return
    low, high = change.interval()
    few = ", few answers" if min(change.before.total, change.after.total) < FEW else ""
    yield f"{'':<{_LABEL}} change {points(change.value)} points ({points(low)} to {points(high)}{few})"


def _bar(share: Share) -> str:
    filled = round(share.value * _BAR)
    return f"|{'#' * filled}{'.' * (_BAR - filled)}| {share.right}/{share.total}"


def points(value: float) -> str:
    """Return a difference of shares in points, with its sign."""
    rounded = round(value * 100)
    return f"{rounded:+d}" if rounded else "0"


def shifts(before: Sitting, after: Sitting) -> Iterator[str]:
    """Yield for each sitting in how many ratings the reframed note was found more serious than the note as written."""
    for name, ratings in (("before", before.ratings()), ("after", after.ratings())):
        if ratings:
            higher = sum(LEVELS.index(each.after) > LEVELS.index(each.before) for each in ratings)
            yield f"{name}: rated higher once reframed in {higher} of {len(ratings)} ratings"
