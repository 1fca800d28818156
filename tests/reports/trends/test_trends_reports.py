"""Trends as page, picture and tables: what each holds, and that none holds what is hidden."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from cse_text.reports.base import ReportOptions
from cse_text.reports.page import Page
from cse_text.reports.summary import Summary
from cse_text.reports.trends import Shown
from cse_text.reports.trends.chart import chart_of, scale
from cse_text.reports.trends.files import as_csv, as_json, as_xlsx
from cse_text.reports.trends.html import as_html
from cse_text.reports.trends.picture import as_png
from cse_text.reports.trends.terminal import write_trends
from cse_text.trends import build_trends
from tests.trends.trends_samples import counted, note

EVIL = '=<script>alert("x")</script> & $a$'


def _shown(reason: str = "") -> Shown:
    """Return trends of three teams: one with a hostile name, one small, and one hidden with it."""
    big = [note(n, findings=1, words=50, team=EVIL, day=date(2024, 1 + n % 12, 1)) for n in range(40)]
    other = [note(n, findings=1, words=50, team="West", day=date(2024, 1 + n % 12, 1)) for n in range(40, 60)]
    small = [note(n, findings=1, words=50, team="Tiny") for n in range(60, 63)]
    return Shown(build_trends(counted(*big, *other, *small), reason), Summary())


def _text(shown: Shown) -> str:
    stream = io.StringIO()
    write_trends(Page(stream, ReportOptions(width=100, colour=False)), shown)
    return stream.getvalue()


def test_the_terminal_shows_rates_and_names_what_is_hidden() -> None:
    """A line a group, and one line for all that are not shown."""
    text = " ".join(_text(_shown()).split())

    assert "63 findings in 3,150 words and 63 entries about 63 children" in text
    assert "40 2,000 20.00 (14.29-27.23) 40 100.00 (71.44-136.17)" in text
    assert "Not shown, being too few or giving away another: Tiny; West." in text


def test_csv_cells_are_no_formulas_and_hidden_rows_are_empty() -> None:
    """A row a group; a name that looks like a formula is text."""
    rows = list(csv.DictReader(io.StringIO(as_csv(_shown("A complaint")).decode("utf-8-sig"))))
    teams = {row["group"]: row for row in rows if row["table"] == "team"}

    assert rows[0]["group"] == "A complaint"
    assert teams[f"'{EVIL}"]["findings"] == "40"
    assert teams["Tiny"]["shown"] == teams["West"]["shown"] == "not shown"
    assert set(list(teams["Tiny"].values())[4:]) == {""}


def test_xlsx_text_is_text() -> None:
    """The workbook holds rates, note types apart and method; no cell is a formula."""
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(_shown())))
    cells = [cell for row in book["Rates"].iter_rows() for cell in row]

    assert book.sheetnames == ["Rates", "Note types apart", "Method"]
    assert EVIL in [cell.value for cell in cells]
    assert not any(cell.data_type == "f" for cell in cells)


def test_json_holds_all_but_what_is_hidden() -> None:
    """Rates with their intervals; a hidden group has a name and nothing else."""
    value = json.loads(as_json(_shown("A complaint")))
    teams = next(table for table in value["tables"] if table["dimension"] == "team")["rows"]

    assert value["reason"] == "A complaint"
    assert {"group": "Tiny", "shown": False} in teams
    assert teams[0]["per_1000_words"] == [20.0, 14.2883, 27.2343]
    assert len(value["tables"]) == 8


def test_the_page_is_whole_by_itself_and_escaped() -> None:
    """No script, nothing loaded, every name escaped, every chart with title, description and table."""
    page = as_html(_shown("Because of <b>")).decode()

    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "Named workers are shown, for this reason: Because of &lt;b&gt;" in page
    charts = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert charts
    for chart in charts:
        drawing = ET.fromstring(chart)
        named = drawing.attrib["aria-labelledby"].split()
        assert drawing.attrib["role"] == "img"
        assert [drawing[0].attrib["id"], drawing[1].attrib["id"]] == named
        assert drawing[0].text
        assert "interval" in drawing[1].text
        assert page.count(f'id="{named[0]}"') == 1


def test_the_same_counts_give_the_same_bytes() -> None:
    """No clock and no chance in any format."""
    for make in (as_html, as_csv, as_xlsx, as_json, as_png):
        assert make(_shown()) == make(_shown())


def test_the_picture_is_a_png() -> None:
    """The picture is made, also of names that look like formulas, and of nothing."""
    pytest.importorskip("matplotlib")
    nothing = Shown(build_trends(counted(note(1))), Summary())

    assert as_png(_shown("$x$")).startswith(b"\x89PNG")
    assert as_png(nothing).startswith(b"\x89PNG")
    assert "fewer than five findings" in as_html(nothing).decode()


def test_charts_keep_hidden_quarters_as_gaps() -> None:
    """Time is drawn whole; a hidden quarter has words in place of a dot."""
    days = [date(2023, 2, 1)] * 20 + [date(2023, 5, 1)] * 2 + [date(2023, 8, 1)] * 20 + [date(2023, 11, 1)] * 9
    trends = build_trends(counted(*(note(n, findings=1, day=day) for n, day in enumerate(days))))
    table = next(table for table in trends.tables if table.dimension == "quarter")
    chart = chart_of(table, trends.total)

    assert chart is not None
    assert [(line.label, line.shown) for line in chart.lines] == [
        ("2023 Jan to Mar", True),
        ("2023 Apr to Jun", False),
        ("2023 Jul to Sep", True),
        ("2023 Oct to Dec", False),
    ]


@pytest.mark.parametrize(("most", "ticks"), [(1.0, [0, 0.2, 0.4, 0.6, 0.8, 1]), (9.3, [0, 2, 4, 6, 8, 10]), (0.0, [0])])
def test_scales_have_round_numbers(most: float, ticks: list[float]) -> None:
    """From nothing to a little more than the most."""
    assert scale(most)[: len(ticks)] == ticks
