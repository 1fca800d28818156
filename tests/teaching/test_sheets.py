"""Hand-outs, slides and a deck's skeleton: whole, escaped, self-contained."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
import yaml
from pptx import Presentation

from cse_text.teaching.cards import SCALE, Deck
from cse_text.teaching.handout import Sheet, as_docx, as_html, as_pptx, marked
from cse_text.teaching.load import read_deck, shipped_decks, unwritten
from cse_text.teaching.make import skeleton, slug
from cse_text.teaching.slides_pptx import fitting_size
from tests.teaching.samples import DECK, deck_file, scanned, small_card, small_deck

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


@pytest.mark.parametrize("name", ["handout", "notes", "answers"])
def test_the_same_deck_gives_the_same_document(tmp_path: Path, name: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock leaves no trace in a document."""
    deck = small_deck(tmp_path)
    once = as_docx(deck, name, {}, {}), as_pptx(deck, {}, {})
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 1, 2, 3, 4, 6, 0, 2, 0))
    monkeypatch.setattr("time.time", lambda: 1_900_000_000.0)

    assert (as_docx(deck, name, {}, {}), as_pptx(deck, {}, {})) == once


def test_the_quiz_can_be_handed_out_without_its_key(tmp_path: Path) -> None:
    """No answer stands before the key, which begins on a page of its own."""
    made = docx.Document(io.BytesIO(as_docx(small_deck(tmp_path), "answers", {}, {})))
    texts = [paragraph.text for paragraph in made.paragraphs]
    place = texts.index("Small <b>deck</b>: answer key")
    page = as_html(small_deck(tmp_path), "answers", {}, {})

    assert "w:br" in made.paragraphs[place - 1]._p.xml
    assert not any(" Yes" in text or "He is in it." in text for text in texts[:place])
    assert any("A. Yes. " in text or "B. Yes. " in text or "C. Yes. " in text for text in texts[place:])
    assert SCALE in texts[:place]
    assert SCALE in page
    assert page.index("Dean, 34, was with her.") < page.index("answer key</h1>") < page.index("He is in it.")


def test_words_that_are_fair_to_name_stand_in_the_key(tmp_path: Path) -> None:
    """Other words that a careful reader may name stand in the notes and in the key, not in the hand-out."""
    text = DECK.replace("  sources: [a-key, A book of our own]", "  also: [Seen with Dean]")
    deck = read_deck(deck_file(tmp_path, text))

    assert {sheet: "Seen with Dean\u201d" in as_html(deck, sheet, {}, {}) for sheet in SHEETS} == {
        "handout": False,
        "notes": True,
        "answers": True,
        "slides": False,
    }


def slides(deck: Deck, sources: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return title, other text and notes of each slide."""
    made = Presentation(io.BytesIO(as_pptx(deck, sources, {"two": "The tool errs."}))).slides
    return [
        (
            each.shapes.title.text,
            "\n".join(shape.text_frame.text for shape in each.shapes if shape != each.shapes.title),
            each.notes_slide.notes_text_frame.text,
        )
        for each in made
    ]


def test_slides_for_powerpoint(tmp_path: Path) -> None:
    """Five slides a card follow the first, in the order of a session, with words for who speaks in the notes."""
    made = slides(small_deck(tmp_path), {"a-key": "A title"})

    assert [title for title, _, _ in made[:7]] == [
        "Small <b>deck</b>",
        "1. Duty note",
        "1. The words",
        "1. What the words do",
        "1. Consider, instead of \u201cputting herself at risk\u201d",
        "1. For the child",
        "2. Coach",
    ]
    assert len(made) == 11
    assert made[1][1] == "Seen with Dean, 34. She keeps putting herself at risk & quixotry."
    assert "habits of services" in made[0][2]
    assert "wait" in made[1][2]
    assert "The man has gone" in made[2][2]
    assert made[4][1:] == (
        "Dean, 34, was with her.",
        "He is in it.\nAs written it reads as low; the facts say high. He is 34.",
    )
    assert "Source: A title" in made[5][1]
    assert "The tool errs." in made[10][1]


def test_marked_words_need_no_colour(tmp_path: Path) -> None:
    """The marked words of a slide are bold and underlined, in the ink of all others."""
    made = Presentation(io.BytesIO(as_pptx(small_deck(tmp_path), {}, {}))).slides[2]
    runs = made.placeholders[1].text_frame.paragraphs[0].runs

    assert [(run.text, run.font.bold, run.font.underline) for run in runs] == [
        ("Seen with Dean, 34. She keeps ", False, None),
        ("putting herself at risk", True, True),
        (" & quixotry.", False, None),
    ]
    assert len({str(run.font.color.rgb) for run in runs}) == 1


@pytest.mark.parametrize(("letters", "size"), [(40, 44), (430, 32), (5000, 20)])
def test_words_are_as_large_as_fits(letters: int, size: int) -> None:
    """Few words are large, many smaller, none below what can be read."""
    assert fitting_size([[("x" * letters, False)]]) == size


@pytest.mark.parametrize("name", shipped_decks())
def test_shipped_decks_are_large_enough(name: str) -> None:
    """No shipped slide needs letters of less than 24 points."""
    for card in read_deck(shipped_decks()[name]).cards:
        said = [[(f"{mark.words}\u201c\u201d", True)] for mark in card.marks] + [[(m.does, False)] for m in card.marks]
        for body in ([[(card.note, False)]], said, [[(text, False)] for text in card.reframings]):
            assert fitting_size(body) >= 24


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


def test_paragraphs_make_cards_of_their_own() -> None:
    """Findings of one paragraph share a card; the next paragraph, though beside it, begins another."""
    risk, blame = ("putting herself at risk", "self-endangerment"), ("won't engage", "engagement-blame")
    one = scanned("Seen. Leah is putting herself at risk. She won't engage.", risk, blame)
    two = scanned("Seen. Leah is putting herself at risk.\nAmy won't engage. Closed.", risk, blame)
    notes = [each["note"] for each in yaml.safe_load(skeleton("x", [two])[0])["cards"]]

    assert skeleton("x", [one])[1] == 1
    assert notes == ["Seen. Leah is putting herself at risk.", "Amy won't engage. Closed."]


def test_slugs() -> None:
    """Any name becomes a deck's name."""
    assert [slug("A b-C"), slug("\u2026")] == ["a-b-c", "own-notes"]
