"""Walks a parsed web page and yields its text block by block, as a browser lays it out. It knows HTML and no files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from cse_text.intake.blocks import Block

_BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section summary textarea tr td th ul
    caption table thead tbody tfoot""".split()
)
_SILENT = frozenset(
    "script style head template noscript title svg math object applet audio video canvas select".split()
)
_FRAMES = frozenset("iframe frame embed object".split())
_KEPT = frozenset("pre textarea".split())
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HIDES = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)


@dataclass(slots=True)
class _Row:
    """A table row being read; `number` counts the rows of its own table."""

    table: int
    number: int
    cells: list[str] = field(default_factory=list)


@dataclass(slots=True)
class HtmlWalker:
    """Walks one page; `blocks` grows, and what is passed by is counted."""

    blocks: list[Block] = field(default_factory=list)
    deletions: list[str] = field(default_factory=list)
    pictures: int = 0
    hidden: int = 0
    frames: int = 0
    _words: list[str] = field(default_factory=list)
    _tables: list[list[int]] = field(default_factory=list)
    _rows: list[_Row | None] = field(default_factory=list)
    _row: _Row | None = None
    _count: int = 0
    _paragraphs: int = 0
    _kept: int = 0

    def walk(self, root: Any) -> None:
        """Read a page from its root, without recursion, since pages may be nested without end."""
        silent = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            name = element.tag if isinstance(element.tag, str) else ""
            if silent is None and event == "start":
                if self._is_silent(element, name):
                    silent = element
                else:
                    self._begin(element, name)
            elif event == "end":
                if silent is None:
                    self._end(name)
                elif silent is element:
                    silent = None
                if silent is None:
                    self._take(element.tail)
        self._paragraph()

    def _is_silent(self, element: Any, name: str) -> bool:
        if name in _FRAMES:
            self.frames += 1
        if name in _SILENT or name in _FRAMES:
            return True
        if name == "del":
            if "".join(element.itertext()).strip():
                self.deletions.append(self._label())
            return True
        hidden = element.get("hidden") is not None or _HIDES.search(element.get("style") or "") is not None
        self.hidden += hidden and bool("".join(element.itertext()).strip())
        return hidden

    def _begin(self, element: Any, name: str) -> None:
        if name in _BLOCKS:
            self._line()
        if name == "table":
            self._cell()
            self._flush_row()
            self._count += 1
            self._tables.append([self._count, 0])
            self._rows.append(self._row)
            self._row = None
        elif name == "tr" and self._tables:
            self._flush_row()
            self._tables[-1][1] += 1
            table, number = self._tables[-1]
            self._row = _Row(table, number)
        elif name == "br":
            self._words.append("\n")
        self.pictures += name == "img"
        self._kept += name in _KEPT
        self._take(element.text)

    def _end(self, name: str) -> None:
        self._kept -= name in _KEPT
        if name in ("td", "th"):
            self._cell()
        elif name in _BLOCKS:
            self._line()
        if name == "tr":
            self._flush_row()
            self._row = None
        elif name == "table" and self._tables:
            self._flush_row()
            self._tables.pop()
            self._row = self._rows.pop()

    def _take(self, text: str | None) -> None:
        if text:
            self._words.append(text if self._kept else _BLANKS.sub(" ", text))

    def _line(self) -> None:
        """End a line: a paragraph of its own, or a line of the cell it stands in."""
        if self._row is None:
            self._paragraph()
        elif "".join(self._words).strip(" \n"):
            self._words.append("\n")

    def _cell(self) -> None:
        if self._row is None:
            self._paragraph()
            return
        self._row.cells.append(_tidy("".join(self._words)))
        self._words.clear()

    def _flush_row(self) -> None:
        """End a row, or what of it stands before a table inside it."""
        if self._row is None:
            return
        self._cell()
        cells = [cell for cell in self._row.cells if cell.strip()]
        if cells:
            self.blocks.append(Block(self._label(), " | ".join(cells)))
        self._row.cells.clear()

    def _paragraph(self) -> None:
        text = _tidy("".join(self._words))
        self._words.clear()
        if text.strip():
            label = self._label()
            self._paragraphs += 1
            self.blocks.append(Block(label, text))

    def _label(self) -> str:
        if self._row is not None:
            return f"table {self._row.table}, row {self._row.number}"
        return f"paragraph {self._paragraphs + 1}"


def _tidy(text: str) -> str:
    """Return the lines of a text without the blanks that a browser does not show."""
    lines = [re.sub(r" {2,}", " ", line).strip(" ") for line in text.split("\n")]
    return "\n".join(lines).strip("\n")
