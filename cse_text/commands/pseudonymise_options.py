"""The options of `cse-text pseudonymise`, each said once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from cse_text.commands.shared_options import Encoding, Mapping, Preset


@dataclass(frozen=True, slots=True, kw_only=True)
class PseudonymiseOptions:
    """What to write under pseudonyms, where to, and where the key is kept."""

    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files and folders to read.")]
    out: Annotated[
        Path, typer.Option(file_okay=False, metavar="DIR", help="Folder for the pseudonymised files; made if need be.")
    ]
    key: Annotated[
        Path,
        typer.Option(
            dir_okay=False,
            metavar="KEYFILE",
            help="File that leads from each pseudonym back to the name; kept apart from DIR. Used again if it exists.",
        ),
    ]
    reveal: Annotated[
        bool, typer.Option("--reveal", help="Turn pseudonyms in .txt, .md and .csv files back into names, by the key.")
    ] = False
    mapping: Mapping = None
    preset: Preset = ""
    encoding: Encoding = ""
