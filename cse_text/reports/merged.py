"""The integrated chronology of several agencies' files: a row an entry, as CSV, XLSX or DOCX, all text as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from cse_text.errors import ReportError
from cse_text.reports.table import safe_cell
from cse_text.reports.visible import make_visible
from cse_text.reports.workbook import Sheet, write_workbook

COLUMNS = (
    *("date", "agency", "team", "author role", "note type", "entry", "wording that masks", "where it stands"),
    "then and now",
)
_WIDTHS = (12, 20, 18, 18, 16, 90, 40, 30, 28)
_CENTIMETRES = (2.6, 2.2, 1.9, 2.2, 2.0, 7.0, 3.2, 2.5, 2.2)  # across a page of A4, landscape

Row = Sequence[str]


def merged_bytes(path: Path, title: str, rows: Sequence[Row]) -> bytes:
    """Return the file that the ending of `path` asks for; raise ReportError where there is no such format."""
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        known = ", ".join(_WRITERS)
        raise ReportError("unknown-ending", f"A chronology cannot be written as '{path.suffix}'; use {known}.")
    return writer(title, [[make_visible(cell) for cell in row] for row in rows])


def _as_csv(_title: str, rows: Sequence[Row]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")  # spreadsheets know UTF-8 by its mark only


def _as_xlsx(title: str, rows: Sequence[Row]) -> bytes:
    sheet = Sheet("Chronology", list(zip(COLUMNS, _WIDTHS, strict=True)), rows, keys=COLUMNS.index("entry"))
    return _saved(lambda stream: write_workbook(stream, title, [sheet]))


def _as_docx(title: str, rows: Sequence[Row]) -> bytes:
    from cse_text.packing import pack_again
    from cse_text.reports.docx_page import DocxPage

    page = DocxPage(title, landscape=True)
    page.table(COLUMNS, rows, _CENTIMETRES)
    packed = _saved(page.save)
    return _saved(lambda stream: pack_again(packed, stream))


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


_WRITERS: dict[str, Callable[[str, Sequence[Row]], bytes]] = {".csv": _as_csv, ".xlsx": _as_xlsx, ".docx": _as_docx}
