"""Words that a sentence close behind quotes and speaks of: '“Refuses to engage” puts the distance down to her'.

The definition calls wording that the author plainly corrects `meta`. How such a sentence goes on behind the quotation
is the lexicon's: the first words of its rules' analyses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from cse_text.lexicon.rules import Rule
from cse_text.text import sentence_at
from cse_text.types import Reason

REASON = Reason("spoken-of", "a sentence behind quotes the words and says what they do", masks=False)
OPENING = 3  # words of an analysis, behind {words}, that tell it from speech: "says nothing of", not "says"
LONGEST = 300  # code points of a quotation
NEAR = 700  # code points from the words to the sentence that speaks of them
_MARKS = ".,;:"
SLOTS = {
    "{they}": ("she", "he", "they"),
    "{them}": ("her", "him", "them"),
    "{their}": ("her", "his", "their"),
    "{themself}": ("herself", "himself", "themself", "themselves"),
    "<be>": ("is", "are"),
    "<have>": ("has", "have"),
    "<do>": ("does", "do"),
}
# From the opening mark, which the search leaps to: what is quoted, and the words behind it. It takes the mark alone, so
# that no quotation hides another behind it.
_QUOTED = re.compile(
    rf"[\"\u201c](?<![^\s|][\"\u201c])(?=(?P<quoted>[^\"\u201c\u201d]{{1,{LONGEST}}})[\"\u201d]"
    rf"\s+(?P<behind>\S+(?:\s+\S+){{,{OPENING - 1}}}))"
)
_WORD_END = re.compile(r"(?<=\w)(?!\w)|$")
_QUOTES = re.compile(r"[\"\u201c\u201d]")
_PARAGRAPH = re.compile(r"\n\s*\n")
_ELLIPSIS = "\u2026"


class Analysis(NamedTuple):
    """A sentence that speaks of quoted words: where it stands, and the words in small letters, one space between."""

    start: int
    end: int
    words: str


class Analyses:
    """Finds words that are spoken of. Built once per lexicon."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._openings = frozenset(each for rule in rules for say in rule.analyses() for each in _openings(say))

    def find(self, text: str, starts: Sequence[int]) -> list[Analysis]:
        """Return the sentences of a text that speak of quoted words, in order; `starts`: where its sentences begin."""
        return [
            Analysis(match.start(), sentence_at(starts, match.start("behind"), len(text))[1], _plain(match["quoted"]))
            for match in _QUOTED.finditer(text)
            if self._opens(match["behind"].lower().split())
        ]

    def _opens(self, behind: Sequence[str]) -> bool:
        """Return whether words begin as an analysis does; the last of its own may be the beginning of a longer one."""
        for n, last in enumerate(behind):
            lead = [each[:-1] if each[-1] in _MARKS else each for each in behind[:n]]
            if any(" ".join((*lead, last[: end.start()])) in self._openings for end in _WORD_END.finditer(last)):
                return True
        return False


def is_spoken_of(text: str, start: int, end: int, analyses: Sequence[Analysis]) -> bool:
    """Return whether text[start:end] stands in such a sentence, or shortly before one that quotes these words."""
    if not analyses:
        return False
    words = _plain(text[start:end])
    return any((each.start <= start and end <= each.end) or _is_before(text, end, words, each) for each in analyses)


def _is_before(text: str, end: int, words: str, analysis: Analysis) -> bool:
    if not end <= analysis.start <= end + NEAR or _PARAGRAPH.search(text, end, analysis.start):
        return False
    first, _, last = analysis.words.partition(f" {_ELLIPSIS} ")
    if last:
        return words.startswith(first) and words.endswith(last)
    longer, shorter = sorted((words, analysis.words), key=len, reverse=True)
    return f" {shorter} " in f" {longer} "  # the quotation may be rounded off at either end


def _openings(analysis: str) -> Iterator[str]:
    """Yield the first words behind {words}, with every form of their slots."""
    tokens = (each.strip(_MARKS) for each in analysis.lower().split()[1 : OPENING + 1])
    return map(" ".join, product(*(SLOTS.get(each, (each,)) for each in tokens)))


def _plain(words: str) -> str:
    return " ".join(_QUOTES.sub("", words).lower().strip(f" \t\r\n|{_MARKS}{_ELLIPSIS}").split())
