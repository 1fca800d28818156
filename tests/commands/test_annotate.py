"""Tests of `cse-text annotate`: a person's keys go in, marks come out; two people's marks are compared."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cse_text.commands import app
from cse_text.commands.marking.dialogue import Dialogue
from cse_text.commands.marking.keyboard import Terminal
from cse_text.commands.marking.screen import Screen
from cse_text.marking import Mark, Note
from cse_text.reports.base import ReportOptions
from cse_text.reports.page import Page
from cse_text.types import Finding
from tests.commands.typist import Typist

FIRST = "Kayla is promiscuous.\n\nShe said \u201che is my boyfriend\u201d. Mum agrees."
SECOND = "Tea was pasta."
MASKS = ("d", "y", "", "")  # discrediting, masks, the author's own, about the child


class Sitting:
    """One sitting: what was shown, what was saved each time, the notes at the end."""

    def __init__(self, *typed: str, notes: Sequence[Note] = (), proposed: Sequence[Finding] = ()) -> None:
        self.stream = io.StringIO()
        self.saved: list[Sequence[Note]] = []
        page = Page(self.stream, ReportOptions(width=80, colour=False))
        given = notes or (Note("a", FIRST), Note("b", SECOND))
        self.dialogue = Dialogue(
            given,
            Screen(page, clears=False),
            Typist(typed),
            lambda each: self.saved.append(tuple(each)),
            lambda note: [each for each in proposed if note.id == "a"],
        )
        self.done = self.dialogue.run()

    @property
    def shown(self) -> str:
        """All that was on the screen."""
        return self.stream.getvalue()

    def marks(self, number: int = 0) -> list[tuple[str, str, bool | None, str, str, str]]:
        """Return the marks of a note, words first."""
        note = self.dialogue.notes[number]
        return [
            (note.text[each.start : each.end], each.category, each.masking, each.voice, each.subject, each.note)
            for each in note.marks
        ]


def test_a_mark_by_words_and_single_keys() -> None:
    """Typed words and four keys make a mark, which is saved at once and shown with the passage."""
    sitting = Sitting("promiscuous", *MASKS)

    assert sitting.marks() == [("promiscuous", "discrediting", True, "own", "child", "")]
    assert len(sitting.saved[-1][0].marks) == 1
    assert "[[+promiscuous.]]" not in sitting.shown
    assert "[[+promiscuous]]." in sitting.shown


def test_a_mark_by_numbers_with_every_part_chosen() -> None:
    """Numbers, a trap, a voice and a subject are taken as they were pressed."""
    sitting = Sitting("", "3-6", "r", "n", "C", "c")

    assert sitting.marks() == [("he is my boyfriend", "relationship-framing", False, "quoted-child", "child", "")]


def test_an_unsure_mark() -> None:
    """Words on which careful readers could differ are kept as null."""
    assert Sitting("3", "x", "u", "", "").marks()[0][2] is None


def test_a_contradiction_is_asked_about_again() -> None:
    """Words of a child in quotation marks cannot mask: the person is told and answers again."""
    sitting = Sitting("", "boyfriend", "r", "y", "C", "", "n")

    assert "do not mask" in sitting.shown
    assert sitting.marks() == [("boyfriend", "relationship-framing", False, "quoted-child", "child", "")]


@pytest.mark.parametrize(
    ("keys", "reason"),
    [(("n",), "negated or ruled out"), (("w", " a  joke "), "a joke"), (("z", "n"), "negated or ruled out")],
)
def test_a_trap_in_the_authors_voice_has_its_reason(keys: tuple[str, ...], reason: str) -> None:
    """What speaks against masking is asked for, by key or in words; a key without meaning is asked for again."""
    assert Sitting("promiscuous", "d", "n", "", "", *keys).marks()[0][5] == reason


@pytest.mark.parametrize("leave", ["0", "\x1b"])
def test_a_mark_can_be_left(leave: str) -> None:
    """0 or Escape leaves a mark at any question, and nothing is set."""
    for before in ((), ("d",), ("d", "y"), ("d", "y", "")):
        assert Sitting("promiscuous", *before, leave, "").marks() == []


def test_undo_goes_back_where_the_mark_was_set() -> None:
    """Undo takes the last mark of the sitting away, from wherever one is by then; then there is nothing to undo."""
    sitting = Sitting("promiscuous", *MASKS, "", "", "u", "u", "")

    assert sitting.marks() == []
    assert sitting.dialogue.notes[0].at == 0
    assert "Nothing to undo" in sitting.shown


def test_a_mark_can_be_taken_away_and_set_anew() -> None:
    """x1 takes the first mark shown away; marking the same words again replaces what was said of them."""
    assert Sitting("promiscuous", *MASKS, "x1").marks() == []
    assert Sitting("promiscuous", *MASKS, "x9", "").marks() != []
    assert [each[1] for each in Sitting("promiscuous", *MASKS, "3", "a", "y", "", "").marks()] == ["adultification"]


def test_which_of_several_places() -> None:
    """Words that stand several times are asked about; another answer sets nothing."""
    note = Note("a", "Late, then late again.")

    assert Sitting("late", "2", *MASKS, notes=[note]).dialogue.notes[0].marks[0].start == 11
    assert Sitting("late", "7", "", notes=[note]).marks() == []


def test_to_the_end_and_back() -> None:
    """Enter goes through all notes to the end; b goes back, over the edge of a note too."""
    sitting = Sitting("", "", "")

    assert sitting.done
    assert [note.done for note in sitting.dialogue.notes] == [True, True]
    back = Sitting("", "", "b", "b", "b", "", "promiscuous", *MASKS)
    assert "This is the beginning." in back.shown
    assert [each[0] for each in back.marks()] == ["promiscuous"]


def test_stopping_and_going_on() -> None:
    """Stopping leaves everything saved; the next sitting begins at the passage that was not read yet."""
    first = Sitting("promiscuous", *MASKS, "", "q")
    second = Sitting("q", notes=first.saved[-1])

    assert not first.done
    assert "part 2 of 2" in second.shown
    assert "part 1 of 2" not in second.shown


def test_all_done_is_opened_for_another_look() -> None:
    """Notes that are done are shown again from the beginning."""
    assert "note 1 of 1, part 1 of 2" in Sitting("q", notes=[Note("a", FIRST, at=len(FIRST), done=True)]).shown


def proposal() -> Finding:
    """Return what the tool might say of a word."""
    start = FIRST.index("promiscuous")
    place = (start, start + 11, "promiscuous", "")
    return Finding("DC1", "n", "discrediting", *place, "high", True, 0.91, "own", "child", "phrase")


def test_suggestions_are_shown_only_if_asked_for() -> None:
    """Marking is blind by default; a suggestion that was taken over or marked is no longer shown."""
    assert "What the tool would say" not in Sitting("q").shown
    sitting = Sitting("p1", "q", proposed=[proposal()])

    assert sitting.shown.count("What the tool would say") == 1
    assert "masks 0.91" in sitting.shown
    assert sitting.marks() == [("promiscuous", "discrediting", True, "own", "child", "")]
    assert Sitting("p4", "", "q", proposed=[proposal()]).marks() == []


def test_what_a_note_holds_cannot_steer_the_terminal() -> None:
    """Control characters of a note are written out, and mark-up of the screen is plain text in it."""
    shown = Sitting("q", notes=[Note("a\x1b[2J", "\x1b[31m [bold]x[/bold] \u202e end")]).shown

    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[bold]x[/bold]" in shown


def test_lines_fit_eighty_columns() -> None:
    """Nothing that is shown is wider than a narrow terminal."""
    sitting = Sitting("promiscuous", "?", *MASKS, "?", "", "", "boyfriend", "r", "n", "C", "", proposed=[proposal()])

    assert max(map(len, sitting.shown.split("\n"))) <= 80


def test_keys_come_from_a_pipe_line_by_line() -> None:
    """Where there is no terminal, each key is the first character of a line, and the end is an end."""
    terminal = Terminal(io.StringIO("words here\r\ny\n\n"))

    assert [terminal.line(), terminal.key(), terminal.key()] == ["words here", "y", ""]
    with pytest.raises(EOFError):
        terminal.key()


def run(*arguments: Any, typed: str = "") -> Result:
    """Return what the command says for arguments and lines typed."""
    return CliRunner().invoke(app, ["annotate", *map(str, arguments)], input=typed)


def write(path: Path, *documents: dict[str, Any]) -> Path:
    """Write documents, one a line."""
    path.write_text("".join(json.dumps(each) + "\n" for each in documents), encoding="utf-8")
    return path


def test_the_command_keeps_marks_beside_the_notes(tmp_path: Path) -> None:
    """A whole sitting over a file of notes leaves annotated notes that evaluation reads, and says so."""
    notes = write(tmp_path / "notes.jsonl", {"id": "a", "text": FIRST}, {"id": "b", "text": SECOND})
    result = run(notes, typed="promiscuous\nd\ny\n\n\n\n\n\n")
    kept = (tmp_path / "notes.annotated.jsonl").read_text(encoding="utf-8").splitlines()

    assert result.exit_code == 0
    assert [json.loads(line)["marking"]["done"] for line in kept] == [True, True]
    assert json.loads(kept[0])["spans"][0]["surface"] == "promiscuous"
    assert "2 of 2 notes read to their end, 1 mark;" in result.stderr.replace("\n", " ")


def test_the_command_refuses_what_makes_no_sense(tmp_path: Path) -> None:
    """Two files without --compare, one with it, the notes' own file and another ending are refused with a way on."""
    notes = write(tmp_path / "notes.jsonl", {"id": "a", "text": SECOND})

    for arguments in ((notes, notes), (notes, "--compare"), (notes, "--out", notes), (notes, "--out", "x.csv")):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "--" in result.stderr


