"""Words per second and peak memory of cse_text beside others, on the same notes in the same run.

    python benchmarks/throughput.py [--notes 2000] [--only "cse_text quick" ...] [--profile] [--quick]

Each reader lives in a process of its own, so that its peak memory is its own, start and libraries included. Rounds
are interleaved and each has other notes, since a scanner remembers what it read; the median is printed. Slow readers
read a part of the notes: their rate is taken over those. Seconds are those of the processor, so that others at work
on the machine count less. `--profile` shows, for each depth, where the time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.notes import MASKING_SHARE, SENTENCES, make_notes
from benchmarks.readers import READERS, Reader, scanner_reader

SLOW = {"cse_text standard": 20, "cse_text full": 20, "spaCy full pipeline": 33}  # read one note in so many
BASE = "spaCy full pipeline"
_reader: Reader | None = None


def start(name: str) -> None:
    """Make this process the home of a reader."""
    global _reader  # noqa: PLW0603 - a process has one reader
    _reader = READERS[name]()


def rate(notes: Sequence[str]) -> float:
    """Return how many words a second the reader of this process takes over the notes."""
    if _reader is None:
        raise RuntimeError("no reader")
    words = sum(len(note.split()) for note in notes)
    started = time.process_time()
    _reader(notes)
    return words / (time.process_time() - started)


def peak() -> float:
    """Return the most memory this process has used, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 * 1024 if sys.platform == "darwin" else 1024)


def compare(names: Sequence[str], kind: str, size: str, number: int, rounds: int) -> None:
    """Print a table of the readers over one kind and size of notes."""
    homes = {
        name: ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=start, initargs=(name,))
        for name in names
    }
    rates: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds):
        notes = make_notes(number, kind, seed=7 + turn, size=size)
        for name, home in homes.items():
            rates[name].append(home.submit(rate, notes[: max(2, number // SLOW.get(name, 1))]).result())
    peaks = {name: home.submit(peak).result() for name, home in homes.items()}
    for home in homes.values():
        home.shutdown()
    base = statistics.median(rates[BASE]) if BASE in rates else 0.0
    print(f"\n{kind}, {size}: {number:,} notes of {len(' '.join(notes).split()) // number:,} words")
    for name, found in rates.items():
        middle = statistics.median(found)
        beside = f"{middle / base:9.2f} x spaCy" if base else ""
        print(f"  {name:22} {middle:12,.0f} words/s {peaks[name]:7,.0f} MB {beside}", flush=True)


def profile(depth: str, notes: Sequence[str]) -> None:
    """Print which share of the time each room takes at one depth."""
    read = scanner_reader(depth)
    profiler = cProfile.Profile()
    profiler.runcall(read, notes)
    shares: Counter[str] = Counter()
    for (file, _, name), (_, _, own, _, callers) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        shared = _room(file) or next((room for room in map(_room, (caller[0] for caller in callers)) if room), "other")
        shares[shared if file != "~" or shared != "other" else name] += own
    total = sum(shares.values())
    print(f"\ntime by room at {depth} depth (under the profiler, which weighs on small functions)")
    for room, seconds in shares.most_common(12):
        print(f"  {room:28} {seconds / total:6.1%}")


def _room(file: str) -> str:
    parts = Path(file).parts
    return "/".join(parts[parts.index("cse_text") + 1 :][:2]) if "cse_text" in parts else ""


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=2000, help="notes of the usual size; small and large in keeping")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", choices=list(READERS))
    parser.add_argument("--quick", action="store_true", help="notes of the usual size only")
    parser.add_argument("--profile", action="store_true", help="only where the time goes")
    asked = parser.parse_args()
    if asked.profile:
        for depth, share in (("quick", 1), ("standard", 20), ("full", 20)):
            profile(depth, make_notes(asked.notes // share, "ordinary"))
        return
    for kind in MASKING_SHARE:
        compare(asked.only or list(READERS), kind, "usual", asked.notes, asked.rounds)
    for size in () if asked.quick else ("small", "large"):
        number = asked.notes * SENTENCES["usual"] // SENTENCES[size]
        compare(asked.only or list(READERS), "ordinary", size, number, asked.rounds)


if __name__ == "__main__":
    main()
