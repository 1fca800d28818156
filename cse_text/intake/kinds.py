"""Looks at a file's first bytes: is it what its suffix says, and is it text at all?

Cheap and early, so that a picture named .txt or a spreadsheet named .csv is named as such and not read as words.
"""

from __future__ import annotations

import re

from cse_text.errors import IntakeError
from cse_text.intake.encodings import marked_encoding
from cse_text.intake.sources import Job, Source, too_large

HEAD = 65536
ZIPPED = (".docx", ".xlsx", ".xlsm", ".odt", ".zip")
STREAMED = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE = (".xls", ".msg")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RTF, _PDF, _PARQUET = b"{\\rtf", b"%PDF", b"PAR1"
_PDF_WITHIN = 1024  # a PDF may begin behind a few bytes of something else
_KNOWN = ((_PDF, "a PDF"), (_RTF, "a rich text (RTF) file"), (_OLD_OFFICE, "an older or encrypted Office file"))
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_NOT_TEXT_SHARE = 0.02


def check_kind(source: Source, job: Job) -> None:
    """Refuse an empty, too large or wrongly named source before a reader opens it."""
    size = source.size()
    limit = job.settings.max_stream_bytes if source.suffix in STREAMED else job.settings.max_file_bytes
    if size > limit:
        raise too_large(source, limit)
    with source.open() as stream:
        head = stream.read(HEAD)
    if not head:
        raise IntakeError("empty-file", f"{source.name} is empty; nothing was read from it.", source=source.name)
    if source.suffix in ZIPPED:
        _check_zipped(source, head, limit)
    elif source.suffix in OLE:
        _check_ole(source, head, limit)
    elif source.suffix == ".parquet":
        _check_start(source, starts=head.startswith(_PARQUET))
    elif source.suffix == ".pdf":
        _check_start(source, starts=_PDF in head[:_PDF_WITHIN])
    elif source.suffix == ".rtf":
        _check_start(source, starts=head.lstrip().startswith(_RTF))
    else:
        _check_text(source, head, job.settings.encoding)


def not_text(source: Source) -> IntakeError:
    """Return the error for bytes that are no text."""
    message = (
        f"{source.name} holds bytes that are not text and was not read; if it is UTF-16 text without a mark, "
        "name it with --encoding utf-16-le."
    )
    return IntakeError("not-text", message, source=source.name)


def _check_zipped(source: Source, head: bytes, limit: int) -> None:
    if head.startswith(_ZIP):
        return
    if head.startswith(_OLD_OFFICE):
        with source.open() as stream:
            encrypted = _ENCRYPTED in stream.read(limit)
        slug = "encrypted" if encrypted else "wrong-suffix"
        why = "is protected by a password" if encrypted else "is in the older Office format in spite of its name"
        way = f"open it, {'remove the password' if encrypted else 'choose Save as'} and save it as {source.suffix}"
        raise IntakeError(slug, f"{source.name} {why} and was not read; {way}.", source=source.name)
    _check_start(source, starts=False)


def _check_ole(source: Source, head: bytes, limit: int) -> None:
    _check_start(source, starts=head.startswith(_OLD_OFFICE))
    with source.open() as stream:
        if _ENCRYPTED in stream.read(limit):
            message = f"{source.name} is protected by a password and was not read; save a copy without one."
            raise IntakeError("encrypted", message, source=source.name)


def _check_start(source: Source, *, starts: bool) -> None:
    """Refuse a file that does not begin as its kind does."""
    if starts:
        return
    message = (
        f"{source.name} is not a {source.suffix} file in spite of its name, or its beginning is lost, and was not "
        f"read; open it in the program it came from and save it as {source.suffix}."
    )
    raise IntakeError("wrong-suffix", message, source=source.name)


def _check_text(source: Source, head: bytes, override: str) -> None:
    known = next((spoken for start, spoken in _KNOWN if head.startswith(start)), "")
    if known or head.startswith(_ZIP):
        spoken = known or "a zip, Word or Excel file"
        message = f"{source.name} is {spoken} in spite of its name and was not read; give it its right suffix."
        raise IntakeError("wrong-suffix", message, source=source.name)
    if override or marked_encoding(head).startswith(("utf-16", "utf-32")):
        return
    if b"\x00" in head or len(_CONTROLS.findall(head)) > _NOT_TEXT_SHARE * len(head):
        raise not_text(source)
