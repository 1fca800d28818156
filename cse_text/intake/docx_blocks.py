"""Walks the XML of a Word document and yields its text block by block, with the place of each.

It knows WordprocessingML and nothing of files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cse_text.intake.blocks import Block

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURES = {
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{urn:schemas-microsoft-com:vml}imagedata",
}
_AS_TEXT = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Formatting, field codes and the furigana above words are no part of what is read.
_SILENT = {"pPr", "rPr", "instrText", "delText", "delInstrText", "fldChar", "rt", "tblPr", "trPr", "tcPr", "sectPr"}
_GONE = {"del", "moveFrom"}
_BLOCK_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}


@dataclass(slots=True)
class Walker:
    """Walks one document and notes what it passes by: deletions (by place), pictures, embedded documents.

    `commented` says where each comment, by its number in the file, hangs.
    """

    deletions: list[str] = field(default_factory=list)
    commented: dict[str, str] = field(default_factory=dict)
    pictures: int = 0
    embedded: int = 0
    _boxes: int = 0
    _paragraphs: int = 0
    _tables: int = 0
    _waiting: list[Any] = field(default_factory=list)

    def body(self, root: Any) -> Iterator[Block]:
        """Yield the blocks of the body, its paragraphs and tables numbered from 1."""
        for element in _unwrapped(root.find(f"{_W}body")):
            name = _name(element)
            if name == "p":
                self._paragraphs += 1
                yield from self._paragraph(element, f"paragraph {self._paragraphs}")
            elif name == "tbl":
                self._tables += 1
                yield from self._table(element, f"table {self._tables}, row ")
            else:
                self.embedded += name == "altChunk"

    def aside(self, root: Any, label: str) -> Iterator[Block]:
        """Yield the blocks of a header, footer, note or text box, all under one label."""
        for element in _unwrapped(root):
            name = _name(element)
            if name == "p":
                yield from self._paragraph(element, label)
            elif name == "tbl":
                for block in self._table(element, label):
                    yield Block(block.label if block.label.startswith("text box") else label, block.text)

    def comment_label(self, number: int, comment: Any) -> str:
        """Return the label of a comment: its number, and where it hangs."""
        place = self.commented.get(comment.get(f"{_W}id", ""), "")
        return f"comment {number}" + (f", at {place}" if place else "")

    @staticmethod
    def signed(comment: Any) -> tuple[str, str]:
        """Return who wrote a comment and when, as the file has it."""
        return comment.get(f"{_W}author") or "", comment.get(f"{_W}date") or ""

    @staticmethod
    def is_separator(note: Any) -> bool:
        """Return whether a note is the line above the notes rather than one of them."""
        return note.get(f"{_W}type") not in (None, "normal")

    def _paragraph(self, element: Any, label: str) -> Iterator[Block]:
        yield Block(label, "".join(self._words(element, label)))
        yield from self._text_boxes()

    def _table(self, table: Any, label: str) -> Iterator[Block]:
        for number, row in enumerate(_inside(table, "tr"), start=1):
            place = f"{label}{number}"
            cells = ["\n".join(self._cell_lines(cell, place)) for cell in _inside(row, "tc")]
            yield Block(place, " | ".join(cell for cell in cells if cell.strip()))
            yield from self._text_boxes()

    def _cell_lines(self, cell: Any, place: str) -> Iterator[str]:
        """Yield the lines of a cell; text boxes in it wait until the row is done."""
        for element in _unwrapped(cell):
            name = _name(element)
            if name == "p":
                yield "".join(self._words(element, place))
            elif name == "tbl":
                for row in _inside(element, "tr"):
                    cells = ["\n".join(self._cell_lines(inner, place)) for inner in _inside(row, "tc")]
                    yield " | ".join(inner for inner in cells if inner.strip())

    def _text_boxes(self) -> Iterator[Block]:
        while self._waiting:
            box = self._waiting.pop(0)
            self._boxes += 1
            blocks = self.aside(box, f"text box {self._boxes}")
            yield from [block for block in blocks if block.text.strip()]

    def _words(self, element: Any, label: str) -> Iterator[str]:
        for child in element:
            name = _name(child)
            if name == "t":
                yield child.text or ""
            elif name in _AS_TEXT:
                yield _AS_TEXT[name]
            elif name in _GONE:
                if any(part.text for part in child.iter(f"{_W}delText")):
                    self.deletions.append(label)
            elif name == "txbxContent":
                self._waiting.append(child)
            elif name == "commentReference":
                self.commented.setdefault(child.get(f"{_W}id", ""), label)
            elif child.tag == f"{_MC}AlternateContent":
                yield from self._words(_chosen(child), label)
            elif isinstance(child.tag, str) and name not in _SILENT:
                self.pictures += child.tag in _PICTURES
                yield from self._words(child, label)


def _name(element: Any) -> str:
    """Return the name of a Word element, '' for one of another language."""
    tag = element.tag
    return tag[len(_W) :] if isinstance(tag, str) and tag.startswith(_W) else ""


def _chosen(alternatives: Any) -> Any:
    """Return one of the forms a drawing is stored in; the others would say the same again."""
    choices = [child for child in alternatives if child.tag == f"{_MC}Choice"]
    return next((choice for choice in choices if next(choice.iter(f"{_W}t"), None) is not None), alternatives[-1:])


def _unwrapped(container: Any) -> Iterator[Any]:
    """Yield the blocks in a container, those in content controls and tracked insertions too."""
    for child in container if container is not None else ():
        if _name(child) in _BLOCK_WRAPPERS:
            yield from _unwrapped(child)
        else:
            yield child


def _inside(container: Any, name: str) -> Iterator[Any]:
    return (child for child in _unwrapped(container) if _name(child) == name)
