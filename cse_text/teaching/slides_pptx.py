"""A deck as PowerPoint slides: dark words on white, large enough for the back of a room, notes for who speaks.

Titles and text stand in the layout's own placeholders, so that outlines and screen readers find them. Text from a deck
is only ever written as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from cse_text.teaching.cards import LEAVE, Card, Deck, consider_title, quoted
from cse_text.teaching.handout import OPENING, READ_ALOUD, marked

_WIDE, _HIGH = 13.333, 7.5  # inches, 16:9
_LEFT, _ACROSS = 0.8, 11.7
_TITLE_TOP, _TITLE_HIGH, _BODY_TOP, _BODY_HIGH = 0.35, 0.9, 1.4, 5.6
_SIZES = (44, 40, 36, 32, 28, 26, 24, 22, 20)  # points; the last is read from the back of a small room only
_FIRST_SIZE, _TITLE_SIZE, _SMALL = 48, 24, 14
_LETTER = 0.5  # the width of a letter on average, as a share of its size
_LINE = 1.25
_PANEL_INSET = 0.45  # inches
_INK, _QUIET, _PANEL = "111111", "3A3A3A", "F1EFE9"
_FONT = "Arial"  # on every Windows and Mac, and metrically alike elsewhere
_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - no clock, so that the same deck gives the same bytes
_TITLE_LAYOUT, _TEXT_LAYOUT = 0, 1
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"

Run = tuple[str, bool]
Paragraph = Sequence[Run]


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its title, paragraphs of runs that are strong or not, sources in small letters, and the notes.

    `lined` underlines the strong words, where they are marked within a note; `record` sets the words on a panel, as
    words of a record, apart from what is said of them.
    """

    title: str
    body: tuple[Paragraph, ...]
    small: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lined: bool = False
    record: bool = False


def write(deck: Deck, sources: Mapping[str, str], tool: Mapping[str, str], footing: str) -> Any:
    """Return the deck as a presentation that can be saved."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(_WIDE), Inches(_HIGH)
    _describe(presentation.core_properties, deck)
    _add(presentation, Slide(deck.title, (_plain(deck.about),), (footing,), OPENING), _TITLE_LAYOUT)
    for number, card in enumerate(deck.cards, start=1):
        for slide in _of_card(card, number, sources, tool.get(card.id, "")):
            _add(presentation, slide, _TEXT_LAYOUT)
    return presentation


def _of_card(card: Card, number: int, sources: Mapping[str, str], tool: str) -> Iterator[Slide]:
    does = [f"{quoted([mark.words])}: {mark.does}" for mark in card.marks]
    does += [f"Fair to name too: {quoted(card.also)}"] if card.also else []
    risk = f"As written it reads as {card.risk.before}; the facts say {card.risk.after}. {card.risk.because}"
    asked = (f"Ask the room: {card.ask}",) if card.ask else ()
    yield Slide(f"{number}. {card.setting}", (_plain(card.note),), notes=(READ_ALOUD,), record=True)
    yield Slide(f"{number}. The words", (marked(card),), notes=tuple(does), lined=True, record=True)
    told = tuple(part for mark in card.marks for part in ([(quoted([mark.words]), True)], _plain(mark.does)))
    yield Slide(f"{number}. What the words do", told, notes=("Ask for other wording before you go on.", *asked))
    consider = tuple(_plain(text) for text in card.reframings or (LEAVE,))
    yield Slide(f"{number}. {consider_title(card)}", consider, notes=(card.options[0].because, risk), record=True)
    closing = tuple(_plain(text) for text in (card.changes, tool) if text)
    question = ([(card.ask, True)],) if card.ask else ()
    cited = tuple(f"Source: {sources.get(key, key)}" for key in card.sources)
    yield Slide(f"{number}. For the child", (*closing, *question), cited, (*asked, *cited))


def _plain(text: str) -> list[Run]:
    return [(text, False)]


def fitting_size(body: Sequence[Paragraph], height: float = _BODY_HIGH, across: float = _ACROSS) -> int:
    """Return the largest size in points at which the paragraphs fit, as far as widths can be known without the font."""
    lengths = [sum(len(text) for text, _ in paragraph) for paragraph in body]
    for size in _SIZES:
        letters = across * 72 / (size * _LETTER)
        lines = sum(ceil(length / letters) + 0.4 for length in lengths)
        if lines * size * _LINE <= height * 72:
            return size
    return _SIZES[-1]


def _describe(properties: Any, deck: Deck) -> None:
    properties.title, properties.language = deck.title, "en-GB"
    properties.author = properties.last_modified_by = "cse-text"
    properties.created = properties.modified = _DAY


def _add(presentation: Any, slide: Slide, layout: int) -> None:
    made = presentation.slides.add_slide(presentation.slide_layouts[layout])
    first = layout == _TITLE_LAYOUT
    small_high = 0.32 * sum(ceil(len(text) / 120) for text in slide.small)
    _title(made.shapes.title, slide.title, first=first)
    top = 3.4 if first else _BODY_TOP
    room = _HIGH - top - 0.4 - small_high
    _body(made.placeholders[1], slide, top, room)
    if slide.small:
        _small(made.shapes.add_textbox(*_box(_HIGH - 0.3 - small_high, small_high)), slide.small)
    made.notes_slide.notes_text_frame.text = "\n".join(slide.notes)


def _box(top: float, height: float) -> tuple[Inches, Inches, Inches, Inches]:
    return Inches(_LEFT), Inches(top), Inches(_ACROSS), Inches(height)


def _place(shape: Any, top: float, height: float, anchor: MSO_ANCHOR) -> Any:
    shape.left, shape.top, shape.width, shape.height = _box(top, height)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, anchor
    frame.margin_left = frame.margin_right = 0
    return frame


def _title(shape: Any, text: str, *, first: bool) -> None:
    frame = _place(shape, 1.2 if first else _TITLE_TOP, 2.0 if first else _TITLE_HIGH, MSO_ANCHOR.BOTTOM)
    size, colour = (_FIRST_SIZE, _INK) if first else (_TITLE_SIZE, _QUIET)
    _fill(frame.paragraphs[0], [(text, True)], size, colour)


def _body(shape: Any, slide: Slide, top: float, height: float) -> None:
    inset = _PANEL_INSET if slide.record else 0.0
    frame = _place(shape, top, height, MSO_ANCHOR.MIDDLE if slide.record else MSO_ANCHOR.TOP)
    frame.margin_left = frame.margin_right = Inches(inset)
    if slide.record:
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(_PANEL)  # type: ignore[no-untyped-call]
    size = fitting_size(slide.body, height - inset, _ACROSS - 2 * inset)
    for number, runs in enumerate(slide.body):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size * 0.4)
        _fill(paragraph, runs, size, _INK, lined=slide.lined)


def _small(shape: Any, texts: Sequence[str]) -> None:
    frame = shape.text_frame
    frame.word_wrap, frame.margin_left = True, 0
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _fill(paragraph, _plain(text), _SMALL, _QUIET)


def _fill(paragraph: Any, runs: Paragraph, size: int, colour: str, *, lined: bool = False) -> None:
    """Write runs from the left and without a bullet."""
    paragraph.alignment = PP_ALIGN.LEFT
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library has no other way to leave the bullet out
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.append(properties.makeelement(f"{{{_DRAWING}}}buNone", {}))
    for text, strong in runs:
        run = paragraph.add_run()
        run.text = text
        run.font.name, run.font.size, run.font.bold = _FONT, Pt(size), strong
        run.font.underline = (strong and lined) or None
        run.font.color.rgb = RGBColor.from_string(colour)  # type: ignore[no-untyped-call]
