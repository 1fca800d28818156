"""Screens that fit, marks that stand below their words, keys that lead where they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_text.teaching.load import read_deck, shipped_decks
from cse_text.teaching.pages import screens, split, wrap_spans
from cse_text.teaching.session import Session
from tests.teaching.samples import small_deck


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 30), (40, 16)])
def test_every_screen_fits(columns: int, rows: int) -> None:
    """No screen of any shipped deck is wider or taller than the terminal leaves room for."""
    for path in shipped_decks().values():
        for screen in screens(read_deck(path), columns, rows, {}, {}):
            assert len(screen.lines) <= rows - 6
            assert max(map(len, screen.lines)) <= max(40, columns)
            assert screen.lines[0]
            assert screen.lines[-1]


def test_carets_stand_below_the_words(tmp_path: Path) -> None:
    """The words of a mark, and they alone, have carets below."""
    deck = small_deck(tmp_path)
    lines = next(s for s in screens(deck, 80, 24, {}, {}) if s.title == "The words").lines
    place = next(n for n, line in enumerate(lines) if "^" in line)
    under = "".join(char for char, caret in zip(lines[place - 1], lines[place], strict=False) if caret == "^")

    assert under == "putting herself at risk"


@given(st.lists(st.text("abc", min_size=1, max_size=7), min_size=1, max_size=40), st.data())
def test_wrapping_keeps_every_mark(words: list[str], data: st.DataObject) -> None:
    """Wherever a line breaks, the letters above the carets are the marked words."""
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    lines = wrap_spans(text, 20, [(start, end)])
    above = "".join(line[n] for line, below in lines for n, caret in enumerate(below) if caret == "^")

    assert above.replace(" ", "") == text[start:end].replace(" ", "")
    assert " ".join(line for line, _ in lines) == text


@given(st.lists(st.sampled_from(["", "a", "b"]), max_size=60), st.integers(2, 12))
def test_splitting_loses_nothing(lines: list[str], height: int) -> None:
    """Every line that says something is on some screen, in order, and no screen is too tall."""
    parts = split(lines, height)

    assert [line for part in parts for line in part if line] == [line for line in lines if line]
    assert all(len(part) <= height for part in parts)


def test_keys(tmp_path: Path) -> None:
    """Enter goes on, b back, a number jumps, l lists, q ends; nonsense stays; the last screen leads out."""
    session = Session(screens(small_deck(tmp_path), 80, 24, {}, {}))
    last = len(session.screens) - 1

    assert session.after("").at == 1
    assert session.after("").after("b").at == 0
    assert session.after("b").at == 0
    assert session.after("2").screen.card == 1
    assert session.after("99").at == 0
    assert session.after("zebra").at == 0
    assert session.after("l").listing
    assert not session.after("l").after("").listing
    assert session.after("q").over
    assert Session(session.screens, last).after("").over


def test_sources_and_tool_are_said(tmp_path: Path) -> None:
    """A known source stands in full, another as the trainer wrote it; the tool's own reading is said."""
    shown = screens(small_deck(tmp_path), 80, 24, {"a-key": "A title"}, {"one": "The tool errs."})
    closing = next(screen for screen in shown if screen.title == "For the child").lines

    assert "Source: A title" in closing
    assert "Source: A book of our own" in closing
    assert "The tool errs." in closing


def test_no_caret_stands_apart_from_its_words() -> None:
    """In a window with few lines a caret never begins a screen, and words are not parted from what they do."""
    for path in shipped_decks().values():
        for screen in screens(read_deck(path), 48, 14, {}, {}):
            assert set(screen.lines[0].strip()) != {"^"}
            if screen.title == "What the words do":
                assert not screen.lines[-1].endswith('"')


def test_another_size_keeps_the_place(tmp_path: Path) -> None:
    """Letters made larger in the middle of a session leave it at the part of the card that is shown."""
    deck = small_deck(tmp_path)
    session = Session(screens(deck, 120, 40, {}, {})).after("2").after("").after("")
    anew = session.laid_anew(screens(deck, 40, 12, {}, {}))

    assert (anew.screen.card, anew.screen.title) == (1, session.screen.title) == (1, "What the words do")
