"""Options that several commands share, each declared once: the same name, the same help, the same checks."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

LEXICON = "CSE_TEXT_LEXICON"  # the variable that names lexicon folders of one's own for every command


class Depth(StrEnum):
    """How much of each record is read closely."""

    QUICK = "quick"
    STANDARD = "standard"
    FULL = "full"


DepthOption = Annotated[
    Depth, typer.Option("--depth", help="quick: wording only; standard; full: everything read closely.")
]
Threshold = Annotated[
    float | None,
    typer.Option(min=0, max=1, metavar="NUMBER", help="Least confidence of a finding. Default: the fitted one."),
]
Jobs = Annotated[int, typer.Option(min=1, metavar="N", help="Number of worker processes.")]
Lexicon = Annotated[
    list[Path] | None,
    typer.Option(
        exists=True,
        file_okay=False,
        metavar="DIR",
        envvar=LEXICON,
        help="Folder of rules, silences and styles of your own; may be repeated.",
    ),
]
NewLexicon = Annotated[
    list[Path] | None,
    typer.Option(
        "--lexicon",
        file_okay=False,
        metavar="DIR",
        envvar=LEXICON,
        help="Folder of rules of your own; may be repeated. The last is added to, and made if not there.",
    ),
]
TextColumn = Annotated[
    str, typer.Option(metavar="NAME", help="Column of a table that holds the notes. Default: guessed.")
]
IdColumn = Annotated[str, typer.Option(metavar="NAME", help="Column that holds the id. Default: guessed.")]
DateColumn = Annotated[str, typer.Option(metavar="NAME", help="Column that holds the date. Default: guessed.")]
AgencyColumn = Annotated[str, typer.Option(metavar="NAME", help="Column that holds the agency. Default: guessed.")]
TeamColumn = Annotated[str, typer.Option(metavar="NAME", help="Column that holds the team. Default: guessed.")]
Mapping = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, metavar="FILE", help="TOML file that says which column holds what."),
]
Preset = Annotated[
    str, typer.Option(metavar="NAME", help="Column names of a system: liquidlogic, mosaic, capita-one or chronology.")
]
Encoding = Annotated[str, typer.Option(metavar="NAME", help="Encoding of text files. Default: found out.")]
Plain = Annotated[bool, typer.Option("--plain", help="Without colour.")]
Stamp = Annotated[
    bool, typer.Option("--stamp", help="Put the date and time into the manifest. Without it, reports repeat.")
]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="Show no progress.")]
