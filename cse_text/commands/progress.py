"""How far a long run has come, on standard error where somebody can see it."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_PATIENCE = 1.0  # seconds; a run that ends sooner shows no progress at all


class Progress:
    """A line with the numbers of records and findings so far, and the time left; silent unless `shown`.

    `total` says how many bytes there are to read, 0 where nobody can tell, as of standard input.
    """

    def __init__(self, *, shown: bool, total: Callable[[], int] = lambda: 0) -> None:
        self._shown = shown
        self._total = total
        self._position: Callable[[], int] = lambda: 0
        self._began = time.monotonic()
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None
        self._visible = False

    def follow(self, position: Callable[[], int]) -> None:
        """Ask here how many bytes have been read."""
        self._position = position

    def update(self, records: int, findings: int) -> None:
        """Take note of how far the run has come."""
        if not self._shown or (self._bar is None and time.monotonic() - self._began < _PATIENCE):
            return
        if self._bar is None:
            total = self._total()
            self._bar = _make_bar(timed=total > 0)
            self._task = self._bar.add_task("", total=total or None, records=0, findings=0)
            self._show()
        if self._task is not None:
            self._bar.update(self._task, completed=self._position(), records=records, findings=findings)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the line away while something is written to the same screen."""
        visible = self._visible
        self.close()
        try:
            yield
        finally:
            if visible:
                self._show()

    def close(self) -> None:
        """Take the line away."""
        if self._bar is not None and self._visible:
            self._bar.stop()
            self._visible = False

    def _show(self) -> None:
        if self._bar is not None:
            self._bar.start()
            self._visible = True


def _make_bar(*, timed: bool) -> RichProgress:
    from rich.console import Console
    from rich.progress import Progress as RichProgress
    from rich.progress import TextColumn, TimeElapsedColumn, TimeRemainingColumn

    left = (TextColumn("{task.percentage:.0f} %, left:"), TimeRemainingColumn()) if timed else ()
    return RichProgress(
        TextColumn("Reading: {task.fields[records]:,} records, {task.fields[findings]:,} findings", markup=False),
        TimeElapsedColumn(),
        *left,
        console=Console(file=sys.stderr, highlight=False),
        transient=True,
        refresh_per_second=4,
    )


def wants_progress(*, asked: bool, to_file: bool) -> bool:
    """Return whether progress can be shown.

    It must not be declined, standard error must be a live screen, and the report must not come to the same screen
    by a way of its own, through `less` or `head`.
    """
    if not asked or sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return False
    return to_file or sys.stdout.isatty() or _is_plain_file(sys.stdout)


def _is_plain_file(stream: TextIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False
