"""Word comments as LibreOffice sees them: the copy opens without repair, and each comment stands on its exact words."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document

from cse_text.intake import read_paths
from cse_text.reports.docx_comments import add_comments
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Record

pytestmark = pytest.mark.slow
_NOTE = re.compile(
    r'<office:annotation [^>]*office:name="([^"]+)".*?</office:annotation>(.*?)'
    r'<office:annotation-end [^>]*office:name="\1"',
    re.DOTALL,
)


def test_each_comment_stands_on_its_exact_words(tmp_path: Path) -> None:
    """Every finding of a document is a comment on the words that were found, in LibreOffice as in Word."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    document = Document()
    for words in ("Leah keeps putting herself at risk.", "Seen. She absconded again & is promiscuous."):
        document.add_paragraph(words)
    document.save(str(tmp_path / "case.docx"))
    (record,) = [item for item in read_paths([tmp_path / "case.docx"]) if isinstance(item, Record)]
    scanned = Scanner.load(Settings(depth="quick")).scan(record)
    (tmp_path / "read.docx").write_bytes(add_comments((tmp_path / "case.docx").read_bytes(), scanned, {}).content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path)]
    command.append(str(tmp_path / "read.docx"))
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    with zipfile.ZipFile(tmp_path / "read.odt") as archive:
        text = archive.read("content.xml").decode()
    found = sorted(each.text for each in scanned.findings if each.masking)

    assert found
    assert sorted(re.sub("<[^>]+>", "", words) for _, words in _NOTE.findall(text)) == found
