"""What a person types: whole lines, and single keys where the terminal gives them. No curses: it works on Windows."""

from __future__ import annotations

import re
import sys
from typing import Protocol, TextIO

ESCAPE = "\x1b"
_STOP = ("\x03", "\x04", "\x1a")  # Ctrl-C, Ctrl-D, Ctrl-Z
_ENTER = ("\r", "\n", "\r\n")
_SPECIAL = (ESCAPE, "\x00", "\xe0")
_RUB_OUT = ("\x7f", "\b")
_KEY = re.compile(r"\x1b(?:[\[O][0-9;]*[A-Za-z~])?|[\x00\xe0].|\r\n|.", re.DOTALL)


class Keyboard(Protocol):
    """Where answers come from. Both raise EOFError where there are no more."""

    def line(self) -> str:
        """Return a whole line without its end."""

    def key(self) -> str:
        """Return one key: a character, '' for Enter."""


class Terminal:
    """The keyboard of a terminal; of a pipe, in which each key stands on a line of its own.

    Keys typed fast, or on a slow machine, arrive together: what is not asked for yet waits for the next question.
    """

    def __init__(self, stdin: TextIO | None = None) -> None:
        self._stdin = stdin or sys.stdin
        self._ahead: list[str] = []

    def line(self) -> str:
        """Return a whole line without its end."""
        begun, ended = self._begun()
        if ended:
            return begun
        typed = self._stdin.readline()
        if not typed:
            raise EOFError
        return begun + typed.rstrip("\r\n")

    def key(self) -> str:
        """Return one key; from a pipe the first character of a line."""
        if not self._stdin.isatty():
            return self.line().strip()[:1]
        import typer

        self._ahead = self._ahead or _KEY.findall(typer.getchar())
        typed = self._waiting()
        return "" if typed in _ENTER else ESCAPE if typed.startswith(_SPECIAL) else typed

    def _waiting(self) -> str:
        """Return the first key that waits; none, or one that stops, ends the sitting."""
        typed = self._ahead.pop(0) if self._ahead else _STOP[0]
        if typed in _STOP:
            raise EOFError
        return typed

    def _begun(self) -> tuple[str, bool]:
        """Return what waits of a line, and whether its end waits too; it is shown, since no terminal echoed it."""
        begun, ended = "", False
        while self._ahead and not ended:
            typed = self._waiting()
            ended = typed in _ENTER
            if typed in _RUB_OUT:
                begun = begun[:-1]
            elif typed.isprintable() and not typed.startswith(_SPECIAL):
                begun += typed
        if begun or ended:
            sys.stdout.write(begun + "\n" * ended)
            sys.stdout.flush()
        return begun, ended
