"""A Dask cluster does the work: its scheduler, its workers, its way of doing again what a lost worker held.

Chunks are streamed to the workers, a bounded number at a time, and come back in order. Each worker process builds its
scanner once, from the rules and models of its own installation, which must be the same as here: a worker with others
is refused, since its findings would be others. Rules of the user's own travel with the scan, once for each worker.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cse_text.batch.outcome import Outcome, lost
from cse_text.batch.versions import run_key
from cse_text.batch.worker import scan_all
from cse_text.errors import ModelError, SettingsError
from cse_text.lexicon.load import lexicon_files
from cse_text.resources import how_to_add
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Record

_WAIT = 30.0  # seconds for the scheduler to answer and the first worker to come
_AHEAD = 3  # chunks a worker thread may have waiting


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker builds the scanner of a run from: settings, the user's own rules, the key it must come to."""

    settings: Settings
    rules: tuple[Mapping[str, bytes], ...]
    key: bytes


@dataclass(frozen=True, slots=True)
class Ticket:
    """A chunk on its way."""

    chunk: Sequence[Record]
    future: Any


class ClusterHands:
    """The workers behind a scheduler."""

    records = 256
    characters = 400_000

    def __init__(self, settings: Settings) -> None:
        self._client = _client(settings.scheduler)
        try:
            _await_workers(self._client, settings.scheduler)
            order = Order(replace(settings, jobs=1, scheduler=""), _rules(settings), run_key(settings))
            self._order = self._client.scatter(order, broadcast=True, hash=False)
        except BaseException:
            self._client.close()
            raise

    @property
    def ahead(self) -> int:
        """How many chunks may wait: workers may come and go."""
        threads: int = sum(self._client.nthreads().values())
        return max(1, threads) * _AHEAD

    def submit(self, chunk: Sequence[Record]) -> Ticket:
        """Hand a chunk to the scheduler."""
        return Ticket(chunk, self._client.submit(read_chunk, self._order, chunk, pure=False))

    def result(self, ticket: Ticket) -> list[Outcome]:
        """Return the outcomes of a chunk; one that its workers did not survive is read record by record."""
        from distributed import KilledWorker

        try:
            outcomes: list[Outcome] = ticket.future.result()
        except KilledWorker:
            return [self._alone(record) for record in ticket.chunk]
        return outcomes

    def close(self) -> None:
        """Leave the cluster; what is still being read there is given up."""
        self._client.close()

    def _alone(self, record: Record) -> Outcome:
        from distributed import KilledWorker

        try:
            outcomes: list[Outcome] = self._client.submit(read_chunk, self._order, [record], pure=False).result()
        except KilledWorker:
            return lost(record)
        return outcomes[0]


_lock = threading.Lock()  # a worker may have several threads, and a scanner reads one record at a time
_built: dict[bytes, Scanner] = {}


def read_chunk(order: Order, chunk: Sequence[Record]) -> list[Outcome]:
    """Return the outcome of each record of a chunk; this runs on a worker."""
    with _lock:
        if order.key not in _built:
            _built.clear()
            _built[order.key] = _scanner(order)
        return scan_all(_built[order.key], chunk)


def _scanner(order: Order) -> Scanner:
    with tempfile.TemporaryDirectory(prefix="cse-text-rules-") as folder:
        settings = replace(order.settings, lexicon_folders=tuple(_laid_out(Path(folder), order.rules)))
        if run_key(settings) != order.key:
            message = (
                "A worker of the cluster has another version of cse-text, its rules or its models, and would find "
                "other things. Install the same on every worker."
            )
            raise ModelError("worker-differs", message)
        return Scanner.load(settings)


def _rules(settings: Settings) -> tuple[Mapping[str, bytes], ...]:
    return tuple(
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in lexicon_files(folder)}
        for folder in settings.lexicon_folders
    )


def _laid_out(folder: Path, rules: Sequence[Mapping[str, bytes]]) -> list[Path]:
    """Write the user's own rules as they lie at home; return their folders."""
    made = []
    for number, files in enumerate(rules):
        home = folder / str(number)
        for name, content in files.items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        made.append(home)
    return made


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise SettingsError("library-missing", f"--scheduler needs Dask. {how_to_add('cluster')}") from error
    try:
        make: Any = Client
        return make(address, timeout=_WAIT, set_as_default=False, name="cse-text")
    except (OSError, ValueError) as error:
        message = f"No Dask scheduler answers at {address}; check the address and that it runs."
        raise SettingsError("no-scheduler", message) from error


def _await_workers(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_WAIT)
    except TimeoutError as error:
        raise SettingsError("no-workers", f"The scheduler at {address} has no workers; start some.") from error
