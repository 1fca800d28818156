"""Which encoding a text is in: the user's word, else its byte-order mark, else UTF-8, else Windows-1252.

Nothing is ever replaced or dropped: bytes that fit none of these are refused with their position.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from cse_text.errors import IntakeError
from cse_text.intake.sources import Job, Source

_CHUNK = 1 << 20
# UTF-32 first: its little-endian mark begins with the mark of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def marked_encoding(head: bytes) -> str:
    """Return the encoding that a byte-order mark names, or ''."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), "")


def detect(stream: BinaryIO, override: str, source: str) -> str:
    """Return the encoding in which the whole stream decodes; the stream is read to its end."""
    head = stream.read(4)
    stream.seek(0)
    marked = marked_encoding(head)
    if override:
        # A mark that agrees with the user's word must not become a character of the text.
        agrees = marked.startswith(override) or override.startswith(marked or "-")
        return _check(stream, marked if agrees else override, source)
    if marked:
        return _check(stream, marked, source)
    if _first_fault(stream, "utf-8") is None:
        return "utf-8"
    return _check(stream, "cp1252", source)


def _check(stream: BinaryIO, encoding: str, source: str) -> str:
    fault = _first_fault(stream, encoding)
    if fault is None:
        return encoding
    message = (
        f"{source} is not readable as {encoding} from byte {fault} on and was not read; it may be damaged or cut off, "
        "or need its encoding named with --encoding."
    )
    raise IntakeError("encoding-not-known", message, source=source, place=f"byte {fault}")


def _first_fault(stream: BinaryIO, encoding: str) -> int | None:
    """Return the position of the first byte that does not decode, None where all do; memory stays flat."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    position = 0
    while True:
        chunk = stream.read(_CHUNK)
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            return max(0, position - pending + error.start)
        if not chunk:
            return None
        position += len(chunk)


def notice(name: str, encoding: str) -> str:
    """Return the sentence that tells a user what was read otherwise than as UTF-8, '' for UTF-8."""
    if encoding in ("utf-8", "utf-8-sig"):
        return ""
    spoken = {"cp1252": "Windows-1252 (cp1252), since it is not UTF-8"}.get(encoding, encoding.upper())
    return f"{name}: read as {spoken}; set --encoding if letters look wrong"


@contextmanager
def opened_text(source: Source, job: Job, newline: str) -> Iterator[TextIO]:
    """Open a source as text in the encoding found, and say so where it is not UTF-8."""
    with source.open() as stream:
        encoding = detect(stream, job.settings.encoding, source.name)
        if said := notice(source.name, encoding):
            job.notify(said)
        stream.seek(0)
        with io.TextIOWrapper(stream, encoding=encoding, newline=newline) as text:
            yield text
