"""The JSON contract, schema 1: keys, their order, their types."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_text.reports.json_report import JsonLinesReporter, JsonReporter, record_object
from cse_text.reports.summary import Summary
from cse_text.types import Problem, Record, ScannedRecord
from tests.reports.samples import case_file, finding

FINDING_KEYS = [
    *("rule", "name", "category", "start", "end", "text", "place", "severity", "masking", "confidence"),
    *("voice", "subject", "reasons", "why", "sources", "reframings"),
]


def test_keys_stand_in_the_order_of_the_contract() -> None:
    """A record has the keys of schema 1 in their order; what was added since stands behind them."""
    value = json.loads(json.dumps(record_object(case_file())))
    first = value["findings"][0]

    assert list(value) == ["schema", "id", "source", "findings", "record_findings", "good_practice", "problems"]
    assert value["schema"] == 1
    assert list(first) == [*FINDING_KEYS, "question", "detector", "copied_from"]
    assert list(first["reframings"][0]) == ["start", "end", "text", "confidence", "because", "evidence"]
    added = ["title", "texts", "places", "why", "settle", "sources"]
    assert list(value["record_findings"][0]) == ["check", "spans", "confidence", "message", *added]
    assert list(value["problems"][0]) == ["source", "place", "slug", "message"]


def test_reasons_are_sentences() -> None:
    """Reasons are given as their sentences, masking as a truth value, spans as pairs."""
    value = record_object(case_file())

    assert value["findings"][0]["reasons"] == ["The words are about Leah, who is 14.", "They are the author's own."]
    assert [each["masking"] for each in value["findings"]] == [True, True, False, False, True, True]
    assert value["record_findings"][0]["spans"] == [[427, 449], [373, 391]]


def test_a_record_without_findings_is_an_object_too() -> None:
    """Every record is written, also one in which nothing was found."""
    stream = io.StringIO()
    JsonLinesReporter(stream).add_record(ScannedRecord(Record("7", "All well.", "notes.csv")))

    assert stream.getvalue() == (
        '{"schema": 1, "id": "7", "source": "notes.csv", "findings": [], "record_findings": [], "good_practice": [], '
        '"problems": []}\n'
    )


def test_an_unread_source_is_an_object_with_its_problem() -> None:
    """A source that could not be read is not lost: it has an object with no id and its problem."""
    stream = io.StringIO()
    JsonLinesReporter(stream).add_problem(Problem("a.docx", "", "encrypted", "It is locked by a password."))

    assert json.loads(stream.getvalue()) == {
        "schema": 1,
        "id": "",
        "source": "a.docx",
        "findings": [],
        "record_findings": [],
        "good_practice": [],
        "problems": [{"source": "a.docx", "place": "", "slug": "encrypted", "message": "It is locked by a password."}],
    }


def test_a_problem_told_twice_stands_once() -> None:
    """A problem that both reading and judging name is written once."""
    problem = Problem("a.csv", "row 2", "cut-cell", "The cell is cut.")
    record = Record("7", "All well.", "a.csv", problems=(problem,))

    assert len(record_object(ScannedRecord(record, problems=(problem,)))["problems"]) == 1


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_array_is_whole_for_any_number_of_records(number: int) -> None:
    """An array of none, one or two records is valid JSON."""
    stream = io.StringIO()
    reporter = JsonReporter(stream)
    reporter.begin()
    for _ in range(number):
        reporter.add_record(case_file())
    reporter.end(Summary())

    assert len(json.loads(stream.getvalue())) == number


@given(st.text(st.characters(), min_size=1))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    """Whatever characters a note holds, a line of jsonl is one line of ASCII and gives them back."""
    stream = io.StringIO()
    record = Record(text, text, "notes.txt")
    JsonLinesReporter(stream).add_record(ScannedRecord(record, (finding(text, text),)))
    line = stream.getvalue()

    assert line.isascii()
    assert len(line.splitlines()) == 1
    assert json.loads(line)["findings"][0]["text"] == text
    assert json.loads(line)["id"] == text
