"""`cse-text columns`: which column of a table is read as what, its first rows, and a mapping file to keep.

The words of notes are printed only when asked for; otherwise their lengths are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cse_text.commands.console import say, write_out

if TYPE_CHECKING:
    from cse_text.intake import ColumnGuess, Preview

_ROWS = 5
_PRIVATE = ("text", "child_name", "author")
_LONGEST = 60
_HOW = {"named": "as set", "name": "by its name", "longest": "the longest text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsOptions:
    """Which table to look at, how its columns are called, and where the mapping goes."""

    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A .csv, .tsv, .xlsx or .xls file.")]
    preset: Annotated[
        str, typer.Option(metavar="NAME", help="Names of a system: liquidlogic, mosaic, capita-one or chronology.")
    ] = ""
    mapping: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, metavar="FILE", help="A mapping to try on this file.")
    ] = None
    text_column: Annotated[str, typer.Option(metavar="NAME", help="Column that holds the notes.")] = ""
    encoding: Annotated[str, typer.Option(metavar="NAME", help="Encoding of the file. Default: found out.")] = ""
    save: Annotated[
        Path | None, typer.Option(dir_okay=False, metavar="FILE", help="Write the mapping here, for scan --mapping.")
    ] = None
    show_words: Annotated[bool, typer.Option("--show-words", help="Print words of notes and names too.")] = False


def columns(options: ColumnsOptions) -> int:
    """Write what would be read from where, and save it if asked."""
    from cse_text.intake import IntakeSettings, preview_tables

    settings = IntakeSettings(
        preset=options.preset,
        mapping_file=options.mapping,
        text_column=options.text_column,
        encoding=options.encoding,
    )
    previews = preview_tables(options.file, settings)
    lines = [line for preview in previews for line in _lines(preview, options)]
    write_out("".join(f"{line}\n" for line in lines or ["There are no filled cells in this file."]))
    if options.save is not None:
        _save(options.save, previews)
    return 0


def _lines(preview: Preview, options: ColumnsOptions) -> Iterator[str]:
    from cse_text.intake import best_preset
    from cse_text.reports.visible import one_line

    if preview.sheet:
        yield f"Sheet {one_line(preview.sheet)}"
    if not preview.has_header:
        yield "No row names the columns, so they are numbered."
    width = max((len(guess.field) for guess in preview.guesses), default=0)
    for guess in preview.guesses:
        yield f"{guess.field:<{width}}  from column '{_short(guess.column)}' ({_HOW[guess.how]})"
    if not any(guess.field == "text" for guess in preview.guesses):
        yield "No column looks like notes; name it with --text-column."
    taken = {guess.index for guess in preview.guesses}
    unread = [_short(name) for number, name in enumerate(preview.header) if number not in taken and name.strip()]
    if unread:
        yield f"Not read: {', '.join(unread)}"
    name, fits = best_preset(preview.header)
    if name and not options.preset:
        yield f"The preset {name} knows {fits} of these columns; --preset {name} takes its names first."
    for row in preview.rows[:_ROWS]:
        yield f"Row {row.number}: {'; '.join(_cells(preview.guesses, row.cells, options))}"
    yield ""


def _cells(guesses: Sequence[ColumnGuess], cells: Sequence[str], options: ColumnsOptions) -> Iterator[str]:
    for guess in guesses:
        cell = cells[guess.index] if guess.index < len(cells) else ""
        if not cell.strip():
            yield f"{guess.field} empty"
        elif guess.field in _PRIVATE and not options.show_words:
            yield f"{guess.field} of {len(cell):,} characters"
        else:
            yield f"{guess.field} {_short(cell)}"


def _short(text: str) -> str:
    from cse_text.reports.visible import one_line

    line = one_line(text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}\u2026"


def _save(path: Path, previews: Sequence[Preview]) -> None:
    from cse_text.commands.output import open_report
    from cse_text.errors import SettingsError

    chosen = next((each for each in previews if any(guess.field == "text" for guess in each.guesses)), None)
    if chosen is None or not chosen.has_header:
        raise SettingsError("no-mapping", "No column could be told to hold notes, so there is no mapping to save.")
    # JSON writes a string as TOML reads it.
    lines = [f"{guess.field} = {json.dumps(guess.column, ensure_ascii=False)}" for guess in chosen.guesses]
    with open_report(path, "utf-8") as stream:
        stream.write("[columns]\n" + "".join(f"{line}\n" for line in lines))
    say(f"Mapping written: {path}. Use it with cse-text scan --mapping {path}.")
