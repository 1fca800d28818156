"""The options of `cse-text review`, each declared once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from cse_text.commands.shared_options import Depth, DepthOption, Encoding, Lexicon, Mapping, Preset


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOptions:
    """What to review and as whom; or which files of decisions to merge, compare or hand on."""

    target: Annotated[
        Path | None,
        typer.Argument(exists=True, metavar="REPORT", help="A JSON report of scan, or files to scan first."),
    ] = None
    decisions: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False, metavar="FILE", help="Where decisions are kept. Default: beside REPORT, .decisions.sqlite."
        ),
    ] = None
    reviewer: Annotated[str, typer.Option("--as", metavar="NAME", help="Who reviews; a role or initials will do.")] = (
        "reviewer"
    )
    left_alone: Annotated[bool, typer.Option("--all", help="Also review what the scan left alone.")] = False
    adjudicate: Annotated[
        bool, typer.Option("--adjudicate", help="Settle the findings on which reviewers differ; shows what each said.")
    ] = False
    agreement: Annotated[
        list[Path] | None,
        typer.Option(
            exists=True, dir_okay=False, metavar="FILE", help="Compare the reviewers in a file, or in several files."
        ),
    ] = None
    json: Annotated[
        Path | None, typer.Option(dir_okay=False, metavar="FILE", help="With --agreement: write the figures as JSON.")
    ] = None
    merge: Annotated[
        list[Path] | None,
        typer.Option(
            exists=True, dir_okay=False, metavar="FILE", help="Take the decisions of another file into --decisions."
        ),
    ] = None
    export: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False, metavar="FILE", help="Write the records with their decisions as annotated text, .jsonl."
        ),
    ] = None
    depth: DepthOption = Depth.STANDARD
    mapping: Mapping = None
    preset: Preset = ""
    encoding: Encoding = ""
    lexicon: Lexicon = None
