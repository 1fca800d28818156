"""`cse-text scan` into files that people keep: documents, comments beside the originals, the run manifest."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from pathlib import Path

import pytest
from docx import Document

from cse_text.intake import read_paths
from cse_text.types import Record, ScannedRecord
from tests.commands.conftest import Cli
from tests.reports.samples import finding

STARTS = {"html": b"<!DOCTYPE html>", "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "sarif": b'{"$schema"'}


def written(path: Path) -> ScannedRecord:
    """Write a Word document and return it as read, with one finding."""
    path.parent.mkdir(exist_ok=True)
    document = Document()
    document.add_paragraph("YP absconded from placement.")
    document.save(str(path))
    (record,) = [item for item in read_paths([path]) if isinstance(item, Record)]
    return ScannedRecord(record, (finding(record.text, "absconded"),))


@pytest.mark.parametrize("name", STARTS)
def test_documents_are_written_by_their_ending(cli: Cli, tmp_path: Path, name: str) -> None:
    """The ending chooses the format, the file begins as one of its kind, and only its owner may read it."""
    out = tmp_path / f"report.{name}"
    result = cli("scan", "cases", "--out", str(out))

    assert result.exit_code == 1
    assert result.stdout == ""
    assert out.read_bytes().startswith(STARTS[name])
    assert list(tmp_path.iterdir()) == [out]
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", STARTS)
def test_documents_repeat_to_the_byte(cli: Cli, tmp_path: Path, name: str) -> None:
    """Two runs over the same input write the same bytes."""
    first, second = tmp_path / f"a.{name}", tmp_path / f"b.{name}"
    for out in (first, second):
        cli("scan", "cases", "--out", str(out))

    assert first.read_bytes() == second.read_bytes()


def test_html_and_sarif_go_to_standard_output_too(cli: Cli) -> None:
    """Formats of text can be piped."""
    assert cli("scan", "cases", "--format", "html").stdout.startswith("<!DOCTYPE html>")
    assert json.loads(cli("scan", "cases", "--format", "sarif").stdout)["version"] == "2.1.0"


def test_guidance_is_cited_in_full(cli: Cli, tmp_path: Path) -> None:
    """A document cites guidance by title, organisation and year, not by its key."""
    key = "own-reading"
    scanned = written(tmp_path / "case.docx")
    cited = ScannedRecord(scanned.record, (finding(scanned.record.text, "absconded", sources=(key,)),))
    page = cli("scan", "x", "--format", "html", items=lambda: iter([cited])).stdout

    assert "Our own reading of how wording masks abuse" in page
    assert f"<li>{key}</li>" not in page


def test_manifest_holds_hashes_and_settings(cli: Cli, tmp_path: Path) -> None:
    """--manifest writes what the run was made with: SHA-256 of the input, versions, settings, and no time."""
    source, out = tmp_path / "case.docx", tmp_path / "run.json"
    scanned = written(source)
    cli("scan", "x", "--manifest", str(out), "--threshold", "0.5", items=lambda: iter([scanned]))
    manifest = json.loads(out.read_text(encoding="utf-8"))

    assert manifest["inputs"] == [
        {
            "source": str(source),
            "size": source.stat().st_size,
            "sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
        }
    ]
    assert manifest["settings"] == {"depth": "standard", "threshold": "0.5", "min-severity": "low"}
    assert "tagger/tagger.onnx" in manifest["models"]
    assert "stamp" not in manifest


def test_stamp_adds_the_clock(cli: Cli, tmp_path: Path) -> None:
    """Only with --stamp does a report say when it was made."""
    out = tmp_path / "run.json"
    cli("scan", "x", "--manifest", str(out), "--stamp")

    assert json.loads(out.read_text(encoding="utf-8"))["stamp"].endswith("+00:00")


def test_comments_are_written_beside_the_original(cli: Cli, tmp_path: Path) -> None:
    """--comments writes a copy with comments of each Word document; the original stays as it was."""
    first, second = written(tmp_path / "a" / "case.docx"), written(tmp_path / "b" / "case.docx")
    before = Path(first.record.source).read_bytes()
    folder = tmp_path / "read"
    result = cli("scan", "x", "--comments", str(folder), items=lambda: iter([first, second]))

    assert sorted(path.name for path in folder.iterdir()) == ["case (2).docx", "case.docx"]
    assert [comment.author for comment in Document(str(folder / "case.docx")).comments] == ["cse-text"]
    assert Path(first.record.source).read_bytes() == before
    assert "case.docx: 1 comment on its words." in result.stderr


def test_comments_never_replace_the_original(cli: Cli, tmp_path: Path) -> None:
    """A folder in which the copy would take the original's place is refused."""
    scanned = written(tmp_path / "case.docx")
    before = Path(scanned.record.source).read_bytes()
    result = cli("scan", "x", "--comments", str(tmp_path), items=lambda: iter([scanned]))

    assert result.exit_code == 2
    assert "would take the place of the original" in result.stderr
    assert Path(scanned.record.source).read_bytes() == before


def test_a_document_that_cannot_be_had_again_is_named(cli: Cli, tmp_path: Path) -> None:
    """A document inside an archive gets no copy; that is said, and the report is written all the same."""
    result = cli("scan", "x", "--comments", str(tmp_path / "read"))

    assert result.exit_code == 1
    assert "closed_cases/cf-0147.docx: no copy with comments was made" in result.stderr


@pytest.mark.parametrize("option", ["--out", "--manifest"])
def test_a_report_never_replaces_what_was_read(cli: Cli, tmp_path: Path, option: str) -> None:
    """A report that would take the place of a record is refused, and the record stays."""
    scanned = written(tmp_path / "case.docx")
    path = Path(scanned.record.source)
    before = path.read_bytes()
    result = cli("scan", "x", option, str(path), items=lambda: iter([scanned]))

    assert result.exit_code == 2
    assert "was read and would be written over" in result.stderr
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
