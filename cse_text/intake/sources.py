"""A source: one file, or standard input, and the bytes in it. It knows nothing about formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from cse_text.errors import IntakeError
from cse_text.intake.settings import DEFAULTS, IntakeSettings
from cse_text.types import Problem, Record


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: `name` leads a person to it, `label` is the id its record gets."""

    name: str
    label: str
    suffix: str
    path: Path | None = None
    data: bytes = b""

    def open(self) -> BinaryIO:
        """Return a new binary stream from the first byte on."""
        return self.path.open("rb") if self.path else BytesIO(self.data)

    def size(self) -> int:
        """Return the number of bytes."""
        return self.path.stat().st_size if self.path else len(self.data)


@dataclass(slots=True)
class Budget:
    """How many bytes may still be unpacked from one file and all that is packed inside it."""

    left: int


@dataclass(slots=True)
class Meter:
    """How many bytes of the sources have been read, for those who wait for the end."""

    finished: int = 0
    here: int = 0

    @property
    def position(self) -> int:
        """The bytes read so far, of sources read to their end and of the one being read."""
        return self.finished + self.here

    def reached(self, position: int) -> None:
        """Take note of how far into the present source reading has come."""
        self.here = position

    def finish(self, size: int) -> None:
        """Take note that a source has been read to its end."""
        self.finished, self.here = self.finished + size, 0


def _reads_nothing(_source: Source, _job: Job) -> Iterator[Record | Problem]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Job:
    """What every reader is handed beside its source.

    `nested` reads a file that lies inside another (a zip, a message), `depth` says how deep this one lies; `meter` is
    told how far reading has come.
    """

    settings: IntakeSettings = DEFAULTS
    columns: Mapping[str, str] = field(default_factory=dict)
    notify: Callable[[str], None] = lambda _: None
    nested: Callable[[Source, Job], Iterator[Record | Problem]] = _reads_nothing
    depth: int = 0
    budget: Budget = field(default_factory=lambda: Budget(DEFAULTS.max_expanded_bytes))
    meter: Meter = field(default_factory=Meter)


def too_large(source: Source, limit: int) -> IntakeError:
    """Return the error for a source above the size limit."""
    message = (
        f"{source.name} is larger than the limit of {limit:,} bytes and was not read; split it or raise the limit."
    )
    return IntakeError("too-large", message, source=source.name)


def problem_of(error: IntakeError) -> Problem:
    """Return the problem that reports an error about one source, so that the rest goes on."""
    return Problem(error.source, error.place, error.slug, error.message)
