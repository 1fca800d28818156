"""Whole small files of each format, written by the helpers of the tests: what damage begins from."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "intake"))

import format_files as made
import intake_files as office

CANARY = "zyzzyva"  # stands in every file, and in no message about it
NOTE = f"14/03/2014 Home visit. Leah (13) puts herself at risk, {CANARY}.\n\n02/05/2014 Police. He is her boyfriend."
ROWS = [["Person ID", "Date", "Agency", "Case Note"], ["0042", "03/04/2024", "Police", NOTE], ["NA", "", "", "Seen."]]
CHAIN = f"Seen. {CANARY}\n\nFrom: A B <a@x.nhs.net>\nSent: 3 April 2018 10:12\nTo: C\nSubject: x\n\nFine.\n\n> quoted\n"
_TABLE = "<table><tr><td>One</td><td>Two</td></tr></table><script>x()</script><del>gone</del>"
_BOX = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"


@cache
def seeds_of(suffix: str) -> tuple[bytes, ...]:
    """Return whole files of the format with this suffix."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(_MAKERS[suffix](Path(folder)))


def _tables(separator: str) -> list[bytes]:
    lines = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in ROWS)
    return [
        text.encode(code) for text in (lines, f"sep={separator}\n{lines}") for code in ("utf-8", "utf-16", "cp1252")
    ]


def _lines() -> list[bytes]:
    rows = [{"id": "a", "text": NOTE, "meta": {"agency": "Police", "child_age": 13}}, {"text": ""}, {"text": "x" * 99}]
    return ["\n".join(map(json.dumps, rows)).encode()]


def _plain() -> list[bytes]:
    return [NOTE.encode(code) for code in ("utf-8", "utf-16", "utf-8-sig", "utf-32")]


def _docx(folder: Path) -> list[bytes]:
    bare = office.document(folder / "a.docx", NOTE, body=_BOX)
    noted = office.document(folder / "b.docx", NOTE)
    names = office.nsdecls("w")
    note = f"<w:footnotes {names}><w:footnote w:id='2'><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:footnote></w:footnotes>"
    return [bare.read_bytes(), office.with_part(noted, "footnotes", note).read_bytes()]


def _workbook(folder: Path) -> list[bytes]:
    return [office.workbook(folder / "a.xlsx", {"Notes": ROWS, "More": [["Text"], [1.5], [True]]}).read_bytes()]


def _pdf(folder: Path) -> list[bytes]:
    plain = NOTE.replace("\n", " ")
    return [made.pdf(folder / "a.pdf", plain, "", "Page of letters.", header="Head", footer="Page {0}").read_bytes()]


def _rtf(folder: Path) -> list[bytes]:
    raw = r"\trowd\intbl a\cell b\cell\row{\footnote note}{\*\annotation c}{\pict 00ff}\u8217?{\deleted x}{\v h}"
    return [made.rtf(folder / "a.rtf", NOTE, raw=raw).read_bytes()]


def _web(folder: Path) -> list[bytes]:
    return [made.web(folder / "a.html", NOTE, raw=_TABLE).read_bytes()]


def _odt(folder: Path) -> list[bytes]:
    return [made.odt(folder / "a.odt", NOTE).read_bytes()]


def _eml(folder: Path) -> list[bytes]:
    inner = made.eml(folder / "i.eml", "Inner.").read_bytes()
    whole = made.eml(folder / "a.eml", CHAIN, attached={"n.txt": NOTE.encode(), "i.eml": inner}, subject="S")
    return [whole.read_bytes(), made.eml(folder / "b.eml", "x", html=f"<p>{NOTE}</p>").read_bytes()]


def _msg(folder: Path) -> list[bytes]:
    return [made.msg(folder / "a.msg", CHAIN, attached={"n.txt": NOTE.encode()}, subject="S", sender="Jo").read_bytes()]


def _xls(folder: Path) -> list[bytes]:
    return [made.xls(folder / "a.xls", {"Notes": ROWS, "B": [["Text"], ["x"]]}).read_bytes()]


def _parquet(folder: Path) -> list[bytes]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {name: list(cells) for name, cells in zip(ROWS[0], zip(*ROWS[1:], strict=True), strict=True)}
    nested = {**columns, "Worker": [{"role": "PC"}, None], "Seen": [True, False], "Count": [1, None]}
    made = []
    for name, content in (("a", columns), ("b", nested)):
        pq.write_table(pa.table(content), folder / f"{name}.parquet")
        made.append((folder / f"{name}.parquet").read_bytes())
    return made


def _zip(folder: Path) -> list[bytes]:
    inner = made.zipped(folder / "i.zip", {"n.txt": NOTE.encode()}).read_bytes()
    members = {"a.txt": NOTE.encode(), "i.zip": inner, "d/t.csv": _tables(",")[0], "../x.txt": b"x"}
    return [made.zipped(folder / "a.zip", members).read_bytes()]


_MAKERS: dict[str, Callable[[Path], Sequence[bytes]]] = {
    ".txt": lambda _: _plain(),
    ".md": lambda _: _plain(),
    ".csv": lambda _: _tables(","),
    ".tsv": lambda _: _tables("\t"),
    ".jsonl": lambda _: _lines(),
    ".ndjson": lambda _: _lines(),
    ".docx": _docx,
    ".xlsx": _workbook,
    ".xlsm": _workbook,
    ".xls": _xls,
    ".odt": _odt,
    ".rtf": _rtf,
    ".html": _web,
    ".htm": _web,
    ".pdf": _pdf,
    ".eml": _eml,
    ".msg": _msg,
    ".zip": _zip,
    ".parquet": _parquet,
}
