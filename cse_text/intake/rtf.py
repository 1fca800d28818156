"""Reads .rtf, as Word, case systems and mail programs write it: one record a document, a place a paragraph or row.

Own parser, since none that is permissively licensed and kept reads tables, notes and tracked changes apart. Pictures,
objects and field codes are passed by; nothing in a document is run or fetched.
"""

from __future__ import annotations

from collections.abc import Iterator

from cse_text.intake.archives import damaged
from cse_text.intake.blocks import Remark, block_record, deletions_problem, left_out, no_text, once
from cse_text.intake.rtf_page import Walk
from cse_text.intake.rtf_walk import walk
from cse_text.intake.sources import Job, Source
from cse_text.types import Problem, Record


def read(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield the one record of a document."""
    with source.open() as stream:
        found = walk(stream.read().decode("latin-1"))
    if not found.closed and not found.body:
        raise damaged(source)
    blocks = [*once(found.headers), *found.body, *found.notes, *once(found.footers)]
    remarks = [Remark(block.label, block.text) for block in found.comments]
    record = block_record(source, job, blocks, remarks, list(_problems(source, found)))
    if record is None:
        raise no_text(source)
    yield record


def plain(text: str) -> str:
    """Return the words of rich text that stands in a cell or a message."""
    found = walk(text)
    blocks = [*once(found.headers), *found.body, *found.notes, *found.comments, *once(found.footers)]
    return "\n".join(block.text for block in blocks).strip("\n")


def _problems(source: Source, found: Walk) -> Iterator[Problem]:
    yield from deletions_problem(source, found.deletions)
    yield from left_out(source, found.pictures, "pictures-not-read", "picture", "words in them are not read")
    way = "save them as files of their own"
    yield from left_out(source, found.objects, "embedded-not-read", "embedded object", way)
    yield from left_out(
        source, len(found.hidden), "hidden-text", "stretch of hidden text", "show hidden text to see it"
    )
    if not found.closed:
        message = f"{source.name} ends before its last bracket; it may be cut off, and was read as far as it goes."
        yield Problem(source.name, found.body[-1].label if found.body else "", "cut-off", message)
