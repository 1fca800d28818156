"""What a reviewer sees: one finding as the report shows it, how far the review is, the keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

from rich.text import Text

from cse_text.commands.reviewing.choices import HELP, KEYS
from cse_text.commands.reviewing.items import Item
from cse_text.reports.base import ReportOptions
from cse_text.reports.page import Page
from cse_text.reports.terminal import TerminalReporter
from cse_text.reports.visible import make_visible, one_line
from cse_text.review.reading import has_text
from cse_text.review.store import Row
from cse_text.types import Decision

INDENT = "   "


class Screen:
    """Draws one finding at a time. `clears` begins each on an empty screen, for terminals."""

    def __init__(self, stream: TextIO, options: ReportOptions, *, clears: bool) -> None:
        self._page = Page(stream, options)
        self._reporter = TerminalReporter(stream, options)
        self._clears = clears and self._page.console.is_terminal

    def show(self, item: Item, progress: str, decision: Decision | None, others: Sequence[Row] = ()) -> None:
        """Show a finding, what was decided of it, and what others say where it is to be settled between them."""
        if self._clears:
            self._page.console.clear()
        self._page.line(self._page.styled(progress, "quiet"))
        self._reporter.add_record(item.decided(decision))
        if not has_text(item.scanned.record):
            self.say("The source could not be read again, so only the words found are shown.")
        for row in others:
            self._other(row)
        self._page.hang(Text(INDENT), self._page.styled(KEYS, "quiet"))

    def say(self, text: str) -> None:
        """Write one calm paragraph."""
        self._page.hang(Text(INDENT), self._page.styled(one_line(text)))

    def help(self) -> None:
        """Write what the keys do."""
        for line in HELP.splitlines():
            self.say(line)

    def ask(self, text: str) -> None:
        """Write a question and stay on its line."""
        self._page.console.print(Text.assemble(INDENT, self._page.styled(text, "label"), " "), end="")
        self._page.console.file.flush()

    def answered(self, key: str = "") -> None:
        """End the line of a question that was answered by a key, and show which."""
        self._page.line(self._page.styled(make_visible(key)))

    def choices(self, title: str, choices: Mapping[str, str]) -> None:
        """Write what can be chosen, a key a line."""
        self._page.line(Text(INDENT), self._page.styled(title))
        for key, meaning in choices.items():
            self._page.line(Text(INDENT), self._page.styled(f"{key}  ", "label"), self._page.styled(meaning))

    def _other(self, row: Row) -> None:
        said = ": ".join(filter(None, [f"{row.reviewer} {row.verdict} it", row.reason]))
        self.say("; ".join(filter(None, [said, row.reframing and f"would write: {row.reframing}", row.note])))
