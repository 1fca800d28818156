"""Finds what to read: files as named, folders in sorted order, '-' for standard input.

Hidden files, Office lock files and folders met before (links that lead in a circle) are passed by; a file whose
format is not read is named once, so that a coverage statement can be made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from cse_text.intake.sources import Source
from cse_text.types import Problem

WAYS_ON = {
    ".doc": "open it in Word and save it as .docx",
    ".docm": "save it as .docx, without its macros",
    ".dotm": "save it as .docx, without its macros",
    ".dotx": "save it as .docx",
    ".xlsb": "save it as .xlsx",
    ".ods": "save it as .xlsx",
    ".json": "save it as .jsonl, one object a line",
    ".pst": "it is a whole mailbox, of many people; save the messages of this case from Outlook as .msg",
    ".ost": "it is a whole mailbox, of many people; save the messages of this case from Outlook as .msg",
    ".mbox": "it is a whole mailbox, of many people; save the messages of this case as .eml",
    ".7z": "unpack it first",
    ".rar": "unpack it first",
    ".ppt": "save it as .pdf",
    ".pptx": "save it as .pdf",
    ".tif": "it is a picture; run text recognition on it first",
    ".tiff": "it is a picture; run text recognition on it first",
    ".jpg": "it is a picture; run text recognition on it first",
    ".png": "it is a picture; run text recognition on it first",
}
_DEEPEST = 100  # folders in folders; what nests deeper is made to nest
_NOT_FOR_READERS = {"thumbs.db", "desktop.ini", "__macosx"}


def find_sources(paths: Sequence[str | Path], suffixes: Collection[str]) -> Iterator[Source | Problem | None]:
    """Yield the sources behind the paths; None stands where '-' asks for standard input."""
    roots: set[Path] = set()
    seen: set[Path] = set()
    for given in paths:
        if str(given) == "-":
            yield None
            continue
        path = Path(given)
        try:
            real = path.resolve()
        except (OSError, ValueError, RuntimeError):
            yield _not_found(str(given))
            continue
        # A file named twice, or named beside its own folder, would be counted twice.
        if real in roots or not roots.isdisjoint(real.parents):
            continue
        roots.add(real)
        yield from _root(path, suffixes, seen)


def _root(path: Path, suffixes: Collection[str], seen: set[Path]) -> Iterator[Source | Problem]:
    if not path.is_dir():
        yield _file(path, path.name, suffixes)
        return
    readable = False
    for found in _folder(path, path, suffixes, seen):
        readable = readable or isinstance(found, Source)
        yield found
    if not readable:
        message = f"{path} holds no file that can be read; these are read: {' '.join(sorted(suffixes))}."
        yield Problem(str(path), "", "no-readable-files", message)


def _folder(
    folder: Path, root: Path, suffixes: Collection[str], seen: set[Path], depth: int = 0
) -> Iterator[Source | Problem]:
    if depth > _DEEPEST:
        message = f"{folder} lies in more than {_DEEPEST} folders and was not read; move it up and name it."
        yield Problem(str(folder), "", "too-deep", message)
        return
    try:
        real = folder.resolve()
        inside = sorted(folder.iterdir(), key=lambda path: path.name)
    except (OSError, RuntimeError):
        yield _denied(str(folder), "folder")
        return
    if real in seen:
        return
    seen.add(real)
    for path in inside:
        if path.name.startswith((".", "~$")) or path.name.casefold() in _NOT_FOR_READERS:
            continue
        if path.is_dir():
            yield from _folder(path, root, suffixes, seen, depth + 1)
        else:
            yield _file(path, path.relative_to(root).as_posix(), suffixes)


def _file(path: Path, label: str, suffixes: Collection[str]) -> Source | Problem:
    name, suffix = str(path), path.suffix.casefold()
    try:
        exists, regular = path.exists(), path.is_file()
    except (OSError, ValueError):
        return _denied(name, "file")
    if not exists:
        return _not_found(name)
    if not regular:
        return Problem(name, "", "not-a-file", f"{name} is not an ordinary file; use '-' to read standard input.")
    return _unread(name, suffix) if suffix not in suffixes else Source(name, label, suffix, path)


def nested_fault(source: Source, suffixes: Collection[str]) -> Problem | None:
    """Return the problem of a file inside another whose format is not read."""
    return None if source.suffix in suffixes else _unread(source.name, source.suffix)


def _unread(name: str, suffix: str) -> Problem:
    way = WAYS_ON.get(suffix, "save it as .txt or .docx if it holds notes")
    kind = f"{suffix} files are" if suffix else "files without a suffix are"
    return Problem(name, "", "format-not-read", f"{name} was not read: {kind} not among the formats; {way}.")


def _not_found(name: str) -> Problem:
    return Problem(name, "", "not-found", f"{name} does not exist; check the spelling and the folder.")


def _denied(name: str, kind: str) -> Problem:
    message = f"{name} may not be opened by this user account; ask for leave to read the {kind}, or copy it."
    return Problem(name, "", "permission-denied", message)
