"""Reads .msg, as Outlook saves messages: the message, the replies it quotes, what is attached.

olefile (BSD, no dependencies) opens the container; the few properties that matter are read here, since the packages
that read .msg whole are under the GPL.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import Any

import olefile

from cse_text.errors import IntakeError
from cse_text.intake import html, rtf
from cse_text.intake.archives import damaged
from cse_text.intake.mail import DEEPEST, Attachment, Mail, read_mail
from cse_text.intake.msg_rtf import unpacked
from cse_text.intake.sources import Job, Source
from cse_text.types import Problem, Record

_SUBJECT, _SENDER, _ADDRESS, _SMTP = "0037", "0C1A", "0C1F", "5D01"
_BODY, _RTF, _HTML = "1000", "1009", "1013"
_NAMES = ("3707", "3704", "3001")
_DATA, _INNER = "37010102", "3701000D"
_SENT, _DELIVERED, _CODEPAGE = 0x0039, 0x0E06, 0x3FFD
_PROPERTIES = "__properties_version1.0"
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_MOST_ATTACHMENTS = 2_000


def read(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield the record of a message, then those of its attachments."""
    with source.open() as stream:
        try:
            ole = olefile.OleFileIO(stream)
        except (OSError, ValueError, IndexError, struct.error, RecursionError) as error:
            raise damaged(source) from error
        with closing(ole):
            if not ole.exists(_PROPERTIES):
                text = f"{source.name} is an Office file but no message, and was not read; give it its right suffix."
                raise IntakeError("wrong-suffix", text, source=source.name)
            yield from _Reader(source, ole, job).read("", source)


class _Reader:
    """Reads one container; `prefix` leads to a message inside a message."""

    def __init__(self, source: Source, ole: Any, job: Job) -> None:
        self._source = source
        self._ole = ole
        self._job = job
        self._names = {"/".join(path) for path in ole.listdir(streams=True, storages=True)}

    def read(self, prefix: str, source: Source, depth: int = 0) -> Iterator[Record | Problem]:
        """Yield what a message holds, then the messages that hang on it."""
        numbers = _fixed(self._stream(prefix + _PROPERTIES), 8 * (3 if depth else 4))
        encoding = _encoding(numbers.get(_CODEPAGE, 0))
        sender = self._text(prefix, _SENDER, encoding)
        address = next(filter(None, (self._text(prefix, key, encoding) for key in (_SMTP, _ADDRESS))), "")
        mail = Mail(
            subject=self._text(prefix, _SUBJECT, encoding),
            sender=f"{sender} <{address}>" if "@" in address and address != sender else sender or address,
            day=_day(numbers.get(_SENT) or numbers.get(_DELIVERED) or 0),
            body=self._body(prefix, encoding),
            attachments=tuple(self._attachments(prefix, encoding)),
        )
        yield from read_mail(source, mail, self._job)
        for number, inner in enumerate(self._inner(prefix), start=1):
            name = f"message {number}.msg"
            below = Source(f"{source.name}/{name}", f"{source.label}/{name}", ".msg")
            if depth >= DEEPEST:
                message = f"{below.name} lies too deep inside other messages and was not read; save it on its own."
                yield Problem(below.name, "", "too-deep", message)
            else:
                yield from self.read(inner, below, depth + 1)

    def _stream(self, name: str) -> bytes:
        if name not in self._names:
            return b""
        try:
            if self._ole.get_size(name) > self._job.settings.max_file_bytes:
                return b""
            data: bytes = self._ole.openstream(name).read()
        except (OSError, ValueError, IndexError, struct.error) as error:
            raise damaged(self._source) from error
        return data

    def _text(self, prefix: str, key: str, encoding: str) -> str:
        wide = self._stream(f"{prefix}__substg1.0_{key}001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        return self._stream(f"{prefix}__substg1.0_{key}001E").decode(encoding, "replace").rstrip("\x00")

    def _body(self, prefix: str, encoding: str) -> str:
        """Return the plain text of a message, or its web page or rich text as text."""
        if text := self._text(prefix, _BODY, encoding):
            return text
        page = self._stream(f"{prefix}__substg1.0_{_HTML}0102").decode(encoding, "replace")
        page = page or self._text(prefix, _HTML, encoding)
        if page:
            return html.plain(page[: self._job.settings.max_record_chars + 1])
        packed = self._stream(f"{prefix}__substg1.0_{_RTF}0102")
        return rtf.plain(unpacked(packed, self._job.settings.max_record_chars).decode("latin-1")) if packed else ""

    def _folders(self, prefix: str) -> list[str]:
        depth = prefix.count("/")
        found = {name for name in self._names if name.startswith(f"{prefix}__attach_version1.0_")}
        return sorted(name for name in found if name.count("/") == depth)[:_MOST_ATTACHMENTS]

    def _attachments(self, prefix: str, encoding: str) -> Iterator[Attachment]:
        for number, folder in enumerate(self._folders(prefix), start=1):
            inside = f"{folder}/"
            if f"{inside}__substg1.0_{_INNER}" in self._names:
                continue
            name = next(filter(None, (self._text(inside, key, encoding) for key in _NAMES)), f"attachment {number}")
            held = f"{inside}__substg1.0_{_DATA}"
            yield Attachment(name, self._stream(held) if held in self._names else None)

    def _inner(self, prefix: str) -> Iterator[str]:
        for folder in self._folders(prefix):
            inside = f"{folder}/__substg1.0_{_INNER}"
            if inside in self._names:
                yield f"{inside}/"


def _fixed(data: bytes, start: int) -> dict[int, int]:
    """Return the properties of a fixed length by number: what stands in 16 bytes each after a header."""
    found = {}
    for at in range(start, len(data) - 15, 16):
        kind, number, _, value = struct.unpack_from("<HHIQ", data, at)
        if kind in (0x0003, 0x0040):
            found[number] = value if kind == 0x0040 else value & 0xFFFFFFFF  # noqa: PLR2004 - a time, and not a number
    return found


def _day(ticks: int) -> date | None:
    """Return the day of a Windows time: ten-millionths of a second since 1601."""
    try:
        return (_EPOCH + timedelta(microseconds=ticks // 10)).date() if ticks else None
    except OverflowError:
        return None


def _encoding(codepage: int) -> str:
    name = {65001: "utf-8", 20127: "cp1252", 28591: "cp1252"}.get(codepage, f"cp{codepage}")
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name
