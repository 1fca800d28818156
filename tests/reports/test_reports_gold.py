"""Each format, whole, as it was looked at."""

from __future__ import annotations

import io
import json

import pytest

from cse_text.reports.base import ReportOptions
from cse_text.reports.registry import make_reporter
from cse_text.reports.selection import Selection
from tests.reports.gold import check_gold
from tests.reports.samples import UNREAD, judged_run


def written(name: str, selection: Selection | None = None, **options: object) -> str:
    """Return the report of the sample run."""
    stream = io.StringIO()
    shown, summary = judged_run(selection)
    reporter = make_reporter(name, stream, ReportOptions(**{"colour": False, **options}))  # type: ignore[arg-type]
    reporter.begin()
    for scanned in shown:
        reporter.add_record(scanned)
    reporter.add_problem(UNREAD)
    reporter.end(summary)
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 100])
def test_terminal(width: int) -> None:
    """The terminal report is as it was looked at, at three widths."""
    check_gold(f"terminal_{width}.txt", written("terminal", width=width))


def test_terminal_with_all() -> None:
    """With all asked for, what was left alone is told with its reason, and details with each finding."""
    check_gold("terminal_all.txt", written("terminal", Selection(show_all=True), width=80, detail=True))


def test_plain() -> None:
    """The plain report is as it was looked at."""
    check_gold("plain.txt", written("plain"))


def test_plain_with_all() -> None:
    """With all asked for, the plain report too tells what was left alone."""
    check_gold("plain_all.txt", written("plain", Selection(show_all=True), detail=True))


@pytest.mark.parametrize(
    ("name", "gold"), [("json", "records.json"), ("jsonl", "records.jsonl"), ("csv", "findings.csv")]
)
def test_machine_formats(name: str, gold: str) -> None:
    """The formats for programs are as they were looked at."""
    check_gold(gold, written(name, Selection(show_all=True)))


def test_json_holds_the_lines_of_jsonl() -> None:
    """The array holds exactly the objects that jsonl writes line by line."""
    lines = [json.loads(line) for line in written("jsonl").splitlines()]

    assert json.loads(written("json")) == lines


@pytest.mark.parametrize("width", [40, 60, 72, 100, 200])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    """No line goes beyond the width asked for, nor beyond 100 columns, and none ends in spaces."""
    lines = written("terminal", Selection(show_all=True), width=width).splitlines()

    assert max(map(len, lines)) <= min(width, 100)
    assert lines == [line.rstrip() for line in lines]
