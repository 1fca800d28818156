"""What a worker does: it builds a scanner once and scans chunks of records with it, until whoever started it ends."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection

from cse_text.batch.outcome import Outcome, outcome_of
from cse_text.errors import CseTextError
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Problem, Record, ScannedRecord

_scanner: Scanner | None = None
_fault: CseTextError | None = None


def scan_one(scanner: Scanner, record: Record) -> ScannedRecord | Problem:
    """Return the record scanned, or a problem that names it without its words."""
    try:
        return scanner.scan(record)
    except CseTextError as error:
        return Problem(record.source, record.place_at(0), error.slug, error.message)
    except Exception as error:  # noqa: BLE001 - one bad record must not end the run; the message names no words
        kind = type(error).__name__
        return Problem(record.source, record.place_at(0), "scan-failed", f"the record could not be scanned ({kind})")


def scan_all(scanner: Scanner, records: Sequence[Record]) -> list[Outcome]:
    """Return the outcome of each record."""
    if len(records) > 1:
        with suppress(Exception):  # what fails here fails once more with its own record, and is told there
            scanner.prepare(records)
    return [outcome_of(scan_one(scanner, record)) for record in records]


def start(settings: Settings, lifeline: Connection) -> None:
    """Make this process a worker that ends with the process at the other end of the lifeline."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C reaches every process of a console; one decides
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    load(settings)


def load(settings: Settings) -> None:
    """Build the scanner of this process; what keeps it from being built is told with the first chunk."""
    global _scanner, _fault  # noqa: PLW0603 - a worker process builds its scanner once
    try:
        _scanner, _fault = Scanner.load(settings), None
        gc.freeze()  # what is loaded stays: half a million values need not be looked through again and again
    except CseTextError as error:
        _fault = error


def scan_chunk(records: Sequence[Record]) -> list[Outcome]:
    """Return the outcome of each record of a chunk, read by the scanner of this process."""
    if _fault is not None:
        raise _fault
    if _scanner is None:
        raise RuntimeError("the worker was not started")
    return scan_all(_scanner, records)


def _end_with(lifeline: Connection) -> None:
    """End this process, whatever it does, once the other end is closed: by a stop, or by a kill of its owner."""
    try:
        lifeline.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)
