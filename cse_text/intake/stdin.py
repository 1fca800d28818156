"""Standard input as a source: one text unless the settings say that it is a table or JSON lines.

It is held in memory, never in a temporary file, since it holds notes.
"""

from __future__ import annotations

import sys

from cse_text.errors import IntakeError
from cse_text.intake.settings import IntakeSettings
from cse_text.intake.sources import Source, too_large

NAME = "standard input"


def standard_input(settings: IntakeSettings) -> Source:
    """Return what stands on standard input."""
    empty = Source(NAME, "stdin", settings.stdin_format)
    if sys.stdin is None or sys.stdin.closed:
        raise IntakeError("not-found", "There is no standard input to read; name a file instead.", source=NAME)
    data = sys.stdin.buffer.read(settings.max_file_bytes + 1)
    if len(data) > settings.max_file_bytes:
        raise too_large(empty, settings.max_file_bytes)
    return Source(NAME, "stdin", settings.stdin_format, data=data)
