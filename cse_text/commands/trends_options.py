"""The options of `cse-text trends`, each said once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from cse_text.commands.shared_options import (
    AgencyColumn,
    DateColumn,
    Depth,
    DepthOption,
    Encoding,
    IdColumn,
    Jobs,
    Lexicon,
    Mapping,
    NoProgress,
    Plain,
    Preset,
    Stamp,
    TeamColumn,
    TextColumn,
    Threshold,
)


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
    depth: DepthOption = Depth.STANDARD
    threshold: Threshold = None
    jobs: Jobs = 1
    text_column: TextColumn = ""
    date_column: DateColumn = ""
    agency_column: AgencyColumn = ""
    team_column: TeamColumn = ""
    author_column: Annotated[
        str, typer.Option(metavar="NAME", help="Column that holds the worker's name; read for --by-worker alone.")
    ] = ""
    id_column: IdColumn = ""
    mapping: Mapping = None
    preset: Preset = ""
    encoding: Encoding = ""
    lexicon: Lexicon = None
    stamp: Stamp = False
    plain: Plain = False
    no_progress: NoProgress = False
