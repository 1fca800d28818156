"""Paragraphs, runs and tables of a Word document as plain XML: python-docx looks every style up anew for each.

Texts must be safe to show: on one line and without what XML refuses (`reports.visible`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_TWIPS = 567  # in a centimetre
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; `line` is the style of its underline, '' for none."""

    bold: bool = False
    colour: str = ""
    line: str = ""


PLAIN = Look()
BOLD = Look(bold=True)


def element(name: str, *children: Any, **values: str) -> Any:
    """Return a Word element with its attributes and children."""
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(children)
    return made


def run(text: str, look: Look = PLAIN) -> Any:
    """Return a run of text."""
    words = element("t")
    words.text = text
    words.set(_SPACE, "preserve")
    looks = [element("b")] if look.bold else []
    looks += [element("color", val=look.colour)] if look.colour else []
    looks += [element("u", val=look.line)] if look.line else []
    return element("r", *([element("rPr", *looks)] if looks else []), words)


def paragraph(runs: Iterable[Any] = (), style: str = "", *, indent: int = 0, keep: bool = False) -> Any:
    """Return a paragraph; `keep` holds it on one page with the next."""
    layout = [element("pStyle", val=style)] if style else []
    layout += [element("keepNext")] if keep else []
    layout += [element("ind", left=str(indent))] if indent else []
    return element("p", *([element("pPr", *layout)] if layout else []), *runs)


def field(code: str) -> list[Any]:
    """Return the runs of a field, such as PAGE."""
    instruction = element("instrText")
    instruction.text = code
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", instruction),
        element("r", element("fldChar", fldCharType="end")),
    ]


def table(header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Any:
    """Return a table whose header row is repeated on each page; widths in centimetres."""
    twips = [str(round(width * _TWIPS)) for width in widths]
    properties = element(
        "tblPr",
        element("tblStyle", val="TableGrid"),
        element("tblW", w=str(sum(map(int, twips))), type="dxa"),
        element("tblLayout", type="fixed"),
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in twips))
    head = _row(header, twips, BOLD)
    head.insert(0, element("trPr", element("tblHeader")))
    return element("tbl", properties, grid, head, *(_row(row, twips, PLAIN) for row in rows))


def _row(texts: Sequence[str], widths: Sequence[str], look: Look) -> Any:
    return element("tr", *(_cell(text, width, look) for text, width in zip(texts, widths, strict=True)))


def _cell(text: str, width: str, look: Look) -> Any:
    """Return a cell, a paragraph a line."""
    lines = (_cell_line(line, look) for line in text.split("\n"))
    return element("tc", element("tcPr", element("tcW", w=width, type="dxa")), *lines)


def _cell_line(text: str, look: Look) -> Any:
    words = paragraph([run(text, look)])
    words.insert(0, element("pPr", element("spacing", before="20", after="20")))
    return words
