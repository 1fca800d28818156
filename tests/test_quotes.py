"""Random records written into each format and read back: every finding's quote is the source text at its place."""

from __future__ import annotations

import io
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cse_text.intake import SUFFIXES, read_paths
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Record

sys.path.insert(0, str(Path(__file__).parent / "intake"))  # the writers of files stand beside the tests of intake

from format_files import eml, msg, odt, pdf, rtf, web, xls, zipped
from intake_files import document, workbook

PHRASES = (
    "She keeps putting herself at risk.",
    "He absconded again.",
    "Leah is promiscuous, mum said.",
    "It is a lifestyle choice, caf\u00e9 staff think.",
    "Refuses to engage.",
)
PLAIN = (
    "Seen at home with her nan.",
    "School \u2018fine\u2019.",
    "T/C 10:30; \u00a320 for bus.",
    "All well.",
)
SCANNER = Scanner.load(Settings(depth="quick"))


def _table(path: Path, lines: list[str], mark: str) -> Path:
    rows = "".join(f'{n}{mark}"{line}"\n' for n, line in enumerate(lines))
    path.write_text(f"Note ID{mark}Note Text\n{rows}", encoding="utf-8")
    return path


def _rows(lines: list[str]) -> list[list[str]]:
    return [["Note ID", "Note Text"], *([str(n), line] for n, line in enumerate(lines))]


def _text(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _objects(path: Path, lines: list[str]) -> Path:
    path.write_text("".join(json.dumps({"id": str(n), "text": line}) + "\n" for n, line in enumerate(lines)))
    return path


def _packed(path: Path, lines: list[str]) -> Path:
    inner = io.BytesIO("\n".join(lines).encode())
    return zipped(path, {"a/note.txt": inner.getvalue()})


def _parquet(path: Path, lines: list[str]) -> Path:
    pyarrow = pytest.importorskip("pyarrow")
    rows = _rows(lines)
    columns = {str(name): [str(row[n]) for row in rows[1:]] for n, name in enumerate(rows[0])}
    pytest.importorskip("pyarrow.parquet").write_table(pyarrow.table(columns), path)
    return path


WRITERS: dict[str, Callable[[Path, list[str]], Path]] = {
    ".txt": _text,
    ".md": _text,
    ".csv": lambda path, lines: _table(path, lines, ","),
    ".tsv": lambda path, lines: _table(path, lines, "\t"),
    ".xlsx": lambda path, lines: workbook(path, {"Notes": _rows(lines)}),
    ".xlsm": lambda path, lines: workbook(path, {"Notes": _rows(lines)}),
    ".xls": lambda path, lines: xls(path, {"Notes": _rows(lines)}),
    ".docx": lambda path, lines: document(path, *lines),
    ".odt": lambda path, lines: odt(path, *lines),
    ".rtf": lambda path, lines: rtf(path, *lines),
    ".html": lambda path, lines: web(path, *lines),
    ".htm": lambda path, lines: web(path, *lines),
    ".pdf": lambda path, lines: pdf(path, *(line.encode("latin-1", "replace").decode("latin-1") for line in lines)),
    ".eml": lambda path, lines: eml(path, "\n".join(lines)),
    ".msg": lambda path, lines: msg(path, "\r\n".join(lines)),
    ".zip": _packed,
    ".parquet": _parquet,
    ".jsonl": _objects,
    ".ndjson": _objects,
}


def test_no_format_is_left_out() -> None:
    """Every suffix that intake reads is written and read here."""
    assert set(WRITERS) == set(SUFFIXES)


@pytest.mark.parametrize("suffix", WRITERS)
@settings(max_examples=8, deadline=None)
@given(
    lines=st.lists(st.tuples(st.sampled_from(PLAIN), st.sampled_from(PHRASES), st.booleans()), min_size=1, max_size=4)
)
def test_every_quote_is_the_text_at_its_place(suffix: str, lines: list[tuple[str, str, bool]]) -> None:
    """The words of a finding stand at its offsets, and its place is the paragraph, row, page or line they came from."""
    written = [f"{phrase} {plain}" if first else f"{plain} {phrase}" for plain, phrase, first in lines]
    with tempfile.TemporaryDirectory() as folder:
        path = WRITERS[suffix](Path(folder, f"n{suffix}"), written)
        records = [item for item in read_paths([path]) if isinstance(item, Record)]
    found = 0
    for record in records:
        starts = [*(place.start for place in record.places), len(record.text)]
        for finding in SCANNER.scan(record).findings:
            number = max(n for n, start in enumerate(starts[:-1]) if start <= finding.start)
            here = " ".join(record.text[starts[number] : starts[number + 1]].split())
            found += 1

            assert record.text[finding.start : finding.end] == finding.text
            assert finding.place == record.places[number].label
            assert here in {line.replace("\u2018", "?").replace("\u2019", "?") for line in written} | set(written)
            assert " ".join(finding.text.split()) in here
    assert found
