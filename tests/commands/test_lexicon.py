"""`cse-text lexicon …`: what each command writes, where, and how it ends."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cse_text.authoring.discover import Sighting, Suggested
from cse_text.commands import app, lexicon_notes
from cse_text.lexicon import compiled as compiled_room
from cse_text.lexicon.compiled import compile_lexicon
from cse_text.lexicon.rules import Example, Rung
from tests.lexicon.small import compiled, lexicon, rule

ANSWERS = (
    *("other", "Says zigzag", "going-zigzag", "low", "It hides who took the child."),
    *("guide", ""),
    *("go (zigzag", "go zigzag", ""),
    *("no marks here", "She [[goes zigzag]].", "", "He [[went zigzag]] again.", ""),
    *("no reason", "The path winds. # another sense", "A zebra. # another word", ""),
    *("was taken along", ""),
    *("It hides them.", "{words} hides who took {them}.", ""),
    "Who took the child along?",
)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Put a small lexicon in the shipped one's place, and the cache into the test's folder."""
    known = compiled("put {self} at risk")
    monkeypatch.setattr(compiled_room, "_shipped", lambda: known)
    monkeypatch.setenv("CSE_TEXT_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("CSE_TEXT_LEXICON", raising=False)


def run(*arguments: str, typed: tuple[str, ...] = ()) -> Any:
    """Run `cse-text lexicon` with arguments and lines typed."""
    return CliRunner().invoke(app, ["lexicon", *arguments], input="".join(f"{line}\n" for line in typed))


def test_new_asks_and_writes(tmp_path: Path) -> None:
    """Answers that will not do are asked for again; the entry stands in its category's file with its id."""
    own = tmp_path / "own"
    own.mkdir()
    result = run("new", "--lexicon", str(own), typed=ANSWERS)

    assert result.exit_code == 0, result.output
    assert "')' is missing." in result.output
    assert "At least 2." in result.output
    assert "LO001: the examples are borne out." in result.output
    assert "It begins with {words} and ends with a stop." in result.output
    text = (own / "en-GB" / "other.yaml").read_text(encoding="utf-8")
    assert '  analysis: "{words} hides who took {them}."\n' in text
    assert text.startswith("# Rules of our own.\ncategory: other\nrules:\n- id: LO001\n  name: going-zigzag\n")


def test_new_makes_the_folder_with_its_first_entry(tmp_path: Path) -> None:
    """A lexicon folder that is not there is made, and not where the author stops; one before it must be there."""
    own = tmp_path / "own"
    stopped, there = run("new", "--lexicon", str(own), typed=ANSWERS[:3]), own.exists()
    mistyped = run("new", "--lexicon", str(tmp_path / "none"), "--lexicon", str(own), typed=ANSWERS)
    result = run("new", "--lexicon", str(own), typed=ANSWERS)

    assert (stopped.exit_code, there, mistyped.exit_code) == (2, False, 2)
    assert result.exit_code == 0, result.output
    assert (own / "en-GB" / "other.yaml").is_file()
    assert os.name == "nt" or own.stat().st_mode & 0o077 == 0


def test_new_shows_what_is_not_borne_out_and_asks(tmp_path: Path) -> None:
    """Where an example is not found nothing is written unless the author says so."""
    path = tmp_path / "own.yaml"
    wrong = tuple("She [[wanders off]]." if line == "She [[goes zigzag]]." else line for line in ANSWERS)
    refused = run("new", "--to", str(path), typed=(*wrong, "n"))

    assert refused.exit_code == 2
    assert "flag 'She [[wanders off]].' is read as" in refused.output
    assert not path.exists()
    assert run("new", "--to", str(path), typed=(*wrong, "y")).exit_code == 1
    assert path.is_file()


def test_new_needs_a_place_and_can_be_stopped(tmp_path: Path) -> None:
    """Without a folder it says how to name one; when answers end, nothing is written."""
    nowhere = run("new", typed=ANSWERS)
    stopped = run("new", "--to", str(tmp_path / "own.yaml"), typed=ANSWERS[:3])

    assert (nowhere.exit_code, stopped.exit_code) == (2, 2)
    assert "--lexicon DIR (or the variable CSE_TEXT_LEXICON)" in nowhere.output
    assert "Stopped. Nothing was written." in stopped.output
    assert not (tmp_path / "own.yaml").exists()


def test_coverage_counts(tmp_path: Path) -> None:
    """Rules, phrases and wordings by category, and how they are counted."""
    lines = run("coverage").output.splitlines()

    assert lines[1].split() == ["other", "1", "1", "1"]
    assert lines[2].split() == ["all", "1", "1", "1"]
    assert "inflections, members of a class" in lines[4]


def test_the_variable_names_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """CSE_TEXT_LEXICON gives every command the folder."""
    (tmp_path / "silence.yaml").write_text("TT001: our form asks for it\n", encoding="utf-8")
    monkeypatch.setenv("CSE_TEXT_LEXICON", str(tmp_path))

    assert "Silenced by your lexicon: our form asks for it" in CliRunner().invoke(app, ["explain", "TT001"]).output


def test_a_broken_file_shows_its_lines(tmp_path: Path) -> None:
    """The error stands in lines of its own, with the author's lines as they are."""
    (tmp_path / "own.yaml").write_text("category: other\nrules:\n  - id: L1\n    name: x\n", encoding="utf-8")
    result = run("coverage", "--lexicon", str(tmp_path))

    assert result.exit_code == 2
    assert result.stderr.splitlines()[:3] == [
        "cse-text: own.yaml, line 3: L1, id: String should match pattern '^[A-Z]{2}\\d{3}$'",
        "     2 rules:",
        "     3 > - id: L1",
    ]


def test_check_tells_what_rests_on_nothing(tmp_path: Path) -> None:
    """A source that is not there, a date without guidance and a dispute that is no style are to be mended."""
    entry = "category: other\nrules:\n- id: LO001\n  name: x\n  title: X\n  severity: low\n  why: Y.\n"
    entry += "  sources: [own-reading]\n  valid_from: '2013'\n  against: [nobody]\n  match: [a zoo]\n"
    (tmp_path / "own.yaml").write_text(entry, encoding="utf-8")
    output = run("check", "--lexicon", str(tmp_path)).output

    assert "LO001: source 'nobody' is not in sources.yaml" in output
    assert "'valid_from' needs guidance with that date" in output
    assert "'against' is for a style" in output
    assert "LO001: no pass example" in output


def test_diff_names_what_changes(tmp_path: Path) -> None:
    """A silenced rule's finding is gone; --counts shows no word of the notes; the same twice changes nothing."""
    notes, own = tmp_path / "note.txt", tmp_path / "own"
    notes.write_text("Leah puts herself at risk.", encoding="utf-8")
    own.mkdir()
    (own / "silence.yaml").write_text("TT001: a reason\n", encoding="utf-8")
    changed, counted = (run("diff", "shipped", str(own), str(notes), *more) for more in ((), ("--counts",)))

    assert run("diff", "shipped", "shipped", str(notes)).exit_code == 0
    assert (changed.exit_code, counted.exit_code) == (1, 1)
    assert "  TT001  +0     -1" in changed.output
    assert "- TT001: puts herself at risk" in changed.output
    assert "herself" not in counted.output


def test_discover_writes_where_it_is_told_and_nowhere_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Candidates go to the screen or the file, which is its owner's; quick depth is refused."""
    seen = Sighting("r1", "a", "missing-blame", "line 2", "She was out till \x1ball hours.")
    found = [Suggested("till all hours", "missing-blame", 12.0, 4, 3, (seen,))]
    monkeypatch.setattr(lexicon_notes, "_scanned", lambda read, *_: read.records())
    monkeypatch.setattr("cse_text.authoring.discover.discover", lambda records, **_: [*records] and found)
    note, out = tmp_path / "note.txt", tmp_path / "out.txt"
    note.write_text("Words.", encoding="utf-8")
    shown = run("discover", str(note))
    filed = run("discover", str(note), "--out", str(out))

    assert (shown.exit_code, filed.exit_code) == (1, 1)
    assert "till all hours   [missing-blame] in 4 records, by 3 writers, 12 times likelier" in shown.output
    assert "\x1b" not in shown.output
    assert "all hours" not in filed.output
    assert "She was out till" in out.read_text(encoding="utf-8")
    assert sys.platform == "win32" or out.stat().st_mode & 0o077 == 0
    assert run("discover", str(note), "--depth", "quick").exit_code == 2


def test_site_writes_over_nothing_of_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder with other files is refused; a site made before is made again, without pages of rules now gone."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("", encoding="utf-8")
    refused = run("site", str(tmp_path / "mine"))
    first = run("site", str(tmp_path / "site"))
    monkeypatch.setattr(
        compiled_room, "_shipped", lambda: compiled_room.compile_lexicon(lexicon(rule("run off", identity="TT009")))
    )
    again = run("site", str(tmp_path / "site"))

    assert (refused.exit_code, first.exit_code, again.exit_code) == (2, 0, 0)
    assert list((tmp_path / "mine").iterdir()) == [tmp_path / "mine" / "letter.txt"]
    assert [path.name for path in (tmp_path / "site" / "rules").iterdir()] == ["TT009.html"]


def test_what_a_reframing_keeps_and_what_objects_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check warns where a kept part that is left out leaves a reframing hanging; test names the rule that objects."""
    rungs = (
        Rung("is in {1} need of {2}", wordings=("put {self} at [risk]",)),
        Rung("is at {2} risk", wordings=("put {self} at [serious] risk",)),
        Rung("<be> unsafe", wordings=("put {self} at risk",)),
    )
    flag = (Example("She [[put herself at risk]]."),)
    first = replace(rule("put {self} at risk"), reframings=rungs, flag=flag)
    made = compile_lexicon(lexicon(first, rule("unsafe", identity="TT002")))
    monkeypatch.setattr(compiled_room, "_shipped", lambda: made)

    checked, tested = run("check").output.splitlines(), run("test", "TT001").output.splitlines()

    reads = "'is in {1} need of {2}' reads 'is in {1} need of' where part {2} of 'put {self} at [risk]' is empty"
    assert [line for line in checked if line.startswith("warning")] == [f"warning: , line 0: TT001: {reads}"]
    assert checked[-1].endswith("; 2 reframings keep words that may be left out")
    assert f"note: {reads}" in tested
    assert "     not offered: She was unsafe (TT002 flags it)" in tested
