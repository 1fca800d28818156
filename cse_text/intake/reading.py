"""The way in: paths become records and problems, one at a time, and a bad source never stops the rest."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from cse_text.errors import IntakeError, SettingsError
from cse_text.intake.columns import ColumnGuess
from cse_text.intake.kinds import check_kind
from cse_text.intake.settings import DEFAULTS, IntakeSettings, checked_encoding, named_columns
from cse_text.intake.sources import Job, Source, problem_of
from cse_text.intake.stdin import standard_input
from cse_text.intake.walk import find_sources
from cse_text.types import Problem, Record

# Which module reads which suffix; each is imported when its first file is met, since some bring large libraries.
_READERS = {
    ".txt": "text",
    ".md": "text",
    ".csv": "csv_table",
    ".tsv": "csv_table",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".docx": "docx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
SUFFIXES = tuple(_READERS)
_TABLES = ("csv_table", "xlsx")
_SAMPLE = 200


def read_paths(
    paths: Sequence[str | Path],
    settings: IntakeSettings = DEFAULTS,
    notify: Callable[[str], None] | None = None,
) -> Iterator[Record | Problem]:
    """Return an iterator over what the files, folders and standard input ('-') hold.

    The text of a record is as it stands in the source: decoded, with CRLF as LF and nothing else changed (not even that
    in .jsonl). What could not be read comes as a Problem between the records; what was read with a doubt is in
    `Record.problems`. `notify` gets a sentence a table about its columns, and one a file that is not UTF-8.
    A settings fault is raised at once, as SettingsError.
    """
    settings = dataclasses.replace(settings, encoding=checked_encoding(settings.encoding))
    if settings.stdin_format not in _READERS:
        message = f"Standard input cannot be read as '{settings.stdin_format}'; choose one of {' '.join(_READERS)}."
        raise SettingsError("format-not-read", message)
    job = Job(settings, named_columns(settings), notify or (lambda _: None))
    return _read_all(paths, job)


def describe_columns(path: str | Path, settings: IntakeSettings = DEFAULTS) -> list[ColumnGuess]:
    """Return which columns of a table file would be read as what, sheet after sheet; raise IntakeError if none can."""
    path = Path(path)
    source = Source(str(path), path.name, path.suffix.casefold(), path)
    if _READERS.get(source.suffix) not in _TABLES:
        message = f"{path} is not a table; columns are described for .csv, .tsv and .xlsx."
        raise IntakeError("format-not-read", message, source=str(path))
    settings = dataclasses.replace(settings, encoding=checked_encoding(settings.encoding))
    job = Job(settings, named_columns(settings))
    try:
        check_kind(source, job)
        return list(_described(source, job))
    except OSError as error:
        raise _not_opened(source, error) from error


def _described(source: Source, job: Job) -> Iterator[ColumnGuess]:
    from cse_text.intake.tables import find_layout

    for table, rows in _module(source).first_rows(source, job, _SAMPLE):
        if rows:
            for guess in find_layout(rows, job).guesses:
                yield dataclasses.replace(guess, sheet=table.sheet)


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
