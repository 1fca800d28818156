"""Note text is data: nothing in it is mark-up, a command to a terminal, or a formula."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cse_text.reports.base import ReportOptions
from cse_text.reports.registry import TEXT_FORMATS, make_reporter
from cse_text.reports.summary import Tally
from cse_text.reports.table import COLUMNS, DATED_COLUMNS, safe_cell
from cse_text.reports.visible import make_visible, one_line
from cse_text.types import Problem, Reason, Record, RecordFinding, Reframing, ScannedRecord
from tests.reports.samples import finding

MARK_UP = "[bold red]x[/] [link=http://e.org]y[/link] :boom:"
HOSTILE = MARK_UP + " \x1b[31m\x1b]0;t\x07 \u202ekcab \x9b2J \u2028 \x00"
SHOWN = MARK_UP + " <U+001B>[31m<U+001B>]0;t<U+0007> <U+202E>kcab <U+009B>2J <U+0000>"


def record_of(text: str) -> ScannedRecord:
    """Return a record that holds the text wherever a record can hold any."""
    whole = finding(
        text,
        text,
        name=text,
        place=text,
        why=text,
        question=text,
        reasons=(Reason("r", text, None),),
        sources=(text,),
        reframings=(Reframing(0, len(text), text, 0.5, text),),
    )
    left_alone = finding(text, text, masking=False, reasons=(Reason("r", text, masks=False),))
    record = Record(text, text, text, {"agency": text, "note_date": text}, problems=(Problem(text, text, "s", text),))
    return ScannedRecord(
        record, (whole, left_alone), (RecordFinding(text, ((0, len(text)),), 0.5, text, sources=(text,)),)
    )


def written(name: str, scanned: ScannedRecord, **options: object) -> str:
    """Return the report of one record."""
    stream, tally = io.StringIO(), Tally()
    tally.add_record(scanned)
    reporter = make_reporter(name, stream, ReportOptions(detail=True, **options))  # type: ignore[arg-type]
    reporter.begin()
    reporter.add_record(scanned)
    reporter.end(tally.summary())
    return stream.getvalue()


def is_unsafe(character: str) -> bool:
    """Return whether a character could steer a terminal or turn a line around."""
    bidi = unicodedata.bidirectional(character) in {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI"}
    return character != "\n" and (bidi or unicodedata.category(character) in {"Cc", "Cs"})


def test_hostile_text_is_written_out() -> None:
    """Mark-up stays text, and control and direction characters are spelt out."""
    assert one_line(HOSTILE) == SHOWN


def test_spaces_stay_spaces() -> None:
    """Line ends of every kind and no-break spaces become one space; letters of every script stay."""
    assert one_line(" a\r\n\tb\u00a0\u2029c\x85d ") == "a b c d"
    assert make_visible("Zoë, Łukasz, علي, 李, 👩\u200d👧") == "Zoë, Łukasz, علي, 李, 👩\u200d👧"


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_no_format_lets_control_characters_through(name: str) -> None:
    """No report holds a control or direction character from a note, wherever in a record it stood."""
    report = written(name, record_of(HOSTILE), colour=False)

    assert [character for character in report if is_unsafe(character)] == []
    assert "[bold red]x[/]" in report


def test_colour_adds_no_meaning_from_notes() -> None:
    """With colour on, the only escape sequences are the report's own styles."""
    report = written("terminal", record_of(HOSTILE), colour=True, width=100)
    pieces = report.split("\x1b[")[1:]

    assert pieces
    assert all(piece.split("m")[0].replace(";", "").isdigit() for piece in pieces)
    assert "31m" not in {piece[:3] for piece in pieces}


@settings(deadline=None)  # the first report imports its library
@given(st.text(st.characters(), min_size=1, max_size=60))
def test_any_text_can_be_shown(text: str) -> None:
    """Whatever a note holds, the reports for people are written and safe."""
    for name in ("terminal", "plain", "csv", "html"):
        report = written(name, record_of(text), colour=False, width=60)
        assert not any(is_unsafe(character) for character in report)
        report.encode("utf-8")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_a_formula_is_text(start: str) -> None:
    """A cell that a spreadsheet would compute begins with an apostrophe, also behind spaces and tabs."""
    assert safe_cell(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"
    assert safe_cell(f" \t\r{start}1") == f"'{start}1"


@settings(deadline=None)  # the first report imports its library
@given(st.text(st.characters(), min_size=1, max_size=60))
def test_no_cell_is_a_formula(text: str) -> None:
    """No cell of any row begins as a formula, and a row has as many cells as there are columns."""
    rows = list(csv.reader(io.StringIO(written("csv", record_of(text)), newline="")))

    assert rows[0] == [*COLUMNS, *DATED_COLUMNS]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)


def test_a_cell_fits_a_spreadsheet() -> None:
    """A cell is never longer than a spreadsheet can hold."""
    assert len(safe_cell("=" + "x" * 50_000)) <= 32_767
