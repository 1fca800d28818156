"""Tests of `cse-text evaluate`: from annotated notes to figures, files and errors to read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cse_text.commands import app

TEXT = "Kayla (14) keeps putting herself at risk. She zigged about like a teapot. Her school rang."


def span(words: str, **values: Any) -> dict[str, Any]:
    """Return an annotated span on words of the text."""
    start = TEXT.index(words)
    named = {"category": "self-endangerment", "masking": True, "voice": "own", "subject": "child", "note": ""}
    return {"start": start, "end": start + len(words), "surface": words, **named, **values}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A file of two good notes and a line that is none."""
    mixed = {"id": "n1", "text": TEXT, "spans": [span("putting herself at risk"), span("zigged about like a teapot")]}
    plain = {"id": "n2", "text": "Tea was pasta.", "meta": {"group": "ordinary"}, "spans": []}
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps(mixed)}\nnonsense\n{json.dumps(plain)}\n", encoding="utf-8")
    return path


def run(*arguments: Any) -> Result:
    """Return what the command says at quick depth, at a threshold that leaves no doubt about common phrases."""
    return CliRunner().invoke(
        app, ["evaluate", "--depth", "quick", "--threshold", "0.3", *map(str, arguments)], env={"COLUMNS": "80"}
    )


def test_figures_in_sections(gold: Path) -> None:
    """Every section is there, the bad line is named, and no line is wider than the terminal."""
    result = run(gold, "--errors", "5")

    assert result.exit_code == 0
    for title in (
        *("End to end", "Spans", "Decisions on given spans", "By category", "By rule", "By detector"),
        *("By kind of text and agency", "False alarms where nothing masks", "Wording that no published list holds"),
        *("Who is who", "Calibration", "Errors to read"),
    ):
        assert f"\u2500\u2500 {title} \u2500" in result.stdout
    assert "gold.jsonl, line 2: not JSON at character 1" in result.stderr
    assert "1 of 3 notes were left out" in result.stderr
    assert max(map(len, result.stdout.split("\n"))) <= 80


def test_words_are_shown_only_if_asked_for(gold: Path, tmp_path: Path) -> None:
    """A note's words go into the file of errors, or on the screen with --show-words; nowhere else."""
    errors = tmp_path / "errors.tsv"
    silent = run(gold, "--errors", "5", "--errors-to", errors, "--json", tmp_path / "f.json")

    assert "missed" in silent.stdout
    assert "teapot" not in silent.output
    assert "teapot" not in (tmp_path / "f.json").read_text(encoding="utf-8")
    assert "[[zigged about like a teapot]]" in errors.read_text(encoding="utf-8-sig")
    assert "teapot" in run(gold, "--errors", "5", "--show-words").stdout


def test_errors_are_no_formulas(tmp_path: Path) -> None:
    """No cell of the file of errors begins as a spreadsheet's formula would, and none breaks its row."""
    text = "=cmd()\tzigged\nabout"
    whole = {**span("zigged"), "start": 0, "end": len(text), "surface": text}
    gold, errors = tmp_path / "g.jsonl", tmp_path / "e.tsv"
    gold.write_text(json.dumps({"id": "=n", "text": text, "spans": [whole]}), encoding="utf-8")
    run(gold, "--errors-to", errors)
    rows = [line.split("\t") for line in errors.read_text(encoding="utf-8-sig").splitlines()]

    assert {len(row) for row in rows} == {11}
    assert rows[1][1] == "'=n"


def test_json_alone(gold: Path) -> None:
    """--json - writes the figures and nothing else on standard output."""
    figures = json.loads(run(gold, "--json", "-").stdout)

    assert (figures["documents"], figures["masking"], figures["depth"]) == (2, 2, "quick")
    assert figures["end"]["recall"]["value"] == 0.5
    assert figures["novel"]["novel"] == {"part": 0, "whole": 1, "interval": [0.0, 0.0], "share": 0.0}


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_picture_of_calibration(gold: Path, tmp_path: Path, ending: str) -> None:
    """The curve is drawn as a picture of the kind that its name asks for."""
    pytest.importorskip("matplotlib")
    path = tmp_path / f"curve.{ending}"

    assert run(gold, "--plot", path).exit_code == 0
    assert (b"PNG" if ending == "png" else b"<svg") in path.read_bytes()[:600]


def test_what_cannot_be_done_is_said_first(gold: Path, tmp_path: Path) -> None:
    """A picture of another kind, and a file without one annotated note, end with 2 and a way on."""
    empty = tmp_path / "empty.jsonl"
    empty.write_text("nonsense\n", encoding="utf-8")

    assert run(gold, "--plot", tmp_path / "x.gif").exit_code == 2
    assert run(empty).exit_code == 2


def test_markup_is_measured_too(tmp_path: Path) -> None:
    """Notes in mark-up are read as they are."""
    path = tmp_path / "notes.txt"
    path.write_text("=== id: M-1\n---\nShe keeps [[+putting herself at risk|SE]].\n", encoding="utf-8")

    assert json.loads(run(path, "--json", "-").stdout)["masking"] == 1
