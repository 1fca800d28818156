"""Report files that are whole or not there: written beside their place, for the owner's eyes, then moved into it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import IO, Any, BinaryIO, TextIO

from cse_text.errors import ReportError


@contextmanager
def open_report(path: Path, encoding: str) -> Iterator[TextIO]:
    """Give a stream whose text stands in `path` once the block ends well, and nowhere if it does not."""
    with _open_beside(path, partial(open, mode="w", encoding=encoding, newline="", errors="replace")) as stream:
        yield stream


@contextmanager
def open_binary_report(path: Path) -> Iterator[BinaryIO]:
    """Give a stream whose bytes stand in `path` once the block ends well, and nowhere if it does not."""
    with _open_beside(path, partial(open, mode="wb")) as stream:
        yield stream


@contextmanager
def _open_beside(path: Path, opened: Callable[[int], Any]) -> Iterator[Any]:
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise ReportError("not-a-file", f"{path}: the report needs a file, and this is something else.")
    descriptor, name = _beside(target, path)
    try:
        stream = opened(descriptor)
        with _closing(stream):
            yield stream
            _finish(stream, Path(name), target, path)
    finally:
        Path(name).unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a whole file that is no text, such as a picture, or leave nothing."""
    target = path.resolve()
    descriptor, name = _beside(target, path)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        Path(name).replace(target)
    except OSError as error:
        raise ReportError("not-written", f"{path}: the file could not be written ({error.strerror}).") from error
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def _closing(stream: IO[Any]) -> Iterator[None]:
    """Close the stream however the block ends; what closing has to say matters only where all went well."""
    try:
        yield
    finally:
        with suppress(OSError):
            stream.close()


def _finish(stream: IO[Any], written: Path, target: Path, path: Path) -> None:
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
