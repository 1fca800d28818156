"""The options of `cse-text audit`, each said once."""

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
    Lexicon,
    Mapping,
    Plain,
    Preset,
    TeamColumn,
    TextColumn,
    Threshold,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditOptions:
    """Which record to lay out as a time line, how deep to read it, and where a merged chronology goes."""

    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files and folders of one or more agencies; - for input.")
    ]
    case: Annotated[
        str, typer.Option(metavar="ID", help="Only this child's notes, by the child's number or the note's id.")
    ] = ""
    event: Annotated[
        str, typer.Option(metavar="DATE", help="Compare the language before and after this day, such as 12/05/2019.")
    ] = ""
    merge: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write one chronology of all files: a .csv, .xlsx or .docx file."),
    ] = None
    depth: DepthOption = Depth.STANDARD
    threshold: Threshold = None
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the time line to this file: .html, or .txt.")
    ] = None
    plain: Plain = False
    text_column: TextColumn = ""
    id_column: IdColumn = ""
    date_column: DateColumn = ""
    agency_column: AgencyColumn = ""
    team_column: TeamColumn = ""
    mapping: Mapping = None
    preset: Preset = ""
    encoding: Encoding = ""
    lexicon: Lexicon = None
