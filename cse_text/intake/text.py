"""Reads .txt and .md: one record a file, one place a line. The mark-up of .md is text like any other.

The text is decoded and CRLF becomes LF; nothing else is changed, so smart quotes and no-break spaces stay. The line
with which `pseudonymise` begins a file is no part of the record: read with the note, it would change how that is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cse_text.errors import IntakeError
from cse_text.intake.blocks import cut_problem
from cse_text.intake.encodings import opened_text
from cse_text.intake.kinds import not_text
from cse_text.intake.records import build_record, line_places, normalise_newlines
from cse_text.intake.sources import Job, Source
from cse_text.types import Problem, Record

_NOTICE = re.compile(r"\A\[Pseudonymised, not anonymous\.[^\]\n]{1,600}\]\n+")


def read(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield the one record of a text file."""
    limit = job.settings.max_record_chars
    with opened_text(source, job, newline="") as stream:
        read_text = stream.read(limit + 1)
    text = normalise_newlines(read_text[:limit])
    if "\x00" in text:
        raise not_text(source)
    notice = _NOTICE.match(text)
    above = notice.group().count("\n") if notice else 0
    text = text[notice.end() :] if notice else text
    if not text.strip():
        raise IntakeError("empty-file", f"{source.name} holds no text; nothing was read from it.", source=source.name)
    places = line_places(text, lambda number: f"line {number + above}")
    cut = [cut_problem(source, places[-1].label, job)] if len(read_text) > limit else []
    yield build_record(source, source.label, text, places, problems=cut)
