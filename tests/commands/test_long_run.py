"""Long runs from the command line: journal, going on, notes that have not changed, full disks."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cse_text.batch import journal as journal_room
from cse_text.batch import unchanged as unchanged_room
from cse_text.batch.run import scan_records
from cse_text.commands import app
from tests.batch.samples import write_notes


def run(*arguments: object) -> Any:
    """Return the end of a scan at quick depth."""
    return CliRunner().invoke(app, ["scan", "--depth", "quick", "--exit-zero", *map(str, arguments)])


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Return a table of notes in a folder of its own."""
    (tmp_path / "in").mkdir()
    return write_notes(tmp_path / "in" / "notes.csv", 12)


def stop_after(monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException) -> None:
    """Let runs from now on meet an error after so many records."""

    def failing(*given: Any) -> Any:
        for n, each in enumerate(scan_records(*given)):
            if n == number:
                raise error
            yield each

    monkeypatch.setattr("cse_text.batch.scan_records", failing)


def test_a_run_that_was_stopped_goes_on(notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Ctrl-C keeps the journal and names the way on; --resume writes the whole report and clears up."""
    out, whole = tmp_path / "r.jsonl", tmp_path / "whole.jsonl"
    assert run(notes, "--out", whole).exit_code == 0
    with monkeypatch.context() as patch:
        stop_after(patch, 5, KeyboardInterrupt())
        stopped = run(notes, "--out", out)
    ended = run(notes, "--out", out, "--resume")

    assert stopped.exit_code == 2
    assert "the same command with --resume goes on from there" in stopped.stderr
    assert "6 records were taken up from the journal" in ended.stderr
    assert out.read_bytes() == whole.read_bytes()
    assert {each.name for each in tmp_path.iterdir()} == {"in", "r.jsonl", "whole.jsonl"}


def test_a_journal_that_is_named_stays(notes: Path, tmp_path: Path) -> None:
    """--journal keeps the journal in its file after a good end, also for a report on the screen."""
    run(notes, "--journal", tmp_path / "j")
    again = run(notes, "--journal", tmp_path / "j", "--resume")

    assert (tmp_path / "j").exists()
    assert "12 records were taken up" in again.stderr


def test_a_stopped_run_without_a_journal(notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--no-journal keeps nothing, whatever happens; --resume then has nothing to go on from, and says so."""
    stop_after(monkeypatch, 5, KeyboardInterrupt())
    run(notes, "--out", tmp_path / "r.csv", "--no-journal")
    refused = run(notes, "--resume")

    assert {each.name for each in tmp_path.iterdir()} == {"in", "r.csv"}
    assert refused.exit_code == 2
    assert "--resume needs the journal of a run" in refused.stderr


def test_a_new_run_says_that_an_old_one_could_go_on(
    notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever forgets --resume is told at once that there is a journal."""
    with monkeypatch.context() as patch:
        stop_after(patch, 5, KeyboardInterrupt())
        run(notes, "--out", tmp_path / "r.csv")
    again = run(notes, "--out", tmp_path / "r.csv")

    assert "An earlier run was stopped" in again.stderr
    assert "taken up" not in again.stderr
    assert not (tmp_path / "r.csv.journal").exists()


def test_a_full_disk_leaves_no_half_report(notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the report cannot be written to its end, nothing of it is left, and --resume goes on when there is room."""
    out = tmp_path / "r.jsonl"

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("cse_text.reports.json_report.JsonLinesReporter.end", full)
        failed = run(notes, "--out", out)
    left = {each.name for each in tmp_path.iterdir()}
    ended = run(notes, "--out", out, "--resume")

    assert failed.exit_code == 2
    assert "The report could not be written (No space left on device)." in failed.stderr
    assert left == {"in", "r.jsonl.journal"}
    assert "12 records were taken up" in ended.stderr
    assert len(out.read_text(encoding="utf-8").splitlines()) == 13


def test_only_new_notes_are_read(notes: Path, tmp_path: Path) -> None:
    """With --skip-unchanged a later, longer export has only its new notes read, and says what was passed by."""
    seen = tmp_path / "seen"
    run(notes, "--skip-unchanged", seen, "--out", tmp_path / "may.jsonl")
    later = write_notes(tmp_path / "june.csv", 15)
    june = run(later, "--skip-unchanged", seen, "--plain")
    again = run(later, "--skip-unchanged", seen, "--format", "json")
    last = json.loads(again.stdout)[-1]

    assert "Not read again: 12 records, unchanged since read on " in june.stdout
    assert "Read: 3 records" in june.stdout
    assert again.exit_code == 0
    assert last["run"]["settings"]["unchanged-not-read"] == "15"
    assert "Nothing could be read" not in again.stderr


def test_a_stopped_run_makes_no_note_known(notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes count as read only once a report of them stood whole."""
    with monkeypatch.context() as patch:
        stop_after(patch, 5, KeyboardInterrupt())
        run(notes, "--skip-unchanged", tmp_path / "seen", "--plain")

    assert "Read: 12 records" in run(notes, "--skip-unchanged", tmp_path / "seen", "--plain").stdout


def test_files_for_runs_are_told_apart() -> None:
    """A journal is never taken for a file of unchanged notes."""
    assert journal_room.KIND.application != unchanged_room.KIND.application
