"""Intake: files, folders and standard input become records with entries, meta and a map back to the source.

The text of a record is never altered beyond decoding and CRLF to LF; .jsonl text not even that. One file a format
(text, csv_table, parquet,
xlsx, docx, odt, rtf, html, pdf, eml, msg, zipped, jsonl, stdin), the shared steps beside them. The
room knows nothing of rules or findings.
"""

from __future__ import annotations

from cse_text.intake.columns import ColumnGuess, Preview
from cse_text.intake.presets import PRESETS, best_preset
from cse_text.intake.reading import SUFFIXES, describe_columns, preview_tables, read_paths, total_size
from cse_text.intake.settings import IntakeSettings
from cse_text.intake.sources import Meter

__all__ = [
    "PRESETS",
    "SUFFIXES",
    "ColumnGuess",
    "IntakeSettings",
    "Meter",
    "Preview",
    "best_preset",
    "describe_columns",
    "preview_tables",
    "read_paths",
    "total_size",
]
