"""Masked records as files that people read and that can be scanned: text for a document, a table for many notes.

Each file says in its first line that it is not anonymous; a reader of tables takes that line for one above the header.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from cse_text.pseudonyms.mask import NOTICE
from cse_text.types import Record

_COLUMNS = {
    "id": "note id",
    "note_date": "date",
    "agency": "agency",
    "team": "team",
    "note_type": "note type",
    "author_role": "worker role",
    "author": "author",
    "child_id": "child id",
    "child_age": "age",
    "child_sex": "sex",
    "child_ethnicity": "ethnicity",
    "child_disability": "disability",
    "child_name": "child name",
}
_COMPUTED = ("=", "+", "-", "@")
# A spreadsheet that saves the table fills the line of the notice up with separators.
_NOTICE_LINE = re.compile(rf'\A[\["]?{re.escape(NOTICE)}[\]"]?[,;\t ]*(?:\r?\n|\Z){{1,2}}')


def files_of(records: Iterable[Record]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of a file for each run of masked records that share a source."""
    held: list[Record] = []
    for record in records:
        if held and held[-1].source != record.source:
            yield _file(held)
            held = []
        held.append(record)
    if held:
        yield _file(held)


def without_notice(text: str) -> str:
    """Return a file's text without the line that calls it pseudonymised, for it holds the names again."""
    return _NOTICE_LINE.sub("", text)


def _file(records: list[Record]) -> tuple[str, bytes]:
    name = records[0].source.lower().replace(" ", "-")
    if len(records) == 1 and not records[0].meta:
        return f"{name}.txt", f"[{NOTICE}]\n\n{records[0].text}".encode("utf-8", "replace")
    return f"{name}.csv", _table(records).encode("utf-8-sig", "replace")


def _table(records: list[Record]) -> str:
    rows = [{"id": record.id, **record.meta} for record in records]
    fields = [field for field in _COLUMNS if any(row.get(field) for row in rows)]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([NOTICE])
    writer.writerow([*(_COLUMNS[field] for field in fields), "note text"])
    for record, row in zip(records, rows, strict=True):
        writer.writerow([*(_safe(row.get(field, "")) for field in fields), _safe(record.text)])
    return stream.getvalue()


def _safe(text: str) -> str:
    """Return a cell with an apostrophe before anything that a spreadsheet would compute."""
    return f"'{text}" if text.lstrip().startswith(_COMPUTED) else text
