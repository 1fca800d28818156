"""`cse-text scan`: options, formats, exit codes, what goes where."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from cse_text.commands.exit_codes import decide_exit_code
from tests.commands.conftest import Cli
from tests.commands.fakes import CANARY, broken, nothing_found, nothing_read, refused, stopped


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"records": 3, "findings": 0}, 0),
        ({"records": 3, "findings": 1}, 1),
        ({"records": 3, "findings": 1, "exit_zero": True}, 0),
        ({"records": 0, "findings": 0}, 2),
        ({"records": 0, "findings": 0, "exit_zero": True}, 2),
        ({"records": 3, "findings": 1, "stopped": True}, 2),
        ({"records": 3, "findings": 1, "stopped": True, "exit_zero": True}, 2),
    ],
)
def test_exit_code(facts: dict[str, Any], code: int) -> None:
    """0 is nothing found, 1 is found, 2 is not done; --exit-zero only turns 1 into 0."""
    assert decide_exit_code(**facts) == code


def test_findings_end_with_one(cli: Cli) -> None:
    """A scan that finds something ends with 1, with 0 if so asked, and with 0 if nothing was found."""
    assert cli("scan", "cases").exit_code == 1
    assert cli("scan", "cases", "--exit-zero").exit_code == 0
    assert cli("scan", "cases", items=nothing_found).exit_code == 0


def test_only_what_is_shown_counts(cli: Cli) -> None:
    """Findings that the reader did not ask for do not make the exit code 1."""
    assert cli("scan", "cases", "--threshold", "0.99").exit_code == 0
    assert cli("scan", "cases", "--category", "adultification").exit_code == 0
    assert cli("scan", "cases", "--category", "harm-as-risk").exit_code == 1


def test_nothing_read_ends_with_two(cli: Cli) -> None:
    """A scan that could read nothing ends with 2 and says so."""
    result = cli("scan", "cases", "--exit-zero", items=nothing_read)

    assert result.exit_code == 2
    assert "Nothing could be read." in result.stderr
    assert "Nothing was read, so nothing could be found." in result.stdout


def test_the_report_goes_to_standard_output(cli: Cli) -> None:
    """The terminal report is the default, without escape sequences in a pipe; notes go to standard error."""
    result = cli("scan", "cases")

    assert "[[place herself at risk]](1)" in result.stdout
    assert "\x1b" not in result.stdout
    assert "closed_cases/scan_03.pdf: It holds pictures of pages" in result.stdout
    assert result.stderr == "cse-text: Column 'Detail' is read as the text.\n"


def test_plain(cli: Cli) -> None:
    """--plain and --format plain are the same report."""
    assert cli("scan", "cases", "--plain").stdout == cli("scan", "cases", "--format", "plain").stdout
    assert "Sentence: She continues to [[place herself at risk]](1)" in cli("scan", "x", "--plain").stdout


def test_machine_formats_keep_standard_output_clean(cli: Cli) -> None:
    """Formats for programs write only themselves on standard output; problems are said on standard error."""
    result = cli("scan", "cases", "--format", "jsonl")
    objects = [json.loads(line) for line in result.stdout.splitlines()]

    assert [each["id"] for each in objects] == ["CF-0147", "0042", "0043", "", ""]
    assert "run" in objects[-1]
    assert "closed_cases/scan_03.pdf: It holds pictures" in result.stderr
    assert json.loads(cli("scan", "cases", "--format", "json").stdout) == objects


def test_csv_has_a_row_for_each_whole_record_finding(cli: Cli) -> None:
    """A table names the check and both quotes of a finding about a whole record, in a row of its own."""
    result = cli("scan", "cases", "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(result.stdout.removeprefix("\ufeff"), newline="")))
    whole = [row for row in rows if row["category"] == "whole record"]

    assert len(rows) == 7
    assert [row["rule"] for row in whole] == ["harm-described-as-risk"]
    assert "No row in a table" not in result.stderr


def test_all_shows_what_was_left_alone(cli: Cli) -> None:
    """--all adds what was left alone, with masking false."""
    objects = json.loads(cli("scan", "cases", "--format", "json", "--all").stdout)

    assert [each["masking"] for each in objects[0]["findings"]] == [True, True, False, False, True, True]


def test_quiet_says_nothing_but_findings(cli: Cli) -> None:
    """--quiet leaves out the summary and all notes, and keeps findings."""
    result = cli("scan", "cases", "--quiet")

    assert result.stderr == ""
    assert "[[place herself at risk]]" in result.stdout
    assert "Summary" not in result.stdout


def test_verbose_tells_reasons(cli: Cli) -> None:
    """--verbose adds reasons and sources to each finding."""
    assert "Judged    The words are about Leah, who is 14." in cli("scan", "cases", "--verbose").stdout
    assert "Judged" not in cli("scan", "cases").stdout


def test_options_reach_the_rooms(cli: Cli, seen: dict[str, Any], tmp_path: Path) -> None:
    """Every option about reading and judging reaches the room it is for."""
    mapping = tmp_path / "columns.toml"
    mapping.write_text("[columns]\n", encoding="utf-8")
    columns = [f"--{name}-column={name.upper()}" for name in ("text", "id", "date", "agency", "team")]
    cli(
        *("scan", "a", "-", *columns, "--mapping", str(mapping), "--encoding", "cp1252", "--stdin-format", "jsonl"),
        *("--depth", "full", "--jobs", "2", "--threshold", "0.7", "--lexicon", str(tmp_path)),
    )

    assert seen["paths"] == ["a", "-"]
    assert vars(seen["intake"]) == {
        "text_column": "TEXT",
        "id_column": "ID",
        "date_column": "DATE",
        "agency_column": "AGENCY",
        "team_column": "TEAM",
        "mapping_file": mapping,
        "preset": "",
        "encoding": "cp1252",
        "stdin_format": ".jsonl",
    }
    assert vars(seen["settings"]) == {
        "depth": "full",
        "threshold": 0.7,
        "lexicon_folders": (tmp_path,),
        "jobs": 2,
        "scheduler": "",
    }


def test_defaults_reach_the_rooms(cli: Cli, seen: dict[str, Any]) -> None:
    """Without options the rooms decide for themselves."""
    cli("scan", "a")

    assert vars(seen["settings"]) == {
        "depth": "standard",
        "threshold": None,
        "lexicon_folders": (),
        "jobs": 1,
        "scheduler": "",
    }
    assert seen["intake"].mapping_file is None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["scan", "a", "--category", "blame"], "There is no category 'blame'. The categories: implied-consent,"),
        (["scan", "a", "--plain", "--format", "json"], "--plain and --format json ask for two formats"),
        (["scan", "a", "--out", "r.pdf"], "No format goes with the ending '.pdf'."),
        (["scan", "a", "--format", "xlsx"], "The format xlsx needs a file to go to"),
        (["scan", "a", "--threshold", "7"], "--threshold"),
        (["scan", "a", "--format", "xml"], "--format"),
        (["scan", "a", "--jobs", "0"], "--jobs"),
        (["scan", "a", "--mapping", "no-such-file.toml"], "no-such-file.toml"),
        (["scan", "a", "--lexicon", "no-such-folder"], "no-such-folder"),
        (["scan"], "PATH"),
    ],
)
def test_options_that_make_no_sense_end_with_two(cli: Cli, arguments: list[str], message: str) -> None:
    """An option that makes no sense ends with 2, says why, and writes no report."""
    result = cli(*arguments)

    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_ctrl_c_keeps_what_was_done(cli: Cli) -> None:
    """A Ctrl-C ends the run; the report is whole, says that it was stopped, and the code is 2."""
    result = cli("scan", "cases", items=stopped)

    assert result.exit_code == 2
    assert "[[absconded]](1)" in result.stdout
    assert "Stopped before the end: this covers only what had been read by then." in result.stdout
    assert "Stopped. The report covers the 1 record read by then." in result.stderr


def test_ctrl_c_leaves_valid_json(cli: Cli) -> None:
    """A stopped run leaves a valid array whose last object says that it was stopped."""
    objects = json.loads(cli("scan", "cases", "--format", "json", items=stopped).stdout)

    assert [each["id"] for each in objects] == ["0042", "", ""]
    assert objects[1]["problems"][0]["slug"] == "stopped"
    assert objects[-1]["run"]["tool"] == "cse-text"


@pytest.mark.parametrize("verbose", [[], ["--verbose"]])
def test_an_unknown_error_holds_no_note(cli: Cli, verbose: list[str]) -> None:
    """An error that nobody foresaw ends with 2 and names its kind and place, never its message."""
    result = cli("scan", "cases", *verbose, items=broken)

    assert result.exit_code == 2
    assert CANARY not in result.output
    assert "Something went wrong inside the tool (ValueError in fakes.py, line" in result.stderr
    assert ("in broken" in result.stderr) == bool(verbose)


def test_a_known_error_is_one_line(cli: Cli) -> None:
    """An error that the tool knows is said in one line, with code 2."""
    result = cli("scan", "cases", "--quiet", items=refused)

    assert result.exit_code == 2
    assert result.stderr == "cse-text: notes.csv has no column 'Text'.\n"