def test_markup_and_back(tmp_path: Path) -> None:
    """Notes become mark-up for an editor, and mark-up becomes annotated notes."""
    notes = write(tmp_path / "notes.jsonl", {"id": "a", "text": SECOND})
    marked, annotated = tmp_path / "marked.txt", tmp_path / "marked.annotated.jsonl"

    assert run(notes, "--out", marked).exit_code == 0
    marked.write_text(marked.read_text(encoding="utf-8").replace("pasta", "[[?pasta|OT]]"), encoding="utf-8")
    assert run(marked).exit_code == 0
    assert json.loads(annotated.read_text(encoding="utf-8"))["spans"][0]["surface"] == "pasta"
    assert run(marked).exit_code == 2  # marks that are there are never written over unasked


def test_two_peoples_marks_are_compared(tmp_path: Path) -> None:
    """Agreement and differences are shown without the notes' words, and with them if asked for."""
    note = Note("a", FIRST, done=True)
    start = FIRST.index("promiscuous")
    one = write(tmp_path / "1.jsonl", note.with_mark(Mark(start, start + 11, "discrediting", True)).as_data())
    two = write(tmp_path / "2.jsonl", note.with_mark(Mark(start, start + 11, "adultification", True)).as_data())
    result = run(one, two, "--compare", "--json", tmp_path / "f.json")

    assert result.exit_code == 0
    assert "1 note that both finished" in result.stdout
    assert "discrediting / adultification" in result.stdout
    assert "promiscuous" not in result.stdout
    assert "promiscuous" in run(one, two, "--compare", "--show-words").stdout
    assert json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))["f1"]["value"] == 1
    assert run(one, write(tmp_path / "3.jsonl"), "--compare").exit_code == 2


def test_marks_are_plain_values() -> None:
    """A note goes to data and back unchanged."""
    note = Note("a", FIRST, {"agency": "school"}, (Mark(0, 5, "other", None),), ({"type": "x", "spans": []},), 3)

    assert Note.from_data(note.as_data()) == note
