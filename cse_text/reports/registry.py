"""The one place where a format's name leads to its reporter, its file endings and its encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from cse_text.errors import ReportError

if TYPE_CHECKING:
    from pathlib import Path

    from cse_text.reports.base import Reporter, ReportOptions

FORMATS = ("terminal", "plain", "json", "jsonl", "csv")
_ENDINGS = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".txt": "terminal",
    ".text": "terminal",
    ".log": "terminal",
    "": "terminal",
}


def make_reporter(name: str, stream: TextIO, options: ReportOptions) -> Reporter:
    """Return the reporter of a format, ready to write to the stream."""
    match name:
        case "terminal":
            from cse_text.reports.terminal import TerminalReporter

            return TerminalReporter(stream, options)
        case "plain":
            from cse_text.reports.plain import PlainReporter

            return PlainReporter(stream, options)
        case "json":
            from cse_text.reports.json_report import JsonReporter

            return JsonReporter(stream)
        case "jsonl":
            from cse_text.reports.json_report import JsonLinesReporter

            return JsonLinesReporter(stream)
        case "csv":
            from cse_text.reports.table import CsvReporter

            return CsvReporter(stream)
    raise ReportError("unknown-format", f"There is no format '{name}'. The formats are: {', '.join(FORMATS)}.")


def format_for(path: Path) -> str:
    """Return the format that a file's ending asks for."""
    try:
        return _ENDINGS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(ending for ending in _ENDINGS if ending)
        message = f"No format goes with the ending '{path.suffix}'. Use one of {known}, or say which with --format."
        raise ReportError("unknown-ending", message) from None


def encoding_of(name: str) -> str:
    """Return the encoding of a format's files; spreadsheets know UTF-8 by its mark only."""
    return "utf-8-sig" if name == "csv" else "utf-8"
