"""A run over many records: chunks go out to the hands, outcomes come back in the order of the records."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from cse_text.batch.hands import Hands, hands_for
from cse_text.batch.journal import Journal
from cse_text.batch.outcome import Outcome
from cse_text.copies import mark_copies
from cse_text.settings import Settings
from cse_text.types import Problem, Record, ScannedRecord

Item = Record | Problem


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Items on their way: the outcomes that the journal holds, by position, and a ticket for the others."""

    items: Sequence[Item]
    kept: dict[int, Outcome]
    ticket: Any


def scan_records(
    items: Iterable[Item], settings: Settings, journal: Journal | None = None
) -> Generator[ScannedRecord | Problem, None, None]:
    """Yield each record scanned and each problem as it came; a record that fails becomes a problem.

    What comes out is the same whoever scanned it, and whether it was scanned now or is taken from the journal of an
    earlier run. Findings in text copied from an earlier record or entry are marked.
    """
    with closing(hands_for(settings)) as hands:
        yield from mark_copies(_in_order(items, hands, journal))


def _in_order(items: Iterable[Item], hands: Hands, journal: Journal | None) -> Iterator[ScannedRecord | Problem]:
    waiting: deque[_Chunk] = deque()
    for chunk in chunks(items, hands.records, hands.characters):
        waiting.append(_sent(chunk, hands, journal))
        while len(waiting) > hands.ahead:
            yield from _returned(waiting.popleft(), hands, journal)
    while waiting:
        yield from _returned(waiting.popleft(), hands, journal)


def chunks(items: Iterable[Item], records: int, characters: int) -> Iterator[list[Item]]:
    """Yield the items in chunks of at most so many; one that is full by its characters is closed before that."""
    chunk: list[Item] = []
    length = 0
    for item in items:
        chunk.append(item)
        length += len(item.text) if isinstance(item, Record) else 0
        if len(chunk) >= records or length >= characters:
            yield chunk
            chunk, length = [], 0
    if chunk:
        yield chunk


def _sent(chunk: Sequence[Item], hands: Hands, journal: Journal | None) -> _Chunk:
    kept = dict(journal.known(chunk)) if journal else {}
    unread = [item for at, item in enumerate(chunk) if isinstance(item, Record) and at not in kept]
    return _Chunk(chunk, kept, hands.submit(unread) if unread else None)


def _returned(chunk: _Chunk, hands: Hands, journal: Journal | None) -> Iterator[ScannedRecord | Problem]:
    read = iter(hands.result(chunk.ticket) if chunk.ticket is not None else ())
    for at, item in enumerate(chunk.items):
        if isinstance(item, Problem):
            yield item
        elif at in chunk.kept:
            yield chunk.kept[at].on(item)
        else:
            outcome = next(read)
            if journal:
                journal.keep(item, outcome)
            yield outcome.on(item)
