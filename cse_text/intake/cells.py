"""Rich text inside the cell of a table: told by its codes, and its words read without them."""

from __future__ import annotations

import datetime as dt
import html as entities
import re

_RTF = re.compile(r"\s*\{\\rtf[0-9 \\]")
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|#39|#x27|rsquo|lsquo|ldquo|rdquo|ndash|mdash);")


def unmarked(cell: str) -> tuple[str, str]:
    """Return the words of a cell and which codes they were marked up in: 'RTF', 'HTML' or ''."""
    if cell.startswith(("{", " ", "\n", "\t")) and _RTF.match(cell):
        from cse_text.intake.rtf import plain as plain_rtf

        return plain_rtf(_in_bytes(cell)), "RTF"
    if "<" in cell and ">" in cell:
        from cse_text.intake.html import looks_like_html, plain

        if looks_like_html(cell):
            return plain(cell), "HTML"
    if "&" in cell and _ENTITY.search(cell):
        return entities.unescape(cell), "HTML"
    return cell, ""


def _in_bytes(cell: str) -> str:
    """Return rich text whose letters beyond Latin-1 stand as its own codes for them, as the parser expects."""
    return "".join(letter if letter < "\u0100" else f"\\uc0\\u{ord(letter) % 65536} " for letter in cell)


def spoken(value: object) -> str:
    """Return a cell's value as a person reads it; what is missing, or holds values of its own, is blank."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return "" if value is None or isinstance(value, list | dict | tuple | bytes) else str(value)
