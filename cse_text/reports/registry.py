"""The one place where a format's name leads to its reporter, its file endings and its encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cse_text.errors import ReportError

if TYPE_CHECKING:
    from pathlib import Path

    from cse_text.reports.base import Reporter, ReportOptions

TEXT_FORMATS = ("terminal", "plain", "json", "jsonl", "csv", "html", "sarif")
BINARY_FORMATS = ("docx", "xlsx")
FOLDER_FORMATS = ("parquet",)
FORMATS = (*TEXT_FORMATS, *BINARY_FORMATS, *FOLDER_FORMATS)
_ENDINGS = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".sarif": "sarif",
    ".parquet": "parquet",
    ".txt": "terminal",
    ".text": "terminal",
    ".log": "terminal",
    "": "terminal",
}


def make_reporter(name: str, stream: Any, options: ReportOptions) -> Reporter:
    """Return the reporter of a format, ready to write to the stream.

    That is one of bytes for a binary format, the path of an empty folder for a folder format, else one of text.
    Terminal, plain, json, jsonl, csv, sarif and parquet write each record as it comes; html, docx and xlsx hold what
    they show until the end.
    """
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

            return CsvReporter(stream, options)
        case "html":
            from cse_text.reports.html import HtmlReporter

            return HtmlReporter(stream, options)
        case "sarif":
            from cse_text.reports.sarif import SarifReporter

            return SarifReporter(stream, options)
        case "docx" | "xlsx" | "parquet":
            return _file_reporter(name, stream, options)
    raise ReportError("unknown-format", f"There is no format '{name}'. The formats are: {', '.join(FORMATS)}.")


def _file_reporter(name: str, stream: Any, options: ReportOptions) -> Reporter:
    """Return the reporter of a format that cannot go to a screen."""
    if name == "docx":
        from cse_text.reports.docx_report import DocxReporter

        return DocxReporter(stream, options)
    if name == "xlsx":
        from cse_text.reports.xlsx import XlsxReporter

        return XlsxReporter(stream, options)
    from cse_text.reports.parquet import ParquetReporter

    return ParquetReporter(stream)


def format_for(path: Path) -> str:
    """Return the format that a file's ending asks for."""
    try:
        return _ENDINGS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(ending for ending in _ENDINGS if ending)
        message = f"No format goes with the ending '{path.suffix}'. Use one of {known}, or say which with --format."
        raise ReportError("unknown-ending", message) from None


def encoding_of(name: str) -> str:
    """Return the encoding of a format's files, '' for bytes; spreadsheets know UTF-8 by its mark only."""
    if name in BINARY_FORMATS:
        return ""
    return "utf-8-sig" if name == "csv" else "utf-8"
