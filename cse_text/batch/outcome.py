"""What scanning a record gave, without the record itself: little to send between processes, little to keep."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from cse_text import types
from cse_text.types import Problem, Record, ScannedRecord

_NO_RECORD = Record("", "", "")
NOTHING = ScannedRecord(_NO_RECORD)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in a record, `found` being without the record, or the problem that kept it from being read."""

    found: ScannedRecord = NOTHING
    failed: Problem | None = None

    def on(self, record: Record) -> ScannedRecord | Problem:
        """Return the record with what was found in it."""
        return self.failed or replace(self.found, record=record)


def outcome_of(scanned: ScannedRecord | Problem) -> Outcome:
    """Return what a scan gave, apart from its record."""
    if isinstance(scanned, Problem):
        return Outcome(failed=scanned)
    return Outcome(replace(scanned, record=_NO_RECORD))


def lost(record: Record) -> Outcome:
    """Return the outcome of a record whose worker ended each time it was read."""
    message = (
        f"{record.source}: the worker process that read this record ended each time, perhaps for want of memory; it "
        "was left out. Scan it by itself, or with fewer --jobs."
    )
    return Outcome(failed=Problem(record.source, record.place_at(0), "worker-lost", message))


_KINDS: dict[str, type[Any]] = {
    name: each for name, each in vars(types).items() if isinstance(each, type) and is_dataclass(each)
} | {Outcome.__name__: Outcome}


def to_bytes(outcome: Outcome) -> bytes:
    """Return an outcome as JSON, b'' where nothing was found."""
    return b"" if outcome == Outcome() else json.dumps(outcome, default=_named, separators=(",", ":")).encode()


def from_bytes(data: bytes) -> Outcome:
    """Return the outcome that `to_bytes` wrote; raise ValueError for anything else."""
    if not data:
        return Outcome()
    read = json.loads(data, object_hook=_built)
    if not isinstance(read, Outcome):
        raise ValueError("no outcome")  # noqa: TRY004 - whoever reads a damaged file looks for one kind of error
    return read


def _named(value: object) -> dict[str, Any]:
    """Return a value as its kind and fields; those at their default are left out."""
    if not is_dataclass(value):
        raise TypeError(type(value).__name__)
    held = {each.name: getattr(value, each.name) for each in fields(value) if getattr(value, each.name) != each.default}
    return {"is": type(value).__name__, **held}


def _built(value: dict[str, Any]) -> Any:
    if "is" not in value:
        return value
    try:
        kind = _KINDS[value.pop("is")]
        return kind(**{name: _frozen(held) for name, held in value.items()})
    except (KeyError, TypeError) as error:
        raise ValueError("not a known kind") from error


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
