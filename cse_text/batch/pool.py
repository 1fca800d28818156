"""Worker processes on this machine. One that is lost costs time, never a record."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

from cse_text.batch.outcome import Outcome, lost
from cse_text.batch.worker import scan_chunk, start
from cse_text.settings import Settings
from cse_text.types import Record

_AHEAD = 4  # chunks a worker may have waiting
_TRIES = 2  # how often a record is read by a process of its own before it is given up


@dataclass(frozen=True, slots=True)
class Ticket:
    """A chunk on its way."""

    chunk: Sequence[Record]
    future: Future[list[Outcome]]


class PoolHands:
    """As many processes as jobs.

    Where one of them dies, the pool is made anew and what was on its way is read again, each chunk in a process apart:
    a record that kills its reader is found out and becomes a problem, and does not take others with it.
    """

    records = 64
    characters = 60_000  # at full depth some two seconds: a Ctrl-C and the last chunk of a run wait no longer

    def __init__(self, settings: Settings) -> None:
        self._jobs = settings.jobs
        self._pool = _Processes(settings, settings.jobs)
        self._apart = _Processes(settings, 1)

    @property
    def ahead(self) -> int:
        """How many chunks may wait for their turn."""
        return self._jobs * _AHEAD

    def submit(self, chunk: Sequence[Record]) -> Ticket:
        """Hand a chunk to the next free process."""
        return Ticket(chunk, self._pool.submit(chunk))

    def result(self, ticket: Ticket) -> list[Outcome]:
        """Return the outcomes of a chunk."""
        try:
            return ticket.future.result()
        except BrokenProcessPool:
            return self._again(ticket.chunk)

    def close(self) -> None:
        """End all processes at once."""
        self._pool.close()
        self._apart.close()

    def _again(self, chunk: Sequence[Record]) -> list[Outcome]:
        outcomes = self._read_apart(chunk)
        return [self._alone(record) for record in chunk] if outcomes is None else outcomes

    def _alone(self, record: Record) -> Outcome:
        for _ in range(_TRIES):
            outcomes = self._read_apart([record])
            if outcomes is not None:
                return outcomes[0]
        return lost(record)

    def _read_apart(self, chunk: Sequence[Record]) -> list[Outcome] | None:
        """Return the outcomes of a chunk read by a process that reads nothing else, None where that process died."""
        try:
            return self._apart.submit(chunk).result()
        except BrokenProcessPool:
            return None


class _Processes:
    """A process pool that is started when it is needed and once more when it broke."""

    def __init__(self, settings: Settings, number: int) -> None:
        self._settings, self._number = settings, number
        self._context = get_context("spawn")  # the same on every system, and no lock is inherited half-taken
        self._executor: ProcessPoolExecutor | None = None

    def submit(self, chunk: Sequence[Record]) -> Future[list[Outcome]]:
        """Return the future of a chunk's outcomes."""
        if self._executor is not None:
            try:
                return self._executor.submit(scan_chunk, chunk)
            except BrokenProcessPool:
                self.close()
        with _unheard_interrupts():  # what is started in here never hears a Ctrl-C, not even while it imports
            return self._started().submit(scan_chunk, chunk)

    def close(self) -> None:
        """Cut the lifeline, which ends the processes whatever they do, and clear up."""
        if self._executor is not None:
            self._lifeline.close()
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def _started(self) -> ProcessPoolExecutor:
        theirs, self._lifeline = self._context.Pipe(duplex=False)
        self._executor = ProcessPoolExecutor(
            self._number, mp_context=self._context, initializer=start, initargs=(self._settings, theirs)
        )
        return self._executor


@contextmanager
def _unheard_interrupts() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before if before is not None else signal.SIG_DFL)
