"""`cse-text teach handout` and `slides`: pages made from a deck. Thin: the training room writes them."""

from __future__ import annotations

from pathlib import Path

from cse_text.commands.console import say
from cse_text.commands.exit_codes import NOTHING_FOUND
from cse_text.commands.output import open_report, write_bytes
from cse_text.commands.teach import beside, open_deck
from cse_text.errors import SettingsError

FORMATS = {".html": "html", ".htm": "html", ".docx": "docx"}
SLIDES = {".html": "html", ".htm": "html", ".pptx": "pptx"}


def handout(wanted: str, out: Path, form: str, *, notes: bool, answers: bool) -> int:
    """Write one sheet of a deck; return the exit code."""
    from cse_text.teaching.handout import Sheet, as_docx, as_html

    if notes and answers:
        raise SettingsError("two-sheets", "--notes and --answers are two sheets; write one after the other.")
    form = form or FORMATS.get(out.suffix.lower(), "")
    if not form:
        raise SettingsError("unknown-ending", "--out ends in .html or .docx, or say --format.")
    deck = open_deck(wanted)
    sheet: Sheet = "notes" if notes else "answers" if answers else "handout"
    if form == "docx":
        write_bytes(out, as_docx(deck, sheet, *beside(deck)))
    else:
        with open_report(out, "utf-8") as stream:
            stream.write(as_html(deck, sheet, *beside(deck)))
    say(f"{out}: written from the deck {deck.name}.")
    return NOTHING_FOUND


def slides(wanted: str, out: Path, form: str) -> int:
    """Write the slides of a deck; return the exit code."""
    from cse_text.teaching.handout import as_html, as_pptx

    form = form or SLIDES.get(out.suffix.lower(), "")
    if not form:
        raise SettingsError("unknown-ending", "--out ends in .html or .pptx for slides, or say --format.")
    deck = open_deck(wanted)
    if form == "pptx":
        write_bytes(out, as_pptx(deck, *beside(deck)))
        say(f"{out}: open it in PowerPoint or LibreOffice Impress; what to say stands in the notes.")
        return NOTHING_FOUND
    with open_report(out, "utf-8") as stream:
        stream.write(as_html(deck, "slides", *beside(deck)))
    say(f"{out}: open it in any browser; it needs no network.")
    return NOTHING_FOUND
