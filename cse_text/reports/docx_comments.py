"""The original Word document with a comment on the exact words of each finding; its own words stay as they are.

Word allows comments in the body and its tables. What stands in headers, footers, notes or text boxes is listed in
one comment at the first words of the document. A document is handed over as bytes and given back as bytes: nothing
here touches the original.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cse_text.packing import pack_again
from cse_text.reports.docx_words import WordIndex, read_between
from cse_text.reports.views import code_of
from cse_text.reports.visible import one_line
from cse_text.reports.wording import BEHIND, confidence_text
from cse_text.types import Finding, RecordFinding, ScannedRecord

AUTHOR = "cse-text"
_INITIALS = "ct"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFFERS = 3
LISTED = "Found where Word allows no comment, or in words that run over two paragraphs:"


@dataclass(frozen=True, slots=True)
class Commented:
    """A document with its comments, how many stand on their words and how many are listed."""

    content: bytes
    placed: int
    listed: int


@dataclass(frozen=True, slots=True)
class _Note:
    start: int
    end: int
    lines: tuple[str, ...]


def add_comments(content: bytes, scanned: ScannedRecord, sources: Mapping[str, str]) -> Commented:
    """Return the document with a comment for each finding that masks and each finding on the whole record."""
    from docx import Document

    document = Document(io.BytesIO(content))
    index = WordIndex(document.element, scanned.record)
    notes = list(_notes(scanned, sources))
    places = index.isolate((note.start, note.end) for note in notes)
    first = index.first_run()
    left: list[_Note] = []
    for note in notes:
        runs = places.get((note.start, note.end))
        if runs and read_between(*runs) == scanned.record.text[note.start : note.end]:
            _comment(document, runs, note.lines)
        else:
            left.append(note)
    if left and first is not None:
        _comment(document, (first, first), _listing(scanned, left))
    packed, fixed = io.BytesIO(), io.BytesIO()
    document.save(packed)
    pack_again(packed.getvalue(), fixed)
    return Commented(fixed.getvalue(), len(notes) - len(left), len(left))


def _notes(scanned: ScannedRecord, sources: Mapping[str, str]) -> Iterator[_Note]:
    for finding in scanned.findings:
        if finding.masking:
            yield _Note(finding.start, finding.end, tuple(map(one_line, _finding_lines(finding, sources))))
    for whole in scanned.record_findings:
        start, end = whole.spans[0] if whole.spans else (0, 0)
        yield _Note(start, end, tuple(map(one_line, _whole_lines(scanned, whole, sources))))


def _finding_lines(finding: Finding, sources: Mapping[str, str]) -> Iterator[str]:
    odds = confidence_text(finding.confidence)
    category = f"{code_of(finding.category)} {finding.category}"
    yield f"{finding.rule} {finding.name}: {category}, severity {finding.severity}, {odds}"
    if finding.copied_from:
        yield f"Copied from {finding.copied_from}"
    if finding.why:
        yield f"Why it matters: {finding.why}"
    for reframing in finding.reframings[:_OFFERS]:
        words = f"\u201c{reframing.text}\u201d" if reframing.text.strip() else "nothing"
        said = f", {BEHIND}: {reframing.words}" if reframing.adds else f": {words}"
        yield f"Consider{said} ({confidence_text(reframing.confidence)})"
    if finding.question:
        yield f"Ask: {finding.question}"
    yield from (f"Source: {sources.get(key, key)}" for key in finding.sources)


def _whole_lines(scanned: ScannedRecord, whole: RecordFinding, sources: Mapping[str, str]) -> Iterator[str]:
    record = scanned.record
    yield f"Whole record: {whole.title or whole.check}, {confidence_text(whole.confidence)}"
    yield whole.message
    for start, end in whole.spans[1:]:
        yield f"See also {record.place_at(start)}: \u201c{record.text[start:end]}\u201d"
    if whole.why:
        yield f"Why it matters: {whole.why}"
    if whole.settle:
        yield f"What would settle it: {whole.settle}"
    yield from (f"Source: {sources.get(key, key)}" for key in whole.sources)


def _listing(scanned: ScannedRecord, left: Sequence[_Note]) -> list[str]:
    lines = [LISTED]
    for note in left:
        where = one_line(scanned.record.place_at(note.start)) or "the record"
        quote = one_line(scanned.record.text[note.start : note.end])
        lines += [f"{where}: \u201c{quote}\u201d" if quote else where, *note.lines]
    return lines


def _comment(document: Any, runs: tuple[Any, Any], lines: Sequence[str]) -> None:
    """Add a comment from the first to the last run. It bears no date: the same input gives the same bytes."""
    first, last = runs
    start, end, reference = _marks(str(_new(document, lines).comment_id))
    first.addprevious(start)
    last.addnext(end)
    end.addnext(reference)


def _new(document: Any, lines: Sequence[str]) -> Any:
    comment = document.comments.add_comment(text="\n".join(lines), author=AUTHOR, initials=_INITIALS)
    comment._comment_elm.attrib.pop(f"{_W}date", None)  # noqa: SLF001 - python-docx always sets the clock
    return comment


def _marks(identity: str) -> tuple[Any, Any, Any]:
    """Return the marks where a comment begins and ends, and the run that refers to it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = [OxmlElement(name) for name in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")]
    for element in made:
        element.set(qn("w:id"), identity)
    run = OxmlElement("w:r")
    run.append(made[2])
    return made[0], made[1], run
