"""The page that rich text builds up: paragraphs, table rows, and the parts beside the body, each with its place.

It knows blocks and nothing of codes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cse_text.intake.blocks import Block


@dataclass(slots=True)
class Sink:
    """Where words go: the body, or a header, note, comment or text box."""

    kind: str
    label: str = ""
    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Walk:
    """What was found on a walk: blocks by where they stand, and what was passed by, by place."""

    body: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    comments: list[Block] = field(default_factory=list)
    headers: list[list[Block]] = field(default_factory=list)
    footers: list[list[Block]] = field(default_factory=list)
    deletions: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    pictures: int = 0
    objects: int = 0
    closed: bool = False


class Page:
    """Takes paragraphs, cells and rows as they end; `found` grows."""

    def __init__(self) -> None:
        self.found = Walk()
        self.body = Sink("body", blocks=self.found.body)
        self._paragraphs = self._tables = self._rows = 0
        self._row_before = False

    def place(self, sink: Sink, *, in_table: bool) -> str:
        """Return the label of what is being read."""
        if sink is not self.body:
            return sink.label
        if in_table or sink.cells:
            fresh = not self._row_before
            return f"table {self._tables + fresh}, row {1 if fresh else self._rows + 1}"
        return f"paragraph {self._paragraphs + 1}"

    def end_paragraph(self, sink: Sink, *, in_table: bool) -> None:
        """End a paragraph; in a table it is a line of its cell."""
        if in_table and sink is self.body:
            sink.words.append("\n")
            return
        label = self.place(sink, in_table=in_table)
        if sink is self.body:
            self._paragraphs += 1
            self._row_before = False
        sink.blocks.append(Block(label, "".join(sink.words)))
        sink.words.clear()

    def end_cell(self, sink: Sink) -> None:
        """End a cell of a row."""
        sink.cells.append("".join(sink.words).strip("\n"))
        sink.words.clear()

    def end_row(self, sink: Sink) -> None:
        """End a row; rows without a paragraph between them are one table."""
        if not sink.cells:
            return
        if sink is self.body:
            self._tables += not self._row_before
            self._rows = self._rows + 1 if self._row_before else 1
            self._row_before = True
        label = f"table {self._tables}, row {self._rows}" if sink is self.body else sink.label
        sink.blocks.append(Block(label, " | ".join(cell for cell in sink.cells if cell.strip())))
        sink.cells.clear()

    def close(self, sink: Sink) -> None:
        """End a part beside the body and put it where it belongs."""
        if sink.cells or sink.words:
            sink.blocks.append(Block(sink.label, " | ".join([*filter(str.strip, sink.cells), "".join(sink.words)])))
            sink.cells, sink.words = [], []
        blocks = [block for block in sink.blocks if block.text.strip()]
        if sink.kind in ("header", "footer"):
            (self.found.headers if sink.kind == "header" else self.found.footers).append(blocks)
        elif sink.kind == "comment":
            text = "\n".join(block.text for block in blocks)
            self.found.comments += [Block(sink.label, text)] if text else []
        else:
            self.found.notes += blocks
        sink.blocks = []
