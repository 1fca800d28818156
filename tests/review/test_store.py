"""Tests of the file of decisions: nothing kept is lost, nothing else is taken for it, no word of a record is in it."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from cse_text.errors import CseTextError
from cse_text.review.store import open_store
from tests.review.samples import case, row

WRITER = """
import sys
from pathlib import Path
from cse_text.review.store import Row, open_store
with open_store(Path(sys.argv[1]), create=True) as store:
    for number in range(100000):
        store.add(Row(f"{sys.argv[2]}-{number}", "r1", "IC025", "A", "review", "accepted"))
        print(number, flush=True)
"""


def test_what_was_added_is_there_again(tmp_path: Path) -> None:
    """A decision comes back whole, with its time and an id of its own."""
    path = tmp_path / "a.sqlite"
    with open_store(path, create=True) as store:
        kept = store.add(row("k1", reason="negated", reframing="is being harmed", note="\u201csee\u201d p. 3"))
    with open_store(path) as store:
        assert store.rows() == [kept]
    assert kept.at.endswith("+00:00")
    assert len(kept.uid) == 32


@pytest.mark.parametrize("after", [0.02, 0.11, 0.23])
def test_a_kill_loses_nothing_that_was_kept(tmp_path: Path, after: float) -> None:
    """Killed in the middle of writing, twice, the file is whole and holds every decision said to be kept."""
    path = tmp_path / "a.sqlite"
    said: list[str] = []
    for sitting in ("first", "second"):
        command = [sys.executable, "-c", WRITER, str(path), sitting]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said.append(f"{sitting}-{process.stdout.readline().strip()}")
            time.sleep(after)
            process.kill()
            said += [f"{sitting}-{line.strip()}" for line in process.stdout if line.endswith("\n")]
    with open_store(path) as store:
        kept = [each.key for each in store.rows()]

    assert len(said) >= 2
    assert [key for key in said if key not in kept] == []
    assert len(kept) <= len(said) + 2
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_file_left_empty_by_a_kill_is_taken_up(tmp_path: Path) -> None:
    """A file that was made and never written to is prepared again."""
    path = tmp_path / "a.sqlite"
    path.touch()
    with open_store(path) as store:
        assert store.rows() == []


def test_another_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    """Notes, and databases of other programs, are neither read nor altered."""
    notes, other = tmp_path / "notes.txt", tmp_path / "other.sqlite"
    notes.write_text("canary words of a note", encoding="utf-8")
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE canary (a)")
    connection.close()
    for path in (notes, other):
        before = path.read_bytes()
        with pytest.raises(CseTextError, match="not a file of decisions") as caught, open_store(path, create=True):
            pass

        assert "canary" not in caught.value.message
        assert path.read_bytes() == before


def test_a_file_that_is_not_there_is_made_only_when_asked(tmp_path: Path) -> None:
    """Reading a file that is not there says so and makes none; a folder that is not there is named."""
    with pytest.raises(CseTextError, match="no such file"), open_store(tmp_path / "a.sqlite"):
        pass
    with pytest.raises(CseTextError, match="could not be opened"), open_store(tmp_path / "b" / "a.sqlite", create=True):
        pass

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    """The file is made for its owner alone."""
    path = tmp_path / "a.sqlite"
    with open_store(path, create=True):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_word_of_a_record_is_in_the_file(tmp_path: Path) -> None:
    """A decision on a finding keeps neither its words nor its sentence, in no byte of the file."""
    path = tmp_path / "a.sqlite"
    found = case().findings
    with open_store(path, create=True) as store:
        for each in found:
            store.add(row(each.key, rule=each.rule))
    held = path.read_bytes().lower()

    assert b"ic025" in held
    assert not any(word in held for word in (b"promiscuous", b"herself", b"met her"))


def test_one_file_is_all_there_is_at_rest(tmp_path: Path) -> None:
    """Once a sitting ends no journal stands beside the file."""
    with open_store(tmp_path / "a.sqlite", create=True) as store:
        store.add(row("k1"))

    assert [each.name for each in tmp_path.iterdir()] == ["a.sqlite"]


def test_a_file_merged_twice_is_there_once(tmp_path: Path) -> None:
    """Rows of another file are taken in once, however often."""
    with (
        open_store(tmp_path / "a.sqlite", create=True) as mine,
        open_store(tmp_path / "b.sqlite", create=True) as theirs,
    ):
        mine.add(row("k1"))
        theirs.add(row("k1", "B", "rejected"))

        assert [mine.add_all(theirs.rows()), mine.add_all(theirs.rows())] == [1, 0]
        assert [each.reviewer for each in mine.rows()] == ["A", "B"]
