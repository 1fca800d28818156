"""What the commands say on standard error, and standard output made fit for any text."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def say(message: str) -> None:
    """Write one calm line on standard error; whatever it holds, it cannot steer the terminal."""
    from cse_text.reports.visible import one_line

    _write_error(f"cse-text: {one_line(message)}\n")


def say_lines(message: str) -> None:
    """Write a message and, below it as they stand, the lines of a file that it is about."""
    from cse_text.reports.visible import one_line

    first, *shown = message.split("\n")
    say(first)
    for line in shown:
        margin = len(line) - len(line.lstrip(" "))
        _write_error(f"{' ' * margin}{one_line(line)}\n")


def _write_error(line: str) -> None:
    stream = sys.stderr
    if stream is None:  # a windowed Python has no standard error
        return
    encoding = getattr(stream, "encoding", None) or "ascii"
    stream.write(line.encode(encoding, "replace").decode(encoding))
    stream.flush()


def prepare_output(encoding: str = "") -> TextIO:
    """Return standard output such that no character of a note can make writing fail.

    An encoding, if given, is for pipes and files; a console keeps the one that it can show.
    """
    stream = sys.stdout
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None and encoding and not stream.isatty():
        reconfigure(encoding=encoding, errors="replace")
    elif reconfigure is not None:
        reconfigure(errors="replace")
    return stream


def abandon_output() -> None:
    """Send what is left in standard output nowhere: its reader has gone, and Python would complain at exit."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):  # not a real file, as in tests: nothing would complain
        return


def write_out(text: str) -> None:
    """Write a whole text on standard output, now, so that a reader who has gone is noticed here."""
    stream = prepare_output()
    stream.write(text)
    stream.flush()
