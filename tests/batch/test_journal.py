"""Tests of the journal: what it keeps, whom it tells, and that a run goes on from it as if nothing had happened."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_text.batch import Journal, open_journal, scan_records
from cse_text.batch.outcome import Outcome, from_bytes, lost, outcome_of, to_bytes
from cse_text.batch.sealing import opened, sealed
from cse_text.errors import ReportError
from cse_text.settings import Settings
from cse_text.types import ScannedRecord
from tests.batch.samples import RECORDS, TROUBLE

QUICK = Settings(depth="quick")
SECRETS = st.binary(min_size=32, max_size=32)


def key() -> bytes:
    """Return the key of a run."""
    return b"a run"


@pytest.fixture(scope="module")
def plain() -> list[ScannedRecord]:
    """Return the records scanned."""
    return [each for each in scan_records(RECORDS, QUICK) if isinstance(each, ScannedRecord)]


def kept(path: Path, scanned: list[ScannedRecord]) -> None:
    """Keep what was scanned in a journal and leave it there."""
    with open_journal(path, key) as journal:
        for each in scanned:
            journal.keep(each.record, outcome_of(each))


def test_outcomes_come_back_as_they_were(plain: list[ScannedRecord]) -> None:
    """An outcome survives its way through bytes exactly, and one without findings takes none."""
    outcomes = [outcome_of(each) for each in plain]

    assert [from_bytes(to_bytes(each)) for each in outcomes] == outcomes
    assert to_bytes(Outcome()) == b""
    assert any(each.found.findings for each in outcomes)


@given(data=st.binary(), secret=SECRETS, other=SECRETS)
def test_a_seal_opens_with_its_own_secret_only(data: bytes, secret: bytes, other: bytes) -> None:
    """What is sealed comes back with the same secret; with another it is refused, not misread."""
    assert opened(sealed(data, secret), secret) == data
    if data and other != secret:
        with pytest.raises(ValueError, match="secret"):
            opened(sealed(data, secret), other)


@given(data=st.binary(min_size=1), secret=SECRETS, place=st.integers(min_value=0))
def test_a_seal_that_was_altered_is_refused(data: bytes, secret: bytes, place: int) -> None:
    """A single bit changed anywhere, or a seal cut short, opens to nothing."""
    seal = bytearray(sealed(data, secret))
    seal[place % len(seal)] ^= 1
    for altered in (bytes(seal), sealed(data, secret)[:-1], seal[:5]):
        with pytest.raises(ValueError, match="secret"):
            opened(bytes(altered), secret)


def test_a_run_goes_on_without_reading_twice(tmp_path: Path, plain: list[ScannedRecord]) -> None:
    """What the journal holds is not scanned again, and the results are those of a run in one go."""
    kept(tmp_path / "j", plain[:50])
    with open_journal(tmp_path / "j", key, resume=True) as journal:
        known = dict(journal.known(RECORDS))
        again = list(scan_records([TROUBLE, *RECORDS], QUICK, journal))

    assert sorted(known) == list(range(50))
    assert again == [TROUBLE, *plain]


def test_only_the_same_record_under_the_same_rules_is_known(tmp_path: Path, plain: list[ScannedRecord]) -> None:
    """A changed note, other settings, or a run that is not to go on, find nothing."""
    kept(tmp_path / "j", plain[:5])
    changed = [type(each)(each.id, each.text + " ", each.source) for each in RECORDS[:5]]

    with open_journal(tmp_path / "j", key, resume=True) as journal:
        assert list(journal.known(changed)) == []
    with open_journal(tmp_path / "j", lambda: b"other", resume=True) as journal:
        assert list(journal.known(RECORDS[:5])) == []
    with open_journal(tmp_path / "j", key) as journal:
        assert list(journal.known(RECORDS[:5])) == []


def test_a_journal_holds_no_words_and_is_its_owners(tmp_path: Path, plain: list[ScannedRecord]) -> None:
    """No word of a note or finding stands in the file, and nobody else may open it."""
    kept(tmp_path / "j", plain)
    held = (tmp_path / "j").read_bytes()

    assert not any(word in held for word in (b"promiscuous", b"Leah", b"risk", b"notes.csv", b"Finding"))
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "j").stat().st_mode) == 0o600


def test_failures_are_not_kept(tmp_path: Path) -> None:
    """A record that could not be scanned is read again in the run that goes on."""
    with open_journal(tmp_path / "j", key) as journal:
        journal.keep(RECORDS[0], lost(RECORDS[0]))
        journal.keep(RECORDS[1], Outcome())
    with open_journal(tmp_path / "j", key, resume=True) as journal:
        assert dict(journal.known(RECORDS[:2])) == {1: Outcome()}


def test_a_short_run_never_touches_the_disk(tmp_path: Path) -> None:
    """A run that ends well within seconds leaves nothing, and makes nothing on its way."""
    with open_journal(tmp_path / "j", key) as journal:
        journal.keep(RECORDS[0], Outcome())
        assert list(tmp_path.iterdir()) == []
        journal.remove()

    assert list(tmp_path.iterdir()) == []


def test_a_damaged_row_is_read_again(tmp_path: Path, plain: list[ScannedRecord]) -> None:
    """Where an outcome cannot be opened, its record counts as unread."""
    kept(tmp_path / "j", plain[:3])
    with sqlite3.connect(tmp_path / "j") as connection:
        connection.execute("UPDATE outcomes SET outcome = x'00010203' WHERE length(outcome) > 0")
    connection.close()
    with open_journal(tmp_path / "j", key, resume=True) as journal:
        assert [at for at, _ in journal.known(RECORDS[:3])] == [
            at for at, each in enumerate(plain[:3]) if outcome_of(each) == Outcome()
        ]


@pytest.mark.parametrize("content", [b"My notes, not a database.", b"SQLite format 3\0 but not really"])
def test_another_file_in_the_way_is_left_alone(tmp_path: Path, content: bytes) -> None:
    """A file that is no journal is refused by name and not touched."""
    (tmp_path / "j").write_bytes(content)

    with pytest.raises(ReportError, match=r"j(:| is)"):
        Journal(tmp_path / "j", key)
    assert (tmp_path / "j").read_bytes() == content


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    """A database with tables of its own is no journal."""
    with sqlite3.connect(tmp_path / "j") as connection:
        connection.execute("CREATE TABLE mine (a)")
    connection.close()

    with pytest.raises(ReportError, match="is not the journal of the run"):
        Journal(tmp_path / "j", key)


def test_two_runs_do_not_share_a_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run on the same journal is refused while the first one lasts."""
    monkeypatch.setattr("cse_text.batch.kept._WAIT", 0.05)
    with open_journal(tmp_path / "j", key) as journal:
        journal.keep(RECORDS[0], Outcome())
        journal.write()
        with pytest.raises(ReportError, match="in use by another run"):
            Journal(tmp_path / "j", key)


def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path: Path, plain: list[ScannedRecord]) -> None:
    """Where the disk is full, the error names the file; what had been kept before is found again."""
    kept(tmp_path / "j", plain[:10])
    journal = Journal(tmp_path / "j", key)
    pages = journal._opened().execute("PRAGMA page_count").fetchone()[0]
    journal._opened().execute(f"PRAGMA max_page_count = {pages}")
    for n in range(2_000):
        journal._waiting.append((replace(RECORDS[0], id=str(n)), outcome_of(plain[0])))

    with pytest.raises(ReportError, match=r"j: the journal of the run could not be written: the disk may be full\."):
        journal.close()
    with open_journal(tmp_path / "j", key, resume=True) as journal:
        assert len(dict(journal.known(RECORDS[:10]))) == 10


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the rights of folders bind no administrator")
def test_a_folder_without_rights_is_told(tmp_path: Path) -> None:
    """A journal that cannot be made names its file."""
    tmp_path.chmod(0o500)
    journal = Journal(tmp_path / "j", key)
    journal.keep(RECORDS[0], Outcome())

    with pytest.raises(ReportError, match="the journal of the run could not be written"):
        journal.write()
