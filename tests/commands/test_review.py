"""Tests of `cse-text review`: keys go in, decisions are kept, compared, settled and handed on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cse_text.commands import app
from cse_text.review.merge import settle
from cse_text.review.store import open_store
from tests.review.samples import TEXT


def run(*arguments: str | Path, typed: str = "") -> Result:
    """Run `cse-text review`."""
    return CliRunner().invoke(app, ["review", *map(str, arguments)], input=typed, env={"COLUMNS": "80"})


def test_a_report_is_reviewed_beside_its_source(report: Path) -> None:
    """Sentences come from the source, decisions go to a file beside the report, and what it holds is said once."""
    first, second = run(report, "--as", "Ada", typed="a\nq\n"), run(report, "--as", "Ada", typed="q\n")

    assert first.exit_code == second.exit_code == 0
    assert "She is [[promiscuous]]." in first.stdout
    assert "It holds no text of a record" in first.stderr
    assert "It holds no text" not in second.stderr
    assert "Finding 2 of 4, 1 decided" in second.stdout
    assert (report.parent / "r.decisions.sqlite").exists()


def test_a_report_without_its_source_shows_the_words(report: Path) -> None:
    """Where the source is gone the words found are shown, and it is said why there is no more."""
    (report.parent / "r1.txt").unlink()
    shown = run(report, typed="q\n").stdout

    assert "[[promiscuous]]" in shown
    assert "only the words found are shown" in shown


def test_a_second_reviewer_does_not_see_the_first(report: Path) -> None:
    """Each reviews alone: the other's decisions, reasons and notes are not shown."""
    run(report, "--as", "Ada", typed="r\nw\nAda's own reason\nq\n")
    shown = run(report, "--as", "Ben", typed="q\n").stdout

    assert "Finding 1 of 4, 0 decided" in shown
    assert "Ada" not in shown


def test_two_people_compared_settled_and_shown(report: Path) -> None:
    """Agreement is told with kappa, a difference is settled by a third, and there is nothing left to settle."""
    run(report, "--as", "Ada", typed="a\na\na\na\n")
    run(report, "--as", "Ben", typed="a\nr\nm\na\na\n")
    kept, figures = report.parent / "r.decisions.sqlite", report.parent / "figures.json"
    compared = run("--agreement", kept, "--json", figures)

    assert compared.exit_code == 0
    assert "4 findings that both decided" in compared.stdout
    assert "75.0 %" in compared.stdout
    assert "accepted / rejected (plain recording of what happened)" in " ".join(compared.stdout.split())
    assert json.loads(figures.read_text(encoding="utf-8"))[0]["verdicts"]["same"] == 0.75
    assert "Finding 1 of 1" in run(report, "--adjudicate", "--as", "Lead", typed="a\n").stdout
    with open_store(kept) as store:
        assert {each.verdict for each in settle(store.rows()).values()} == {"accepted"}


def test_files_of_two_people_are_merged(report: Path) -> None:
    """Each may keep a file of their own; one takes in the other, or both are compared as they are."""
    one, other = report.parent / "one.sqlite", report.parent / "other.sqlite"
    run(report, "--as", "Ada", "--decisions", one, typed="a\nq\n")
    run(report, "--as", "Ben", "--decisions", other, typed="a\nq\n")

    assert "1 finding that both decided" in run("--agreement", one, "--agreement", other).stdout
    assert run("--agreement", one).exit_code == 2
    assert "1 decision of" in run("--decisions", one, "--merge", other).stderr
    assert "1 finding that both decided" in run("--agreement", one).stdout


def test_decisions_are_written_as_annotated_text(report: Path) -> None:
    """The export holds the text and the marks; without the source there is no text, which is said."""
    run(report, typed="a\nr\nm\nq\n")
    out = report.parent / "out.jsonl"
    done = run(report, "--export", out)
    (document,) = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())

    assert done.exit_code == 0
    assert "keep it as safe as them" in done.stderr
    assert document["text"] == TEXT
    assert [each["masking"] for each in document["spans"]] == [True, False, None]
    (report.parent / "r1.txt").unlink()
    assert "1 record left out" in run(report, "--export", out).stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Name a JSON report"),
        (("--as", " "), "needs a name"),
        (("--merge", "r.json"), "--decisions"),
        (("--agreement", "r.json"), "not a file of decisions"),
        (("r.json", "--adjudicate"), "no decisions yet"),
        (("r.json", "--export", "x.jsonl"), "no such file of decisions"),
    ],
)
def test_what_cannot_be_done_is_said(
    report: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    """A fault is one calm line with a way on, and exit code 2."""
    monkeypatch.chdir(report.parent)
    done = run(*arguments)

    assert done.exit_code == 2
    assert words in done.stderr


def test_a_kill_in_the_middle_keeps_what_was_decided(report: Path) -> None:
    """Killed while it waits for a key, the command has kept every decision before."""
    command = [sys.executable, "-m", "cse_text", "review", str(report), "--as", "Ada"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("a\na\n")
        process.stdin.flush()
        for line in process.stdout:
            if "2 decided" in line:
                break
        process.kill()
    with open_store(report.parent / "r.decisions.sqlite") as store:
        assert [each.verdict for each in store.rows()] == ["accepted", "accepted"]
