"""Turns the rows of any table into records: one a row, the text from one cell, the rest as meta.

It knows rows of strings and nothing of the file they came from. Rows are taken one at a time; only the first few are
held, to find the header and guess the columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from cse_text.errors import IntakeError
from cse_text.intake import columns
from cse_text.intake.cells import unmarked
from cse_text.intake.columns import ColumnGuess
from cse_text.intake.dates import DateRefusedError, read_date
from cse_text.intake.presets import known_to, preset_columns
from cse_text.intake.records import build_record, normalise_newlines
from cse_text.intake.settings import FIELDS
from cse_text.intake.sources import Job, Source
from cse_text.types import Place, Problem, Record

_HEAD = 200
_CELL_LIMIT = 32_767
_WITHOUT = "without text"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as a person counts it. `merged` holds what a merged cell above says of this row, by column."""

    number: int
    cells: Sequence[str]
    merged: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A file's only table, or one sheet of a workbook; `prefix` begins the ids of rows that have none."""

    source: Source
    prefix: str
    sheet: str = ""
    hidden: bool = False

    def where(self) -> str:
        """Return the name of the table for a message."""
        sheet = f", sheet {self.sheet}{' (hidden)' if self.hidden else ''}" if self.sheet else ""
        return self.source.name + sheet

    def place(self, row: int, column: str = "") -> str:
        """Return the label of a row, or of a cell in it."""
        sheet = f"sheet {self.sheet}, " if self.sheet else ""
        return f"{sheet}row {row}" + (f", column {column}" if column else "")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table's header stands, what its columns are called and which are read."""

    header: Sequence[str]
    lead: int
    guesses: Sequence[ColumnGuess]
    month_first_seen: bool = False

    def index(self, field_name: str) -> int | None:
        """Return the position of a field's column."""
        return next((guess.index for guess in self.guesses if guess.field == field_name), None)


def read_rows(table: Table, rows: Iterator[Row], job: Job) -> Iterator[Record | Problem]:
    """Yield a record for each row that has text, and a problem for each column the user named in vain."""
    head, rows = _beginning(row for row in rows if any(cell.strip() for cell in row.cells))
    if not head:
        message = f"{table.where()} has no filled cells; nothing was read from it."
        raise IntakeError("empty-file", message, source=table.source.name, place=table.sheet)
    layout = find_layout(head, job)
    yield from _missing(table, layout, job)
    if layout.index("text") is None:
        raise _no_text(table, layout)
    body = head[layout.lead + 1 :] if layout.lead >= 0 else head
    cells = [row.cells for row in body]
    job.notify(columns.sentence(table.where(), layout.guesses, layout.header, cells, layout.lead))
    yield from _unread(table, layout, cells)
    found = False
    met: Counter[str] = Counter()
    for row in chain(body, rows):
        if record := _record(table, layout, row, met):
            found = True
            yield record
    if not found:
        raise _no_text(table, layout)
    yield from _met(table, layout, met)


def _beginning(rows: Iterator[Row]) -> tuple[list[Row], Iterator[Row]]:
    """Return the first rows, and the rest; a fault met among the first is raised when the rest is asked for."""
    head: list[Row] = []
    try:
        for row in islice(rows, _HEAD):
            head.append(row)  # noqa: PERF402 - what was read before a fault must be kept
    except IntakeError as error:
        if not head:
            raise
        return head, _failing(error)
    return head, rows


def _failing(error: IntakeError) -> Iterator[Row]:
    raise error
    yield  # a generator raises where it is read, not where it is made


def find_layout(head: Sequence[Row], job: Job) -> Layout:
    """Return the header and the columns that the first rows show; without a header columns are numbered."""
    lead = columns.find_header([row.cells for row in head], {**known_to(job.settings.preset), **job.columns})
    if lead is None:
        header = [str(number) for number in range(1, max(len(row.cells) for row in head) + 1)]
        body = [row.cells for row in head]
    else:
        header, body = list(head[lead].cells), [row.cells for row in head[lead + 1 :]]
    guesses = columns.guess_columns(header, body, {**preset_columns(job.settings.preset, header), **job.columns})
    dates = next((guess.index for guess in guesses if guess.field == "date"), None)
    month_first = dates is not None and any(_month_first(row[dates]) for row in body if dates < len(row))
    return Layout(header, -1 if lead is None else lead, guesses, month_first)


def _month_first(cell: str) -> bool:
    try:
        read_date(cell)
    except DateRefusedError as error:
        return error.slug == "date-us-order"
    return False


