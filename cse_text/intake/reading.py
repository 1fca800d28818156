"""The way in: paths become records and problems, one at a time, and a bad source never stops the rest."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from cse_text.errors import IntakeError, SettingsError
from cse_text.intake.columns import ColumnGuess, Preview
from cse_text.intake.kinds import check_kind
from cse_text.intake.presets import checked_preset
from cse_text.intake.settings import DEFAULTS, IntakeSettings, checked_encoding, named_columns
from cse_text.intake.sources import Budget, Job, Meter, Source, problem_of
from cse_text.intake.stdin import standard_input
from cse_text.intake.walk import find_sources, nested_fault
from cse_text.types import Problem, Record

# Which module reads which suffix; each is imported when its first file is met, since some bring large libraries.
_READERS = {
    ".txt": "text",
    ".md": "text",
    ".csv": "csv_table",
    ".parquet": "parquet",
    ".tsv": "csv_table",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xlsx",
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".eml": "eml",
    ".msg": "msg",
    ".zip": "zipped",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
SUFFIXES = tuple(_READERS)
_TABLES = ("csv_table", "xlsx", "parquet")
_SAMPLE = 200
_DEEPEST = 4  # a zip in a message in a zip is seen; what nests deeper is made to nest


def read_paths(
    paths: Sequence[str | Path],
    settings: IntakeSettings = DEFAULTS,
    notify: Callable[[str], None] | None = None,
    meter: Meter | None = None,
) -> Iterator[Record | Problem]:
    """Return an iterator over what the files, folders and standard input ('-') hold.

    The text of a record is as it stands in the source: decoded, with CRLF as LF and nothing else changed (not even that
    in .jsonl). What could not be read comes as a Problem between the records; what was read with a doubt is in
    `Record.problems`. `notify` gets a sentence a table about its columns, and one a file that is not UTF-8;
    `meter` is told how many bytes have been read (see total_size).
    A settings fault is raised at once, as SettingsError.
    """
    settings = _checked(settings)
    if settings.stdin_format not in _READERS:
        message = f"Standard input cannot be read as '{settings.stdin_format}'; choose one of {' '.join(_READERS)}."
        raise SettingsError("format-not-read", message)
    job = Job(settings, named_columns(settings), notify or (lambda _: None), _read_nested, meter=meter or Meter())
    return _read_all(paths, job)


def total_size(paths: Sequence[str | Path]) -> int:
    """Return how many bytes read_paths would read; what cannot be opened, and standard input, count as none."""
    return sum(_size(found) for found in find_sources(paths, SUFFIXES) if isinstance(found, Source))


def describe_columns(path: str | Path, settings: IntakeSettings = DEFAULTS) -> list[ColumnGuess]:
    """Return which columns of a table file would be read as what, sheet after sheet; raise IntakeError if none can."""
    return [
        dataclasses.replace(guess, sheet=preview.sheet)
        for preview in preview_tables(path, settings)
        for guess in preview.guesses
    ]


def preview_tables(path: str | Path, settings: IntakeSettings = DEFAULTS) -> list[Preview]:
    """Return each table of a file with its header, what would be read from where, and its first rows."""
    path = Path(path)
    source = Source(str(path), path.name, path.suffix.casefold(), path)
    if _READERS.get(source.suffix) not in _TABLES:
        message = f"{path} is not a table; columns are described for .csv, .tsv, .xlsx, .xls and .parquet."
        raise IntakeError("format-not-read", message, source=str(path))
    settings = _checked(settings)
    job = Job(settings, named_columns(settings))
    try:
        check_kind(source, job)
        return list(_previews(source, job))
    except OSError as error:
        raise _not_opened(source, error) from error


def _checked(settings: IntakeSettings) -> IntakeSettings:
    checked_preset(settings.preset)
    return dataclasses.replace(settings, encoding=checked_encoding(settings.encoding))


def _previews(source: Source, job: Job) -> Iterator[Preview]:
    from cse_text.intake.tables import find_layout

    for table, rows in _module(source).first_rows(source, job, _SAMPLE):
        if rows:
            layout = find_layout(rows, job)
            yield Preview(table.sheet, layout.header, layout.lead >= 0, layout.guesses, rows[layout.lead + 1 :])


def _read_all(paths: Sequence[str | Path], job: Job) -> Iterator[Record | Problem]:
    for found in find_sources(paths, SUFFIXES):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _read_source(found, job)


def _read_source(found: Source | None, job: Job) -> Iterator[Record | Problem]:
    """Yield what one source holds, and a problem where it cannot be read or not to its end."""
    try:
        source = found or standard_input(job.settings)
    except IntakeError as error:
        yield problem_of(error)
        return
    yield from _read_guarded(source, dataclasses.replace(job, budget=Budget(job.settings.max_expanded_bytes)))
    job.meter.finish(_size(source))


def _read_nested(source: Source, job: Job) -> Iterator[Record | Problem]:
    """Yield what a file inside another holds."""
    job = dataclasses.replace(job, depth=job.depth + 1, meter=Meter())
    if fault := nested_fault(source, SUFFIXES):
        yield fault
    elif job.depth > _DEEPEST:
        message = f"{source.name} lies too deep inside other files and was not read; unpack it and name it."
        yield Problem(source.name, "", "too-deep", message)
    else:
        yield from _read_guarded(source, job)


def _read_guarded(source: Source, job: Job) -> Iterator[Record | Problem]:
    try:
        check_kind(source, job)
        yield from _module(source).read(source, job)
    except IntakeError as error:
        yield problem_of(error)
    except OSError as error:
        yield problem_of(_not_opened(source, error))
    except Exception as error:  # noqa: BLE001 - a hostile file may raise anything; the other files must still be read
        # Only the kind of error is told: its words may come from the file.
        message = f"{source.name} could not be read to its end ({type(error).__name__}); check that it is whole."
        yield Problem(source.name, "", "damaged-file", message)


def _size(source: Source) -> int:
    try:
        return source.size()
    except OSError:
        return 0


def _module(source: Source) -> Any:
    return import_module(f"cse_text.intake.{_READERS[source.suffix]}")


def _not_opened(source: Source, error: OSError) -> IntakeError:
    if isinstance(error, PermissionError):
        message = f"{source.name} may not be opened by this user account; ask for leave to read it, or copy it."
        return IntakeError("permission-denied", message, source=source.name)
    if isinstance(error, FileNotFoundError):
        return IntakeError("not-found", f"{source.name} does not exist; check the spelling.", source=source.name)
    message = f"{source.name} could not be opened or read ({type(error).__name__}); check the disk or share it is on."
    return IntakeError("not-readable", message, source=source.name)
