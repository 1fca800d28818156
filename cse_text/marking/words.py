"""The words a person means: by their numbers in a passage, or typed as they stand there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cse_text.marking.passages import Passage

_TOKEN = re.compile(r"\S+")
_NUMBERS = re.compile(r"(\d{1,3})(?:\s*(?:-|\u2013|to|\s)\s*(\d{1,3}))?")
_INNER = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_APOSTROPHES = "'\u2019\u2018\u02bc`"
_QUOTES = '"\u201c\u201d'


@dataclass(frozen=True, slots=True)
class Choice:
    """The stretches of text that were meant; several where the words stand more than once, none with a fault."""

    spans: tuple[tuple[int, int], ...] = ()
    fault: str = ""


def tokens_of(text: str, passage: Passage) -> list[tuple[int, int]]:
    """Return where each word of a passage stands, marks and all; the first has number 1."""
    return [match.span() for match in _TOKEN.finditer(text, passage.start, passage.end)]


def choose_words(text: str, passage: Passage, typed: str) -> Choice:
    """Return the words that somebody means by numbers ('4', '3-6') or by typing them."""
    numbers = _NUMBERS.fullmatch(typed.strip())
    if numbers:
        first = int(numbers[1])
        return _numbered(text, passage, first, int(numbers[2] or first))
    spans = tuple(match.span() for match in _pattern(typed).finditer(text, passage.start, passage.end))
    return Choice(spans) if spans else Choice(fault="Those words do not stand here. Numbers work too: 3-6.")


def _numbered(text: str, passage: Passage, first: int, last: int) -> Choice:
    tokens = tokens_of(text, passage)
    if not 1 <= first <= last <= len(tokens):
        return Choice(fault=f"The words here have the numbers 1 to {len(tokens)}.")
    start, end = tokens[first - 1][0], tokens[last - 1][1]
    inner = _INNER.search(text, start, end)
    return Choice((inner.span(),)) if inner else Choice(fault="There is no word at that number.")


def _pattern(typed: str) -> re.Pattern[str]:
    """Return a pattern for typed words: any space, any case, any kind of apostrophe or quotation mark."""
    words = [re.sub(r"(\\?.)", _loosely, re.escape(word)) for word in typed.split()]
    body = r"\s+".join(words) if words else r"(?!)"
    before = r"(?<!\w)" if typed.strip()[:1].isalnum() else ""
    after = r"(?!\w)" if typed.strip()[-1:].isalnum() else ""
    return re.compile(before + body + after, re.IGNORECASE)


def _loosely(match: re.Match[str]) -> str:
    character = match[0][-1]
    if character in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    return f"[{_QUOTES}]" if character in _QUOTES else match[0]
