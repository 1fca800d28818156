"""Tests of many records: order, problems, workers and their loss."""

from __future__ import annotations

import multiprocessing
import os
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_text.batch import scan_one, scan_records
from cse_text.batch.run import chunks
from cse_text.errors import ModelError
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Problem, Record, ScannedRecord
from tests.batch.samples import RECORDS, TROUBLE

QUICK, TWO = Settings(depth="quick"), Settings(depth="quick", jobs=2)


@pytest.fixture(scope="module")
def plain() -> list[ScannedRecord | Problem]:
    """Return what one process makes of the records, a problem among them."""
    return list(scan_records([*RECORDS[:30], TROUBLE, *RECORDS[30:]], QUICK))


def test_records_and_problems_keep_their_order(plain: list[ScannedRecord | Problem]) -> None:
    """What comes out stands in the order in which it came in."""
    assert plain[30] == TROUBLE
    assert [each.record for each in plain if isinstance(each, ScannedRecord)] == RECORDS


def test_workers_give_what_one_process_gives(plain: list[ScannedRecord | Problem]) -> None:
    """Two worker processes give the same results in the same order as none."""
    assert list(scan_records([*RECORDS[:30], TROUBLE, *RECORDS[30:]], TWO)) == plain


def test_a_lost_worker_costs_no_record(plain: list[ScannedRecord | Problem]) -> None:
    """Where workers are killed in the middle of a run, every record is still read, once, in order."""
    before = set(multiprocessing.active_children())

    def items() -> Any:
        yield from RECORDS[:30]
        yield TROUBLE
        for n, record in enumerate(RECORDS[30:]):
            if n == 40:
                for child in set(multiprocessing.active_children()) - before:
                    child.kill()
            yield record

    assert list(scan_records(items(), TWO)) == plain


class Deadly(str):
    """A word that ends whichever process it is sent to."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, tuple[int]]:
        """Return what pickle calls on the other side."""
        return os._exit, (3,)


def test_a_record_that_kills_its_reader_is_found_out() -> None:
    """The record that ends every process that reads it becomes a problem; its neighbours are read."""
    deadly = Record("deadly", "canary", "bad.csv", {"team": Deadly("x")})
    found = list(scan_records([RECORDS[0], deadly], TWO))

    assert [type(each) for each in found] == [ScannedRecord, Problem]
    assert isinstance(found[1], Problem)
    assert (found[1].source, found[1].slug) == ("bad.csv", "worker-lost")
    assert "canary" not in found[1].message


def test_a_run_that_is_left_leaves_no_process() -> None:
    """When whoever reads the results stops early, the worker processes end."""
    before = set(multiprocessing.active_children())
    results = scan_records(iter(RECORDS), TWO)
    next(results)
    results.close()

    assert set(multiprocessing.active_children()) - before == set()


def test_what_keeps_a_worker_from_starting_is_told(tmp_path: Any) -> None:
    """A lexicon that is broken is told as such, from inside a worker too."""
    (tmp_path / "en-GB").mkdir()
    (tmp_path / "en-GB" / "own.yaml").write_text("category: nonsense\nrules: 7\n", encoding="utf-8")
    settings = Settings(depth="quick", jobs=2, lexicon_folders=(tmp_path,))

    with pytest.raises(Exception, match=r"own\.yaml"):
        list(scan_records(RECORDS[:3], settings))


def test_a_record_that_fails_becomes_a_problem_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error inside the scan names the record's source and the kind of error, never the note's words."""
    scanner = Scanner.load(QUICK)

    def fail(record: Record) -> ScannedRecord:
        raise ValueError(record.text)

    monkeypatch.setattr(scanner, "scan", fail)
    problem = scan_one(scanner, Record("r", "canary words", "n.txt"))

    assert isinstance(problem, Problem)
    assert (problem.source, problem.slug) == ("n.txt", "scan-failed")
    assert "canary" not in problem.message


@given(
    lengths=st.lists(st.integers(0, 40), max_size=40),
    records=st.integers(1, 9),
    characters=st.integers(1, 60),
)
def test_chunks_lose_nothing_and_are_bounded(lengths: list[int], records: int, characters: int) -> None:
    """Chunks hold all items in order, none too many, and only their last item may lead over the length."""
    items = [Record(str(n), "x" * length, "") for n, length in enumerate(lengths)]
    made = list(chunks(items, records, characters))

    assert [item for chunk in made for item in chunk] == items
    assert all(1 <= len(chunk) <= records for chunk in made)
    assert all(sum(len(item.text) for item in chunk[:-1] if isinstance(item, Record)) < characters for chunk in made)


def test_errors_of_models_travel() -> None:
    """An error of the house keeps slug and message on its way between processes."""
    import pickle

    error = pickle.loads(pickle.dumps(ModelError("slug", "message")))

    assert (error.slug, error.message) == ("slug", "message")
