"""Where the findings of a review come from: a report, with its sources read again, or files scanned now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.commands.console import say
from cse_text.review.keys import keyed
from cse_text.review.reading import is_report, read_report, with_text
from cse_text.types import Problem, Record, ScannedRecord

if TYPE_CHECKING:
    from cse_text.commands.review_options import ReviewOptions


def records_of(options: ReviewOptions, target: Path) -> list[ScannedRecord]:
    """Return the records to review, each finding with its key."""
    if is_report(target):
        return [keyed(each) for each in _with_texts(options, read_report(target), target.parent)]
    return [keyed(each) for each in _scanned(options, target)]


def _with_texts(options: ReviewOptions, given: list[ScannedRecord], beside: Path) -> list[ScannedRecord]:
    """Return the records of a report with their texts, as far as their sources are found from here or beside it."""
    sources = {each.record.source for each in given if each.findings or each.record_findings}
    found = {source: path for source in sorted(sources) if (path := _found(source, beside))}
    records = {
        source: [record for record in _read(options, path) if isinstance(record, Record)]
        for source, path in found.items()
    }
    return [with_text(each, records.get(each.record.source, ())) for each in given]


def _found(source: str, beside: Path) -> Path | None:
    return next((path for path in (Path(source), beside / source) if path.is_file()), None)


def _scanned(options: ReviewOptions, target: Path) -> Iterator[ScannedRecord]:
    from cse_text.batch import scan_records
    from cse_text.settings import Settings

    settings = Settings(depth=options.depth.value, lexicon_folders=tuple(options.lexicon or ()))
    for item in scan_records(_read(options, target), settings):
        if isinstance(item, Problem):
            say(f"{item.source}: {item.message}")
        else:
            yield item


def _read(options: ReviewOptions, path: Path) -> Iterator[Record | Problem]:
    from cse_text.commands.intake_choice import intake_settings
    from cse_text.intake import read_paths

    return read_paths([path], intake_settings(options))
