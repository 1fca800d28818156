"""The published schema of the JSON report, and reports that keep to it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.reports.runs import sample_report, single_report
from tests.reports.test_hostile_text import record_of


def schema() -> dict[str, Any]:
    """Return the schema as it travels with the package."""
    text = (files("cse_text.reports") / "schemas" / "records-1.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def closed(value: Any) -> Any:
    """Return the schema such that it refuses keys it does not name."""
    if isinstance(value, dict):
        value = {key: closed(each) for key, each in value.items()}
        if "properties" in value:
            value["additionalProperties"] = False
    return [closed(each) for each in value] if isinstance(value, list) else value


def test_the_schema_is_one() -> None:
    """The schema itself keeps to the rules of JSON Schema."""
    Draft202012Validator.check_schema(schema())


def test_the_report_keeps_to_the_schema() -> None:
    """Every key of a report is in the schema, and every key the schema requires is in the report."""
    Draft202012Validator(closed(schema())).validate(json.loads(sample_report("json")))


def test_each_line_keeps_to_the_schema() -> None:
    """Each line of jsonl is a record of the schema."""
    whole = schema()
    record = Draft202012Validator({**closed(whole), "type": "object", "$ref": "#/$defs/record", "items": True})
    for line in sample_report("jsonl").splitlines():
        record.validate(json.loads(line))


@pytest.mark.parametrize(
    ("path", "value"),
    [(("confidence",), 1.2), (("severity",), "grave"), (("start",), -1), (("masking",), "true"), (("voice",), "mine")],
)
def test_the_schema_refuses_what_is_wrong(path: tuple[str, ...], value: object) -> None:
    """A value outside the contract is refused."""
    report = json.loads(sample_report("json"))
    report[0]["findings"][0][path[0]] = value

    assert not Draft202012Validator(schema()).is_valid(report)


@settings(deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=40))
def test_any_text_keeps_to_the_schema(text: str) -> None:
    """Whatever a note holds, the report keeps to the schema."""
    report = json.loads(single_report("json", record_of(text)))

    assert list(Draft202012Validator(closed(schema())).iter_errors(report)) == []