def _unread(table: Table, layout: Layout, cells: Sequence[Sequence[str]]) -> Iterator[Problem]:
    """Yield which columns hold longer text and were not read, since notes may be in more than one."""
    names = columns.unread_columns(layout.guesses, layout.header, cells)
    if names:
        message = (
            f"{table.where()}: not read, though they hold longer text: {columns.shown(names)}. To read one, name it "
            "with --text-column in a further run."
        )
        yield Problem(table.source.name, table.sheet, "columns-not-read", message)


def _missing(table: Table, layout: Layout, job: Job) -> Iterator[Problem]:
    for name in columns.missing_columns(layout.header, job.columns):
        message = (
            f"{table.where()} has no column '{job.columns[name]}' ({name}); its columns are "
            f"{columns.shown(layout.header)}. Name one of these."
        )
        if name == "text":
            raise IntakeError("column-missing", message, source=table.source.name, place=table.sheet)
        yield Problem(table.source.name, table.sheet, "column-missing", message)


def _no_text(table: Table, layout: Layout) -> IntakeError:
    message = (
        f"{table.where()} has no row with text; its columns are {columns.shown(layout.header)}. "
        "Name the one that holds the notes with --text-column."
    )
    return IntakeError("no-text", message, source=table.source.name, place=table.sheet)


def _record(table: Table, layout: Layout, row: Row, met: Counter[str]) -> Record | None:
    index = layout.index("text")
    if index is None or index >= len(row.cells) or not row.cells[index].strip():
        met[_WITHOUT] += 1
        return None
    raw = row.cells[index]
    text, kind = unmarked(raw)
    met[kind] += 1
    if not text.strip():
        met[_WITHOUT] += 1
        return None
    place = table.place(row.number, columns.column_label(layout.header[index]))
    return build_record(
        table.source,
        _identity(table, layout, row),
        normalise_newlines(text),
        (Place(0, place),),
        meta={
            FIELDS[guess.field]: _value(row, guess.index)
            for guess in layout.guesses
            if guess.field not in ("text", "id")
        },
        problems=list(_faults(table, layout, row, raw, place)),
        month_first_seen=layout.month_first_seen,
    )


def _met(table: Table, layout: Layout, met: Counter[str]) -> Iterator[Problem]:
    """Yield, once a table, how many rows had no text, and that cells held rich text: their words alone are counted."""
    source, where = table.source.name, table.where()
    if met[_WITHOUT] and (index := layout.index("text")) is not None:
        rows = "row has" if met[_WITHOUT] == 1 else "rows have"
        column = columns.column_label(layout.header[index])
        message = f"{where}: {met[_WITHOUT]:,} {rows} nothing in column '{column}' and gave no record."
        yield Problem(source, table.sheet, "rows-without-text", message)
    for kind in ("RTF", "HTML"):
        if met[kind]:
            message = (
                f"{where}: rich text ({kind}) in {met[kind]:,} cell{'s' if met[kind] > 1 else ''} was read without its "
                "codes; positions there count the words alone."
            )
            yield Problem(source, table.sheet, "rich-text-stripped", message)


def _value(row: Row, index: int | None) -> str:
    if index is None:
        return ""
    cell = row.cells[index] if index < len(row.cells) else ""
    return cell if cell.strip() else row.merged.get(index, "")


def _identity(table: Table, layout: Layout, row: Row) -> str:
    """Return the id of a row. A child's own number is on many rows, so the row is added where it was only guessed."""
    if identity := _value(row, layout.index("id")).strip():
        return identity
    child = _value(row, layout.index("child_id")).strip()
    return f"{child}#{table.prefix.rpartition('#')[2]}{row.number}" if child else f"{table.prefix}{row.number}"


def _faults(table: Table, layout: Layout, row: Row, raw: str, place: str) -> Iterator[Problem]:
    source = table.source.name
    if _CELL_LIMIT in (len(raw), len(raw.encode("utf-16-le", "surrogatepass")) // 2):
        message = (
            f"{source}, {place} holds exactly {_CELL_LIMIT:,} characters, the most an Excel cell can: its end may have "
            "been cut off. Look it up in the system it came from."
        )
        yield Problem(source, place, "cell-may-be-cut", message)
    if any(cell.strip() for cell in row.cells[len(layout.header) :]):
        message = (
            f"{source}, {place}: the row has more cells than the header, so a separator inside the text may have cut "
            "it. Export again with quotation marks round text."
        )
        yield Problem(source, place, "row-too-long", message)
