"""Tests of `cse-text trends`: from files to rates, named workers only with a reason, the sample there and back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cse_text.commands import app

HEAD = "Note ID,Person ID,Date,Team,Note Type,Worker Name,Gender,Ethnicity,Note Text\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Forty notes of two teams, every second one masking."""
    path = tmp_path / "notes.csv"
    rows = [
        f"{n},{n:03d},03/04/2024,{('North', 'South')[n % 4 // 2]},Visit,Ann Jones,F,White British,"
        f"{'She is promiscuous' if n % 2 else 'We went to the dentist'} and had tea number {n}.\n"
        for n in range(40)
    ]
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    """Run the command at quick depth."""
    return CliRunner().invoke(app, ["trends", *map(str, arguments), "--depth", "quick", "--no-progress"])


def test_rates_by_team_and_characteristics(table: Path, tmp_path: Path) -> None:
    """A table in, rates by its own columns out; dates are read as in the United Kingdom."""
    out = tmp_path / "trends.json"
    result = run(table, "--out", out)
    value = json.loads(out.read_text(encoding="utf-8"))
    rows = {each["dimension"]: each["rows"] for each in value["tables"]}

    assert result.exit_code == 0
    assert [(row["group"], row["entries"], row["findings"]) for row in rows["team"]] == [
        ("North", 20, 10),
        ("South", 20, 10),
    ]
    assert rows["quarter"][0]["group"] == "2024 Apr to Jun"
    assert rows["ethnicity"][0]["group"] == "White"
    assert value["manifest"]["inputs"][0]["sha256"]
    assert "Ann" not in out.read_text(encoding="utf-8")


def test_named_workers_need_a_reason(table: Path, tmp_path: Path) -> None:
    """Without a reason nothing is done; with one the report prints it."""
    refused = run(table, "--by-worker")
    out = tmp_path / "trends.html"
    given = run(table, "--by-worker", "--reason", "Complaint 7", "--author-column", "Worker Name", "--out", out)
    page = out.read_text(encoding="utf-8")

    assert refused.exit_code == 2
    assert "--reason" in refused.stderr
    assert given.exit_code == 0
    assert "Named workers are shown, for this reason: Complaint 7" in page
    assert "Ann Jones" in page


def test_a_sample_goes_out_and_comes_back(table: Path, tmp_path: Path) -> None:
    """The reader's answers give recall with its interval."""
    sample = tmp_path / "sample.csv"
    first = run(table, "--sample", 40, "--seed", 4, "--sample-to", sample)
    with sample.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    for row in rows[1:]:
        row[7] = "yes" if "promiscuous" in row[6] or "number 8." in row[6] else "no"
    with sample.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    back = run("--sample-read", sample)

    assert first.exit_code == back.exit_code == 0
    assert len(rows) == 41
    assert "(recall): 95.2 %, 95 % interval 95.2 to 95.2 %." in back.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--reason", "x"), "--by-worker"),
        (("--sample", "5"), "--sample-to"),
        (("--out", "trends.pdf"), ".html"),
        (("--author-column", "Worker"), "--by-worker"),
    ],
)
def test_options_that_make_no_sense(table: Path, arguments: tuple[str, ...], said: str) -> None:
    """Each is refused with a way on before anything is read."""
    result = run(table, *arguments)

    assert result.exit_code == 2
    assert said in result.stderr


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    """No path at all, and a path with nothing in it, both end with 2."""
    assert run().exit_code == 2
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    assert run(tmp_path).exit_code == 2
