"""What the tagger says of each word piece: the layout of its outputs, shared by training and reading."""

from __future__ import annotations

from typing import get_args

from cse_text.annotation import CATEGORIES as _CATEGORIES
from cse_text.annotation import RECORD_CHECKS as RECORDS
from cse_text.types import Subject, Voice

MARKS = ("none", "masking", "trap")
CATEGORIES = tuple(_CATEGORIES.values())
VOICES: tuple[Voice, ...] = get_args(Voice)

SUBJECTS: tuple[Subject, ...] = get_args(Subject)

MARK = slice(0, len(MARKS))
BEGIN = MARK.stop
CATEGORY = slice(BEGIN + 1, BEGIN + 1 + len(CATEGORIES))
VOICE = slice(CATEGORY.stop, CATEGORY.stop + len(VOICES))
SUBJECT = slice(VOICE.stop, VOICE.stop + len(SUBJECTS))
SPANS = SUBJECT.stop  # outputs about spans; behind them, what is noted of the piece for the record as a whole
NOTES = 96
RECORD = slice(SPANS, SPANS + NOTES)
OUTPUTS = RECORD.stop

__all__ = [
    "BEGIN",
    "CATEGORIES",
    "CATEGORY",
    "MARK",
    "MARKS",
    "NOTES",
    "OUTPUTS",
    "RECORD",
    "RECORDS",
    "SPANS",
    "SUBJECT",
    "SUBJECTS",
    "VOICE",
    "VOICES",
]
