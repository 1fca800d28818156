"""Tests of then and now: dates of guidance, exact or not, beside the day on which something was written."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from cse_text.dating import out_of_line_then
from cse_text.reports.base import ReportOptions
from cse_text.reports.json_report import record_object
from cse_text.reports.registry import make_reporter
from cse_text.reports.summary import Tally
from cse_text.reports.table import COLUMNS, DATED_COLUMNS, DECISION_COLUMNS
from cse_text.reports.wording import then_words
from cse_text.types import ScannedRecord
from tests.reports.office import all_text
from tests.reports.runs import single_report
from tests.reports.samples import note


@pytest.mark.parametrize(
    ("since", "written", "then"),
    [
        ("2015-05-03", date(2015, 5, 2), False),
        ("2015-05-03", date(2015, 5, 3), True),
        ("2015-05", date(2015, 4, 30), False),
        ("2015-05", date(2015, 5, 20), None),
        ("2015-05", date(2015, 6, 1), True),
        ("2015", date(2015, 12, 30), None),
        ("2015", date(2016, 1, 1), True),
        ("2015-13", date(2016, 1, 1), None),
        ("soon", date(2016, 1, 1), None),
        ("", date(2016, 1, 1), None),
        ("2015", None, None),
    ],
)
def test_then_is_said_only_where_dates_tell(since: str, written: date | None, then: bool | None) -> None:
    """Within the month or year that is all that is known of guidance, nobody can say; nor without a date."""
    assert out_of_line_then(since, written) is then


def test_reports_show_then_and_now() -> None:
    """HTML, DOCX, XLSX and JSON say whether wording was out of line when written; a rule without a date is silent."""
    scanned = note()
    dated = replace(scanned, findings=(replace(scanned.findings[0], valid_from="2020"), scanned.findings[1]))
    said = "usual then, out of line now; guidance since 2020"
    objects = record_object(dated)["findings"]

    assert [then_words(dated.record, each) for each in dated.findings] == [said, ""]
    assert all_text("html", single_report("html", dated)).count(said) == 1
    assert all_text("docx", single_report("docx", dated)).count(said) == 1
    assert all_text("xlsx", single_report("xlsx", dated)).count("2020\nusual then, out of line now") == 1
    assert (objects[0]["valid_from"], objects[0]["out_of_line_then"]) == ("2020", False)
    assert "valid_from" not in objects[1]


def dated_note() -> ScannedRecord:
    """Return a note whose first finding is of a dated rule, its second of one without a date."""
    scanned = note()
    return replace(scanned, findings=(replace(scanned.findings[0], valid_from="2020"), scanned.findings[1]))


def table_of(options: ReportOptions) -> list[dict[str, str]]:
    """Return the rows of the CSV report of that note."""
    stream = io.StringIO()
    reporter = make_reporter("csv", stream, options)
    reporter.begin()
    reporter.add_record(dated_note())
    reporter.end(Tally().summary())
    return list(csv.DictReader(io.StringIO(stream.getvalue())))


def test_a_table_ends_with_then_and_now() -> None:
    """CSV has the two columns behind all that were there before, blank where a rule has no date."""
    plain, judged = table_of(ReportOptions()), table_of(ReportOptions(decisions=True))

    assert tuple(plain[0]) == (*COLUMNS, *DATED_COLUMNS)
    assert tuple(judged[0]) == (*COLUMNS, *DECISION_COLUMNS, *DATED_COLUMNS)
    assert [[row[name] for name in DATED_COLUMNS] for row in plain] == [["2020", "false"], ["", ""]]


def test_sarif_holds_then_and_now_as_properties() -> None:
    """A dated rule has its date, and its results say whether it held when the words were written; others hold none."""
    (run,) = json.loads(single_report("sarif", dated_note()))["runs"]
    first, second = (result["properties"] for result in run["results"])
    dates = {rule["id"]: rule["properties"].get("valid_from") for rule in run["tool"]["driver"]["rules"]}

    assert (first["valid_from"], first["out_of_line_then"]) == ("2020", False)
    assert not {"valid_from", "out_of_line_then"} & second.keys()
    assert dates[run["results"][0]["ruleId"]] == "2020"
