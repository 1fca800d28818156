"""Hand-outs, slides and a deck's skeleton: whole, escaped, self-contained."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from cse_text.teaching.handout import Sheet, as_docx, as_html, marked
from cse_text.teaching.load import read_deck, unwritten
from cse_text.teaching.make import skeleton, slug
from tests.teaching.samples import scanned, small_card, small_deck

SHEETS: tuple[Sheet, ...] = ("handout", "notes", "answers", "slides")


@pytest.mark.parametrize("sheet", SHEETS)
def test_pages_need_nothing_beside_them(tmp_path: Path, sheet: Sheet) -> None:
    """A page holds all it needs, escapes what a deck says and forbids the network."""
    page = as_html(small_deck(tmp_path), sheet, {"a-key": "A <i>title</i>"}, {})

    assert "Small &lt;b&gt;deck&lt;/b&gt;" in page
    assert "<i>title" not in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert not any(word in page for word in ("http://", "https://", 'src="', "href="))
    assert page.startswith("<!doctype html>")


def test_the_handout_sets_words_against_wording(tmp_path: Path) -> None:
    """The hand-out names the words, the reframing and the sources."""
    page = as_html(small_deck(tmp_path), "handout", {"a-key": "A title"}, {})

    for words in ("putting herself at risk", "Dean, 34, was with her.", "A title", "A book of our own"):
        assert words in page


@pytest.mark.parametrize("sheet", ["handout", "notes", "answers"])
def test_word_documents(tmp_path: Path, sheet: Sheet) -> None:
    """Word documents open and hold the words of every card."""
    document = docx.Document(io.BytesIO(as_docx(small_deck(tmp_path), sheet, {}, {"two": "The tool errs."})))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables])

    assert "Small <b>deck</b>" in text
    assert "putting herself at risk" in text
    assert ("The tool errs." in text) == (sheet == "notes")


def test_marked_parts_join_to_the_note(tmp_path: Path) -> None:
    """The parts of a note are the note, and the marked ones are the words."""
    card = small_card(tmp_path)
    parts = marked(card)

    assert "".join(text for text, _ in parts) == card.note
    assert [text for text, is_mark in parts if is_mark] == ["putting herself at risk"]


def test_a_skeleton_can_be_read_and_says_what_is_open(tmp_path: Path) -> None:
    """A deck begun from notes is a deck, with every open place known and suggestions put in."""
    text = 'A b. Leah is putting herself at risk: "often".\nDean is 34. Rain. Sun. Wind.'
    found = scanned(text, ("putting herself at risk", "self-endangerment"), offer="put at risk by others")
    made, cards = skeleton("My Notes!", [found, scanned("Nothing here.")])
    path = tmp_path / "made.yaml"
    path.write_text(made, encoding="utf-8")
    deck = read_deck(path)

    assert (cards, deck.name) == (1, "my-notes")
    assert deck.cards[0].note == 'A b. Leah is putting herself at risk: "often". Dean is 34.'
    assert "Leah is put at risk by others" in deck.cards[0].reframings[0]
    assert len(unwritten(path)) >= 8


def test_slugs() -> None:
    """Any name becomes a deck's name."""
    assert [slug("A b-C"), slug("\u2026")] == ["a-b-c", "own-notes"]
