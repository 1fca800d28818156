"""Decides which column of a table is what: as the user named it, else by its name, else the one with the longest text.

Sentences made here show column names, never cells; that is why a first row that does not look like names is no header.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from cse_text.intake.column_names import NAMES, fits, is_known, rank, squeezed, text_tier
from cse_text.intake.dates import DateRefusedError, read_date

How = Literal["named", "name", "longest"]
Cells = Sequence[str]
_SPOKEN = {
    "child_id": "child id",
    "child_age": "age",
    "child_sex": "sex",
    "child_ethnicity": "ethnicity",
    "child_disability": "disability",
    "child_name": "name",
}
_SHOWN = 20
_LONG_NAME = 40
_NAME_WORDS = 6
_NARRATIVE = 30
_MAX_LEAD = 20
_HARDLY = 5


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One field and the column it is read from; `how` is 'named' by the user, by its 'name', or the 'longest' text."""

    field: str
    column: str
    index: int
    how: How
    sheet: str = ""


class NumberedRow(Protocol):
    """A row as a person counts it."""

    @property
    def number(self) -> int:
        """Its number."""

    @property
    def cells(self) -> Cells:
        """Its cells as strings."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A table as it would be read: the names of its columns, which field is read from which, its first rows."""

    sheet: str
    header: Cells
    has_header: bool
    guesses: Sequence[ColumnGuess]
    rows: Sequence[NumberedRow]


def find_header(rows: Sequence[Cells], named: Mapping[str, str]) -> int | None:
    """Return which of the first rows names the columns, None where none does."""
    wanted = {squeezed(name) for name in named.values()}
    scores = [
        sum(is_known(cell) or squeezed(cell) in wanted for cell in row if cell.strip()) for row in rows[:_MAX_LEAD]
    ]
    if any(scores):
        return scores.index(max(scores))
    first = next((number for number, row in enumerate(rows) if any(cell.strip() for cell in row)), len(rows))
    # A single column of short notes looks like a header too; taking its first note for a name would lose and show it.
    enough = len(rows) > first + 1 and len(rows[first]) > 1
    return first if enough and all(map(_like_a_name, rows[first])) else None


def _like_a_name(cell: str) -> bool:
    cell = cell.strip()
    if len(cell) > _LONG_NAME or len(cell.split()) > _NAME_WORDS or cell.endswith((".", "!")) or "\n" in cell:
        return False
    if re.fullmatch(r"[0-9.,/ -]+", cell):
        return False
    try:
        read_date(cell)
    except DateRefusedError:
        return True
    return False


def guess_columns(header: Cells, rows: Sequence[Cells], named: Mapping[str, str]) -> list[ColumnGuess]:
    """Return the columns to read: text first; a field that has no column is absent."""
    guesses: dict[str, ColumnGuess] = {}
    for field, name in named.items():
        if (index := _position(header, name)) is not None:
            guesses[field] = ColumnGuess(field, header[index], index, "named")
    if "text" not in named and (text := _text_guess(header, rows, _taken(guesses))):
        guesses["text"] = text
    for field in NAMES:
        ranked = [(place, i) for i, name in enumerate(header) if (place := rank(field, name)) is not None]
        free = [(place, i) for place, i in ranked if i not in _taken(guesses) and fits(header[i], _cells(rows, i))]
        if field not in named and free:
            index = min(free)[1]
            guesses[field] = ColumnGuess(field, header[index], index, "name")
    return sorted(guesses.values(), key=lambda guess: (guess.field != "text", guess.index))


def missing_columns(header: Cells, named: Mapping[str, str]) -> list[str]:
    """Return the fields whose column the user named but the table does not have."""
    return [field for field, name in named.items() if _position(header, name) is None]


def shown(header: Cells) -> str:
    """Return the column names for a message, trimmed."""
    names = [column_label(name) for name in header if name.strip()]
    return ", ".join(f"'{name}'" for name in names[:_SHOWN]) + (" and more" if len(names) > _SHOWN else "")


def column_label(name: str) -> str:
    """Return a column name fit for a message: one line, printable, not too long."""
    return "".join(letter for letter in " ".join(name.split()) if letter.isprintable())[:_LONG_NAME]


def sentence(where: str, guesses: Sequence[ColumnGuess], header: Cells, rows: Sequence[Cells], lead: int) -> str:
    """Return what is told to the user once a table: what is read from where, and what narrative is not read."""
    named = [guess for guess in guesses if guess.how == "named"]
    guessed = [guess for guess in guesses if guess.how != "named"]
    groups = sorted(filter(None, (named, guessed)), key=lambda group: group[0].field != "text")
    said = f"{where}: {', '.join(map(_group, groups))}"
    unread = unread_columns(guesses, header, rows)
    if unread:
        said += f"; not read, though long: {shown(unread)}"
    if lead:
        said += f"; {lead} rows above the header not read" if lead > 0 else "; no header row, so columns are numbered"
    return said


def _group(guesses: Sequence[ColumnGuess]) -> str:
    """Return what is read from where for columns that were all set, or all guessed."""
    parts = [f"{_SPOKEN.get(guess.field, guess.field)} from column {shown([guess.column])}" for guess in guesses]
    way = "; set --text-column to change" if guesses[0].field == "text" else ""
    return f"{', '.join(parts)} ({'as set' if guesses[0].how == 'named' else f'guessed{way}'})"


def unread_columns(guesses: Sequence[ColumnGuess], header: Cells, rows: Sequence[Cells]) -> list[str]:
    """Return the columns that hold longer text and are not read."""
    taken = {guess.index for guess in guesses}
    return [name for i, name in enumerate(header) if i not in taken and _mean_length(rows, i) >= _NARRATIVE]


def _position(header: Cells, name: str) -> int | None:
    exact = [i for i, column in enumerate(header) if column.strip() == name.strip()]
    alike = [i for i, column in enumerate(header) if squeezed(column) == squeezed(name) and squeezed(name)]
    return next(iter(exact + alike), None)


def _text_guess(header: Cells, rows: Sequence[Cells], taken: set[int]) -> ColumnGuess | None:
    lengths = {i: _mean_length(rows, i) for i in range(len(header)) if i not in taken}
    unknown = [i for i, length in lengths.items() if length and not is_known(header[i])]
    longest = max(unknown, key=lengths.__getitem__, default=None)
    for tier in (0, 1):
        by_name = [i for i in lengths if text_tier(header[i]) == tier]
        index = max(by_name, key=lambda i: (squeezed(header[i]) == "text", lengths[i]), default=None)
        # A column that has the right name and next to nothing in it is not where the notes are.
        if index is not None and (squeezed(header[index]) == "text" or not _outdone(lengths, index, longest)):
            return ColumnGuess("text", header[index], index, "name")
    return None if longest is None else ColumnGuess("text", header[longest], longest, "longest")


def _outdone(lengths: Mapping[int, float], index: int, longest: int | None) -> bool:
    return longest is not None and lengths[longest] >= max(_NARRATIVE, lengths[index] * _HARDLY)


def _taken(guesses: Mapping[str, ColumnGuess]) -> set[int]:
    return {guess.index for guess in guesses.values()}


def _mean_length(rows: Sequence[Cells], index: int) -> float:
    """Return the mean length of a column's cells that hold letters: numbers and dates are no narrative."""
    cells = _cells(rows, index)
    return sum(len(cell) for cell in cells if re.search(r"[^\W\d_]", cell)) / max(1, len(cells))


def _cells(rows: Sequence[Cells], index: int) -> list[str]:
    return [row[index] for row in rows if index < len(row)]
