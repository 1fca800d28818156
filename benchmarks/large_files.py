"""Time and memory of one scan of a 300-page PDF and a 300-page Word document, each in a process of its own.

    python benchmarks/large_files.py [--pages 300] [--depth quick --depth standard]

The documents are written from seeded sentences of the annotated corpus (see throughput.py), a note a page,
as a running record of dated entries; each is scanned to an HTML report. Peak memory is that of the scanning process;
its seconds of processor say more than the clock where other work goes on.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.throughput import make_notes

NOTES_A_PAGE = 1  # a note of 24 sentences fills about a page
FIRST = date(2015, 1, 5)
SCAN = """
import resource, sys
from cse_text.commands import app
try:
    app(sys.argv[1:], standalone_mode=False)
except SystemExit:
    pass
used = resource.getrusage(resource.RUSAGE_SELF)
print("used", round(used.ru_utime + used.ru_stime, 1), used.ru_maxrss // 1024)
"""


def entries(pages: int) -> list[str]:
    """Return a dated entry a page."""
    notes = make_notes(pages * NOTES_A_PAGE, "ordinary")
    return [f"{FIRST + timedelta(days=3 * n):%d/%m/%Y} {note}" for n, note in enumerate(notes)]


def write_pdf(path: Path, texts: list[str]) -> None:
    """Write a page an entry."""
    from fpdf import FPDF

    made = FPDF()
    made.set_font("helvetica", size=10)
    for text in texts:
        made.add_page()
        made.multi_cell(0, 5, text.encode("latin-1", "replace").decode("latin-1"))
    made.output(str(path))


def write_docx(path: Path, texts: list[str]) -> None:
    """Write an entry a page, a paragraph a line."""
    from docx import Document

    made = Document()
    for text in texts:
        for line in text.split("\n"):
            made.add_paragraph(line)
        made.add_page_break()
    made.save(str(path))


def main() -> None:
    """Print a line a format and depth."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--depth", action="append")
    given = parser.parse_args()
    texts = entries(given.pages)
    words = sum(len(text.split()) for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        for suffix, write in ((".pdf", write_pdf), (".docx", write_docx)):
            path = Path(folder, f"record{suffix}")
            write(path, texts)
            for depth in given.depth or ["quick", "standard"]:
                print(f"{suffix} {given.pages} pages, {words:,} words, {depth}: {scanned(path, depth)}", flush=True)


def scanned(path: Path, depth: str) -> str:
    """Return what a scan to HTML took, in a process of its own."""
    out = path.with_suffix(f".{depth}.html")
    command = [sys.executable, "-c", SCAN, "scan", str(path), "--depth", depth, "--out", str(out)]
    began = time.perf_counter()
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own words
    took = time.perf_counter() - began
    processor, peak = said.rsplit("used", 1)[-1].split()
    return f"{took:.1f} s, {processor} s of processor, {peak} MB"


if __name__ == "__main__":
    main()
