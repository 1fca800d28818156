"""Many records: one after another, or spread over worker processes, always in the order they came."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from cse_text.copies import mark_copies
from cse_text.errors import CseTextError
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Problem, Record, ScannedRecord

CHUNK = 32  # records a worker takes at once
AHEAD = 4  # chunks a worker may have waiting, so that memory stays flat

_scanner: Scanner | None = None


def scan_records(items: Iterable[Record | Problem], settings: Settings) -> Iterator[ScannedRecord | Problem]:
    """Yield each record scanned and each problem as it came; a record that fails becomes a problem.

    Findings in text copied from an earlier record or entry are marked, whoever scanned them.
    """
    if settings.jobs <= 1:
        yield from mark_copies(_scan_here(items, Scanner.load(settings)))
    else:
        yield from mark_copies(_scan_spread(items, settings))


def scan_one(scanner: Scanner, record: Record) -> ScannedRecord | Problem:
    """Return the record scanned, or a problem that names it without its words."""
    try:
        return scanner.scan(record)
    except CseTextError as error:
        return Problem(record.source, record.place_at(0), error.slug, error.message)
    except Exception as error:  # noqa: BLE001 - one bad record must not end the run; the message names no words
        kind = type(error).__name__
        return Problem(record.source, record.place_at(0), "scan-failed", f"the record could not be scanned ({kind})")


def _scan_here(items: Iterable[Record | Problem], scanner: Scanner) -> Iterator[ScannedRecord | Problem]:
    for item in items:
        yield scan_one(scanner, item) if isinstance(item, Record) else item


def _scan_spread(items: Iterable[Record | Problem], settings: Settings) -> Iterator[ScannedRecord | Problem]:
    waiting: deque[Future[list[ScannedRecord | Problem]]] = deque()
    chunks = _chunks(items)
    with ProcessPoolExecutor(
        settings.jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(settings,)
    ) as pool:
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_scan_chunk, chunk))
                if len(waiting) >= settings.jobs * AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _chunks(items: Iterable[Record | Problem]) -> Iterator[list[Record | Problem]]:
    source = iter(items)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


def _start(settings: Settings) -> None:
    global _scanner  # noqa: PLW0603 - a worker process builds its scanner once
    _scanner = Scanner.load(settings)


def _scan_chunk(chunk: list[Record | Problem]) -> list[ScannedRecord | Problem]:
    if _scanner is None:
        raise RuntimeError("the worker was not started")
    return list(_scan_here(chunk, _scanner))
