"""The Word document a report is written on: headings, facts, marked words, tables. No knowledge of findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import IO, Any

from cse_text.reports.docx_elements import BOLD, Look, field, paragraph, run, table

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # a document says when it was made; ours says it the same each time
_INK = "1F4E79"
_QUIET = "4A5663"
_FONT = "Calibri"
_SIZES = {1: 16, 2: 13, 3: 11.5, 4: 11}
_INDENT = 340
_LINES = {"high": "double", "medium": "single", "low": "dotted", "spared": "dash"}


class DocxPage:
    """Writes a document from top to bottom; every text is data to it."""

    def __init__(self, title: str, *, landscape: bool = False) -> None:
        from docx import Document

        self._document = Document()
        self._set_properties(title)
        self._set_styles()
        self._set_paper(landscape=landscape)
        self._end = self._document.element.body.sectPr
        self._add(paragraph([run(title)], "Title"))

    def save(self, stream: IO[bytes]) -> None:
        """Write the document."""
        self._document.save(stream)

    def heading(self, text: str, level: int) -> None:
        """Write a heading that Word's navigation knows."""
        self._add(paragraph([run(text)], f"Heading{level}"))

    def paragraph(self, text: str) -> None:
        """Write a paragraph."""
        self._add(paragraph([run(text)]))

    def quiet(self, text: str) -> None:
        """Write a paragraph in a quieter tone."""
        self._add(paragraph([run(text, Look(colour=_QUIET))]))

    def labelled(self, label: str, text: str) -> None:
        """Write a paragraph that begins with its label; nothing where there is nothing to say."""
        if text:
            self._add(paragraph([run(f"{label}: ", BOLD), run(text)]))

    def facts(self, *facts: tuple[str, str]) -> None:
        """Write labels and values in one paragraph."""
        runs = []
        for number, (label, value) in enumerate(facts):
            runs += [run(f"{';  ' if number else ''}{label}: ", Look(colour=_QUIET)), run(value)]
        self._add(paragraph(runs))

    def bullets(self, label: str, lines: Sequence[str]) -> None:
        """Write a list under its label; nothing where there are no lines."""
        if lines:
            self._add(paragraph([run(f"{label}:", BOLD)], keep=True))
        for line in lines:
            self._add(paragraph([run(line)], "ListBullet"))

    def quotation(self) -> Words:
        """Return a paragraph for words of a note."""
        words = paragraph([], indent=_INDENT, keep=True)
        self._add(words)
        return Words(words)

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """Write a table whose header row is repeated on each page; widths in centimetres."""
        self._add(table(header, rows, widths))
        self._add(paragraph())

    def _add(self, block: Any) -> None:
        self._end.addprevious(block)

    def _set_properties(self, title: str) -> None:
        properties = self._document.core_properties
        properties.title, properties.language = title, "en-GB"
        properties.author = properties.last_modified_by = "cse-text"
        properties.comments = ""
        properties.created = properties.modified = _EPOCH

    def _set_styles(self) -> None:
        from docx.shared import Pt, RGBColor

        styles = self._document.styles
        styles["Normal"].font.name, styles["Normal"].font.size = _FONT, Pt(10.5)
        styles["Normal"].paragraph_format.space_after = Pt(4)
        for style in (styles["Title"], *(styles[f"Heading {level}"] for level in _SIZES)):
            style.font.color.rgb, style.font.name, style.font.italic = RGBColor.from_string(_INK), _FONT, False
            _forget_theme(style)
        for level, size in _SIZES.items():
            styles[f"Heading {level}"].font.size = Pt(size)
        styles["Title"].font.size = Pt(22)

    def _set_paper(self, *, landscape: bool) -> None:
        """Set A4, upright or on its side, with a footer on each page."""
        from docx.enum.section import WD_ORIENT
        from docx.shared import Cm

        section = self._document.sections[0]
        width, height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
        section.page_width, section.page_height = width, height
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.left_margin = section.right_margin = Cm(2.3 if not landscape else 2)
        section.top_margin = section.bottom_margin = Cm(2)
        footer = section.footer.paragraphs[0]._p  # noqa: SLF001 - python-docx has no fields
        footer.extend([run("Holds words of case notes: keep it as you keep the notes.   Page "), *field("PAGE")])


class Words:
    """Words of a note on the page: plain, marked, and the tags behind marked ones."""

    def __init__(self, into: Any) -> None:
        self._paragraph = into

    def plain(self, text: str) -> None:
        """Write unmarked words."""
        self._paragraph.append(run(text))

    def mark(self, text: str, kind: str) -> None:
        """Write marked words: their kind, a severity or 'spared', chooses the line beneath them."""
        self._paragraph.append(run(text, Look(bold=kind != "spared", line=_LINES[kind])))

    def tag(self, text: str) -> None:
        """Write what names the finding."""
        self._paragraph.append(run(text, Look(colour=_INK)))


def _forget_theme(style: Any) -> None:
    """Take the theme's fonts from a style: they would win over its own."""
    from docx.oxml.ns import qn

    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        style.element.rPr.rFonts.attrib.pop(qn(f"w:{kind}"), None)
