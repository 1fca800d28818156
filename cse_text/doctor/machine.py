"""The machine: Python, system, room on disk, the folder for temporary files, the terminal. No path is named."""

from __future__ import annotations

import os
import platform
import shutil
import struct
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from packaging.specifiers import SpecifierSet

from cse_text.doctor.libraries import declared
from cse_text.types import Check

PART = "This machine"
LEAST_FREE = 1_000_000_000  # bytes: reports are small, but a disk that is nearly full fails half-way
NARROWEST = 60  # columns that the reports for terminals need
_SHOWN = "\u2500\u2022\u2026\u2018\u2019"  # marks that reports for terminals use


def machine_checks() -> Iterator[Check]:
    """Yield what the machine is like."""
    yield python_check(platform.python_version(), declared().python, struct.calcsize("P") * 8)
    yield Check(PART, "System", "ok", f"{platform.system()} {platform.release()}, {platform.machine()}, {_cores()}")
    yield disk_check(shutil.disk_usage(Path.cwd()).free)
    yield temporary_check()
    width = shutil.get_terminal_size().columns
    yield terminal_check(width, getattr(sys.stdout, "encoding", None) or "unknown")


def python_check(version: str, wanted: SpecifierSet, bits: int) -> Check:
    """Return whether this Python can run the tool; its libraries come for 64 bits alone."""
    fits = wanted.contains(version, prereleases=True) and bits > 32  # noqa: PLR2004 - said in words beside
    way = "" if fits else f"Install a 64-bit Python ({wanted}) and the tool within it."
    return Check(PART, "Python", "ok" if fits else "mend", f"{version}, {bits} bit; needs {wanted}", way)


def disk_check(free: int) -> Check:
    """Return whether the current folder's disk has room for reports."""
    way = "" if free >= LEAST_FREE else "Make room, or write reports to another disk with --out."
    return Check(PART, "Disk", "mend" if way else "ok", f"{_size(free)} free where you are now", way)


def temporary_check() -> Check:
    """Return whether a temporary file can be written and taken away again."""
    try:
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"-")
            free = shutil.disk_usage(Path(file.name).parent).free
    except OSError as error:
        way = "Set TMPDIR (on Windows TEMP) to a folder that you may write to."
        return Check(PART, "Temporary files", "mend", f"cannot be written ({error.strerror})", way)
    return Check(PART, "Temporary files", "ok", f"can be written, {_size(free)} free")


def terminal_check(width: int, encoding: str) -> Check:
    """Return whether reports look right here; files are not concerned."""
    says, ways = f"{width} columns, {encoding}", []
    try:
        _SHOWN.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        says += ", which lacks some marks"
        ways.append("Set PYTHONUTF8=1, or use --plain; what lacks is shown as '?'.")
    if width < NARROWEST:
        ways.append(f"Widen the window to {NARROWEST} columns or more, or use --plain.")
    return Check(PART, "Terminal", "note" if ways else "ok", says, " ".join(ways))


def _cores() -> str:
    count = os.cpu_count() or 1
    return "1 core" if count == 1 else f"{count} cores"


def _size(count: int) -> str:
    return f"{count / 1e9:,.0f} GB" if count >= 1e10 else f"{count / 1e9:.1f} GB"  # noqa: PLR2004 - a tenth tells less
