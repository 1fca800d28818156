"""Interrupts and readers that leave, in the middle of writing."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from cse_text.commands.writing import STOPPED, ReaderGoneError, Watchers, write_report
from cse_text.errors import ReportError
from cse_text.reports.selection import Selection
from cse_text.reports.summary import Summary, Tally
from cse_text.types import Problem, ScannedRecord
from tests.reports.samples import UNREAD, case_file, note

SILENT = Watchers(lambda problem: None, lambda records, found: None, nullcontext)


class Kept:
    """A reporter that keeps what it is given, and does something with each record first."""

    def __init__(self, error: OSError | None = None, *, interrupt: bool = False) -> None:
        self.kept: list[object] = []
        self.error = error
        self.interrupt = interrupt

    def begin(self) -> None:
        """Keep that it began."""
        self.kept.append("begin")

    def add_record(self, scanned: ScannedRecord) -> None:
        """Fail or be interrupted if so made; keep the record's id."""
        if self.error:
            raise self.error
        if self.interrupt:
            signal.raise_signal(signal.SIGINT)
        self.kept.append(scanned.record.id)

    def add_problem(self, problem: Problem) -> None:
        """Keep the problem."""
        self.kept.append(problem)

    def end(self, summary: Summary) -> None:
        """Keep that it ended."""
        self.kept.append("end")


def test_items_are_reported_in_order() -> None:
    """Every item reaches the reporter in its order, between its begin and its end."""
    reporter, told = Kept(), []
    watchers = Watchers(told.append, lambda records, found: told.append((records, found)), nullcontext)
    summary = write_report(iter([case_file(), UNREAD, note()]), reporter, Selection(), Tally(), watchers)

    assert reporter.kept == ["begin", "CF-0147", UNREAD, "0042", "end"]
    assert told == [*case_file().record.problems, (1, 5), UNREAD, (2, 7)]
    assert (summary.records, summary.stopped) == (2, False)


def test_a_record_is_written_whole_before_a_ctrl_c_counts() -> None:
    """A Ctrl-C in the middle of a record waits until it is written; then the report is ended, and the items closed."""
    closed = []

    def items() -> Iterator[ScannedRecord]:
        try:
            yield note()
            yield case_file()
        finally:
            closed.append(True)

    reporter = Kept(interrupt=True)
    before = signal.getsignal(signal.SIGINT)
    summary = write_report(items(), reporter, Selection(), Tally(), SILENT)

    assert reporter.kept == ["begin", "0042", STOPPED, "end"]
    assert summary.stopped
    assert closed == [True]
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("number", [errno.EPIPE, errno.EINVAL])
def test_a_reader_who_left_is_no_error(number: int) -> None:
    """A pipe that nobody reads any more ends the report in its own way."""
    with pytest.raises(ReaderGoneError):
        write_report([note()], Kept(OSError(number, "gone")), Selection(), Tally(), SILENT)


def test_a_full_disk_is_a_report_error() -> None:
    """Any other failure to write is named, with the system's reason and no words of whoever raised it."""
    with pytest.raises(ReportError, match=f"could not be written \\({os.strerror(errno.ENOSPC)}\\)"):
        write_report([note()], Kept(OSError(errno.ENOSPC, "words of a note")), Selection(), Tally(), SILENT)
