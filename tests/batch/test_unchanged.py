"""Tests of notes that are passed by because nothing about them has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from cse_text.batch import open_unchanged, run_key
from cse_text.settings import Settings
from cse_text.types import Place, ScannedRecord
from tests.batch.samples import RECORDS, TROUBLE
from tests.reports.samples import note

MAY, JUNE = date(2024, 5, 1), date(2024, 6, 1)
KEY = b"a run"


def read(path: Path, *scanned: ScannedRecord, day: date = MAY, settled: bool = True) -> None:
    """Let a run read these records."""
    with open_unchanged(path, KEY, day) as unchanged:
        for each in scanned:
            unchanged.note(each)
        if settled:
            unchanged.settle()


def test_what_was_read_is_passed_by_and_counted(tmp_path: Path) -> None:
    """Records read in earlier runs are left out, with what was found in them then; problems and new ones stay."""
    scanned = note()
    masking = sum(each.masking for each in scanned.findings)
    read(tmp_path / "u", scanned)
    read(tmp_path / "u", ScannedRecord(RECORDS[0]), day=JUNE)
    with open_unchanged(tmp_path / "u", KEY) as unchanged:
        left = list(unchanged.skip([TROUBLE, scanned.record, RECORDS[0], RECORDS[1]]))
        passed = unchanged.passed_by

    assert left == [TROUBLE, RECORDS[1]]
    assert masking > 0
    assert (passed.records, passed.phrases, passed.first, passed.last) == (2, masking, MAY, JUNE)


def test_a_run_that_ended_badly_makes_nothing_known(tmp_path: Path) -> None:
    """What was read in a run that did not end well is read again."""
    read(tmp_path / "u", ScannedRecord(RECORDS[0]), settled=False)
    with open_unchanged(tmp_path / "u", KEY) as unchanged:
        assert list(unchanged.skip(RECORDS[:1])) == RECORDS[:1]


def test_a_change_of_text_or_facts_is_a_change_and_of_place_is_none(tmp_path: Path) -> None:
    """A note counts as unchanged in another file or row, and as changed with another word, id or fact about it."""
    read(tmp_path / "u", ScannedRecord(RECORDS[0]))
    moved = replace(RECORDS[0], source="june.csv", places=(Place(0, "row 9"),))
    changed = [
        replace(RECORDS[0], text=RECORDS[0].text + "!"),
        replace(RECORDS[0], id="other"),
        replace(RECORDS[0], meta={"child_sex": "male"}),
    ]
    with open_unchanged(tmp_path / "u", KEY) as unchanged:
        assert list(unchanged.skip([moved, *changed])) == changed
    with open_unchanged(tmp_path / "u", b"other rules") as unchanged:
        assert list(unchanged.skip([moved])) == [moved]


def test_a_note_that_stands_twice_in_a_run_is_read_twice(tmp_path: Path) -> None:
    """What this very run has read is not yet known to it, so that a run's findings do not hang on its pace."""
    with open_unchanged(tmp_path / "u", KEY) as unchanged:
        unchanged.note(ScannedRecord(RECORDS[0]))
        assert list(unchanged.skip(RECORDS[:1])) == RECORDS[:1]


def test_no_word_and_no_id_is_kept(tmp_path: Path) -> None:
    """The file holds hashes, days and counts."""
    read(tmp_path / "u", note())
    held = (tmp_path / "u").read_bytes()

    assert not any(word.encode() in held for word in (note().record.id, note().record.source, "risk"))


def test_the_key_of_a_run_follows_what_bears_on_findings(tmp_path: Path) -> None:
    """Depth, threshold, rules and what is shown change the key; the number of workers does not."""
    (tmp_path / "own.yaml").write_text("a: b\n", encoding="utf-8")
    keys = {
        run_key(Settings()),
        run_key(Settings(depth="quick")),
        run_key(Settings(threshold=0.5)),
        run_key(Settings(lexicon_folders=(tmp_path,))),
        run_key(Settings(), "high"),
    }

    assert len(keys) == 5
    assert run_key(Settings(jobs=4, scheduler="tcp://x")) == run_key(Settings())
