"""Report files that are whole or not there: written beside their place, for the owner's eyes, then moved into it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from cse_text.errors import ReportError


@contextmanager
def open_report(path: Path, encoding: str) -> Iterator[TextIO]:
    """Give a stream whose text stands in `path` once the block ends well, and nowhere if it does not."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise ReportError("not-a-file", f"{path}: the report needs a file, and this is something else.")
    descriptor, name = _beside(target, path)
    try:
        stream = os.fdopen(descriptor, "w", encoding=encoding, newline="", errors="replace")
        with _closing(stream):
            yield stream
            _finish(stream, Path(name), target, path)
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def _closing(stream: TextIO) -> Iterator[None]:
    """Close the stream however the block ends; what closing has to say matters only where all went well."""
    try:
        yield
    finally:
        with suppress(OSError):
            stream.close()


def _finish(stream: TextIO, written: Path, target: Path, path: Path) -> None:
    try:
        stream.close()
        written.replace(target)
    except OSError as error:
        raise ReportError("not-written", f"{path}: the report could not be written ({error.strerror}).") from error


def _beside(target: Path, path: Path) -> tuple[int, str]:
    """Return a new file in the target's folder; only its owner may read it, where the system knows owners."""
    try:
        return tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        message = f"{path}: no report can be written there ({error.strerror}). Check the folder with --out."
        raise ReportError("not-writable", message) from error
