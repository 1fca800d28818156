"""Reads .jsonl: one object a line with `text`, and where known `id` and `meta`.

The text is what the object says, unchanged, line ends too: offsets are into exactly that text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from cse_text.errors import IntakeError
from cse_text.intake.encodings import opened_text
from cse_text.intake.records import build_record
from cse_text.intake.sources import Job, Source
from cse_text.types import Place, Problem, Record


def read(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield a record a line; a line that is no such object becomes a problem and the next is read."""
    found = False
    with opened_text(source, job, newline="\n") as stream:
        for number, line in _lines(source, stream, job.settings.max_record_chars):
            found = True
            job.meter.reached(stream.buffer.tell())
            yield _record(source, number, line)
    if not found:
        raise IntakeError("empty-file", f"{source.name} holds no lines; nothing was read from it.", source=source.name)


def _lines(source: Source, stream: TextIO, limit: int) -> Iterator[tuple[int, str]]:
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            message = (
                f"{source.name}, line {number} is longer than {limit:,} characters; it and what follows were not read. "
                "Write one object a line, or raise the limit."
            )
            raise IntakeError("too-large", message, source=source.name, place=f"line {number}")
        if line.strip():
            yield number, line


def _record(source: Source, number: int, line: str) -> Record | Problem:
    place = f"line {number}"
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return _fault(source, place, "line-not-json", "is not a JSON object and was left out; write one object a line")
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str):
        return _fault(source, place, "line-without-text", "has no 'text' that is a string and was left out; add it")
    meta = _meta(value.get("meta"))
    identity = _scalar(value.get("id")) or f"{source.label}#{number}"
    if not _encodable("".join((identity, text, *meta, *meta.values()))):
        way = "holds half of a surrogate pair, which is no character, and was left out; mend the export"
        return _fault(source, place, "line-broken-character", way)
    return build_record(source, identity, text, (Place(0, place),), meta=meta)


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _meta(value: Any) -> dict[str, str]:
    """Return the plain values of meta as strings; what is nested is no fact a reader of meta could use."""
    if not isinstance(value, dict):
        return {}
    return {name: text for name, given in value.items() if (text := _scalar(given))}


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else ""


def _fault(source: Source, place: str, slug: str, what: str) -> Problem:
    return Problem(source.name, place, slug, f"{source.name}, {place} {what}.")
