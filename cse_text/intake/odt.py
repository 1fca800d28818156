"""Reads .odt: one record a document, a place a paragraph or table row; tracked deletions and comments told apart.

The zip is checked like a .docx, its XML parsed without entities.
Headers come first, then body, notes, footers, comments.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from cse_text.errors import IntakeError
from cse_text.intake.archives import check_archive, damaged
from cse_text.intake.blocks import Block, block_record, deletions_problem, left_out, no_text, once
from cse_text.intake.odt_walk import STYLE, OdtWalker
from cse_text.intake.safe_xml import parsed
from cse_text.intake.sources import Job, Source
from cse_text.types import Problem, Record

_HEADERS = ("header", "header-left", "header-first")
_FOOTERS = ("footer", "footer-left", "footer-first")
_LARGEST_PART = 64 * 1024 * 1024


def read(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield the one record of a document."""
    check_archive(source, job.settings)
    walker = OdtWalker()
    try:
        content, styles = _parts(source)
        blocks = [*_marginal(styles, _HEADERS, "header"), *walker.body(content)]
        blocks += [*walker.notes, *_marginal(styles, _FOOTERS, "footer")]
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, etree.LxmlError, ValueError, RecursionError) as error:
        raise damaged(source) from error
    record = block_record(source, job, blocks, walker.comments, list(_problems(source, walker)))
    if record is None:
        raise no_text(source)
    yield record


def _parts(source: Source) -> tuple[Any, Any]:
    """Return the roots of the content and, where there are any, of the styles that hold headers and footers."""
    with source.open() as stream, zipfile.ZipFile(stream) as archive:
        roots: list[Any] = []
        for name in ("content.xml", "styles.xml"):
            if name != "content.xml" and name not in archive.namelist():
                roots.append(None)
                continue
            if archive.getinfo(name).file_size > _LARGEST_PART:
                raise IntakeError("too-large", f"{source.name}: its {name} is too large to read.", source=source.name)
            roots.append(parsed(source, archive.read(name)))
    return roots[0], roots[1]


def _marginal(styles: Any, names: tuple[str, ...], label: str) -> Iterator[Block]:
    found = [part for name in names for part in styles.iter(f"{STYLE}{name}")] if styles is not None else []
    yield from once([OdtWalker().aside(part, label) for part in found])


def _problems(source: Source, walker: OdtWalker) -> Iterator[Problem]:
    yield from deletions_problem(source, walker.deletions)
    yield from left_out(source, walker.pictures, "pictures-not-read", "picture", "words in them are not read")
    way = "save them as files of their own"
    yield from left_out(source, walker.embedded, "embedded-not-read", "embedded object", way)
