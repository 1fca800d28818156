"""The page a terminal report is written on: width, colour or brackets, hanging indents. No knowledge of findings."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cse_text.reports.base import ReportOptions

WIDEST = 100
_NARROWEST = 40
_LABEL = 10

# Quiet tones that read on dark and on light ground, none of them the red of a marked exam paper.
STYLES = {
    "title": "bold steel_blue",
    "quiet": "grey50",
    "bar": "steel_blue",
    "phrase": "bold underline dark_goldenrod",
    "spared": "underline",
    "rule": "bold",
    "label": "steel_blue",
    "offer": "bold color(65)",
}
_PLAIN_GLYPHS = {
    "\u2500": "-",
    "\u2502": "|",
    "\u00b7": "-",
    "\u2022": "*",
    "\u2026": "...",
    "\u201c": '"',
    "\u201d": '"',
}


class Page:
    """Writes lines that fit the width, as rich Text only, so that no note is ever read as mark-up."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self.console = _console(stream, options)
        self.width = max(_NARROWEST, min(self.console.width, WIDEST))
        self.colour = bool(self.console.color_system) and not self.console.no_color
        encoding = getattr(stream, "encoding", None) or "utf-8"
        self._glyphs = str.maketrans(_missing_glyphs(encoding))

    def styled(self, text: str, style: str = "") -> Text:
        """Return the text in one of the styles, with glyphs that the stream can write."""
        return Text(text.translate(self._glyphs), STYLES.get(style, ""), end="")

    def line(self, *parts: Text) -> None:
        """Write one line as it is."""
        text = Text.assemble(*parts)
        if self.console.color_system is None:  # several times as fast for long reports in files and pipes
            self.console.file.write(f"{text.plain}\n")
        else:
            self.console.print(text, soft_wrap=True)

    def blank(self) -> None:
        """Write an empty line."""
        self.line()

    def hang(self, first: Text, body: Text, rest: Text | None = None) -> None:
        """Write a wrapped paragraph: `first` stands before its first line, `rest` or spaces before the others."""
        width = max(10, self.width - first.cell_len)
        follow = rest or Text(" " * first.cell_len)
        for number, line in enumerate(body.wrap(self.console, width)):
            line.rstrip()
            self.line(first if number == 0 else follow, line)

    def table(self, indent: str, table: Table) -> None:
        """Write a table without spaces at the ends of its lines."""
        options = self.console.options.update(width=self.width - len(indent))
        for segments in self.console.render_lines(table, options, pad=False):
            line = Text.assemble(*((segment.text, segment.style or "") for segment in segments))
            line.rstrip()
            self.line(Text(indent), line)

    def bullet(self, indent: str, body: Text) -> None:
        """Write a paragraph of a list, in the column that labels leave free."""
        self.hang(Text.assemble(indent, " " * _LABEL, self.styled("\u2022 ")), body)

    def labelled(self, indent: str, label: str, body: Text) -> None:
        """Write a paragraph with its label in a column of its own."""
        self.hang(Text.assemble(indent, self.styled(label.ljust(_LABEL), "label")), body)


def _console(stream: TextIO, options: ReportOptions) -> Console:
    return Console(
        file=stream,
        width=options.width,
        force_terminal=options.colour,
        color_system="auto" if options.colour is None else "256" if options.colour else None,
        no_color=None if options.colour is None else not options.colour,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _missing_glyphs(encoding: str) -> dict[str, str]:
    """Return what to write for the glyphs that an encoding does not know."""
    return {glyph: plain for glyph, plain in _PLAIN_GLYPHS.items() if not _can_write(glyph, encoding)}


def _can_write(glyph: str, encoding: str) -> bool:
    try:
        glyph.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
