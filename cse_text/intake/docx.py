"""Reads .docx: one record a document, everything a reader of the page would see, in its order.

Headers first, then body paragraphs, tables and text boxes as they come, then footnotes, endnotes, footers and comments,
each comment an entry of its own. Tracked insertions are text; tracked deletions are not, and are named in a problem.
Paragraphs are lines, the cells of a table row are joined by " | ". Words inside a paragraph are never changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from docx import Document
from docx.oxml.parser import parse_xml

from cse_text.errors import IntakeError
from cse_text.intake.archives import check_archive, damaged
from cse_text.intake.blocks import Block, Remark, block_record, deletions_problem, left_out, no_text, once, trimmed
from cse_text.intake.docx_blocks import Walker
from cse_text.intake.sources import Job, Source
from cse_text.types import Problem, Record

_LARGEST_PART = 64 * 1024 * 1024


def read(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield the one record of a document."""
    check_archive(source, job.settings)
    walker = Walker()
    try:
        parts, root = _opened(source)
        blocks = list(_blocks(parts, root, walker))
        remarks = list(_comments(parts, walker))
    except IntakeError:
        raise
    except Exception as error:  # whatever a hostile document provokes in the library is one more damaged file
        raise damaged(source) from error
    record = block_record(source, job, blocks, remarks, list(_problems(source, walker)))
    if record is None:
        raise no_text(source, f"{len(walker.deletions)} tracked deletions were found.")
    yield record


def _opened(source: Source) -> tuple[list[tuple[str, Any]], Any]:
    with source.open() as stream:
        document = Document(stream)
    parts = _parts(source, document)
    _refuse_entities(source, document.element)
    return parts, document.element


def _blocks(parts: list[tuple[str, Any]], root: Any, walker: Walker) -> Iterator[Block]:
    yield from _marginal(parts, "header", walker)
    yield from walker.body(root)
    yield from _notes(parts, "footnote", walker)
    yield from _notes(parts, "endnote", walker)
    yield from _marginal(parts, "footer", walker)


def _comments(parts: list[tuple[str, Any]], walker: Walker) -> Iterator[Remark]:
    comments = [comment for kind, part in parts if kind == "comments" for comment in part]
    for number, comment in enumerate(comments, start=1):
        label = walker.comment_label(number, comment)
        author, written = walker.signed(comment)
        text = "\n".join(block.text for block in trimmed(list(walker.aside(comment, label))))
        yield Remark(label, text, author, _day(written))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _parts(source: Source, document: Any) -> list[tuple[str, Any]]:
    """Return kind and XML of the parts beside the body: headers, footers, notes, comments."""
    found = []
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if relation.is_external or kind not in ("header", "footer", "footnotes", "endnotes", "comments"):
            continue
        blob = relation.target_part.blob
        if len(blob) > _LARGEST_PART:
            raise IntakeError("too-large", f"{source.name}: its {kind} is too large to read.", source=source.name)
        root = parse_xml(blob)
        _refuse_entities(source, root)
        found.append((kind, root))
    return found


def _refuse_entities(source: Source, root: Any) -> None:
    """Refuse XML with a document type: Word writes none, and entities could name other files."""
    if root.getroottree().docinfo.doctype:
        message = f"{source.name} declares XML entities, which no Word document does, and was not read."
        raise IntakeError("unsafe-file", message, source=source.name)


def _marginal(parts: list[tuple[str, Any]], kind: str, walker: Walker) -> Iterator[Block]:
    """Yield each header or footer once."""
    yield from once([list(walker.aside(part, kind)) for found, part in parts if found == kind])


def _notes(parts: list[tuple[str, Any]], kind: str, walker: Walker) -> Iterator[Block]:
    """Yield foot- or endnotes by number; separators are notes with a type."""
    for found, part in parts:
        notes = [note for note in part if found == f"{kind}s" and not walker.is_separator(note)]
        for number, note in enumerate(notes, start=1):
            yield from trimmed(list(walker.aside(note, f"{kind} {number}")))


def _problems(source: Source, walker: Walker) -> Iterator[Problem]:
    yield from deletions_problem(source, walker.deletions)
    way = "words in them are not read; look at them in Word"
    yield from left_out(source, walker.pictures, "pictures-not-read", "picture", way)
    way = "save them as files of their own"
    yield from left_out(source, walker.embedded, "embedded-not-read", "embedded document", way)
