"""The options of `cse-text evaluate`, each declared once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from cse_text.commands.shared_options import Depth, DepthOption, Lexicon, NoProgress, Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluateOptions:
    """What to measure on, how deep to read, and where the figures go."""

    gold: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Annotated notes: JSONL or mark-up.")]
    depth: DepthOption = Depth.STANDARD
    threshold: Threshold = None
    lexicon: Lexicon = None
    phrases: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Phrases, one a line, in place of the published ones."),
    ] = None
    json: Annotated[
        Path | None, typer.Option(dir_okay=False, metavar="FILE", help="Write the figures as JSON; - for the screen.")
    ] = None
    plot: Annotated[
        Path | None, typer.Option(dir_okay=False, metavar="FILE", help="Draw the calibration: a .png or .svg file.")
    ] = None
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="Show this many errors to read.")] = 0
    errors_to: Annotated[
        Path | None, typer.Option(dir_okay=False, metavar="FILE", help="Write all errors, words included, as a table.")
    ] = None
    show_words: Annotated[bool, typer.Option("--show-words", help="Show the notes' words with the errors.")] = False
    no_progress: NoProgress = False
