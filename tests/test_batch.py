"""Tests of many records: order, problems, workers."""

from __future__ import annotations

import pytest

from cse_text.batch import scan_one, scan_records
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Problem, Record, ScannedRecord

RECORDS = [
    Record(f"r{n}", f"Note {n}. She is promiscuous." if n % 3 else "Tea and toast.", "notes.csv") for n in range(80)
]
TROUBLE = Problem("bad.txt", "", "empty-file", "bad.txt is empty")


def test_records_and_problems_keep_their_order() -> None:
    """What comes out stands in the order in which it came in."""
    items = [*RECORDS[:5], TROUBLE, *RECORDS[5:10]]
    found = list(scan_records(items, Settings(depth="quick")))

    assert found[5] == TROUBLE
    assert [each.record.id for each in found if isinstance(each, ScannedRecord)] == [
        record.id for record in RECORDS[:10]
    ]


def test_workers_give_what_one_process_gives() -> None:
    """Two worker processes give the same results in the same order as none."""
    items = [*RECORDS, TROUBLE]

    assert list(scan_records(items, Settings(depth="quick", jobs=2))) == list(
        scan_records(items, Settings(depth="quick"))
    )


def test_a_record_that_fails_becomes_a_problem_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error inside the scan names the record's source and the kind of error, never the note's words."""
    scanner = Scanner.load(Settings(depth="quick"))

    def fail(record: Record) -> ScannedRecord:
        raise ValueError(record.text)

    monkeypatch.setattr(scanner, "scan", fail)
    problem = scan_one(scanner, Record("r", "canary words", "n.txt"))

    assert isinstance(problem, Problem)
    assert (problem.source, problem.slug) == ("n.txt", "scan-failed")
    assert "canary" not in problem.message
