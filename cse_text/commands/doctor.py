"""`cse-text doctor`: whether this installation is complete, unaltered and working, and how to mend it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from cse_text.commands.console import write_out
from cse_text.commands.version import tool_version


def doctor(folders: Sequence[Path], *, as_json: bool) -> int:
    """Write what was looked at; return 1 where something is to be mended."""
    from cse_text.doctor import examine
    from cse_text.reports.doctor import count_wrong, doctor_json, doctor_text

    checks = list(examine(folders))
    version = tool_version()
    width = shutil.get_terminal_size().columns
    write_out(doctor_json(checks, version) if as_json else doctor_text(checks, version, width))
    return 1 if count_wrong(checks) else 0
