"""Files that the tests of intake write, and a short way to read them back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import strategies as st

from cse_text.intake import IntakeSettings, read_paths
from cse_text.types import Problem, Record

CANARY = "zyzzyva"
# Everything Word, Excel and a text file can hold: no surrogates, no controls but the tab, no byte-order mark.
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff") | st.sampled_from(
    "\u2019\u201c\u00a0\u2011é€\t"
)
LINES = st.text(LETTERS, max_size=40)
TEXTS = st.lists(LINES, min_size=1, max_size=6).map("\n".join).filter(lambda text: text.strip() != "")


def read(
    *paths: str | Path, settings: IntakeSettings | None = None, **choices: object
) -> tuple[list[Record], list[Problem], list[str]]:
    """Return records, problems and notices of the paths."""
    notices: list[str] = []
    found = list(read_paths(paths, settings or IntakeSettings(**choices), notices.append))
    records = [value for value in found if isinstance(value, Record)]
    return records, [value for value in found if isinstance(value, Problem)], notices


def only(*paths: str | Path, **choices: object) -> Record:
    """Return the one record of the paths, where there is no problem."""
    records, problems, _ = read(*paths, **choices)
    assert (len(records), problems) == (1, [])
    return records[0]


def slugs(*paths: str | Path, **choices: object) -> list[str]:
    """Return the slugs of the problems of the paths."""
    return [problem.slug for problem in read(*paths, **choices)[1]]


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a text file byte by byte as given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Write an .xlsx file with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def document(path: Path, *paragraphs: str, body: str = "") -> Path:
    """Write a .docx file with these paragraphs, and XML of the body after them."""
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    for element in word_xml(f"<w:body {nsdecls('w')}>{body}</w:body>") if body else ():
        made.element.body.insert(len(made.element.body) - 1, element)
    made.save(path)
    return path


def word_xml(xml: str) -> list[object]:
    """Return the elements inside an XML wrapper, with the names that Word uses for drawings."""
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return list(parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {names}", xml)))


def rezipped(path: Path, changed: Mapping[str, bytes]) -> Path:
    """Write members of a zip file anew or add them."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()} | dict(changed)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    path.write_bytes(buffer.getvalue())
    return path


def with_part(path: Path, kind: str, xml: str) -> Path:
    """Add a part such as footnotes to a .docx file, with its relation and content type."""
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
    content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    override = f'<Override PartName="/word/{kind}.xml" ContentType="{content}"/></Types>'
    schema = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    relation = f'<Relationship Id="rId99{kind}" Type="{schema}" Target="{kind}.xml"/></Relationships>'
    return rezipped(
        path,
        {
            "[Content_Types].xml": types.replace("</Types>", override).encode(),
            "word/_rels/document.xml.rels": relations.replace("</Relationships>", relation).encode(),
            f"word/{kind}.xml": xml.encode(),
        },
    )
