"""The file of decisions: one SQLite file, one transaction a decision, whole after a kill at any moment.

What it holds: the id of each record, the rule, the finding's key (see keys.py), the reviewer's name as given, the
verdict, the time, and the words a reviewer typed: a reason, a reframing, a note. It holds no text of a record, except
where a reviewer typed some. Rows are only ever added, so that two files can be merged and nothing is lost.

A rollback journal, not a write-ahead log: it is safe on network drives too, and at rest there is one file to move.
"""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from cse_text.errors import IntakeError, ReportError

Role = Literal["review", "adjudication"]
Said = Literal["accepted", "rejected", "open"]  # what a row can say; a row that is open takes a verdict back
SCHEMA, APPLICATION = 1, 0x43534554
_WAIT = 10.0  # seconds to wait for somebody else who is writing
_HEADER = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Row:
    """One decision as it was taken, at one moment, by one person."""

    key: str
    record: str
    rule: str
    reviewer: str
    role: Role
    verdict: Said
    reason: str = ""
    reframing: str = ""
    note: str = ""
    at: str = ""
    uid: str = ""


_COLUMNS = tuple(field.name for field in fields(Row))
_CREATE = f"""
CREATE TABLE IF NOT EXISTS decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    {", ".join(f"{name} TEXT NOT NULL" for name in _COLUMNS)},
    UNIQUE (uid)
)"""
_INSERT = f"INSERT OR IGNORE INTO decisions ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM decisions ORDER BY number"  # noqa: S608 - names of this file only


class Store:
    """An open file of decisions."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def rows(self) -> list[Row]:
        """Return all rows, in the order in which they came."""
        with _told(self.path):
            return [Row(*values) for values in self._connection.execute(_SELECT)]

    def add(self, row: Row) -> Row:
        """Keep one decision; when this returns it is on the disk. Return it with its time and its own id."""
        stamped = replace(row, at=datetime.now(UTC).isoformat(timespec="microseconds"), uid=uuid.uuid4().hex)
        self.add_all([stamped])
        return stamped

    def add_all(self, rows: Iterable[Row]) -> int:
        """Keep rows that were taken before, those that are there already once; return how many are new."""
        with _told(self.path), self._connection:
            before = self._connection.total_changes
            self._connection.executemany(_INSERT, [astuple(row) for row in rows])
            return self._connection.total_changes - before


@contextmanager
def open_store(path: Path, *, create: bool = False) -> Iterator[Store]:
    """Give the file of decisions, made anew for its owner alone if it may be; refuse a file that is something else."""
    if not path.exists() and not create:
        message = f"{path}: there is no such file of decisions; cse-text review REPORT makes one."
        raise IntakeError("not-found", message, source=str(path))
    with _told(path):
        _make(path)
        connection = sqlite3.connect(path, timeout=_WAIT)
    with closing(connection):
        with _told(path):
            _prepare(connection, path)
        yield Store(path, connection)


def is_store(path: Path) -> bool:
    """Return whether a file is of the kind that decisions are kept in."""
    with _told(path), path.open("rb") as file:
        return file.read(len(_HEADER)) == _HEADER


def _make(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if path.stat().st_size and not is_store(path):
            raise _not_decisions(path) from None


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = EXTRA")
    version, kind = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "application_id"))
    if (version, kind) == (SCHEMA, APPLICATION):
        return
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise _not_decisions(path)
    with connection:  # all of it or nothing: a kill in here leaves an empty file, which is prepared again
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_CREATE)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")


def _not_decisions(path: Path) -> IntakeError:
    message = f"{path} is not a file of decisions that this version can read; name another with --decisions."
    return IntakeError("not-decisions", message, source=str(path))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say what keeps the file from being read or written, without a word of what is in it."""
    try:
        yield
    except sqlite3.OperationalError as error:
        busy = "locked" in str(error)
        way = "somebody else is writing; try again" if busy else "check the folder and the rights on the file"
        raise ReportError("decisions-not-kept", f"{path}: the decisions could not be read or kept; {way}.") from error
    except sqlite3.DatabaseError as error:
        raise _not_decisions(path) from error
    except OSError as error:
        raise ReportError("decisions-not-kept", f"{path}: could not be opened ({error.strerror}).") from error
