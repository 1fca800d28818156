"""Files in the formats of documents and messages, written by hand or by a library other than the one that reads."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from html import escape
from itertools import pairwise
from pathlib import Path

import xlwt
from fpdf import FPDF

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, SMALL, CUT_OFF = 512, 64, 4096


def pdf(path: Path, *pages: str, header: str = "", footer: str = "") -> Path:
    """Write a PDF with a page for each text; a text of '' is a page without a text layer."""
    made = FPDF()
    made.set_auto_page_break(auto=False)
    made.set_font("helvetica", size=11)
    for number, text in enumerate(pages, start=1):
        made.add_page()
        if header:
            made.cell(0, 8, header, new_x="LMARGIN", new_y="NEXT")
        if text:
            made.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
        else:
            made.rect(20, 20, 50, 50, style="F")
        if footer:
            made.set_y(-20)
            made.cell(0, 8, footer.format(number))
    made.output(str(path))
    return path


def rtf_text(text: str) -> str:
    """Return words as rich text codes, letters beyond ASCII by their number."""
    coded = []
    for letter in text:
        units = letter.encode("utf-16-le")
        if letter in "\\{}":
            coded.append(f"\\{letter}")
        elif letter == "\t":
            coded.append("\\tab ")
        elif letter < "\x80":
            coded.append(letter)
        else:
            coded += [f"\\u{number}?" for number in struct.unpack(f"<{len(units) // 2}h", units)]
    return "".join(coded)


def rtf(path: Path, *paragraphs: str, raw: str = "") -> Path:
    """Write a rich text file with these paragraphs, and codes after them."""
    body = "".join(f"\\pard {rtf_text(text)}\\par\n" for text in paragraphs)
    path.write_bytes(f"{{\\rtf1\\ansi\\ansicpg1252\\uc1{{\\fonttbl{{\\f0 Arial;}}}}\n{body}{raw}}}".encode("ascii"))
    return path


def web(path: Path, *paragraphs: str, raw: str = "") -> Path:
    """Write a web page with these paragraphs, and elements after them."""
    body = "".join(f"<p>{escape(text)}</p>\n" for text in paragraphs)
    page = f"<html><head><title>t</title><style>p {{}}</style></head><body>{body}{raw}</body></html>"
    path.write_bytes(page.encode("utf-8"))
    return path


def odt(path: Path, *paragraphs: str, raw: str = "", styles: str = "", before: str = "") -> Path:
    """Write an OpenDocument text with these paragraphs, and XML after them."""
    parts = ("office", "text", "table", "style")
    names = " ".join(f'xmlns:{part}="{ODF}{part}:1.0"' for part in parts)
    names += f' xmlns:draw="{ODF}drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    body = "".join(f"<text:p>{escape(text)}</text:p>" for text in paragraphs).replace("\t", "<text:tab/>")
    content = (
        f"{before}<office:document-content {names}><office:body><office:text>{body}{raw}</office:text></office:body>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"{content}</office:document-content>")
        if styles:
            archive.writestr("styles.xml", f"<office:document-styles {names}>{styles}</office:document-styles>")
    return path


def eml(path: Path, body: str, *, attached: Mapping[str, bytes] | None = None, html: str = "", **headers: str) -> Path:
    """Write a message; headers by their names in lower case."""
    message = EmailMessage()
    for name, value in (
        {"from": "Jo Bell <jo@x.police.uk>", "date": "Tue, 03 Apr 2018 10:12:00 +0100"} | headers
    ).items():
        message[name.title()] = value
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in (attached or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    path.write_bytes(message.as_bytes())
    return path


def msg(path: Path, body: str, *, attached: Mapping[str, bytes] | None = None, **texts: str) -> Path:
    """Write an Outlook message; further texts by the number of their property, such as 0037 of the subject."""
    keys = {"subject": "0037", "sender": "0C1A", "address": "5D01"}
    streams = {f"__substg1.0_{keys[name]}001F": value.encode("utf-16-le") for name, value in texts.items()}
    if body:
        streams["__substg1.0_1000001F"] = body.encode("utf-16-le")
    ticks = 131672239200000000  # 3 April 2018
    properties = b"\0" * 32 + struct.pack("<HHIQ", 0x40, 0x39, 6, ticks)
    tree: dict[str, object] = {**streams, "__properties_version1.0": properties}
    for number, (name, data) in enumerate((attached or {}).items()):
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__substg1.0_37010102": data,
        }
    path.write_bytes(container(tree))
    return path


def container(tree: Mapping[str, object]) -> bytes:
    """Return a compound file: storages as mappings, streams as bytes; small streams share one, as the format asks."""
    entries: list[list[object]] = [["Root Entry", 5, FREE, b""]]
    _add(entries, tree, 0)
    sectors: list[bytes] = []
    chains: list[int] = []
    small: list[bytes] = []
    small_chains: list[int] = []
    starts = [END]
    for _, kind, _, data, *_ in entries[1:]:
        into = (small, small_chains, SMALL) if len(data) < CUT_OFF else (sectors, chains, SECTOR)
        starts.append(_place(*into, data) if kind == 2 else END)
    entries[0][3] = b"".join(small)
    starts[0] = _place(sectors, chains, SECTOR, entries[0][3])
    numbers = struct.pack(f"<{len(small_chains)}I", *small_chains)
    small_fat = _place(sectors, chains, SECTOR, numbers.ljust(-(-len(numbers) // SECTOR) * SECTOR, b"\xff"))
    directory = b"".join(_entry(entry, start) for entry, start in zip(_linked(entries), starts, strict=True))
    first = _place(sectors, chains, SECTOR, directory)
    count = 1
    while (len(chains) + count) * 4 > count * SECTOR:
        count += 1
    fat_at = len(chains)
    table = chains + [FAT] * count
    table += [FREE] * (count * SECTOR // 4 - len(table))
    small_count = -(-len(numbers) // SECTOR)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\0" * 6 + struct.pack(
        "<IIIIIIIIII", 0, count, first, 0, CUT_OFF, small_fat, small_count, END, 0, fat_at
    )
    header += struct.pack(f"<{count - 1}I", *range(fat_at + 1, fat_at + count)) + b"\xff" * (4 * (109 - count))
    return header + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)


def _add(entries: list[list[object]], tree: Mapping[str, object], parent: int) -> None:
    below = []
    for name in sorted(tree, key=lambda each: (len(each), each.upper())):
        value = tree[name]
        below.append(len(entries))
        entries.append(
            [name, 1 if isinstance(value, Mapping) else 2, FREE, b"" if isinstance(value, Mapping) else value]
        )
        if isinstance(value, Mapping):
            _add(entries, value, below[-1])
    entries[parent].append(below)


def _linked(entries: list[list[object]]) -> list[tuple[str, int, int, int, int]]:
    """Return name, kind, right neighbour, first child and size of each entry."""
    right, child = [FREE] * len(entries), [FREE] * len(entries)
    for number, entry in enumerate(entries):
        below = entry[4] if len(entry) > 4 else []
        child[number] = below[0] if below else FREE
        for one, other in pairwise(below):
            right[one] = other
    return [
        (str(entry[0]), int(entry[1]), right[number], child[number], len(entry[3]))
        for number, entry in enumerate(entries)
    ]


def _entry(entry: tuple[str, int, int, int, int], start: int) -> bytes:
    name, kind, right, child, size = entry
    coded = name.encode("utf-16-le")
    return (
        coded.ljust(64, b"\0") + struct.pack("<HBBIII", len(coded) + 2, kind, 1, FREE, right, child)
        + b"\0" * 36 + struct.pack("<IQ", start, size)
    )  # fmt: skip


def _place(sectors: list[bytes], chains: list[int], size: int, data: object) -> int:
    """Put data into sectors of a size, say in the chains which follows which, and return the first."""
    data = bytes(data)
    if not data:
        return END
    first, count = len(sectors), -(-len(data) // size)
    for number in range(count):
        sectors.append(data[number * size : (number + 1) * size].ljust(size, b"\0"))
        chains.append(first + number + 1 if number + 1 < count else END)
    return first


def xls(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Write an .xls file with these sheets."""
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
    book.save(str(path))
    return path


def zipped(path: Path, members: Mapping[str, bytes]) -> Path:
    """Write a zip file with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path
