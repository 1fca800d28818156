"""Reads .zip: every file in it as a file of its own, held in memory and never written to the disk.

Bounded in bytes over all levels, in members and in depth. Links, names that point outside and members under a password
are named and passed by.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from cse_text.errors import IntakeError
from cse_text.intake.archives import damaged
from cse_text.intake.sources import Job, Source
from cse_text.types import Problem, Record

_MOST_MEMBERS = 20_000
_ENCRYPTED_FLAG = 1
_NOT_FOR_READERS = {"thumbs.db", "desktop.ini", "__macosx"}
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError)


def read(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield what the files in an archive hold, in the order of their names."""
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            members = [member for member in archive.infolist() if not member.is_dir() and not _is_noise(member)]
            _check(source, members, job)
            if not members:
                message = f"{source.name} has no files in it; nothing was read from it."
                raise IntakeError("empty-file", message, source=source.name)
            for member in sorted(members, key=lambda each: each.filename):
                yield from _member(source, archive, member, job)
    except _FAULTS as error:
        raise damaged(source) from error


def _check(source: Source, members: list[zipfile.ZipInfo], job: Job) -> None:
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > job.budget.left:
        limit = job.settings.max_expanded_bytes
        message = (
            f"{source.name} would unpack to more than {limit:,} bytes or {_MOST_MEMBERS:,} files, and was not read; "
            "unpack it and name the folder."
        )
        raise IntakeError("too-large", message, source=source.name)


def _is_noise(member: zipfile.ZipInfo) -> bool:
    """Return whether a member is one that systems leave behind, as when folders are walked."""
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    return any(part.casefold() in _NOT_FOR_READERS or part.startswith(("~$", "._")) for part in parts)


def _member(source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo, job: Job) -> Iterator[Record | Problem]:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    name = f"{source.name}/{path}"
    if fault := _fault(member, path):
        yield Problem(name, "", *fault)
        return
    try:
        with archive.open(member) as stream:
            data = stream.read(job.budget.left + 1)
    except _FAULTS as error:
        message = f"{name} is damaged inside its archive ({type(error).__name__}) and was not read; pack it anew."
        yield Problem(name, "", "damaged-file", message)
        return
    job.budget.left -= len(data)
    if job.budget.left < 0:
        message = f"{source.name} unpacks to more than it says; this file and those after it were not read."
        raise IntakeError("too-large", message, source=name)
    yield from job.nested(Source(name, f"{source.label}/{path}", path.suffix.casefold(), data=data), job)


def _fault(member: zipfile.ZipInfo, path: PurePosixPath) -> tuple[str, str] | None:
    if member.flag_bits & _ENCRYPTED_FLAG:
        return "encrypted", "The file is under a password inside its archive and was not read; pack it without one."
    if stat.S_ISLNK(member.external_attr >> 16):
        return "link-not-followed", "The file is a link inside its archive and was not followed; pack the file itself."
    if path.is_absolute() or ".." in path.parts or ":" in member.filename:
        return "unsafe-path", "The name of the file points outside its archive; it was not read. Pack it anew."
    return None
