"""The options of `cse-text scan`, each said once: its name, its help, its default."""

from dataclasses import dataclass
from enum import StrEnum
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
    Preset,
    Stamp,
    TeamColumn,
    TextColumn,
    Threshold,
)
from cse_text.commands.version import show_version


class Format(StrEnum):
    """The formats of reports."""

    TERMINAL = "terminal"
    PLAIN = "plain"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    SARIF = "sarif"
    PARQUET = "parquet"


class MinSeverity(StrEnum):
    """The least severity that is shown."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class StdinFormat(StrEnum):
    """What standard input can hold."""

    TXT = "txt"
    CSV = "csv"
    JSONL = "jsonl"


@dataclass(frozen=True)
class ScanOptions:
    """What a scan was asked to do. Typer makes its command line of these fields, in this order."""

    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files and folders to read; - for standard input.")]
    format: Annotated[
        Format | None, typer.Option(help="Format of the report. Default: by the ending of --out, else terminal.")
    ] = None
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write the report to this file, whole or not at all. NAME.parquet: a folder."
        ),
    ] = None
    comments: Annotated[
        Path | None,
        typer.Option(
            file_okay=False,
            metavar="DIR",
            help="Also write a copy of each .docx to this folder, with Word comments on the words found.",
        ),
    ] = None
    manifest: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write the run manifest, as JSON: hashes of the input, versions."),
    ] = None
    stamp: Stamp = False
    decisions: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            metavar="FILE",
            help="Show with each finding what reviewers decided (see review), in every format.",
        ),
    ] = None
    baseline: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            metavar="FILE",
            help="Leave out findings decided before (a file of decisions) or reported before (a JSON report).",
        ),
    ] = None
    keep_baseline: Annotated[
        bool,
        typer.Option("--keep-baseline", help="With --baseline: show those findings too, marked as in the baseline."),
    ] = False
    plain: Annotated[bool, typer.Option("--plain", help="Linear text without colour; the same as --format plain.")] = (
        False
    )
    show_all: Annotated[
        bool, typer.Option("--all", help="Also show what was weighed and left alone, each with its reason.")
    ] = False
    threshold: Threshold = None
    min_severity: Annotated[MinSeverity, typer.Option(help="Least severity of a finding.")] = MinSeverity.LOW
    category: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Show this category only; may be given several times.")
    ] = None
    depth: DepthOption = Depth.STANDARD
    jobs: Jobs = 1
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Scan on the Dask cluster at this address, such as tls://host:8786.")
    ] = ""
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on from the journal of a run that was stopped; nothing is read twice.")
    ] = False
    journal: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            metavar="FILE",
            help="Keep the journal in this file, and leave it there. Default: beside --out while a long run lasts.",
        ),
    ] = None
    no_journal: Annotated[bool, typer.Option("--no-journal", help="Keep no journal.")] = False
    skip_unchanged: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            metavar="FILE",
            help="Read only notes that are new or changed since the last run with this file, which holds hashes only.",
        ),
    ] = None
    text_column: TextColumn = ""
    id_column: IdColumn = ""
    date_column: DateColumn = ""
    agency_column: AgencyColumn = ""
    team_column: TeamColumn = ""
    mapping: Mapping = None
    preset: Preset = ""
    encoding: Encoding = ""
    stdin_format: Annotated[StdinFormat, typer.Option(help="What standard input holds.")] = StdinFormat.TXT
    lexicon: Lexicon = None
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="End with 0 even where something was found.")] = False
    no_progress: NoProgress = False
    quiet: Annotated[bool, typer.Option("--quiet", help="Findings and errors only: no summary, no notes.")] = False
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Reasons, sources and more with each finding; details of errors.")
    ] = False
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and end.")
    ] = False
