"""Tests of reports read back, with and without the text of their records, and of decisions as annotated text."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cse_text.annotation import parse_document, to_markup
from cse_text.errors import IntakeError
from cse_text.reports.json_report import JsonLinesReporter, JsonReporter
from cse_text.reports.summary import Tally
from cse_text.review.export import annotated
from cse_text.review.merge import decided
from cse_text.review.reading import has_text, is_report, read_report, with_text
from cse_text.types import Decision, Problem, Record, Reframing, ScannedRecord
from tests.review.samples import TEXT, case, finding, scanned


def written(tmp_path: Path, *records: ScannedRecord, lines: bool = False) -> Path:
    """Return a report of the records."""
    stream = io.StringIO()
    reporter = (JsonLinesReporter if lines else JsonReporter)(stream)
    reporter.begin()
    for each in records:
        reporter.add_record(each)
    reporter.add_problem(Problem("a.docx", "", "encrypted", "It is locked by a password."))
    reporter.end(Tally(all_shown=False).summary())
    path = tmp_path / ("r.jsonl" if lines else "r.json")
    path.write_text(stream.getvalue(), encoding="utf-8")
    return path


@pytest.mark.parametrize("lines", [False, True])
def test_a_report_comes_back_as_what_was_found(tmp_path: Path, lines: bool) -> None:
    """Words, places, keys and reframings of a report are those of the scan; the text around them is not known."""
    given = case()
    offered = Reframing(0, 3, "he", 0.5, "harm")
    given = replace(given, findings=(replace(given.findings[0], reframings=(offered,)), *given.findings[1:]))
    path = written(tmp_path, given, lines=lines)
    (read,) = read_report(path)

    assert is_report(path)
    assert [(each.key, each.text, each.place) for each in read.findings] == [
        (each.key, each.text, each.place) for each in given.findings
    ]
    assert [read.record.text[each.start : each.end] for each in read.findings] == [each.text for each in read.findings]
    assert read.findings[0].reframings == (offered,)
    assert read.record_findings[0].key == given.record_findings[0].key
    assert read.record.text[53:78] == TEXT[53:78]
    assert not has_text(read.record)
    assert "met" not in read.record.text


def test_the_text_is_found_again_where_it_says_the_same(tmp_path: Path) -> None:
    """A source that still says the same at each place gives the text back, under the id of the report."""
    (read,) = read_report(written(tmp_path, case()))
    changed = Record("r1", TEXT.replace("promiscuous", "streetwise!"), "r1.txt")
    alone = Record("folder/r1", TEXT, "r1.txt")

    assert with_text(read, [changed]) == read
    assert with_text(read, [changed, alone]).record == replace(alone, id="r1")
    assert with_text(read, [alone, replace(alone, id="other")]) == read


@pytest.mark.parametrize("text", ['[{"schema": 1}]', '[{"schema": 1,', '{"schema": 1, "id": "canary", "findings": 7}'])
def test_what_is_no_whole_report_is_refused_without_its_words(tmp_path: Path, text: str) -> None:
    """A report that was cut off, or is none, is named and not quoted."""
    path = tmp_path / "r.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(IntakeError, match="not a whole JSON report") as caught:
        read_report(path)

    assert "canary" not in str(caught.value)


def test_notes_are_not_taken_for_a_report(tmp_path: Path) -> None:
    """A .jsonl of notes is something to scan."""
    path = tmp_path / "notes.jsonl"
    path.write_text('{"id": "1", "text": "She is promiscuous."}\n', encoding="utf-8")

    assert not is_report(path)
    assert not is_report(tmp_path)


def spans(*decisions: Decision | None) -> list[dict[str, Any]]:
    """Return the spans that a record with these decisions on its findings is written with."""
    given = case()
    known = {each.key: decision for each, decision in zip(given.findings, decisions, strict=True) if decision}
    document = annotated(decided(given, known))
    assert document is not None
    found: list[dict[str, Any]] = document["spans"]
    return found


def test_decisions_become_marks() -> None:
    """Accepted is masking, rejected a trap with its reason, undecided and differing doubtful."""
    found = spans(Decision("accepted", reframing="is being harmed"), Decision("rejected", reason="negated"), None)

    assert [(each["surface"], each["masking"], each["note"]) for each in found] == [
        ("promiscuous", True, ""),
        ("Promiscuous", False, "negated"),
        ("puts herself at risk", None, "not decided"),
    ]
    assert found[0]["reframing"] == "is being harmed"
    assert spans(Decision("accepted"), Decision("differ"), Decision("open"))[1]["note"] == "reviewers differ"


def test_a_record_of_which_nothing_was_decided_is_not_written() -> None:
    """Notes and differences alone make no annotated text."""
    given = case()

    assert annotated(given) is None
    assert annotated(decided(given, {given.findings[0].key: Decision("differ")})) is None


def test_annotated_text_reads_back_as_mark_up() -> None:
    """What is written keeps the rules of the mark-up, also where an accepted finding was read in another voice."""
    given = scanned(finding("promiscuous", voice="reported-child"), finding("Promiscuous", subject="adult"))
    accepted = {each.key: Decision("accepted") for each in given.findings}
    document = annotated(decided(given, accepted))
    assert document is not None
    again = parse_document(to_markup(document).removeprefix("=== "), "here")

    assert again["text"] == TEXT
    assert [each["masking"] for each in again["spans"]] == [None, None]


def test_two_rules_on_the_same_words_make_one_mark() -> None:
    """Words that one rule has right mask, whatever became of the other."""
    given = scanned(finding("promiscuous"), finding("promiscuous", "DC001", category="discrediting"))
    decisions = {given.findings[0].key: Decision("rejected"), given.findings[1].key: Decision("accepted")}
    document = annotated(decided(given, decisions))
    assert document is not None

    assert [(each["category"], each["masking"]) for each in document["spans"]] == [("discrediting", True)]


def test_accepted_checks_are_written_too() -> None:
    """A finding about the whole record is written where it was accepted, and not where it was rejected."""
    given = case()
    key = given.record_findings[0].key
    yes, no = (annotated(decided(given, {key: Decision(each)})) for each in ("accepted", "rejected"))
    assert yes is not None
    assert no is not None

    assert yes["documents"] == [{"type": "harm-described-as-risk", "spans": [[53, 78]], "note": ""}]
    assert no["documents"] == []
