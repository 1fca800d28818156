"""Who does the work: something that takes chunks of records and gives their outcomes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from cse_text.batch.outcome import Outcome
from cse_text.batch.worker import scan_all
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Record


class Hands(Protocol):
    """Takes chunks in order.

    `records` and `characters` bound a chunk; `ahead` is how many may wait, so that memory stays flat.
    """

    records: int
    characters: int

    @property
    def ahead(self) -> int:
        """How many chunks may wait for their turn."""

    def submit(self, chunk: Sequence[Record]) -> Any:
        """Take a chunk and return a ticket for it."""

    def result(self, ticket: Any) -> list[Outcome]:
        """Return the outcomes of a ticket's chunk, once they are there."""

    def close(self) -> None:
        """Stop, whatever is still being read."""


class OwnHands:
    """This process itself: record by record, so that each is shown as soon as it is read."""

    records = 1
    characters = 1
    ahead = 0

    def __init__(self, settings: Settings) -> None:
        self._scanner = Scanner.load(settings)

    def submit(self, chunk: Sequence[Record]) -> Sequence[Record]:
        """Return the chunk itself: nothing is read before it is asked for."""
        return chunk

    def result(self, ticket: Sequence[Record]) -> list[Outcome]:
        """Return the outcomes."""
        return scan_all(self._scanner, ticket)

    def close(self) -> None:
        """Do nothing: nothing goes on."""


def hands_for(settings: Settings) -> Hands:
    """Return the hands that the settings ask for."""
    if settings.scheduler:
        from cse_text.batch.cluster import ClusterHands

        return ClusterHands(settings)
    if settings.jobs > 1:
        from cse_text.batch.pool import PoolHands

        return PoolHands(settings)
    return OwnHands(settings)
