"""What is read is never written over: a report in the place of a note would be the loss of a record."""

from __future__ import annotations

from pathlib import Path

from cse_text.errors import SettingsError


def keep_original(source: str, *targets: Path | None) -> None:
    """Refuse to go on where a file that was read is one that is to be written."""
    read = Path(source)
    for target in targets:
        # Names first: they differ nearly always, and asking the disk for each of many rows would cost.
        if target is not None and target.name.casefold() == read.name.casefold() and _same(target, read):
            message = f"{target}: this file was read and would be written over; name another with --out."
            raise SettingsError("original-in-the-way", message)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.resolve() == other.resolve() or one.samefile(other)
    except (OSError, ValueError):
        return False
