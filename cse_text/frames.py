"""For analysts: the findings of one text, and of a pandas frame of notes, as values a notebook can go on with.

It knows pandas and the scanner. It must not know files, reports or commands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cse_text.dating import day_of, out_of_line_then
from cse_text.errors import SettingsError
from cse_text.intake.dates import DateRefusedError, read_date
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.text import sentence_at, sentence_starts
from cse_text.types import Finding, Record

if TYPE_CHECKING:
    import pandas as pd

_DEFAULTS = Settings()
DTYPES = {
    "rule": "string",
    "name": "string",
    "category": "string",
    "severity": "string",
    "words": "string",
    "sentence": "string",
    "start": "int64",
    "end": "int64",
    "masking": "bool",
    "confidence": "float64",
    "voice": "string",
    "subject": "string",
    "why": "string",
    "reframing": "string",
    "reframing_confidence": "float64",
    "question": "string",
    "valid_from": "string",
    "out_of_line_then": "boolean",
}


def scan(text: str, settings: Settings = _DEFAULTS, *, show_all: bool = False) -> tuple[Finding, ...]:
    """Return what masks in a text, in order of place; with `show_all` also what context ruled out.

    The models are loaded with the first call of a setting and kept for the next.
    """
    return _shown(_scanner(settings), text, show_all=show_all)


def scan_frame(
    df: pd.DataFrame,
    text: str,
    case: str | None = None,
    date: str | None = None,
    *,
    settings: Settings = _DEFAULTS,
    show_all: bool = False,
) -> pd.DataFrame:
    """Return a tidy frame, one row a finding, of a frame that holds one note a row.

    The index of each row is that of the note it was found in, so `found.join(df)` leads back; a note with three
    findings is there three times, one without any not at all. The frame given is not altered. A missing note (NA, None,
    NaN) is passed over; the text "NA" is text. Notes that repeat word for word are read once.

    Columns and their dtypes:
        case, date            as in `df`, whatever they are there; only those that are named
        rule, name, category, severity, voice, subject, why, question    string
        words, sentence       string: the words found, and the sentence they stand in
        start, end            int64: where the words stand, in code points into the note
        masking               bool: False only with `show_all`, for what context ruled out
        confidence            float64: how probable it is that a trained reviewer would agree, 0 to 1
        reframing             string: the best words to consider in place of part of the sentence, <NA> if none
        reframing_confidence  float64, NaN if none
        valid_from            string: since when guidance speaks against the wording (a day, month or year), <NA> if
                              its rule has no date
        out_of_line_then      boolean: whether it did on the note's date, <NA> where dates do not tell

    Args:
        df: Notes, one a row.
        text: Name of the column that holds the notes; its values are strings.
        case: Name of a column with the case or person, to be carried along.
        date: Name of a column with the date, to be carried along; text is read day first, as people write it here.
        settings: Depth, threshold and rules of your own.
        show_all: Also what was weighed and left alone.

    Raises:
        SettingsError: A column is not there, is there twice, or holds notes that are no strings.
    """
    import pandas as pd

    carried = {name: column for name, column in (("case", case), ("date", date)) if column is not None}
    notes = _notes(df, text)
    for column in carried.values():
        _column(df, column)
    rows, positions = [], []
    days = _days(df, date)
    for position, row in _rows(notes, _scanner(settings), show_all=show_all):
        positions.append(position)
        rows.append((*row, out_of_line_then(row[-1] or "", days(position))))
    parts = {name: _column(df, column).take(positions) for name, column in carried.items()}
    index = df.index.take(positions)
    for place, (name, dtype) in enumerate(DTYPES.items()):
        parts[name] = pd.Series([row[place] for row in rows], index=index, dtype=dtype)
    values = {name: part.array for name, part in parts.items()}  # by place, since an index may hold a label twice
    return pd.DataFrame(values, index=index, columns=list(parts))


@lru_cache(maxsize=4)
def _scanner(settings: Settings) -> Scanner:
    return Scanner.load(settings)


def _shown(scanner: Scanner, text: str, *, show_all: bool) -> tuple[Finding, ...]:
    found = scanner.scan(Record("", text, "")).findings
    return tuple(each for each in found if show_all or each.masking)


def _column(df: pd.DataFrame, name: str) -> Any:
    """Return the one column of that name."""
    known = ", ".join(map(str, df.columns))
    if name not in df.columns:
        raise SettingsError("column-missing", f"The frame has no column '{name}'; its columns are {known}.")
    column = df[name]
    if column.ndim > 1:
        raise SettingsError("column-twice", f"The frame has more than one column '{name}'; rename them first.")
    return column


def _notes(df: pd.DataFrame, name: str) -> list[str | None]:
    """Return the notes, None where one is missing; refuse what is no text, without a word of it."""
    column = _column(df, name)
    notes = [None if missing else note for note, missing in zip(column, column.isna(), strict=True)]
    other = sum(note is not None and not isinstance(note, str) for note in notes)
    if other:
        message = (
            f"Column '{name}' holds {other:,} values that are no text. Read the file with dtype=str and "
            "keep_default_na=False, or name another column."
        )
        raise SettingsError("not-text", message)
    return notes


def _days(df: pd.DataFrame, name: str | None) -> Callable[[int], dt.date | None]:
    """Return what tells the day of the note at a position, None where no column says it in a way safe to read."""
    if name is None:
        return lambda _: None
    column = _column(df, name)
    return lambda position: _day(column.iloc[position])


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.date):
        return day_of(value.isoformat())
    try:
        return read_date(value) if isinstance(value, str) else None
    except DateRefusedError:
        return None


def _rows(notes: Sequence[str | None], scanner: Scanner, *, show_all: bool) -> Iterator[tuple[int, tuple[Any, ...]]]:
    read: dict[str, list[tuple[Any, ...]]] = {}
    for position, note in enumerate(notes):
        if note is None:
            continue
        if note not in read:
            read[note] = _cells_of(note, _shown(scanner, note, show_all=show_all))
        for row in read[note]:
            yield position, row


def _cells_of(note: str, findings: Sequence[Finding]) -> list[tuple[Any, ...]]:
    starts = sentence_starts(note) if findings else ()
    return [_cells(note, starts, finding) for finding in findings]


def _cells(note: str, starts: Sequence[int], finding: Finding) -> tuple[Any, ...]:
    """Return the cells of one finding, in the order of DTYPES, but for the last, which hangs on the day."""
    best = finding.reframings[0] if finding.reframings else None
    first = sentence_at(starts, finding.start, len(note))[0]
    last = sentence_at(starts, max(finding.start, finding.end - 1), len(note))[1]
    return (
        *(finding.rule, finding.name, finding.category, finding.severity),
        *(finding.text, note[first:last].strip(), finding.start, finding.end),
        *(finding.masking, finding.confidence, finding.voice, finding.subject, finding.why),
        best.words if best else None,
        best.confidence if best else None,
        finding.question or None,
        finding.valid_from or None,
    )
