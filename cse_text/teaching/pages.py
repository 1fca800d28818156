"""A card as screens to read from the back of a room: few words, much space, plain characters, no colour needed.

A screen is a title and lines; whoever shows it adds the frame. Words are marked by a line of carets below them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cse_text.teaching.cards import LEAVE, Card, Deck

NARROWEST, WIDEST = 40, 100
_WIDTH_USED = 0.9
_INDENT = "    "
_FRAME = 6  # lines above and below a screen's own


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: which card it belongs to, its title and its lines."""

    card: int
    title: str
    lines: tuple[str, ...]


def screens(deck: Deck, columns: int, rows: int, sources: Mapping[str, str], tool: Mapping[str, str]) -> list[Screen]:
    """Return all screens of a deck for a terminal of this size.

    `sources` gives the title of a source by key, `tool` what to say of the tool's own reading by the id of a card.
    """
    width = max(NARROWEST, min(int(columns * _WIDTH_USED), WIDEST))
    height = max(6, rows - _FRAME)
    cards = enumerate(deck.cards)
    return [
        each
        for number, card in cards
        for each in _of_card(card, number, (width, height), sources, tool.get(card.id, ""))
    ]


def _of_card(card: Card, number: int, size: tuple[int, int], sources: Mapping[str, str], tool: str) -> list[Screen]:
    width, height = size
    found = [("The note as written", _note(card, width, height, marked=False))]
    found.append(("The words", _note(card, width, height, marked=True)))
    found.append(("What the words do", [line for mark in card.marks for line in _does(mark.words, mark.does, width)]))
    found.append(("Consider", _consider(card, width)))
    found.append(("For the child", _closing(card, width, sources, tool)))
    return [Screen(number, title, part) for title, lines in found for part in split(lines, height)]


def _note(card: Card, width: int, height: int, *, marked: bool) -> list[str]:
    """Return the note in double spacing where it fits; with carets below the words where they are to be seen."""
    head = [*textwrap.wrap(card.setting, width), ""]
    lines = wrap_spans(card.note, width, card.spans() if marked else ())
    double = [line for text, below in lines for line in (text, below)]
    fits = len(head) + len(double) <= height
    single = [line for text, below in lines for line in ((text, below) if below else (text,))]
    return head + (double if fits else single)


def wrap_spans(text: str, width: int, spans: Sequence[tuple[int, int]]) -> list[tuple[str, str]]:
    """Return the text in lines, each with a line of carets that stand below the spans, '' where there are none."""
    lines, at = [], 0
    for line in textwrap.wrap(text, width, break_on_hyphens=False):
        start = text.index(line, at)
        at = start + len(line)
        below = "".join("^" if any(a <= start + n < b for a, b in spans) else " " for n in range(len(line)))
        lines.append((line, below.rstrip()))
    return lines


def _does(words: str, does: str, width: int) -> list[str]:
    return [*textwrap.wrap(f'"{words}"', width), "", *_indented(does, width), "", ""]


def _consider(card: Card, width: int) -> list[str]:
    if not card.reframings:
        return [*textwrap.wrap(LEAVE, width), "", *_indented(card.options[0].because, width)]
    words = "; ".join(f'"{mark.words}"' for mark in card.marks)
    instead = textwrap.wrap(f"Instead of {words}:", width)
    return [*instead, "", "", *(line for text in card.reframings for line in (*textwrap.wrap(text, width), "", ""))]


def _closing(card: Card, width: int, sources: Mapping[str, str], tool: str) -> list[str]:
    lines = textwrap.wrap(card.changes, width)
    if tool:
        lines += ["", *textwrap.wrap(tool, width)]
    if card.ask:
        lines += ["", "Ask the room:", *_indented(card.ask, width)]
    known = [sources.get(key, key) for key in card.sources]
    return [*lines, "", *(line for each in known for line in textwrap.wrap(f"Source: {each}", width))]


def _indented(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=_INDENT, subsequent_indent=_INDENT)


def split(lines: Sequence[str], height: int) -> list[tuple[str, ...]]:
    """Return the lines as screens of at most this height, parted at empty lines where there are any."""
    rest = _trimmed(lines)
    found = []
    while len(rest) > height:
        cut = _cut(rest, height)
        found.append(tuple(_trimmed(rest[:cut])))
        rest = _trimmed(rest[cut:])
    return [*found, tuple(rest)]


def _cut(lines: Sequence[str], height: int) -> int:
    """Return where a screen ends: between parts, else within one, never between words and what stands below them."""
    empty = [n for n in range(height, 0, -1) if not lines[n].strip()]
    parted = [n for n in empty if not next((line for line in lines[n:] if line.strip()), "").startswith(_INDENT)]
    cut = next(iter(parted or [n for n in empty if n > height // 2]), height)
    return cut - 1 if cut > 1 and set(lines[cut].strip()) == {"^"} else cut


def _trimmed(lines: Sequence[str]) -> list[str]:
    kept = [line.rstrip() for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    while kept and not kept[0]:
        kept.pop(0)
    return kept
