"""Tests of `cse-text audit`: from files to the time line, and one chronology of several files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import docx
import openpyxl
import pytest
from typer.testing import CliRunner, Result

from cse_text.commands import app

POLICE = (
    "Person ID,Event Date,Agency,Note Text\n"
    '0041,03/05/2019,Police,"=Kayla reported missing at 22:10. Brought back at 02:30. Safe and well check done."\n'
    '0077,04/05/2019,Police,"Another child. She is promiscuous."\n'
)
SCHOOL = (
    "Person ID,Event Date,Agency,Note Text\n"
    '0041,01/04/2019,School,"Kayla keeps putting herself at risk."\n'
    '0041,09/06/2019,School,"Kayla was late. She keeps putting herself at risk."\n'
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Two agencies' exports."""
    (tmp_path / "police.csv").write_text(POLICE, encoding="utf-8")
    (tmp_path / "school.csv").write_text(SCHOOL, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    """Run the command at quick depth."""
    return CliRunner().invoke(app, ["audit", *arguments, "--depth", "quick", "--plain"])


def test_one_childs_notes_from_two_files_in_order(files: Path) -> None:
    """--case joins the child's notes of all files; spread, event and record findings stand below the time line."""
    result = run(str(files), "--case", "0041", "--event", "01/05/2019")
    lines = result.stdout

    assert result.exit_code == 1
    assert lines.index("1 April 2019") < lines.index("3 May 2019") < lines.index("9 June 2019")
    assert "promiscuous" not in lines
    assert "Missing without enquiry" in lines
    assert "Before and after 1 May 2019" in lines
    assert "first     1 April 2019, School" in lines
    assert "since when is not known" in lines


def test_merge_writes_all_text_as_text(files: Path, tmp_path: Path) -> None:
    """CSV, XLSX and DOCX hold the same entries in order of date, and no cell is a formula."""
    for ending in (".csv", ".xlsx", ".docx"):
        assert run(str(files), "--case", "0041", "--merge", str(tmp_path / f"merged{ending}")).exit_code == 1
    rows = list(csv.DictReader(io.StringIO((tmp_path / "merged.csv").read_text(encoding="utf-8-sig"))))
    sheet = openpyxl.load_workbook(tmp_path / "merged.xlsx").active
    table = docx.Document(str(tmp_path / "merged.docx")).tables[0]

    assert tuple(rows[0])[-1] == table.rows[0].cells[-1].text == sheet.cell(1, 9).value == "then and now"
    for row in rows:
        said = row["then and now"].split("; ") if row["then and now"] else []
        assert len(said) == len(row["wording that masks"].split("; ") if row["wording that masks"] else [])
        assert set(said) <= {"out of line now", "out of line then and now", "usual then, out of line now"}
    assert any(row["then and now"] for row in rows)
    assert [row["date"] for row in rows] == ["2019-04-01", "2019-05-03", "2019-06-09"]
    assert rows[1]["entry"].startswith("'=Kayla")
    assert sheet.cell(3, 6).data_type == "s"
    assert sheet.cell(3, 6).value.startswith("=Kayla")
    assert [row.cells[1].text for row in table.rows] == ["agency", "School", "Police", "School"]


def test_the_same_files_give_the_same_chronology(files: Path, tmp_path: Path) -> None:
    """CSV, XLSX, DOCX and the page are the same to the byte, whenever they are written."""
    for ending in (".csv", ".xlsx", ".docx"):
        for name in ("one", "two"):
            page = ("--out", str(tmp_path / f"{name}{ending}.html"))
            merge = ("--merge", str(tmp_path / f"{name}{ending}"))
            run(str(files / "police.csv"), str(files / "school.csv"), "--case", "0041", *merge, *page)
        assert (tmp_path / f"one{ending}").read_bytes() == (tmp_path / f"two{ending}").read_bytes()
        assert (tmp_path / f"one{ending}.html").read_bytes() == (tmp_path / f"two{ending}.html").read_bytes()


def test_a_case_that_is_not_there_is_said(files: Path) -> None:
    """An unknown number ends with 2 and a way on."""
    result = run(str(files), "--case", "9999")

    assert result.exit_code == 2
    assert "No note of that case was found: the child's number and the id of 4 notes were compared." in result.stderr
    assert "--id-column NAME" in result.stderr


def test_a_case_is_found_in_a_column_called_case_or_in_the_one_named(tmp_path: Path) -> None:
    """'Case' and the column named with --id-column are looked in; where there is no such column that is said."""
    line = "4417,01/04/2019,Kayla keeps putting herself at risk.\n"
    path = tmp_path / "notes.csv"
    path.write_text(f"Case,Date,Note Text\n{line}", encoding="utf-8")
    by_name = run(str(path), "--case", "4417")
    path.write_text(f"Folder mark,Date,Note Text\n{line}", encoding="utf-8")
    missed, named = run(str(path), "--case", "4417"), run(str(path), "--case", "4417", "--id-column", "Folder mark")

    assert [each.exit_code for each in (by_name, missed, named)] == [1, 2, 1]
    assert "no column of the child's number was found" in missed.stderr


def test_a_day_that_is_none_is_refused(files: Path) -> None:
    """--event wants a day."""
    result = run(str(files), "--event", "soon")

    assert result.exit_code == 2
    assert "--event needs a day" in result.stderr


def test_a_format_that_is_not_there_is_refused(files: Path, tmp_path: Path) -> None:
    """--merge wants one of three endings, and leaves no file behind."""
    result = run(str(files), "--merge", str(tmp_path / "merged.pdf"))

    assert result.exit_code == 2
    assert ".docx" in result.stderr
    assert not (tmp_path / "merged.pdf").exists()


def test_a_time_line_is_a_page_or_text(files: Path, tmp_path: Path) -> None:
    """--out writes by its ending, and refuses one that it does not know before anything is read."""
    assert run(str(files), "--case", "0041", "--out", str(tmp_path / "t.html")).exit_code == 1
    assert run(str(files), "--case", "0041", "--out", str(tmp_path / "t.txt")).exit_code == 1
    refused = run(str(files), "--out", str(tmp_path / "t.pdf"))

    assert (tmp_path / "t.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "Time line: 0041" in (tmp_path / "t.txt").read_text(encoding="utf-8")
    assert refused.exit_code == 2
    assert ".html" in refused.stderr


@pytest.mark.parametrize("command", ["audit", "trends", "review", "pseudonymise"])
def test_commands_refuse_a_preset_that_is_not_there(files: Path, tmp_path: Path, command: str) -> None:
    """Commands that read files take intake's options as scan does: an unknown system's preset is refused by name."""
    more = ("--out", str(tmp_path / "o"), "--key", str(tmp_path / "k")) if command == "pseudonymise" else ()
    result = CliRunner().invoke(app, [command, str(files / "police.csv"), "--preset", "nosuch", *more])

    assert result.exit_code == 2
    assert "nosuch" in result.stderr
