"""The options of `cse-text trends`, each said once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from cse_text.commands.scan_options import Depth


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendsOptions:
    """What to count, where the report and a sample go, and whether named workers may be shown."""

    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH", help="Files and folders to read; - for standard input.")
    ] = None
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the report here: .html, .png, .csv, .xlsx, .json or .txt."),
    ] = None
    sample: Annotated[
        int, typer.Option(min=0, metavar="N", help="Also draw N notes for a person to judge, flagged and unflagged.")
    ] = 0
    seed: Annotated[int, typer.Option(metavar="S", help="Draw the sample by this number: the same draws the same.")] = 1
    sample_to: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="CSV file the sample goes to; its key goes beside it. Holds the notes' words."
        ),
    ] = None
    sample_read: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, metavar="FILE", help="Read the judged sample back: how much was missed?"
        ),
    ] = None
    by_worker: Annotated[
        bool, typer.Option("--by-worker", help="Also show named workers; needs --reason, which the report prints.")
    ] = False
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why named workers must be shown.")] = ""
    depth: Annotated[Depth, typer.Option(help="quick: wording only; standard; full: everything read closely.")] = (
        Depth.STANDARD
    )
    threshold: Annotated[
        float | None, typer.Option(min=0, max=1, metavar="NUMBER", help="Least confidence of a finding.")
    ] = None
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Number of worker processes.")] = 1
    text_column: Annotated[
        str, typer.Option(metavar="NAME", help="Column of a table that holds the notes. Default: guessed.")
    ] = ""
    date_column: Annotated[str, typer.Option(metavar="NAME", help="Column that holds the date. Default: guessed.")] = ""
    agency_column: Annotated[
        str, typer.Option(metavar="NAME", help="Column that holds the agency. Default: guessed.")
    ] = ""
    team_column: Annotated[str, typer.Option(metavar="NAME", help="Column that holds the team. Default: guessed.")] = ""
    author_column: Annotated[
        str, typer.Option(metavar="NAME", help="Column that holds the worker's name; read for --by-worker alone.")
    ] = ""
    mapping: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, metavar="FILE", help="TOML file that says which column holds what."),
    ] = None
    lexicon: Annotated[
        list[Path] | None,
        typer.Option(exists=True, file_okay=False, metavar="DIR", help="Folder of further rules; may be repeated."),
    ] = None
    stamp: Annotated[bool, typer.Option("--stamp", help="Put the date and time into the report's manifest.")] = False
    plain: Annotated[bool, typer.Option("--plain", help="Without colour.")] = False
    no_progress: Annotated[bool, typer.Option("--no-progress", help="Show no progress.")] = False
