"""Reads .pdf: one record a document, one place a page; a page without a text layer is named, never silently empty.

pypdfium2 (Apache-2.0 and BSD, wheels for Windows): several times faster than pypdf in flat memory, and it marks words
that were parted at a line end. Scripts in a document are never run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from cse_text.errors import IntakeError
from cse_text.intake.archives import damaged
from cse_text.intake.blocks import Block, block_record, cut_problem, left_out
from cse_text.intake.pdf_pages import flowing, page_lines, without_running_lines
from cse_text.intake.sources import Job, Source
from cse_text.types import Problem, Record

_MOST_PAGES = 20_000
_SHOWN = 12
_HARDLY = 300  # characters below which a page that holds a picture may be a scan with a stamp on it
# What pypdfium2 says where a document asks for a password; its other errors are all one kind.
_PASSWORD = "password"  # noqa: S105 - a word of the library's message


@dataclass(slots=True)
class _Seen:
    """What was met on the way through a document."""

    blank: list[int] = field(default_factory=list)
    stamped: list[int] = field(default_factory=list)
    pictured: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    remarks: int = 0
    attachments: int = 0
    cut: int = 0


def read(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield the one record of a document."""
    seen = _Seen()
    pages = _pages(source, job, seen)
    kept, dropped = without_running_lines(pages)
    bare = {number for number, lines in enumerate(kept, start=1) if not any(lines)}
    seen.stamped = [number for number in seen.pictured if number not in bare]
    seen.pictured = [number for number in seen.pictured if number in bare]
    seen.blank = sorted(bare.difference(seen.pictured, seen.broken))
    blocks = [Block(f"page {number}", text) for number, text in flowing(kept)]
    if not any(block.text for block in blocks):
        message = (
            f"{source.name} has no text layer on any of its {len(pages):,} pages, as a scan or picture has none; "
            "nothing was read from it. Run text recognition first."
        )
        raise IntakeError("no-text-layer", message, source=source.name)
    record = block_record(
        source, job, [block for block in blocks if block.text], problems=list(_problems(source, seen, dropped))
    )
    if record is None:
        return
    if seen.cut and not any(problem.slug == "text-cut" for problem in record.problems):
        record = replace(record, problems=(*record.problems, cut_problem(source, f"page {seen.cut}", job)))
    yield record


def _pages(source: Source, job: Job, seen: _Seen) -> list[list[str]]:
    """Return the lines of every page; the library holds one page at a time."""
    with source.open() as stream, closing(_document(source, stream)) as document:
        if len(document) > _MOST_PAGES:
            message = f"{source.name} has more than {_MOST_PAGES:,} pages and was not read; split it."
            raise IntakeError("too-large", message, source=source.name)
        forms = document.get_formtype() != pdfium.FORMTYPE_NONE
        if forms:
            document.init_forms()
        seen.attachments = document.count_attachments()
        return list(_read_pages(document, job.settings.max_record_chars, seen, forms=forms))


def _document(source: Source, stream: Any) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(stream)
    except pypdfium2.PdfiumError as error:
        if _PASSWORD in str(error).casefold():
            message = f"{source.name} is protected by a password and was not read; save a copy without one."
            raise IntakeError("encrypted", message, source=source.name) from None
        raise damaged(source) from None


def _read_pages(document: pypdfium2.PdfDocument, left: int, seen: _Seen, *, forms: bool) -> Iterator[list[str]]:
    for index in range(len(document)):
        try:
            text, pictures = _page(document, index, seen, forms=forms)
        except pypdfium2.PdfiumError:
            seen.broken.append(index + 1)
            yield []
            continue
        if pictures:
            seen.pictured.append(index + 1)
        yield page_lines(text[:left])
        left -= len(text)
        if left <= 0:
            seen.cut = index + 1
            return


def _page(document: pypdfium2.PdfDocument, index: int, seen: _Seen, *, forms: bool) -> tuple[str, bool]:
    """Return the text of a page, what is filled into its form fields too, and whether it holds pictures or drawings."""
    with closing(document[index]) as page:
        seen.remarks += _remarks(page)
        if not forms:
            return _layer(page)
        page.flatten()
    with closing(document[index]) as page:  # a page shows what was flattened into it once it is opened anew
        return _layer(page)


def _layer(page: pypdfium2.PdfPage) -> tuple[str, bool]:
    with closing(page.get_textpage()) as layer:
        text = layer.get_text_range(errors="replace")
    if not text.strip():
        return text, pdfium.FPDFPage_CountObjects(page) > 0
    # A stamped header over a scan is a text layer of one line; the words that matter are in the picture.
    pictures = (
        len(text) < _HARDLY and next(page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None
    )
    return text, pictures


def _remarks(page: pypdfium2.PdfPage) -> int:
    """Return how many notes hang on a page; links and form fields are none."""
    kinds = []
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        kinds.append(pdfium.FPDFAnnot_GetSubtype(note))
        pdfium.FPDFPage_CloseAnnot(note)
    return sum(kind in (pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_FREETEXT) for kind in kinds)


def _problems(source: Source, seen: _Seen, dropped: int) -> Iterator[Problem]:
    for numbers, slug, what in (
        (seen.pictured, "no-text-layer", "without a text layer (scans or pictures), not read: run text recognition"),
        (seen.stamped, "hardly-any-text", "with a picture and hardly any text: run text recognition if they are scans"),
        (seen.blank, "empty-pages", "without words of their own"),
        (seen.broken, "damaged-pages", "damaged and not read: fetch the document again"),
    ):
        if numbers:
            message = f"{source.name}: {_numbers(numbers)} {what}."
            yield Problem(source.name, f"page {numbers[0]}", slug, message)
    if dropped:
        message = f"{source.name}: {dropped:,} running headers and footers that repeat others were read once."
        yield Problem(source.name, "", "running-lines-once", message)
    way = "look at them in a PDF reader"
    yield from left_out(source, seen.remarks, "comments-not-read", "comment in the margin", way)
    yield from left_out(source, seen.attachments, "attachment-not-read", "attached file", "save them beside it")


def _numbers(pages: list[int]) -> str:
    """Return page numbers as people write them: 'pages 1 to 4, 9'."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    shown = ", ".join(f"{first} to {last}" if last > first else str(first) for first, last in runs[:_SHOWN])
    more = f" and {len(runs) - _SHOWN} more stretches" if len(runs) > _SHOWN else ""
    return f"{len(pages):,} page{'s' if len(pages) > 1 else ''} ({shown}{more})"
