"""Notes for runs, and the command as a process that can be killed at a chosen record."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
from pathlib import Path

from cse_text.types import Problem, Record

ROOT = Path(__file__).parents[2]
SENTENCES = (
    "She is promiscuous.",
    "Tea and toast with the family.",
    "Leah puts herself at risk by meeting older men.",
    "He was seen at school and is well.",
    "She made poor choices at the weekend and absconded with her older boyfriend again, staff say.",
)
RECORDS = [Record(f"r{n}", f"Note {n}. {SENTENCES[n % 5]}", "notes.csv") for n in range(80)]
TROUBLE = Problem("bad.txt", "", "empty-file", "bad.txt is empty")


def write_notes(path: Path, number: int) -> Path:
    """Return a table of so many notes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "date", "text"])
        writer.writerows([f"N{n:04}", "03/04/2024", f"Visit {n}. {SENTENCES[n % 5]}"] for n in range(number))
    return path


def scan_process(*arguments: str, die_at: int = 0) -> subprocess.CompletedProcess[str]:
    """Return the end of a scan; with `die_at` it is killed outright as it keeps that record."""
    command = [sys.executable, "-m", "tests.batch.samples", str(die_at), "scan", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120
    )


def main() -> None:
    """Run the command with a journal that is written at every record; die, unasked, at the one chosen."""
    from cse_text.batch import journal
    from cse_text.commands import app

    left = int(sys.argv.pop(1))
    keep = journal.Journal.keep

    def keep_or_die(self: journal.Journal, *given: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        keep(self, *given)  # type: ignore[arg-type]

    journal.EVERY = 0.0
    journal.Journal.keep = keep_or_die  # type: ignore[method-assign,assignment]
    app(prog_name="cse-text")


if __name__ == "__main__":
    main()
