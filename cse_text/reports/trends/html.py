"""Trends as one HTML page that needs nothing else: charts as inline SVG, each with its table; nothing runs in it."""

from __future__ import annotations

from typing import Any

from cse_text.reports.pages import environment, policy_hash
from cse_text.reports.trends.chart import chart_of
from cse_text.reports.trends.shown import COLUMNS, HIDDEN, TITLE, Shown, cells, hidden_line, title_of
from cse_text.reports.visible import one_line
from cse_text.trends import Row, Table


def as_html(shown: Shown) -> bytes:
    """Return the page; every word that comes from a source passes through Jinja's escaping."""
    pages = environment()
    style = pages.get_template("trends.css").render()
    page: str = pages.get_template("trends.html").render(
        title=TITLE,
        shown=shown,
        columns=COLUMNS,
        hidden=HIDDEN,
        style=style,
        style_hash=policy_hash(style),
        tables=[_view(table, shown.trends.total) for table in shown.trends.tables],
    )
    return page.encode("utf-8", "replace")


def _view(table: Table, total: Row) -> dict[str, Any]:
    types = dict.fromkeys(row.note_type for row in table.apart)
    return {
        "key": table.dimension.replace(" ", "-"),
        "dimension": table.dimension,
        "title": title_of(table),
        "remarks": [one_line(line) for line in table.remarks],
        "chart": chart_of(table, total),
        "rows": [_cells(row) for row in table.rows if not row.hidden],
        "hidden": hidden_line(table.rows),
        "apart": [_apart(one_line(name), [row for row in table.apart if row.note_type == name]) for name in types],
    }


def _cells(row: Row) -> dict[str, Any]:
    return {"group": one_line(row.group), "cells": cells(row)}


def _apart(name: str, rows: list[Row]) -> dict[str, Any]:
    return {"name": name, "rows": [_cells(row) for row in rows if not row.hidden], "hidden": hidden_line(rows)}
