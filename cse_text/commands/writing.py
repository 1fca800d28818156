"""Writing a report item by item: a Ctrl-C ends the run between two records, a reader who left ends it quietly."""

from __future__ import annotations

import errno
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cse_text.errors import ReportError
from cse_text.types import Problem, ScannedRecord

if TYPE_CHECKING:
    from types import FrameType

    from cse_text.reports.base import Reporter
    from cse_text.reports.selection import Selection
    from cse_text.reports.summary import Summary, Tally

STOPPED = Problem("", "", "stopped", "The run was stopped before its end; only what is here had been read by then.")
_GONE = (errno.EPIPE, errno.EINVAL)  # Windows says EINVAL of a pipe that nobody reads


class ReaderGoneError(Exception):
    """Whoever read standard output has stopped, as `head` does: nothing is wrong, nothing more can be said."""


@dataclass(frozen=True, slots=True)
class Watchers:
    """Who else wants to know: of each problem, of how far the run is, of each moment something is written.

    `record` gets each record as it is shown; `complete` adds at the end what the counts cannot know: what the run was
    made with.
    """

    problem: Callable[[Problem], None]
    advance: Callable[[int, int], None]
    aside: Callable[[], AbstractContextManager[None]]
    record: Callable[[ScannedRecord], None] = lambda _: None
    complete: Callable[[Summary], Summary] = lambda summary: summary


def write_report(
    items: Iterable[ScannedRecord | Problem], reporter: Reporter, selection: Selection, tally: Tally, watchers: Watchers
) -> Summary:
    """Report every item as it comes and return the counts; a Ctrl-C ends the items, not the report."""
    stopped = False
    with writing():
        reporter.begin()
    try:
        for item in items:
            with writing():
                _report_item(item, reporter, selection, tally, watchers)
    except KeyboardInterrupt:
        stopped = True
        _close(items)
    summary = watchers.complete(tally.summary(stopped=stopped))
    with writing(), watchers.aside():
        if stopped:
            reporter.add_problem(STOPPED)
        reporter.end(summary)
    return summary


def _report_item(
    item: ScannedRecord | Problem, reporter: Reporter, selection: Selection, tally: Tally, watchers: Watchers
) -> None:
    if isinstance(item, Problem):
        tally.add_problem(item)
        watchers.problem(item)
        reporter.add_problem(item)
        return
    judged = selection.judge(item)
    tally.add_record(judged)
    shown = selection.show(judged)
    for problem in (*shown.record.problems, *shown.problems):
        watchers.problem(problem)
    if shown.findings or shown.record_findings:
        with watchers.aside():
            reporter.add_record(shown)
    else:
        reporter.add_record(shown)
    watchers.record(shown)
    watchers.advance(tally.records, tally.found)


@contextmanager
def writing() -> Iterator[None]:
    """Hold a Ctrl-C back until a record is written whole; name what keeps it from being written."""
    try:
        with _held_interrupts():
            yield
    except OSError as error:
        if error.errno in _GONE:
            raise ReaderGoneError from None
        # The system's words by their number: what a library puts into an error may come from a note.
        why = os.strerror(error.errno) if error.errno else type(error).__name__
        raise ReportError("not-written", f"The report could not be written ({why}).") from error


@contextmanager
def _held_interrupts() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        caught.append(number)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before if before is not None else signal.SIG_DFL)
    if caught:
        raise KeyboardInterrupt


def _close(items: Iterable[ScannedRecord | Problem]) -> None:
    close = getattr(items, "close", None)
    if close is not None:
        close()
