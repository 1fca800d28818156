"""Cheap reading of raw text, shared by the stages: sentences and words.

Everything here keeps offsets in code points of the unaltered text. No knowledge of rules or records.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:['\u2019\u02bc][^\W_]+)*")
# A sentence ends at its stop, at an empty line, and at a line end unless the next line goes on in lower case.
# Each way begins with one of four marks, which the search leaps to.
_BOUNDARY = re.compile(
    r"[.!?\n](?:(?<!\n)[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]*[A-Z0-9\u00c0-\u00de])"
    r"|(?<=\n)(?:\s*\n\s*|\s*(?=[^a-z\s])))"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sgt|Insp|Supt|Prof|Rev|approx|re|ref|dob|d\.o\.b|e\.g|i\.e|etc|vs|cf|tel|ext)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<=\w\w)[.!?][\"'\u201d\u2019)\]]*(?=\s)")
_HARD = re.compile(r"[.!?;:|()\[\]{}<>\u2022*=#_\\]|\n\s*\n|\s[-\u2013\u2014]\s|\n\s*[-\u2013\u2014]")
_SOFT = re.compile(r"[,/&+\u2014]")
_JOINING = frozenset(["", " ", "-", "\u2013"])  # what stands between most words

NO_BREAK, SOFT_BREAK, HARD_BREAK = 0, 1, 2
LONGEST_SENTENCE = 2_000  # what goes on without a stop is cut, so that no sentence is as long as a whole file


class Word(NamedTuple):
    """A word as matching sees it: folded form, place, and what stands between it and the word before."""

    form: str
    start: int
    end: int
    gap: int


def fold_word(word: str) -> str:
    """Return the form under which a word is looked up: lower case, straight apostrophe."""
    return word.lower().replace("\u2019", "'").replace("\u02bc", "'")


@lru_cache(maxsize=4)
def sentence_starts(text: str) -> tuple[int, ...]:
    """Return the offsets at which the sentences of a text begin; the first is 0. Kept for who asks next."""
    starts = [0]
    for match in _BOUNDARY.finditer(text):
        stop = match.start() + 1
        if "\n" not in match[0] and _ABBREVIATION.search(text, max(0, stop - 8), stop):
            continue
        if match.end() < len(text):
            if match.end() - starts[-1] > LONGEST_SENTENCE:
                starts += _cuts(text, starts[-1], match.end())
            starts.append(match.end())
    starts += _cuts(text, starts[-1], len(text))
    return tuple(starts)


def stop_behind(text: str, start: int, end: int) -> int:
    """Return where the first full stop of text[start:end] is over, its quotation marks taken in; `end` without one.

    Unlike a sentence it ends also where the next begins with a small letter, as lists of entries do ('p.15').
    """
    for match in _STOP.finditer(text, start, end):
        if not _ABBREVIATION.search(text, max(0, match.start() - 8), match.start() + 1):
            return match.end()
    return end


def _cuts(text: str, begin: int, end: int) -> list[int]:
    """Return where a sentence that is far too long is cut: after a space where there is one."""
    cuts = []
    while end - begin > LONGEST_SENTENCE:
        begin = text.rfind(" ", begin + 1, begin + LONGEST_SENTENCE) + 1 or begin + LONGEST_SENTENCE
        cuts.append(begin)
    return cuts


def sentence_at(starts: Sequence[int], offset: int, length: int) -> tuple[int, int]:
    """Return the half-open range of the sentence that holds `offset` in a text of `length` code points."""
    index = bisect_right(starts, offset) - 1
    end = starts[index + 1] if index + 1 < len(starts) else length
    return starts[index], end


@lru_cache(maxsize=4)
def text_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are written; kept for whoever asks next about the same text."""
    return tuple(WORD.findall(text))


def offsets(text: str, words: Sequence[str], wanted: Iterable[int]) -> Iterator[int]:
    """Yield where the wanted words of a text begin; `words` are all its words, `wanted` rising numbers of some."""
    begun = end = 0  # how many words have been passed, and where the last of them ends
    for number in wanted:
        for word in words[begun:number]:
            end = text.index(word, end) + len(word)
        begun = number
        yield text.index(words[number], end)


@lru_cache(maxsize=32)
def words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Return the words of text[start:end]; `gap` says how hard the break before each is. Kept for who asks next."""
    found: list[Word] = []
    previous = start
    for match in WORD.finditer(text, start, end):
        begin, after = match.span()
        gap = NO_BREAK if text[previous:begin] in _JOINING else _gap(text, previous, begin)
        found.append(Word(fold_word(match[0]), begin, after, gap))
        previous = after
    return tuple(found)


def _gap(text: str, start: int, end: int) -> int:
    if _HARD.search(text, start, end):
        return HARD_BREAK
    return SOFT_BREAK if _SOFT.search(text, start, end) else NO_BREAK
