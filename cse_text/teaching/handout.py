"""Decks as pages to print and slides to show: HTML by escaping templates, DOCX and PPTX by their own libraries.

A hand-out is one page "instead of / consider"; facilitator's notes and the answer key come from the same cards.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Literal

from cse_text.packing import pack_again
from cse_text.teaching.cards import LEAVE, SCALE, Card, Deck, consider_title, quoted
from cse_text.teaching.quiz import shuffled
from cse_text.teaching.sheets import templates

Sheet = Literal["handout", "notes", "answers", "slides"]
INVENTED = "All notes are invented. The wording is to consider, not to copy: a record says only what is known."
OPENING = (
    "Some who are here wrote such sentences last week; the words are habits of services.",
    "Say that anybody may step out, and where support is found.",
    "Where wording to consider names an action, it is one to take: nothing is written as done that was not.",
)
READ_ALOUD = "Read the note aloud and wait. Ask what the room sees before you show the words."


def as_html(deck: Deck, sheet: Sheet, sources: Mapping[str, str], tool: Mapping[str, str]) -> str:
    """Return a sheet of a deck as one HTML file that needs nothing beside it."""
    cards = [_shown(card, sources, tool) for card in deck.cards]
    every = used_sources(deck, sources)
    page = templates().get_template(f"{sheet}.html.j2")
    said = {"invented": INVENTED, "opening": (READ_ALOUD, *OPENING), "scale": SCALE, "quoted": quoted}
    return page.render(deck=deck, cards=cards, sources=every, **said) + "\n"


def used_sources(deck: Deck, sources: Mapping[str, str]) -> list[str]:
    """Return the titles of all sources of a deck, each once, in the order in which they come."""
    return [sources.get(key, key) for key in dict.fromkeys(key for card in deck.cards for key in card.sources)]


def marked(card: Card) -> list[tuple[str, bool]]:
    """Return the note in parts, each with whether it is one of the marked words."""
    parts, at = [], 0
    for start, end in card.spans():
        parts += [(card.note[at:start], False), (card.note[max(at, start) : end], True)]
        at = max(at, end)
    return [(text, is_mark) for text, is_mark in [*parts, (card.note[at:], False)] if text]


def _shown(card: Card, sources: Mapping[str, str], tool: Mapping[str, str]) -> dict[str, Any]:
    options = [(letter, option) for letter, option in zip("ABC", shuffled(card), strict=True)]
    return {
        "card": card,
        "parts": marked(card),
        "consider": card.reframings or (LEAVE,),
        "consider_title": consider_title(card),
        "tool": tool.get(card.id, ""),
        "options": options,
        "sources": [sources.get(key, key) for key in card.sources],
    }


def as_docx(deck: Deck, sheet: Sheet, sources: Mapping[str, str], tool: Mapping[str, str]) -> bytes:
    """Return a sheet of a deck as a Word document; the same deck gives the same bytes."""
    from cse_text.teaching.handout_docx import write

    opening = " ".join((READ_ALOUD, *OPENING))
    return _packed(write(deck, sheet, used_sources(deck, sources), tool, opening=opening, footing=INVENTED))


def as_pptx(deck: Deck, sources: Mapping[str, str], tool: Mapping[str, str]) -> bytes:
    """Return the slides of a deck for PowerPoint; the same deck gives the same bytes."""
    from cse_text.teaching.slides_pptx import write

    return _packed(write(deck, sources, tool, INVENTED))


def _packed(document: Any) -> bytes:
    first, again = io.BytesIO(), io.BytesIO()
    document.save(first)
    pack_again(first.getvalue(), again)
    return again.getvalue()
