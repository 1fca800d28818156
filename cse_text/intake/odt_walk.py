"""Walks the XML of an OpenDocument text and yields its text block by block. It knows OpenDocument and no files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cse_text.intake.blocks import Block, Remark, trimmed

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW, _OFFICE = (f"{{{_OASIS}{part}:1.0}}" for part in ("text", "table", "drawing", "office"))
STYLE = f"{{{_OASIS}style:1.0}}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_AS_TEXT = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_SILENT = {
    *(f"{_TEXT}{name}" for name in ("tracked-changes", "note-citation", "ruby-text", "sequence-decls", "bookmark")),
    *(f"{_OFFICE}{name}" for name in ("forms", "annotation-end", "scripts")),
    *(f"{_DRAW}{name}" for name in ("image", "object", "object-ole", "plugin")),
}
_MOST_BLANKS = 1_000
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(slots=True)
class OdtWalker:
    """Walks one document and notes what it passes by: deletions (by place), pictures, embedded objects."""

    notes: list[Block] = field(default_factory=list)
    comments: list[Remark] = field(default_factory=list)
    deletions: list[str] = field(default_factory=list)
    pictures: int = 0
    embedded: int = 0
    _deleted: set[str] = field(default_factory=set)
    _boxes: list[Any] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    def body(self, root: Any) -> Iterator[Block]:
        """Yield the blocks of the body, its paragraphs and tables numbered from 1."""
        text = root.find(f"{_OFFICE}body/{_OFFICE}text")
        for region in root.iter(f"{_TEXT}changed-region"):
            if region.find(f"{_TEXT}deletion") is not None:
                self._deleted.add(_identity(region))
        yield from self._blocks(text, "")

    def aside(self, root: Any, label: str) -> list[Block]:
        """Return the blocks of a header, footer, note or text box, all under one label."""
        return trimmed(list(self._blocks(root, label)))

    def _blocks(self, container: Any, label: str) -> Iterator[Block]:
        for element in container if container is not None else ():
            if element.tag in _PARAGRAPHS:
                place = label or f"paragraph {self._next('paragraph')}"
                yield Block(place, "".join(self._words(element, place)))
                yield from self._waiting()
            elif element.tag == f"{_TABLE}table":
                place = label or f"table {self._next('table')}"
                yield from self._table(element, place, numbered=not label)
            elif element.tag == f"{_TEXT}change":
                self._change(element, label or f"paragraph {self._counts.get('paragraph', 0) + 1}")
            elif isinstance(element.tag, str) and element.tag not in _SILENT:
                if element.tag.startswith(_DRAW):
                    list(self._words([element], label or "page"))
                    yield from self._waiting()
                else:
                    yield from self._blocks(element, label)

    def _table(self, table: Any, place: str, *, numbered: bool) -> Iterator[Block]:
        for number, row in enumerate(_rows(table), start=1):
            label = f"{place}, row {number}" if numbered else place
            cells = ["\n".join(self._lines(cell, label)) for cell in row if cell.tag == f"{_TABLE}table-cell"]
            yield Block(label, " | ".join(cell for cell in cells if cell.strip()))
            yield from self._waiting()

    def _lines(self, cell: Any, label: str) -> Iterator[str]:
        """Yield the lines of a cell, those of a table inside it too; text boxes wait until the row is done."""
        for element in cell:
            if element.tag in _PARAGRAPHS:
                yield "".join(self._words(element, label))
            elif element.tag == f"{_TABLE}table":
                for row in _rows(element):
                    cells = ["\n".join(self._lines(inner, label)) for inner in row]
                    yield " | ".join(inner for inner in cells if inner.strip())
            elif isinstance(element.tag, str) and element.tag not in _SILENT:
                yield from self._lines(element, label)

    def _words(self, element: Any, label: str) -> Iterator[str]:
        yield getattr(element, "text", None) or ""
        for child in element:
            yield from self._inline(child, label)
            yield child.tail or ""

    def _inline(self, child: Any, label: str) -> Iterator[str]:
        if child.tag in _AS_TEXT:
            yield _AS_TEXT[child.tag]
        elif child.tag == f"{_TEXT}s":
            blanks = child.get(f"{_TEXT}c", "1")
            yield " " * (min(int(blanks), _MOST_BLANKS) if blanks.isdecimal() else 1)
        elif child.tag == f"{_TEXT}change":
            self._change(child, label)
        elif child.tag == f"{_TEXT}note":
            self._note(child)
        elif child.tag == f"{_OFFICE}annotation":
            self._comment(child, label)
        elif child.tag == f"{_DRAW}text-box":
            self._boxes.append(child)
        elif child.tag in _SILENT or not isinstance(child.tag, str):
            self.pictures += child.tag == f"{_DRAW}image"
            self.embedded += child.tag in (f"{_DRAW}object", f"{_DRAW}object-ole")
        else:
            yield from self._words(child, label)

    def _change(self, element: Any, label: str) -> None:
        if element.get(f"{_TEXT}change-id") in self._deleted:
            self.deletions.append(label)

    def _note(self, note: Any) -> None:
        kind = "endnote" if note.get(f"{_TEXT}note-class") == "endnote" else "footnote"
        self.notes += self.aside(note.find(f"{_TEXT}note-body"), f"{kind} {self._next(kind)}")

    def _comment(self, comment: Any, place: str) -> None:
        label = f"comment {self._next('comment')}, at {place}"
        text = "\n".join(block.text for block in self.aside(comment, label))
        written = comment.findtext(f"{_DC}date") or ""
        try:
            day = date.fromisoformat(written[:10])
        except ValueError:
            day = None
        self.comments.append(Remark(label, text, comment.findtext(f"{_DC}creator") or "", day))

    def _waiting(self) -> Iterator[Block]:
        while self._boxes:
            box = self._boxes.pop(0)
            label = f"text box {self._next('text box')}"
            yield from [block for block in self.aside(box, label) if block.text.strip()]

    def _next(self, kind: str) -> int:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return self._counts[kind]


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, those in header rows and groups too, but not those of tables inside its cells."""
    for element in table:
        if element.tag == f"{_TABLE}table-row":
            yield element
        elif element.tag in {f"{_TABLE}table-{name}" for name in ("header-rows", "rows", "row-group")}:
            yield from _rows(element)


def _identity(region: Any) -> str:
    return region.get(f"{_TEXT}id") or region.get("{http://www.w3.org/XML/1998/namespace}id") or ""
