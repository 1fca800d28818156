"""Reads reports back: all words of a DOCX or XLSX, as a reader would see them."""

from __future__ import annotations

import io
from typing import Any


def all_text(name: str, report: bytes) -> str:
    """Return every word of a report of any format."""
    if name == "docx":
        return docx_text(report)
    if name == "xlsx":
        return "\n".join(str(cell) for rows in xlsx_rows(report).values() for row in rows for cell in row)
    return report.decode(errors="replace")  # Parquet holds bytes that are no text, its manifest among them as it is


def docx_text(report: bytes) -> str:
    """Return the words of a document, its tables too, a paragraph a line."""
    from docx import Document
    from docx.oxml.ns import qn

    paragraphs = Document(io.BytesIO(report)).element.iter(qn("w:p"))
    return "\n".join("".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in paragraphs)


def xlsx_rows(report: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of each sheet; an empty cell is None."""
    book = opened(report)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def opened(report: bytes) -> Any:
    """Return the workbook itself, for its filters, widths and types."""
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(report))
