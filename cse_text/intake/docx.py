"""Reads .docx: one record a document, everything a reader of the page would see, in its order.

Headers first, then body paragraphs, tables and text boxes as they come, then footnotes, endnotes and footers. Tracked
insertions are text; tracked deletions are not, and are named in a problem. Paragraphs are lines, the cells of a table
row are joined by " | ". Words inside a paragraph are never changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.parser import parse_xml

from cse_text.errors import IntakeError
from cse_text.intake.archives import check_archive, damaged
from cse_text.intake.docx_blocks import Block, Walker
from cse_text.intake.records import build_record
from cse_text.intake.sources import Job, Source
from cse_text.types import Place, Problem, Record

_SHOWN = 5
_LARGEST_PART = 64 * 1024 * 1024


def read(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield the one record of a document."""
    check_archive(source, job.settings)
    walker = Walker()
    try:
        blocks = list(_blocks(source, walker))
    except IntakeError:
        raise
    except Exception as error:  # whatever a hostile document provokes in the library is one more damaged file
        raise damaged(source) from error
    blocks = _trimmed(blocks)
    if not blocks:
        message = (
            f"{source.name} holds no text that can be read; if it is a scan, it needs text recognition first. "
            f"{len(walker.deletions)} tracked deletions were found."
        )
        raise IntakeError("empty-file", message, source=source.name)
    text = "\n".join(block.text for block in blocks)
    yield build_record(source, source.label, text, _places(blocks), problems=list(_problems(source, walker)))


def _blocks(source: Source, walker: Walker) -> Iterator[Block]:
    with source.open() as stream:
        document = Document(stream)
    parts = _parts(source, document)
    yield from _marginal(parts, "header", walker)
    root = document.element
    _refuse_entities(source, root)
    yield from walker.body(root)
    yield from _notes(parts, "footnote", walker)
    yield from _notes(parts, "endnote", walker)
    yield from _marginal(parts, "footer", walker)
    walker.comments += sum(len(list(part)) for kind, part in parts if kind == "comments")


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
    """Yield each header or footer once, however many sections and first pages repeat it."""
    seen = set()
    for found, part in parts:
        if found != kind:
            continue
        blocks = _trimmed(list(walker.aside(part, kind)))
        text = "\n".join(block.text for block in blocks)
        if text not in seen:
            seen.add(text)
            yield from blocks


def _notes(parts: list[tuple[str, Any]], kind: str, walker: Walker) -> Iterator[Block]:
    """Yield foot- or endnotes by number; separators are notes with a type."""
    for found, part in parts:
        notes = [note for note in part if found == f"{kind}s" and not walker.is_separator(note)]
        for number, note in enumerate(notes, start=1):
            yield from _trimmed(list(walker.aside(note, f"{kind} {number}")))


def _trimmed(blocks: list[Block]) -> list[Block]:
    """Return the blocks without blank ones at either end."""
    filled = [number for number, block in enumerate(blocks) if block.text.strip()]
    return blocks[filled[0] : filled[-1] + 1] if filled else []


def _places(blocks: list[Block]) -> tuple[Place, ...]:
    places, start = [], 0
    for block in blocks:
        places.append(Place(start, block.label))
        start += len(block.text) + 1
    return tuple(places)


def _problems(source: Source, walker: Walker) -> Iterator[Problem]:
    if walker.deletions:
        where = list(dict.fromkeys(walker.deletions))
        shown = "; ".join(where[:_SHOWN]) + (" and more" if len(where) > _SHOWN else "")
        message = (
            f"{source.name}: {len(walker.deletions)} tracked deletions were left out of the text ({shown}); "
            "look at them in Word under Review."
        )
        yield Problem(source.name, where[0], "tracked-deletions", message)
    if walker.comments:
        message = f"{source.name}: {walker.comments} comments in the margin were not read; look at them in Word."
        yield Problem(source.name, "", "comments-not-read", message)
    if walker.embedded:
        message = f"{source.name}: {walker.embedded} embedded documents were not read; save them as files of their own."
        yield Problem(source.name, "", "embedded-not-read", message)
