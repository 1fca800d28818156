"""Sheets of a deck as Word documents. Text from a deck is only ever written as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from cse_text.teaching.cards import LEAVE, SCALE, Card, Deck, quoted
from cse_text.teaching.quiz import shuffled

_WORDS, _NOTES = (6.2, 10.8), (10.2, 6.8)  # widths of two columns, in centimetres
_SMALL, _BODY = 7.5, 10
_MANY, _TIGHT = 10, 9  # cards from which a hand-out needs smaller letters to stay one page
_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - no clock, so that the same deck gives the same bytes
_RINGS = "\u2003low\u2003medium\u2003high"
HOW_TO_ANSWER = (
    "Underline the words that mask what happens to the child, or write \u201cnone\u201d. "
    "Ring one letter, and one word in each line."
)
_SUBTITLES = {"notes": "Facilitator's notes", "answers": "Quiz and answer key"}


def write(
    deck: Deck, sheet: str, sources: Sequence[str], tool: Mapping[str, str], *, opening: str, footing: str
) -> Any:
    """Return the sheet as a document that can be saved."""
    document = docx.Document()
    _describe(document.core_properties, deck)
    _set_page(document, _TIGHT if sheet == "handout" and len(deck.cards) >= _MANY else _BODY)
    document.add_heading(deck.title, level=1)
    writers: dict[str, Callable[[Any, Deck], None]] = {
        "handout": _handout,
        "notes": partial(_notes, tool=tool, opening=opening),
        "answers": _answers,
    }
    _small(document, _SUBTITLES.get(sheet, deck.about))
    writers[sheet](document, deck)
    if sources:
        _small(document, "Sources: " + "; ".join(sources) + ".")
    _small(document, footing)
    return document


def _describe(properties: Any, deck: Deck) -> None:
    properties.title, properties.language = deck.title, "en-GB"
    properties.author = properties.last_modified_by = "cse-text"
    properties.comments = ""
    properties.created = properties.modified = _DAY


def _set_page(document: Any, letters: float) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(letters)
    style.paragraph_format.space_after = Pt(3)


def _handout(document: Any, deck: Deck) -> None:
    masking = [(_quoted(card, "\n"), card.reframings[0]) for card in deck.cards if card.masks]
    left = [(card.note, card.options[0].because) for card in deck.cards if not card.masks]
    _table(document, ("Instead of", "Consider"), masking, _WORDS)
    _table(document, ("Here the same words are right: leave them", "Because"), left, _NOTES)


def _table(document: Any, head: tuple[str, str], rows: Sequence[tuple[str, str]], widths: Sequence[float]) -> None:
    if not rows:
        return
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    _fill(table.rows[0], head, widths, bold=True)
    _set(table.rows[0], "w:tblHeader")
    for row in rows:
        made = table.add_row()
        _fill(made, row, widths)
        _set(made, "w:cantSplit")
    document.add_paragraph()


def _set(row: Any, name: str) -> None:
    """Switch a property of a row on, such as being the head that is repeated and read out."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - the library has no other way


def _fill(row: Any, texts: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> None:
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Cm(width)
        run = cell.paragraphs[0].add_run(text)
        run.bold = bold
        cell.paragraphs[0].paragraph_format.space_before = Pt(2)
        cell.paragraphs[0].paragraph_format.space_after = Pt(3)


def _notes(document: Any, deck: Deck, *, tool: Mapping[str, str], opening: str) -> None:
    document.add_paragraph(opening)
    for number, card in enumerate(deck.cards, start=1):
        _opened(document, number, card)
        for mark in card.marks:
            _labelled(document, quoted([mark.words]), mark.does)
        _labelled(document, "Fair to name too", quoted(card.also))
        for text in card.reframings or (LEAVE,):
            _labelled(document, "Consider", text)
        _labelled(document, "For the child", card.changes)
        _labelled(document, "The tool", tool.get(card.id, ""))
        _labelled(document, "Ask the room", card.ask)


def _opened(document: Any, number: int, card: Card) -> None:
    """Write a card's heading and note, kept on the page of what follows."""
    _heading(document, number, card)
    _together(document.add_paragraph(card.note, style="Quote"))


def _heading(document: Any, number: int, card: Card) -> None:
    _together(document.add_heading(f"{number}. {card.setting}", level=2))


def _together(paragraph: Any) -> None:
    """Keep a paragraph on the page of the one that follows."""
    paragraph.paragraph_format.keep_with_next = True


def _answers(document: Any, deck: Deck) -> None:
    """Write the quiz to hand out, and its key from a page of its own on."""
    document.add_paragraph(HOW_TO_ANSWER)
    document.add_paragraph(SCALE)
    for number, card in enumerate(deck.cards, start=1):
        _question(document, number, card)
    document.add_page_break()
    document.add_heading(f"{deck.title}: answer key", level=1)
    for number, card in enumerate(deck.cards, start=1):
        _key(document, number, card)


def _question(document: Any, number: int, card: Card) -> None:
    _heading(document, number, card)
    note = document.add_paragraph(card.note, style="Quote")
    note.paragraph_format.line_spacing = 1.6  # room to underline
    _together(note)
    _together(document.add_paragraph(f"As a reader would take it:{_RINGS}"))
    for letter, option in zip("ABC", shuffled(card), strict=True):
        _together(document.add_paragraph(f"{letter}\u2003{option.text}"))
    document.add_paragraph(f"By the facts:{_RINGS}")


def _key(document: Any, number: int, card: Card) -> None:
    _heading(document, number, card)
    _labelled(document, "Which words mask?", _words(card), between=" ", together=True)
    for letter, option in zip("ABC", shuffled(card), strict=True):
        label = f"{letter}. {'Yes.' if option.good else 'No.'}"
        _labelled(document, label, option.because, between=" ", together=True)
    risk = f"Reads as {card.risk.before}; the facts say {card.risk.after}. {card.risk.because}"
    _labelled(document, "How serious?", risk, between=" ")


def _words(card: Card) -> str:
    if not card.masks:
        return "None that mask."
    named = _quoted(card, "; ")
    return f"{named}. Fair to name too: {quoted(card.also)}" if card.also else named


def _quoted(card: Card, between: str) -> str:
    return quoted((mark.words for mark in card.marks), between)


def _labelled(document: Any, label: str, text: str, *, between: str = "\n", together: bool = False) -> None:
    if not text:
        return
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = together or None
    paragraph.add_run(label).bold = True
    paragraph.add_run(f"{between}{text}")


def _small(document: Any, text: str) -> None:
    run = document.add_paragraph().add_run(text)
    run.font.size = Pt(_SMALL)
