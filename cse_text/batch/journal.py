"""The journal of a run: the outcome of each record as it is read, so that a run that was stopped can go on.

What it holds: for each record read, a fingerprint of the record with the rules, models and settings of the run, and
what was found in it, sealed with the record itself (sealing.py). It holds no text that could be read without the
notes. It begins to be written when a run has lasted some seconds, and is taken away when the run ends well.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path

from cse_text.batch.kept import Kind, opened, removed, told
from cse_text.batch.outcome import Outcome, from_bytes, to_bytes
from cse_text.batch.sealing import opened as unsealed
from cse_text.batch.sealing import sealed
from cse_text.batch.versions import RecordKeys, record_keys
from cse_text.errors import CseTextError
from cse_text.types import Problem, Record

EVERY = 5.0  # seconds of work that a kill may cost; a run that is shorter leaves nothing on the disk
_MOST = 5_000  # records held before they are written, however fast they come
_TABLES = "CREATE TABLE outcomes (name BLOB PRIMARY KEY, outcome BLOB NOT NULL) WITHOUT ROWID"
KIND = Kind(0x4353454A, _TABLES, "the journal of the run")


class Journal:
    """The journal of one run; `run` makes its key.

    Only outcomes of the same rules, models and settings are found in it.
    """

    def __init__(self, path: Path, run: Callable[[], bytes], *, resume: bool = False, every: float = EVERY) -> None:
        self.path = path
        self.taken_up = 0
        self._make_key, self._resume, self._every = run, resume, every
        self._waiting: list[tuple[Record, Outcome]] = []
        self._written = time.monotonic()
        self._connection: sqlite3.Connection | None = None
        if path.exists():
            self._opened()  # so that a file of another kind, or in use, is told at once and not after hours

    @property
    def exists(self) -> bool:
        """Whether anything stands on the disk."""
        return self._connection is not None

    def known(self, items: Sequence[Record | Problem]) -> Iterator[tuple[int, Outcome]]:
        """Yield position and outcome of the records that an earlier run read."""
        if not self._resume or self._connection is None:
            return
        for at, item in enumerate(items):
            outcome = self._found(record_keys(item, self._run)) if isinstance(item, Record) else None
            if outcome is not None:
                self.taken_up += 1
                yield at, outcome

    def keep(self, record: Record, outcome: Outcome) -> None:
        """Keep an outcome; it is on the disk some seconds later. What failed is read again another time."""
        if outcome.failed is None:
            self._waiting.append((record, outcome))
        if len(self._waiting) >= _MOST or time.monotonic() - self._written >= self._every:
            self.write()

    def write(self) -> None:
        """Put on the disk what waits; after an error it waits still."""
        connection = self._opened() if self._waiting else None
        if connection is not None:
            with told(self.path, KIND), _transaction(connection):
                connection.executemany("INSERT OR REPLACE INTO outcomes VALUES (?, ?)", self._rows())
            self._waiting.clear()
        self._written = time.monotonic()

    def close(self) -> None:
        """Write what waits and let go of the file."""
        try:
            self.write()
        finally:
            self._let_go()

    def remove(self) -> None:
        """Take the journal away: the run ended well."""
        self._waiting.clear()
        self._let_go()
        with told(self.path, KIND):
            removed(self.path)

    @cached_property
    def _run(self) -> bytes:
        """The key of the run, made when it is needed: a short run never reads all models for it."""
        return self._make_key()

    def _rows(self) -> Iterator[tuple[bytes, bytes]]:
        for record, outcome in self._waiting:
            keys = record_keys(record, self._run)
            yield keys.name, sealed(to_bytes(outcome), keys.secret)

    def _found(self, keys: RecordKeys) -> Outcome | None:
        with told(self.path, KIND):
            found = self._opened().execute("SELECT outcome FROM outcomes WHERE name = ?", (keys.name,)).fetchone()
        if found is None:
            return None
        with suppress(ValueError):  # what is damaged is read again
            return from_bytes(unsealed(found[0], keys.secret))
        return None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = opened(self.path, KIND)
        return self._connection

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@contextmanager
def open_journal(path: Path, run: Callable[[], bytes], *, resume: bool = False) -> Iterator[Journal]:
    """Give a journal that is written to its end however the block ends, unless it is removed in it."""
    journal = Journal(path, run, resume=resume, every=EVERY)
    try:
        yield journal
    except BaseException:
        with suppress(CseTextError):  # what stopped the run matters more
            journal.close()
        raise
    journal.close()


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
