"""How masking wording goes through a record: who wrote it first, who repeated or copied it, who challenged it.

Wording is the same where its words are, but for small words and endings; it is copied where the whole sentence is
nearly the same. A challenge is wording that context reads as talked about: named, corrected or struck through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from cse_text.audit.chronology import Line
from cse_text.text import sentence_at, sentence_starts
from cse_text.types import Finding, ScannedRecord

How = Literal["first", "repeated", "copied", "challenged"]
ALIKE = 0.6  # share of words in common from which wording is the same
COPIED = 0.85  # share of words in common from which a sentence is copied
SHORT = 3  # letters up to which a word has no ending to lose
LONG = 6  # words from which a sentence that is the same is not so by chance

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    "a an the her his their she he they him them herself himself themselves self is are was were".split()
)
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a wording stands: the entry, the finding, and how it came there."""

    line: Line
    finding: Finding
    how: How


@dataclass(frozen=True, slots=True)
class Spread:
    """One wording and its uses, in order of the time line; the first use comes first."""

    wording: str
    category: str
    uses: tuple[Use, ...]

    @property
    def challenges(self) -> tuple[Use, ...]:
        """The uses that challenge the wording."""
        return tuple(use for use in self.uses if use.how == "challenged")

    @property
    def repeats(self) -> tuple[Use, ...]:
        """The uses after the first that take the wording on."""
        return tuple(use for use in self.uses[1:] if use.how != "challenged")

    @property
    def after_challenge(self) -> tuple[Use, ...]:
        """The uses behind the first challenge that take the wording on all the same."""
        numbers = [number for number, use in enumerate(self.uses) if use.how == "challenged"]
        return tuple(use for use in self.uses[numbers[0] :] if use.how != "challenged") if numbers else ()


def spread(lines: Sequence[Line], scanned: ScannedRecord) -> tuple[Spread, ...]:
    """Return each wording that stands more than once or is challenged, those with most uses first."""
    groups: list[list[tuple[Line, Finding]]] = []
    for line in lines:
        for finding in (each for each in scanned.findings if _counts(each, line)):
            group = next((each for each in groups if _same(each[0][1], finding)), None)
            if group is None:
                groups.append([(line, finding)])
            else:
                group.append((line, finding))
    found = [_spread(group, scanned.record.text) for group in groups if len(group) > 1]
    return tuple(sorted(found, key=lambda each: -len(each.uses)))


def _counts(finding: Finding, line: Line) -> bool:
    inside = line.entry.start <= finding.start < line.entry.end
    return inside and (finding.masking or finding.voice == "meta")


def _same(one: Finding, other: Finding) -> bool:
    first, second = _key(one.text), _key(other.text)
    return first == second or _alike(first, second) >= ALIKE


def _spread(group: Sequence[tuple[Line, Finding]], text: str) -> Spread:
    starts = sentence_starts(text)
    sentences = [_key(text[slice(*sentence_at(starts, finding.start, len(text)))]) for _, finding in group]
    uses = [Use(line, finding, _how(finding, number, sentences)) for number, (line, finding) in enumerate(group)]
    return Spread(group[0][1].text, group[0][1].category, tuple(uses))


def _how(finding: Finding, number: int, sentences: Sequence[frozenset[str]]) -> How:
    if not finding.masking:
        return "challenged"
    if number == 0:
        return "first"
    own = sentences[number]
    long_enough = len(own) >= LONG
    return "copied" if long_enough and _most(own, sentences[:number]) >= COPIED else "repeated"


def _most(own: frozenset[str], before: Iterable[frozenset[str]]) -> float:
    return max((_alike(own, each) for each in before), default=0.0)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    both = one | other
    return len(one & other) / len(both) if both else 0.0


def _key(words: str) -> frozenset[str]:
    """Return the words that make a wording, without small words and endings."""
    folded = (word.lower() for word in _WORD.findall(words))
    return frozenset(_stem(word) for word in folded if word not in _SMALL)


def _stem(word: str) -> str:
    """Return a word without its ending, so that 'puts' and 'putting' are the same."""
    bare = _ENDING.sub("", word) if len(word) > SHORT else word
    return bare[:-1] if bare[-2:-1] == bare[-1:] else bare
