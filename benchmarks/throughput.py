"""Words per second of cse_text beside the full spaCy pipeline, on the same notes in the same run.

    python benchmarks/throughput.py [--notes 2000] [--depth quick --depth standard --depth full] [--spacy-notes 60]

The notes are put together, seeded, from sentences of the annotated corpus: `ordinary` notes hold mostly sentences
without masking, `dense` ones as many as the corpus itself. The spaCy pipeline reads a part of the notes, since it
would take minutes; its rate is taken over those. Rounds are interleaved; the median of each is printed.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cse_text.matching.nlp import english_pipeline
from cse_text.matching.windows import cut_sentences
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Record

CORPUS = Path(__file__).resolve().parent.parent / "corpus_samples" / "annotated"
SENTENCES_A_NOTE = 24
MASKING_SHARE = {"ordinary": 0.02, "dense": 0.2}


def make_notes(number: int, kind: str, seed: int = 7) -> list[str]:
    """Return seeded notes; the share of masking sentences depends on the kind."""
    plain, masking = _sentences()
    rng = random.Random(seed)
    notes = []
    for _ in range(number):
        drawn = [rng.choice(masking if rng.random() < MASKING_SHARE[kind] else plain) for _ in range(SENTENCES_A_NOTE)]
        notes.append(" ".join(drawn))
    return notes


def _sentences() -> tuple[list[str], list[str]]:
    plain, masking = [], []
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if not line.strip():
                continue
            document = json.loads(line)
            spans = [span for span in document["spans"] if span["masking"]]
            for start, end in cut_sentences(document["text"]):
                sentence = document["text"][start:end].strip()
                hit = any(span["start"] < end and span["end"] > start for span in spans)
                trap = any(span["start"] < end and span["end"] > start for span in document["spans"])
                if hit or not trap:
                    (masking if hit else plain).append(sentence)
    return plain, masking


def words_per_second(read: Callable[[Sequence[str]], object], notes: Sequence[str]) -> float:
    """Return how many words a second a reader takes over the notes."""
    words = sum(len(note.split()) for note in notes)
    started = time.perf_counter()
    read(notes)
    return words / (time.perf_counter() - started)


def reader(depth: str) -> Callable[[Sequence[str]], object]:
    """Return a reader of notes at one depth, its scanner built and warm."""
    scanner = Scanner.load(Settings(depth=depth))
    scanner.scan(Record("warm", "She was seen with an older man.", ""))
    return lambda notes: sum(len(scanner.scan(Record(str(n), note, "")).findings) for n, note in enumerate(notes))


def spacy_reader() -> Callable[[Sequence[str]], object]:
    """Return a reader with the full English pipeline."""
    nlp = english_pipeline()
    return lambda notes: sum(len(doc) for doc in nlp.pipe(notes, batch_size=32))


def main() -> None:
    """Print the rates and their ratios to spaCy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=2000)
    parser.add_argument("--spacy-notes", type=int, default=60)
    parser.add_argument("--slow-notes", type=int, default=100, help="notes read at standard and full depth")
    parser.add_argument("--depth", action="append", choices=["quick", "standard", "full"])
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    depths = asked.depth or ["quick", "standard", "full"]
    readers = {
        f"cse_text {depth}": (reader(depth), asked.notes if depth == "quick" else asked.slow_notes) for depth in depths
    }
    readers["spaCy full pipeline"] = (spacy_reader(), asked.spacy_notes)
    for kind in MASKING_SHARE:
        rates: dict[str, list[float]] = {name: [] for name in readers}
        for turn in range(asked.rounds):
            notes = make_notes(asked.notes, kind, seed=7 + turn)  # others each time: a scanner remembers what it read
            for name, (read, number) in readers.items():
                rates[name].append(words_per_second(read, notes[:number]))
        base = statistics.median(rates["spaCy full pipeline"])
        print(f"{kind}: {len(notes)} notes, {sum(len(note.split()) for note in notes):,} words")
        for name, found in rates.items():
            rate = statistics.median(found)
            print(f"  {name:22} {rate:12,.0f} words/s   {rate / base:7.1f} x spaCy")


if __name__ == "__main__":
    main()
