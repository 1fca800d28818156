"""Long runs: words per second and the largest process of a scan, by number of notes and of workers.

    python benchmarks/long_runs.py [--notes 10000 --notes 200000] [--jobs 1 --jobs 2] [--size small] [--depth quick]

Each scan is the command itself over a table of generated notes, with a report to a file. "Largest" is the peak memory
of the largest of its processes, whichever that is; "processor" the seconds that all of them took together, which
others at work on the machine bear on less. The journal is kept as in any long run. Not for Windows.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from benchmarks.notes import SENTENCES, stream_notes

_MEASURE = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss, used.ru_utime + used.ru_stime, code)
"""


def write_table(path: Path, number: int, size: str) -> int:
    """Write a table of notes and return how many words they have."""
    words = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "date", "team", "text"])
        for n, note in enumerate(stream_notes(number, "ordinary", size=size)):
            words += len(note.split())
            writer.writerow([f"N{n:07}", f"{n % 28 + 1:02}/03/2024", f"Team {n % 9}", note])
    return words


def measure(table: Path, words: int, number: int, jobs: int, depth: str) -> None:
    """Run one scan and print its figures."""
    scan = [sys.executable, str(HERE / "cli.py"), "scan", str(table), "--depth", depth, "--jobs", str(jobs), "--quiet"]
    command = [sys.executable, "-c", _MEASURE, *scan, "--out", str(table.with_suffix(".jsonl"))]
    started = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own command line
        command, capture_output=True, encoding="utf-8", check=True
    )
    seconds = time.perf_counter() - started
    largest, processor = (float(each) for each in done.stdout.split()[:2])
    print(
        f"{number:>10,} notes  {jobs} jobs  {seconds:8.1f} s  {words / seconds:10,.0f} words/s  "
        f"{processor:8.1f} s of processor  largest {largest / 1024:6.0f} MB",
        flush=True,
    )


def main() -> None:
    """Print a line for each number of notes and of workers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, action="append")
    parser.add_argument("--jobs", type=int, action="append")
    parser.add_argument("--size", choices=list(SENTENCES), default="usual")
    parser.add_argument("--depth", choices=["quick", "standard", "full"], default="quick")
    asked = parser.parse_args()
    for number in asked.notes or [10_000, 200_000]:
        with tempfile.TemporaryDirectory() as folder:
            table = Path(folder) / "notes.csv"
            words = write_table(table, number, asked.size)
            for jobs in asked.jobs or [1, 2]:
                measure(table, words, number, jobs, asked.depth)


if __name__ == "__main__":
    main()
