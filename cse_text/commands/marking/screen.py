"""What the person who marks sees: one passage with numbered words, its marks, the keys that can be pressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rich.cells import cell_len
from rich.text import Text

from cse_text.marking import Mark, Note, Passage
from cse_text.marking.words import tokens_of
from cse_text.reports.evaluation.layout import INDENT
from cse_text.reports.page import Page
from cse_text.reports.visible import make_visible, one_line
from cse_text.types import Finding

KEYS = "words or numbers (3-6) mark \u00b7 Enter next \u00b7 b back \u00b7 u undo \u00b7 ? help \u00b7 q stop"
_VERDICTS = {True: "masks", False: "does not mask", None: "unsure"}
_SIGNS = {True: "+", False: "-", None: "?"}
_KEY_ROWS = 5
_DOT = " \u00b7 "


class Screen:
    """Draws on a page. `clears` begins each passage on an empty screen, for terminals."""

    def __init__(self, page: Page, *, clears: bool) -> None:
        self.page = page
        self._clears = clears

    def say(self, text: str) -> None:
        """Write one calm paragraph."""
        self.page.hang(Text(INDENT), self.page.styled(one_line(text)))

    def ask(self, text: str) -> None:
        """Write a question and stay on its line."""
        self.page.console.print(Text.assemble(INDENT, self.page.styled(text, "label"), " "), end="")
        self.page.console.file.flush()

    def answered(self, key: str = "") -> None:
        """End the line of a question that was answered by a key, and show which."""
        self.page.line(self.page.styled(make_visible(key)))

    def passage(self, note: Note, passage: Passage, place: str, suggested: Sequence[Finding]) -> None:
        """Show a passage with its words numbered, its marks and, if there are any, suggestions."""
        if self._clears:
            self.page.console.clear()
        self._title(note, place)
        self._words(note, passage)
        marks = marks_in(note, passage)
        if marks:
            self.page.blank()
            for number, mark in enumerate(marks, 1):
                self._mark(f"x{number}", note.text, mark)
        if suggested:
            self.page.blank()
            self.say("What the tool would say (p1 takes it over):")
            for number, finding in enumerate(suggested, 1):
                self._suggestion(f"p{number}", finding)
        self.page.blank()
        self.page.hang(Text(INDENT), self.page.styled(KEYS, "quiet"))

    def _title(self, note: Note, place: str) -> None:
        details = [str(note.meta[name]) for name in ("note_date", "agency") if note.meta.get(name)]
        age, sex = note.meta.get("child_age"), note.meta.get("child_sex")
        child = ", ".join(str(each) for each in (sex, age) if each)
        line = _DOT.join(one_line(each) for each in (note.id, place, child, *details) if each)
        title = self.page.styled(_cut(line, self.page.width - 4), "title")
        self.page.blank()
        self.page.line(self.page.styled("\u2500\u2500 ", "bar"), title)
        self.page.blank()

    def _words(self, note: Note, passage: Passage) -> None:
        """Write the words in lines, above each its number."""
        numbers, words, width = Text(), Text(), 0
        previous = passage.start
        for number, (start, end) in enumerate(tokens_of(note.text, passage), 1):
            shown = self._word(note, start, end)
            cell = max(shown.cell_len, len(str(number))) + 1
            if width and (width + cell > self.page.width - len(INDENT) or "\n" in note.text[previous:start]):
                self._write_words(numbers, words)
                numbers, words, width = Text(), Text(), 0
            numbers.append_text(self.page.styled(str(number).ljust(cell), "quiet"))
            words.append_text(shown).append(" " * (cell - shown.cell_len))
            width, previous = width + cell, end
        self._write_words(numbers, words)

    def _write_words(self, numbers: Text, words: Text) -> None:
        numbers.rstrip()
        words.rstrip()
        self.page.line(Text(INDENT), numbers)
        self.page.line(Text(INDENT), words)

    def _word(self, note: Note, start: int, end: int) -> Text:
        """Return a word; one that is marked is bold, with [[ and ]] where a mark begins and ends."""
        shown = Text()
        edges = {edge for mark in note.marks for edge in (mark.start, mark.end) if start < edge < end}
        for low, high in pairwise(sorted({start, end, *edges})):
            inside = [mark for mark in note.marks if mark.touches(low, high)]
            opened = "".join("[[" + _SIGNS[mark.masking] for mark in inside if mark.start == low)
            closed = "".join("]]" for mark in inside if mark.end == high)
            text = opened + make_visible(note.text[low:high]) + closed
            shown.append_text(self.page.styled(text, "phrase" if inside else ""))
        return shown

    def _mark(self, label: str, text: str, mark: Mark) -> None:
        reason = f" ({mark.note})" if mark.note else ""
        said = _DOT.join((mark.category, _VERDICTS[mark.masking], mark.voice, f"about: {mark.subject}{reason}"))
        words = _cut(one_line(text[mark.start : mark.end]), self.page.width - 10)
        self.page.hang(
            Text.assemble(INDENT, self.page.styled(label.ljust(5), "label")),
            Text.assemble(self.page.styled(words, "rule"), "\n", self.page.styled(one_line(said))),
        )

    def _suggestion(self, label: str, finding: Finding) -> None:
        verdict = f"{_VERDICTS[finding.masking]} {finding.confidence:.2f}"
        said = _DOT.join((finding.category, verdict, finding.voice, f"about: {finding.subject}"))
        body = Text.assemble(self.page.styled(one_line(finding.text), "offer"), "\n", self.page.styled(said))
        self.page.hang(Text.assemble(INDENT, self.page.styled(label.ljust(5), "label")), body)

    def keys(self, title: str, choices: Mapping[str, str], default: str = "") -> None:
        """Show what can be chosen with a key, in columns where they are many."""
        self.page.blank()
        self.say(title)
        cells = [f"{key}  {text}" for key, text in choices.items()]
        columns = -(-len(cells) // _KEY_ROWS)
        rows = -(-len(cells) // columns)
        width = (self.page.width - len(INDENT)) // columns
        for row in range(rows):
            line = "".join(_cut(cell, width - 1).ljust(width) for cell in cells[row::rows])
            self.page.line(Text(INDENT), self.page.styled(line.rstrip()))
        self.ask(f"key{f' (Enter: {default})' if default else ''}, 0 leaves it >")

    def text(self, words: str) -> None:
        """Repeat the words that are being marked."""
        self.page.hang(Text(INDENT), self.page.styled(f"\u201c{one_line(words)}\u201d", "phrase"))


def marks_in(note: Note, passage: Passage) -> list[Mark]:
    """Return the marks that touch a passage, in order."""
    return [mark for mark in note.marks if mark.touches(passage.start, passage.end)]


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    while cell_len(text) > width - 1:
        text = text[:-1]
    return text + "\u2026"
