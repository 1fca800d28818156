"""One SQLite file for one run at a time, for its owner's eyes: whole after a kill at any moment.

A rollback journal, not a write-ahead log: it is safe on network drives too, and at rest there is one file.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cse_text.errors import ReportError

_WAIT = 2.0  # seconds to wait for another run on the same file


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is for: a number that tells it from other SQLite files, its tables, and its name for people."""

    application: int
    tables: str
    spoken: str


def opened(path: Path, kind: Kind) -> sqlite3.Connection:
    """Return the file, made anew if it is not there, and held by this run alone."""
    with told(path, kind):
        _make(path, kind)
        connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN IMMEDIATE")
            _prepare(connection, path, kind)
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
    return connection


def removed(path: Path) -> None:
    """Take the file away, and what SQLite may have left beside it."""
    for each in (path, path.with_name(path.name + "-journal")):
        each.unlink(missing_ok=True)


@contextmanager
def told(path: Path, kind: Kind) -> Iterator[None]:
    """Say what keeps the file from being read or written, without a word of what is in it."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        raise ReportError("not-kept", f"{path}: {kind.spoken} {_way(name)}") from error
    except OSError as error:
        raise ReportError("not-kept", f"{path}: {kind.spoken} could not be written ({error.strerror}).") from error


def _way(name: str) -> str:
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return "could not be written: the disk may be full. Make room; what was kept before stays."
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "is in use by another run; wait for its end, or name another file."
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return "is damaged or another kind of file; delete it if it is not needed, or name another."
    return "could not be opened or written; check the folder and the rights on it."


def _make(path: Path, kind: Kind) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        with path.open("rb") as file:
            head = file.read(16)
        if head not in {b"", b"SQLite format 3\0"}:
            raise _another(path, kind) from None


def _prepare(connection: sqlite3.Connection, path: Path, kind: Kind) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] == kind.application:
        return
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise _another(path, kind)
    for statement in kind.tables.split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {kind.application}")


def _another(path: Path, kind: Kind) -> ReportError:
    return ReportError("in-the-way", f"{path} is not {kind.spoken}, and is left as it is; name another file.")
