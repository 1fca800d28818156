"""Report files that are whole or not there: written beside their place, for the owner's eyes, then moved into it."""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
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


def open_for(path: Path, name: str) -> AbstractContextManager[Any]:
    """Return what a report of this format is written to: a stream of text or bytes, or a folder."""
    from cse_text.reports.registry import FOLDER_FORMATS, encoding_of

    if name in FOLDER_FORMATS:
        return open_folder_report(path, f"part-*.{name}")
    encoding = encoding_of(name)
    return open_report(path, encoding) if encoding else open_binary_report(path)


@contextmanager
def open_folder_report(path: Path, parts: str) -> Iterator[Path]:
    """Give a new folder whose files stand in the folder `path` once the block ends well, and nowhere if it does not.

    A folder that is there is replaced only if it holds nothing but files of this pattern: an earlier report.
    """
    target = path.resolve()
    if target.exists() and not _is_report_folder(target, parts):
        raise ReportError("not-a-report", f"{path}: the report needs a folder of its own, and this is something else.")
    try:
        beside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part"))
    except OSError as error:
        raise _not_writable(path, error) from error
    try:
        yield beside
        _put_in_place(beside, target, path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def sweep(path: Path) -> None:
    """Take away what runs that were killed left beside a report. Only for one who knows that no other run is on it."""
    target = path.resolve()
    for left in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _is_report_folder(folder: Path, parts: str) -> bool:
    return folder.is_dir() and all(each.match(parts) and each.is_file() for each in folder.iterdir())


def _put_in_place(written: Path, target: Path, path: Path) -> None:
    """Move the folder to its place; the one that stood there is put back if that fails."""
    former = written.with_suffix(".former")
    try:
        if target.exists():
            target.replace(former)
        try:
            written.replace(target)
        except OSError:
            if former.exists():
                former.replace(target)
            raise
    except OSError as error:
        raise ReportError("not-written", f"{path}: the report could not be written ({error.strerror}).") from error
    shutil.rmtree(former, ignore_errors=True)


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


def make_folder(folder: Path) -> None:
    """Make a folder for files that hold notes' words, and those above it that are missing, for their owner alone."""
    for missing in (*reversed([each for each in folder.parents if not each.exists()]), folder):
        missing.mkdir(mode=0o700, exist_ok=True)


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
        raise _not_writable(path, error) from error


def _not_writable(path: Path, error: OSError) -> ReportError:
    message = f"{path}: no report can be written there ({error.strerror}). Check the folder with --out."
    return ReportError("not-writable", message)
