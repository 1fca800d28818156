"""Words that a sentence close behind quotes and speaks of: '“Refuses to engage” puts the distance down to her'.

The definition calls wording that the author plainly corrects `meta`. How such a sentence goes on behind the quotation
is the lexicon's: the first words of its rules' analyses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cse_text.lexicon.rules import Rule
from cse_text.text import sentence_at
from cse_text.types import Reason

REASON = Reason("spoken-of", "a sentence behind quotes the words and says what they do", masks=False)
OPENING = 3  # words of an analysis, behind {words}, that tell it from speech: "says nothing of", not "says"
LONGEST = 300  # code points of a quotation
NEAR = 700  # code points from the words to the sentence that speaks of them
_MARKS = ".,;:"
_SLOTS = {
    "{they}": "(?:she|he|they)",
    "{them}": "(?:her|him|them)",
    "{their}": "(?:her|his|their)",
    "{themself}": "(?:her|him|them)sel(?:f|ves)",
    "<be>": "(?:is|are)",
    "<have>": "(?:has|have)",
    "<do>": "(?:does|do)",
}
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
        either = "|".join(sorted({_opening(each) for rule in rules for each in rule.analyses()}))
        quoted = rf"(?:^|(?<=[\s|]))[\"\u201c]([^\"\u201c\u201d]{{1,{LONGEST}}})[\"\u201d]"
        self._pattern = re.compile(rf"{quoted}\s+(?:{either})(?!\w)", re.IGNORECASE) if either else None

    def find(self, text: str, starts: Sequence[int]) -> list[Analysis]:
        """Return the sentences of a text that speak of quoted words, in order; `starts`: where its sentences begin."""
        if self._pattern is None or not _QUOTES.search(text):
            return []
        return [
            Analysis(match.start(), sentence_at(starts, match.end() - 1, len(text))[1], _plain(match[1]))
            for match in self._pattern.finditer(text)
        ]


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


def _opening(analysis: str) -> str:
    """Return a pattern of the first words behind {words}, with every form of its slots."""
    tokens = analysis.split()[1 : OPENING + 1]
    return rf"[{_MARKS}]?\s+".join(_SLOTS.get(each.strip(_MARKS)) or re.escape(each.strip(_MARKS)) for each in tokens)


def _plain(words: str) -> str:
    return " ".join(_QUOTES.sub("", words).lower().strip(f" \t\r\n|{_MARKS}{_ELLIPSIS}").split())
