"""The one place where the exit code of a scan is decided."""

from __future__ import annotations

NOTHING_FOUND, FOUND, NOT_DONE = 0, 1, 2


def decide_exit_code(*, records: int, findings: int, stopped: bool = False, exit_zero: bool = False) -> int:
    """Return 0 for nothing found, 1 for findings, 2 for a job that could not be done or was stopped.

    `findings` counts what was shown as masking and what was found about whole records; `exit_zero` turns 1 into 0.
    """
    if stopped or not records:
        return NOT_DONE
    return FOUND if findings and not exit_zero else NOTHING_FOUND
