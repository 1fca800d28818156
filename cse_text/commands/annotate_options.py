"""The options of `cse-text annotate`, each declared once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotateOptions:
    """Which notes to mark and how, or which two files of marks to compare."""

    files: Annotated[
        list[Path],
        typer.Argument(exists=True, dir_okay=False, metavar="FILE…", help="Notes of any kind that scan reads."),
    ]
    out: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            metavar="FILE",
            help="Where the marks are kept (.jsonl); .txt writes mark-up to edit in an editor instead.",
        ),
    ] = None
    suggest: Annotated[bool, typer.Option("--suggest", help="Show what the tool itself would say.")] = False
    sentences: Annotated[bool, typer.Option("--sentences", help="A sentence at a time, not a paragraph.")] = False
    compare: Annotated[bool, typer.Option("--compare", help="Compare two people's marks of the same notes.")] = False
    show_words: Annotated[
        bool, typer.Option("--show-words", help="With --compare: show the words that were marked differently.")
    ] = False
    json: Annotated[
        Path | None, typer.Option(dir_okay=False, metavar="FILE", help="With --compare: write the figures as JSON.")
    ] = None
