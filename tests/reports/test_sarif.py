"""SARIF 2.1.0: what the published schema requires, checked by hand, since its licence is its own."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cse_text.reports.sarif import uri_of
from cse_text.types import Place, Record, ScannedRecord
from tests.reports.gold import check_gold
from tests.reports.runs import sample_report, single_report
from tests.reports.samples import finding
from tests.reports.test_hostile_text import record_of

LEVELS = {"none", "note", "warning", "error"}
KINDS = {"notApplicable", "pass", "fail", "review", "open", "informational"}
URI = re.compile(r"[A-Za-z0-9._~/%-]+")


def run_of(report: bytes) -> dict[str, Any]:
    """Return the one run of a log after checking what the schema says of it."""
    log = json.loads(report)
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert driver["name"] == "cse-text"
    assert len(ids) == len(set(ids))
    assert run["columnKind"] == "unicodeCodePoints"
    assert [type(each["executionSuccessful"]) for each in run["invocations"]] == [bool]
    for result in run["results"]:
        check_result(result, ids)
    for artifact in run.get("artifacts", ()):
        assert URI.fullmatch(artifact["location"]["uri"])
        assert set(artifact.get("hashes", {})) <= {"sha-256"}
    return dict(run)


def check_result(result: dict[str, Any], rules: list[str]) -> None:
    """Check one result against the schema's words."""
    assert result["message"]["text"]
    assert result["ruleId"] in rules
    assert result["level"] in LEVELS
    assert result.get("kind", "fail") in KINDS
    assert result.get("kind", "fail") == "fail" or result["level"] == "none"
    assert 0 <= result["rank"] <= 100
    for location in (*result["locations"], *result.get("relatedLocations", ())):
        physical = location["physicalLocation"]
        assert URI.fullmatch(physical["artifactLocation"]["uri"])
        region = physical.get("region", {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1})
        assert min(region[key] for key in ("startLine", "startColumn", "endLine", "endColumn")) >= 1


def test_log_as_it_was_looked_at() -> None:
    """The log is as it was when it was checked against the published schema."""
    check_gold("report.sarif", sample_report("sarif").decode())


def test_log_holds_what_the_schema_requires() -> None:
    """Results, rules, artifacts and problems of the sample run are all there, in the forms the schema knows."""
    run = run_of(sample_report("sarif"))

    assert len(run["results"]) == 9
    assert [each.get("kind", "fail") for each in run["results"]].count("pass") == 2
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 2
    assert run["artifacts"][0]["hashes"]["sha-256"] == "9c" * 32


def test_region_leads_to_the_words_of_a_text_file() -> None:
    """In a text file, line and column of a result are those of its words."""
    text = "One line.\nThen YP absconded again."
    record = Record("a", text, "notes/a b.txt", places=(Place(0, "line 1"), Place(10, "line 2")))
    run = run_of(single_report("sarif", ScannedRecord(record, (finding(text, "absconded"),))))
    physical = run["results"][0]["locations"][0]["physicalLocation"]
    region = physical["region"]

    assert physical["artifactLocation"]["uri"] == "notes/a%20b.txt"
    line = text.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "absconded"


def test_no_link_and_no_placeholder_comes_from_a_note() -> None:
    """Brackets and braces in a note's words are literal in a message."""
    text = run_of(single_report("sarif", record_of("[x](http://e.org) {0}")))["results"][0]["message"]["text"]

    assert "\\[x\\](http://e.org) {{0}}" in text


@settings(deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=40))
def test_any_text_gives_a_valid_log(text: str) -> None:
    """Whatever a note, an id or a file name holds, the log is one that the schema accepts, in ASCII."""
    report = single_report("sarif", record_of(text))

    assert report.isascii()
    run_of(report)
    assert URI.fullmatch(uri_of(text))
