"""What every reporter does, and what it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from cse_text.reports.summary import Summary
from cse_text.types import Problem, ScannedRecord


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How a report looks. `width` and `colour` of None are taken from the stream and the environment.

    `closing` asks for the summary at the end; `detail` for reasons, sources and detectors with each finding.
    `decisions` says that findings carry what reviewers decided, `baseline` that those in a baseline are shown and
    marked. `sources` holds, by key, how each piece of guidance is
    cited; a key without an entry is shown as it is.
    """

    width: int | None = None
    colour: bool | None = None
    closing: bool = True
    detail: bool = False
    sources: Mapping[str, str] = field(default_factory=dict)
    decisions: bool = False
    baseline: bool = False


class Reporter(Protocol):
    """Writes records one by one to a stream that its caller opened and will close.

    A record is handed over as it is to be shown: what was left alone is in it only if it was asked for.
    """

    def begin(self) -> None:
        """Write what stands before the first record."""

    def add_record(self, scanned: ScannedRecord) -> None:
        """Write one record with its findings."""

    def add_problem(self, problem: Problem) -> None:
        """Take note of a source that could not be read."""

    def end(self, summary: Summary) -> None:
        """Write what stands after the last record."""
