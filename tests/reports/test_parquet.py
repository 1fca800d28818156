"""Parquet reports: a folder of parts, typed, whole or not there."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from cse_text.commands.output import open_folder_report, sweep
from cse_text.errors import ReportError
from cse_text.reports import parquet
from cse_text.reports.parquet import NAMES, ParquetReporter
from cse_text.reports.summary import Tally
from tests.reports.samples import case_file, note, quiet_note

pq = pytest.importorskip("pyarrow.parquet")


def write(folder: Path, times: int = 1) -> None:
    """Write a report of some records into a folder."""
    reporter = ParquetReporter(folder)
    reporter.begin()
    for _ in range(times):
        for each in (case_file(), note(), quiet_note()):
            reporter.add_record(each)
    reporter.end(Tally().summary())


def write_and_fail(target: Path) -> None:
    """Write a report, and fail before it is done."""
    with open_folder_report(target, "part-*.parquet") as folder:
        write(folder)
        raise ZeroDivisionError


def test_a_row_a_finding_with_numbers_as_numbers(tmp_path: Path) -> None:
    """Every finding is a row in order, offsets and confidence are numbers, and text stands as it was."""
    write(tmp_path)
    rows = pq.read_table(tmp_path).to_pylist()
    findings = [each for scanned in (case_file(), note()) for each in scanned.findings]
    whole = [each for scanned in (case_file(), note()) for each in scanned.record_findings]
    shown = [row for row in rows if row["category"] != "whole record"]

    assert tuple(rows[0]) == NAMES
    assert len(rows) == len(findings) + len(whole)
    assert [(row["start"], row["end"], row["masking"], row["confidence"]) for row in shown] == [
        (each.start, each.end, each.masking, each.confidence) for each in findings
    ]
    assert [row["text"] for row in shown] == [each.text for each in findings]


def test_then_and_now_is_a_truth_value(tmp_path: Path) -> None:
    """A dated rule's finding says yes or no, missing where dates do not tell, in the last two columns."""
    scanned = note()
    dates = (replace(scanned.findings[0], valid_from="2020"), replace(scanned.findings[1], valid_from=""))
    reporter = ParquetReporter(tmp_path)
    reporter.add_record(replace(scanned, findings=dates))
    reporter.end(Tally().summary())
    rows = pq.read_table(tmp_path).to_pylist()

    assert NAMES[-2:] == ("valid_from", "out_of_line_then")
    assert [(row["valid_from"], row["out_of_line_then"]) for row in rows] == [("2020", False), (None, None)]


def test_long_reports_have_parts_and_empty_ones_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are spread over parts in order; a report without findings can be read too."""
    monkeypatch.setattr(parquet, "PART_ROWS", 10)
    monkeypatch.setattr(parquet, "_GROUP_ROWS", 4)
    many, none = tmp_path / "many", tmp_path / "none"
    many.mkdir()
    none.mkdir()
    write(many, 5)
    ParquetReporter(none).end(Tally().summary())

    assert len(list(many.iterdir())) > 1
    single = [row["start"] for row in pq.read_table(many).to_pylist()]
    assert single == single[: len(single) // 5] * 5
    assert tuple(pq.read_table(none).column_names) == NAMES


def test_the_folder_is_whole_or_not_there(tmp_path: Path) -> None:
    """A report that fails leaves nothing; a second one takes the place of the first."""
    target = tmp_path / "r.parquet"
    with pytest.raises(ZeroDivisionError):
        write_and_fail(target)
    assert list(tmp_path.iterdir()) == []
    for times in (2, 1):
        with open_folder_report(target, "part-*.parquet") as folder:
            write(folder, times)
    assert [each.name for each in tmp_path.iterdir()] == ["r.parquet"]
    assert pq.read_table(target).num_rows == len([*case_file().findings, *note().findings]) + len(
        [*case_file().record_findings, *note().record_findings]
    )


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """A folder that holds other files is not taken for a report."""
    (tmp_path / "r.parquet").mkdir()
    (tmp_path / "r.parquet" / "notes.docx").write_text("x", encoding="utf-8")

    with pytest.raises(ReportError, match="something else"), ExitStack() as stack:
        stack.enter_context(open_folder_report(tmp_path / "r.parquet", "part-*.parquet"))
    assert (tmp_path / "r.parquet" / "notes.docx").exists()


def test_what_killed_runs_left_is_swept(tmp_path: Path) -> None:
    """Only the parts of this very report are taken away."""
    (tmp_path / ".r.csv.abc.part").write_text("x", encoding="utf-8")
    (tmp_path / ".r.csv.def.part").mkdir()
    (tmp_path / ".other.csv.abc.part").write_text("x", encoding="utf-8")
    sweep(tmp_path / "r.csv")

    assert [each.name for each in tmp_path.iterdir()] == [".other.csv.abc.part"]
