"""Makes running text of the lines of printed pages: wrapped lines joined, parted words whole, headers said once.

A printed page has no paragraphs, only lines. What is joined here is what the printer parted; no word is changed. It
knows lists of lines and nothing of files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_PARTED = "\ufffe"  # stands where a hyphen at a line end parts a word, in place of hyphen and line end
_ENDS = 2  # how many lines at the top and bottom of a page may be running ones
_LEAST_PAGES = 3
_FULL = 0.8  # share of the widest line from which a line was wrapped rather than ended
_WIDEST = 0.95
_NARROWEST = 35  # a line shorter than a narrow column was not wrapped
_WORD = re.compile(r"[^\W\d_]+")
_HYPHENED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_PARTED_WORD = re.compile(rf"([^\W\d_]+){_PARTED}([^\W\d_]+)?")
_LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[^\W\d_])")
_FIGURES = re.compile(r"[0-9]+")
_PREFIXES = frozenset("self non co re ex well pre post multi semi mid anti cross half long short high low step".split())
_FRESH = re.compile(
    r"(?:[\u2022\u2023\u25aa\u25cf\u00b7*\-\u2013\u2014]\s|\(?[0-9a-zA-Z]{1,2}[.)]\s|\[?\(?[0-9]{1,4}[./-][0-9]{1,2}[./-]"
    r"|[A-Z][\w ]{0,30}:\s|\|)"
)
_STOPS = (".", "!", "?", ":", ";")
_MARKS = re.compile("[\x00-\x08\x0b-\x1f]")


def page_lines(text: str) -> list[str]:
    """Return the lines of a page's text without blanks at their ends; control marks are no text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x02", _PARTED)
    text = _LINE_END_HYPHEN.sub(_PARTED, _MARKS.sub("", text))
    return [line.strip() for line in text.split("\n")]


def without_running_lines(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], int]:
    """Return the pages with running headers and footers kept only where they first stand, and how many went.

    Page numbers do not make two lines different.
    """
    filled = [[line for line in page if line] for page in pages]
    counts = Counter(key for page in filled for key in {_folded(line) for line in _edges(page)})
    least = max(_LEAST_PAGES, sum(map(bool, filled)) // 2)
    running = {key for key, number in counts.items() if number >= least}
    met: set[str] = set()
    kept, dropped = [], 0
    for page in pages:
        lines = _kept(page, running, met)
        dropped += len(page) - len(lines)
        kept.append(lines)
    return kept, dropped


def _edges(page: Sequence[str]) -> list[str]:
    return [*page[:_ENDS], *page[max(_ENDS, len(page) - _ENDS) :]]


def _kept(page: Sequence[str], running: set[str], met: set[str]) -> list[str]:
    filled = [number for number, line in enumerate(page) if line]
    edges = {*filled[:_ENDS], *filled[-_ENDS:]}
    lines = []
    for number, line in enumerate(page):
        key = _folded(line)
        if number in edges and key in running:
            if key in met:
                continue
            met.add(key)
        lines.append(line)
    return lines


def _folded(line: str) -> str:
    return _FIGURES.sub("0", " ".join(line.split())).casefold()


def flowing(pages: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Yield number and text of each page, its wrapped lines joined and its parted words made whole."""
    widths = sorted(len(line) for page in pages for line in page if line)
    width = widths[int(len(widths) * _WIDEST)] if widths else 0
    words, hyphened = _vocabulary(pages)
    for number, page in enumerate(pages, start=1):
        text = _PARTED_WORD.sub(lambda found: _whole(found, words, hyphened), _joined(page, width))
        yield number, text.replace(_PARTED, "-").strip()


def _vocabulary(pages: Sequence[Sequence[str]]) -> tuple[set[str], set[str]]:
    """Return the words of a document, whole and with hyphens; nothing where no word of it is parted."""
    if not any(_PARTED in line for page in pages for line in page):
        return set(), set()
    text = "\n".join(line for page in pages for line in page).casefold()
    return set(_WORD.findall(text)), set(_HYPHENED.findall(text))


def _joined(lines: Sequence[str], width: int) -> str:
    text = ""
    before = ""
    for line in lines:
        if text:
            text += " " if _was_wrapped(before, line, width) else "\n"
        text += line
        before = line
    return text


def _was_wrapped(before: str, line: str, width: int) -> bool:
    """Return whether a line goes on in the next: it would have been too full with one more word."""
    if not before or not line or _FRESH.match(line) or before.endswith(_STOPS):
        return False
    return len(before) + 1 + len(line.split(" ", 1)[0]) > max(width * _FULL, _NARROWEST)


def _whole(found: re.Match[str], words: set[str], hyphened: set[str]) -> str:
    """Return a parted word with or without its hyphen: as the document writes it elsewhere, else as English does."""
    first, second = found[1], found[2] or ""
    if not second:
        return f"{first}-"
    one, two = first.casefold(), second.casefold()
    if f"{one}-{two}" in hyphened:
        return f"{first}-{second}"
    if one + two in words or one not in _PREFIXES:
        return first + second
    return f"{first}-{second}"
