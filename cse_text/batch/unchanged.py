"""Notes that were read before and have not changed since: known by their hashes, and not scanned again.

What the file holds: for each note read in a run that ended well, a hash of the note with the rules, models and
settings it was read with, the day, and how many phrases and points about the whole record were found. No text, no id.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from cse_text.batch.kept import Kind, opened, told
from cse_text.batch.versions import note_key
from cse_text.types import Problem, Record, ScannedRecord

_TABLES = (
    "CREATE TABLE notes (name BLOB PRIMARY KEY, day TEXT NOT NULL, phrases INTEGER NOT NULL, points INTEGER NOT NULL,"
    " settled INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID"
)
KIND = Kind(0x43534555, _TABLES, "the file of unchanged notes")
_ADD = "INSERT OR REPLACE INTO notes (name, day, phrases, points) VALUES (?, ?, ?, ?)"
# What this very run has read is not known yet: a note that stands twice in it is read twice.
_FIND = "SELECT day, phrases, points FROM notes WHERE name = ? AND settled"


@dataclass(slots=True)
class PassedBy:
    """How much was passed by: records, what was found in them when they were read, on the first to the last day."""

    records: int = 0
    phrases: int = 0
    points: int = 0
    first: date | None = None
    last: date | None = None

    def add(self, day: date, phrases: int, points: int) -> None:
        """Count one record."""
        self.records += 1
        self.phrases += phrases
        self.points += points
        self.first = min(self.first or day, day)
        self.last = max(self.last or day, day)


class Unchanged:
    """The open file. What is read in a run counts as known only once `settle` says that it ended well."""

    def __init__(self, path: Path, connection: sqlite3.Connection, run: bytes, today: date) -> None:
        self.path = path
        self.passed_by = PassedBy()
        self._connection, self._run, self._today = connection, run, today.isoformat()
        with told(path, KIND):
            connection.execute("BEGIN IMMEDIATE")

    def skip(self, items: Iterable[Record | Problem]) -> Iterator[Record | Problem]:
        """Yield the items without the records that are known."""
        for item in items:
            if not (isinstance(item, Record) and self._is_known(item)):
                yield item

    def note(self, scanned: ScannedRecord) -> None:
        """Take note of a record that was read. One with problems of scanning is read again another time."""
        if scanned.problems:
            return
        phrases = sum(each.masking for each in scanned.findings)
        row = (note_key(scanned.record, self._run), self._today, phrases, len(scanned.record_findings))
        with told(self.path, KIND):
            self._connection.execute(_ADD, row)

    def settle(self) -> None:
        """Make what was noted known to later runs."""
        with told(self.path, KIND):
            self._connection.execute("UPDATE notes SET settled = 1 WHERE NOT settled")
            self._connection.execute("COMMIT")

    def _is_known(self, record: Record) -> bool:
        with told(self.path, KIND):
            found = self._connection.execute(_FIND, (note_key(record, self._run),)).fetchone()
        if found is None:
            return False
        self.passed_by.add(date.fromisoformat(found[0]), found[1], found[2])
        return True


@contextmanager
def open_unchanged(path: Path, run: bytes, today: date | None = None) -> Iterator[Unchanged]:
    """Give the file of unchanged notes; what was noted and not settled is forgotten."""
    connection = opened(path, KIND)
    try:
        yield Unchanged(path, connection, run, today or datetime.now(UTC).date())
    finally:
        connection.close()
