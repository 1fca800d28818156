"""What a person types: whole lines, and single keys where the terminal gives them. No curses: it works on Windows."""

from __future__ import annotations

import sys
from typing import Protocol, TextIO

ESCAPE = "\x1b"
_STOP = ("\x03", "\x04", "\x1a")  # Ctrl-C, Ctrl-D, Ctrl-Z


class Keyboard(Protocol):
    """Where answers come from. Both raise EOFError where there are no more."""

    def line(self) -> str:
        """Return a whole line without its end."""

    def key(self) -> str:
        """Return one key: a character, '' for Enter."""


class Terminal:
    """The keyboard of a terminal; of a pipe, in which each key stands on a line of its own."""

    def __init__(self, stdin: TextIO | None = None) -> None:
        self._stdin = stdin or sys.stdin

    def line(self) -> str:
        """Return a whole line without its end."""
        typed = self._stdin.readline()
        if not typed:
            raise EOFError
        return typed.rstrip("\r\n")

    def key(self) -> str:
        """Return one key; from a pipe the first character of a line."""
        if not self._stdin.isatty():
            return self.line().strip()[:1]
        import typer

        typed = typer.getchar()
        if typed in _STOP:
            raise EOFError
        return "" if typed in {"\r", "\n"} else ESCAPE if typed.startswith((ESCAPE, "\x00", "\xe0")) else typed
