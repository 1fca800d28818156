"""Guards before a .docx, .odt or .xlsx is unpacked: a zip that is whole, not encrypted, and no larger than allowed.

Sizes come from the zip's own directory; both zip readers used here stop where a member goes beyond its declared size.
A sheet is also measured, because a cell in a far corner makes a reader allocate everything in between.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO

from cse_text.errors import IntakeError
from cse_text.intake.settings import IntakeSettings
from cse_text.intake.shared_strings import named_bytes
from cse_text.intake.sources import Source

_FOLDERS = {".docx": "word/", ".xlsx": "xl/", ".xlsm": "xl/", ".odt": "content.xml"}
_MACROS = ("word/vbaproject.bin", "xl/vbaproject.bin")
_MAX_MEMBERS = 20_000
_CHUNK = 1 << 20
_ENCRYPTED_FLAG = 1
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,7})["']""")
_ROW_OR_CELL = re.compile(rb"<(?:[A-Za-z0-9]+:)?(row|c)(?=[\s/>])([^>]*)>")
_LOOSE = re.compile(rb"<(?:[A-Za-z0-9]+:)?(?:row|c)(?=[\s/>])(?![^>]*\sr\s*=)")
_PLACED = re.compile(rb"\sr\s*=")
_COLUMNS = 16_384
_LONGEST_TAG = 65536


def check_archive(source: Source, settings: IntakeSettings) -> bool:
    """Refuse a zip that is damaged, encrypted, of another kind, or that would unpack beyond the limits.

    Returns whether a workbook holds macros, which nobody runs; a document that hides them behind its name is refused.
    """
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            _check_directory(source, archive.infolist(), settings.max_expanded_bytes)
            macros = any(name.casefold() in _MACROS for name in archive.namelist())
            if source.suffix in (".xlsx", ".xlsm"):
                _check_sheets(source, archive, settings.max_cells)
                _check_strings(source, archive, settings.max_expanded_bytes)
            else:
                _check_elements(source, archive, settings.max_elements)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError) as error:
        raise damaged(source) from error
    if macros and source.suffix == ".docx":
        message = f"{source.name} holds macros in spite of its name and was not read; save it as .docx without them."
        raise IntakeError("macro-document", message, source=source.name)
    return macros


def damaged(source: Source, place: str = "") -> IntakeError:
    """Return the error for a file that its format's reader cannot follow."""
    message = (
        f"{source.name} is damaged or cut off and was not read; fetch it again, or open and repair it in its own "
        f"program and save it as {source.suffix}."
    )
    return IntakeError("damaged-file", message, source=source.name, place=place)


def _check_directory(source: Source, members: list[zipfile.ZipInfo], limit: int) -> None:
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        message = f"{source.name} is encrypted and was not read; save a copy without a password."
        raise IntakeError("encrypted", message, source=source.name)
    if len(members) > _MAX_MEMBERS or sum(member.file_size for member in members) > limit:
        message = (
            f"{source.name} would unpack to more than {limit:,} bytes and was not read; split it or raise the limit."
        )
        raise IntakeError("too-large", message, source=source.name)
    folder = _FOLDERS[source.suffix]
    if not any(member.filename.replace("\\", "/").startswith(folder) for member in members):
        message = f"{source.name} is a zip file but not a {source.suffix} file, and was not read; check what it is."
        raise IntakeError("wrong-suffix", message, source=source.name)


def _check_sheets(source: Source, archive: zipfile.ZipFile, limit: int) -> None:
    for member in archive.infolist():
        with archive.open(member) as stream:
            area = _area(stream)
        if area > limit:
            message = (
                f"{source.name} has a sheet that spans {area:,} cells (limit {limit:,}) and was not read; delete the "
                "empty rows and columns outside the table and save it again."
            )
            raise IntakeError("too-large", message, source=source.name, place=member.filename)


def _check_elements(source: Source, archive: zipfile.ZipFile, limit: int) -> None:
    """Refuse a document of so many elements that its tree would fill the memory; each takes far more than its tag."""
    elements = 0
    for member in archive.infolist():
        if member.filename.endswith(".xml"):
            with archive.open(member) as stream:
                while elements <= limit and (chunk := stream.read(_CHUNK)):
                    elements += chunk.count(b"<")
    if elements > limit:
        message = f"{source.name} has more than {limit:,} XML elements and was not read; split it or raise the limit."
        raise IntakeError("too-large", message, source=source.name)


def _check_strings(source: Source, archive: zipfile.ZipFile, limit: int) -> None:
    """Refuse a workbook whose cells name few long texts so often that spelling them out would fill the memory."""
    if named_bytes(archive, limit) > limit:
        message = (
            f"{source.name} repeats long texts so often that it would unpack to more than {limit:,} bytes, and was not "
            "read; split it or raise the limit."
        )
        raise IntakeError("too-large", message, source=source.name)


@dataclass(slots=True)
class _Extent:
    """How far a sheet reaches, counted from its XML; cells may lack their reference and then follow one another."""

    rows: int = 0
    columns: int = 0
    run: int = 0
    longest: int = 0

    def add(self, xml: bytes) -> None:
        for letters, number in set(_REFERENCE.findall(xml)):
            self.rows, self.columns = max(self.rows, int(number)), max(self.columns, _column(letters))
        if not _LOOSE.search(xml):
            return
        for kind, attributes in _ROW_OR_CELL.findall(xml):
            loose = not _PLACED.search(attributes)
            self.rows += loose and kind == b"row"
            self.run = 0 if kind == b"row" else self.run + loose
            self.longest = max(self.longest, self.run)

    def area(self) -> int:
        return self.rows * min(_COLUMNS, self.columns + self.longest)


def _area(stream: IO[bytes]) -> int:
    """Return an upper bound of a sheet's rows times columns, 0 where the member is no sheet."""
    extent, is_sheet, rest = _Extent(), False, b""
    while chunk := stream.read(_CHUNK):
        xml = rest + chunk
        # No tag is cut in two: what follows the last '<' waits, unless it is far too long for a tag.
        cut = xml.rfind(b"<")
        cut = len(xml) if cut < len(xml) - _LONGEST_TAG else cut
        xml, rest = xml[:cut], xml[cut:]
        is_sheet = is_sheet or b"sheetData" in xml
        if is_sheet:
            extent.add(xml)
    if is_sheet:
        extent.add(rest)
    return extent.area()


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
