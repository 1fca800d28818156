"""Tests of marking without a screen: passages, the words meant, marks that contradict themselves, the file kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_text.annotation import CATEGORIES, SUBJECTS, VOICES
from cse_text.errors import IntakeError, ReportError
from cse_text.evaluation.gold import fault_of
from cse_text.marking import Mark, Note, Passage, begin, choose_words, fault_of_mark, passages_of, save
from cse_text.marking.choices import CATEGORY_KEYS, SUBJECT_KEYS, VERDICTS, VOICE_KEYS
from cse_text.types import Record

TEXT = "Mum\u2019s boyfriend left. Kayla said \u201che is my  boyfriend\u201d, again (14)."
ALL = Passage(0, len(TEXT))


def words(typed: str) -> list[str]:
    """Return the words that somebody means in the text."""
    return [TEXT[slice(*span)] for span in choose_words(TEXT, ALL, typed).spans]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2", ["boyfriend"]),
        ("6-8", ["he is my"]),
        ("6 - 9", ["he is my  boyfriend"]),
        ("6 9", ["he is my  boyfriend"]),
        ("11", ["14"]),
        ("boyfriend", ["boyfriend", "boyfriend"]),
        ("My Boyfriend", ["my  boyfriend"]),
        ("mum's boyfriend", ["Mum\u2019s boyfriend"]),
        ('said "he', ["said \u201che"]),
        ("boy", []),
        ("12", []),
        ("3-2", []),
        ("0", []),
        ("(", ["("]),
        ("nobody", []),
    ],
)
def test_words_are_meant_by_number_or_as_they_stand(typed: str, meant: list[str]) -> None:
    """Numbers and typed words find their place whatever case, spaces and kinds of marks; nothing else is found."""
    assert words(typed) == meant


def test_what_cannot_be_meant_is_said() -> None:
    """A number out of range and words that are not there are answered with a way on, not with the words."""
    assert choose_words(TEXT, ALL, "40").fault == "The words here have the numbers 1 to 11."
    assert "nobody" not in choose_words(TEXT, ALL, "nobody").fault


def test_passages_keep_paragraphs_apart_and_bearable() -> None:
    """An empty line always begins a passage, a long paragraph is cut at sentences, sentences stand alone if asked."""
    long = "One two three four five. " * 40
    passages = passages_of(f"First line.\nSecond line.\n\n{long}")
    shown = [f"First line.\nSecond line.\n\n{long}"[each.start : each.end] for each in passages]

    assert shown[0] == "First line.\nSecond line."
    assert all(len(each.split()) <= 90 for each in shown)
    assert len(passages_of("One here. Two here.", by_sentence=True)) == 2


@given(st.text(alphabet="ab. \n\r\tA\u201c\u2019", max_size=120), st.booleans())
def test_passages_hold_every_word(text: str, by_sentence: bool) -> None:
    """Whatever the text, its passages are in order, do not overlap and leave out nothing but space."""
    at = 0
    for each in passages_of(text, by_sentence=by_sentence):
        assert not text[at : each.start].strip()
        assert text[each.start : each.end].strip()
        at = each.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("mark", "sound"),
    [
        (Mark(0, 3, "other", True), True),
        (Mark(0, 3, "other", True, "quoted-child"), False),
        (Mark(0, 3, "other", True, "own", "adult"), False),
        (Mark(0, 3, "other", False), False),
        (Mark(0, 3, "other", False, note="negated"), True),
        (Mark(0, 3, "other", False, "quoted-child"), True),
        (Mark(0, 3, "other", None, "meta", "other"), True),
    ],
)
def test_a_mark_does_not_contradict_the_definition(mark: Mark, sound: bool) -> None:
    """Masking words are about the child in a voice that masks; a trap that looks like them has its reason."""
    assert (fault_of_mark(mark) == "") is sound


def test_keys_cover_the_definition() -> None:
    """Each category, voice, subject and verdict has exactly one key."""
    assert sorted(name for name, _ in CATEGORY_KEYS.values()) == sorted(CATEGORIES.values())
    assert sorted(name for name, _ in VOICE_KEYS.values()) == sorted(VOICES.values())
    assert tuple(name for name, _ in SUBJECT_KEYS.values()) == SUBJECTS
    assert {verdict for verdict, _ in VERDICTS.values()} == {True, False, None}


def test_marks_are_kept_and_taken_up_again(tmp_path: Path) -> None:
    """What was saved is an annotated document, and is there again when the same notes are opened."""
    path = tmp_path / "n.annotated.jsonl"
    records = [Record("a", TEXT, "n.txt", {"agency": "school"}), Record("b", "Tea.", "n.txt")]
    notes = begin(records, path)
    notes[0] = notes[0].with_mark(Mark(6, 15, "other", True)).with_mark(Mark(6, 15, "other", None))
    save(notes, path)
    line = json.loads(path.read_text(encoding="utf-8"))

    assert fault_of(line) == ""
    assert [(span["surface"], span["masking"]) for span in line["spans"]] == [("boyfriend", None)]
    assert begin(records, path) == notes
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_notes_that_are_no_longer_given_are_kept(tmp_path: Path) -> None:
    """Marks of a note that is not among the notes this time are not lost."""
    path = tmp_path / "n.jsonl"
    save([Note("old", "Tea.", marks=(Mark(0, 3, "other", None),))], path)

    assert [note.id for note in begin([Record("new", "x", "")], path)] == ["new", "old"]


def test_a_changed_note_is_refused(tmp_path: Path) -> None:
    """Marks are never laid over another text than the one they were set in."""
    path = tmp_path / "n.jsonl"
    save([Note("a", "Tea.", done=True)], path)

    with pytest.raises(IntakeError, match="has changed"):
        begin([Record("a", "Tea!", "")], path)


def test_a_file_that_holds_no_marks_is_named(tmp_path: Path) -> None:
    """A file of another kind is refused by line, and a folder that is not there by path."""
    path = tmp_path / "n.jsonl"
    path.write_text('{"id": "a"}\n', encoding="utf-8")

    with pytest.raises(IntakeError, match=r"n\.jsonl, line 1"):
        begin([], path)
    with pytest.raises(ReportError, match="could not be saved"):
        save([Note("a", "b", done=True)], tmp_path / "no" / "n.jsonl")
