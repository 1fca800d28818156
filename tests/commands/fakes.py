"""Stand-ins for the rooms that the scan command joins, so that the command is tested and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

from cse_text.batch import Journal, open_journal
from cse_text.errors import IntakeError
from cse_text.intake import Meter
from cse_text.types import Problem, Record, ScannedRecord
from tests.reports.samples import UNREAD, case_file, note, quiet_note

Items = Iterable[ScannedRecord | Problem]
CANARY = "canary-word-of-a-note"


class Values(SimpleNamespace):
    """Settings of any kind, as they were given."""


def module(name: str, **members: Any) -> ModuleType:
    """Return a module with these members."""
    made = ModuleType(name)
    made.__dict__.update(members)
    return made


def fake_rooms(items: Callable[[], Items]) -> tuple[dict[str, ModuleType], dict[str, Any]]:
    """Return stand-ins for intake, batch and settings that yield the items, and what they were given."""
    seen: dict[str, Any] = {}

    def read_paths(paths: list[str], settings: Values, notify: Callable[[str], None], meter: Meter) -> list[Record]:
        seen.update(paths=paths, intake=settings, notify=notify)
        notify("Column 'Detail' is read as the text.")
        return []

    def scan_records(
        records: Iterable[Record | Problem], settings: Values, journal: Journal | None
    ) -> Iterator[ScannedRecord | Problem]:
        seen.update(settings=settings)
        yield from items()

    rooms = {
        "cse_text.intake": module("cse_text.intake", IntakeSettings=Values, Meter=Meter, read_paths=read_paths),
        "cse_text.batch": module("cse_text.batch", scan_records=scan_records, open_journal=open_journal),
        "cse_text.settings": module("cse_text.settings", Settings=Values),
    }
    return rooms, seen


def some() -> Items:
    """Yield two records with findings, one without, and a source that could not be read."""
    yield case_file()
    yield note()
    yield quiet_note()
    yield UNREAD


def nothing_found() -> Items:
    """Yield a record in which nothing was found."""
    yield quiet_note()


def nothing_read() -> Items:
    """Yield a source that could not be read, and no record."""
    yield UNREAD


def many() -> Items:
    """Yield more than any pipe holds."""
    for _ in range(2_000):
        yield case_file()


def stopped() -> Items:
    """Yield a record, then the Ctrl-C of somebody who has seen enough."""
    yield note()
    raise KeyboardInterrupt


def broken() -> Items:
    """Yield a record, then an error whose message holds a note's words."""
    yield note()
    raise ValueError(CANARY)


def refused() -> Items:
    """Yield a record, then an error that the tool knows."""
    yield note()
    raise IntakeError("missing-column", "notes.csv has no column 'Text'.", source="notes.csv")


def main() -> None:
    """Run the command line in a process of its own: the first argument names the items, the rest are its own."""
    rooms, _ = fake_rooms(globals()[sys.argv.pop(1)])
    sys.modules.update(rooms)
    from cse_text.commands import app

    app(prog_name="cse-text")


if __name__ == "__main__":
    main()
