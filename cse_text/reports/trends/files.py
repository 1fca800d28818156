"""Trends as tables for machines and spreadsheets: CSV, XLSX, JSON. One row a group; what is hidden has no numbers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from cse_text.reports.manifest import manifest_object
from cse_text.reports.table import safe_cell
from cse_text.reports.trends.shown import HIDDEN, TITLE, Shown, title_of
from cse_text.reports.visible import one_line
from cse_text.reports.workbook import Sheet, Value, write_workbook
from cse_text.trends import Rate, Row, Table

FORMAT = 1
COLUMNS = (
    *("table", "note type", "group", "shown", "entries", "words", "findings"),
    *("per 1,000 words", "from", "to", "per 100 entries", "from", "to"),
)
_CSV_COLUMNS = (
    *("table", "note_type", "group", "shown", "entries", "words", "findings"),
    *("per_1000_words", "per_1000_words_low", "per_1000_words_high"),
    *("per_100_entries", "per_100_entries_low", "per_100_entries_high"),
)
_WIDTHS = (14, 24, 34, 11, 10, 10, 10, 10, 8, 8, 10, 8, 8)


def as_csv(shown: Shown) -> bytes:
    """Return the file as CSV: the reason for naming workers stands in its first row where there is one."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(_CSV_COLUMNS)
    if shown.trends.reason:
        writer.writerow(["reason", "", safe_cell(shown.trends.reason), *[""] * (len(_CSV_COLUMNS) - 3)])
    for row in _rows(shown):
        writer.writerow([safe_cell(value) if isinstance(value, str) else value for value in row])
    return stream.getvalue().encode("utf-8-sig")  # spreadsheets know UTF-8 by its mark only


def as_xlsx(shown: Shown) -> bytes:
    """Return a workbook: rates, note types apart, what to bear in mind."""
    whole = [row for row in _rows(shown) if not row[1]]
    apart = [row for row in _rows(shown) if row[1]]
    columns = tuple(zip(COLUMNS, _WIDTHS, strict=True))
    stream = io.BytesIO()
    sheets = [Sheet("Rates", columns, whole, 3), Sheet("Note types apart", columns, apart, 3)]
    write_workbook(stream, TITLE, [*sheets, Sheet("Method", (("what", 30), ("value", 110)), list(_method(shown)))])
    return stream.getvalue()


def as_json(shown: Shown) -> bytes:
    """Return the whole as one JSON object."""
    trends = shown.trends
    manifest = shown.summary.manifest
    value = {
        "trends": FORMAT,
        "total": _object(trends.total),
        "children": trends.children,
        "reason": trends.reason,
        "remarks": list(shown.remarks()),
        "copied": {
            "entries": trends.copied_entries,
            "words": trends.copied_words,
            "findings": trends.copied_findings,
        },
        "spread": {"words": trends.spread_words, "entries": trends.spread_entries},
        "tables": [_table(each) for each in trends.tables],
        "method": shown.method(),
        "coverage": shown.coverage(),
        "manifest": manifest_object(manifest) if manifest else None,
    }
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _rows(shown: Shown) -> Iterator[list[Value]]:
    yield _row("total", shown.trends.total)
    for table in shown.trends.tables:
        for row in (*table.rows, *table.apart):
            yield _row(table.dimension, row)


def _row(name: str, row: Row) -> list[Value]:
    head: list[Value] = [name, one_line(row.note_type), one_line(row.group), HIDDEN if row.hidden else "yes"]
    if row.hidden or row.per_words is None or row.per_entries is None:
        return [*head, *[""] * (len(COLUMNS) - len(head))]
    return [
        *head,
        *(row.entries or 0, row.words or 0, row.findings or 0),
        *_numbers(row.per_words),
        *_numbers(row.per_entries),
    ]


def _numbers(rate: Rate) -> list[float]:
    return [round(value, 4) for value in (rate.value, rate.low, rate.high)]


def _method(shown: Shown) -> Iterator[list[Value]]:
    yield ["the whole", shown.lead()]
    for line in shown.remarks():
        yield ["bear in mind", line]
    for table in shown.trends.tables:
        for line in table.remarks:
            yield [title_of(table), one_line(line)]
    for line in shown.method():
        yield ["how to read this", line]
    for line in shown.coverage():
        yield ["coverage", line]
    for label, value in shown.facts():
        yield [label, value]


def _table(table: Table) -> dict[str, object]:
    return {
        "dimension": table.dimension,
        "remarks": list(table.remarks),
        "rows": [_object(row) for row in table.rows],
        "note_types_apart": [_object(row) for row in table.apart],
    }


def _object(row: Row) -> dict[str, object]:
    named = {"group": row.group, **({"note_type": row.note_type} if row.note_type else {}), "shown": not row.hidden}
    if row.per_words is None or row.per_entries is None:
        return named
    numbers = {"entries": row.entries, "words": row.words, "findings": row.findings}
    rates = {"per_1000_words": _numbers(row.per_words), "per_100_entries": _numbers(row.per_entries)}
    return {**named, **numbers, **rates}
