"""What share of names, initials, birth dates, addresses and numbers the pseudonymised export replaces, and what else.

    python benchmarks/pseudonyms.py [--part mend] [--errors]

Measured on the files of corpus_samples/pseudonyms, each exported by itself, as a folder of one would be. A marked word
counts as replaced where nothing of it is left standing. Errors are listed for the part that is there to be read only.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cse_text.evaluation.reading import as_record
from cse_text.pseudonyms import Key, Masker

CORPUS = ROOT / "corpus_samples"
KINDS = ("name", "initials", "birth", "address", "number")
PARTS = ("mend", "held-out")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file: marked words by kind that stayed and that went, and what went without being marked."""

    left: tuple[tuple[str, str], ...]
    gone: tuple[tuple[str, str], ...]
    needless: tuple[str, ...]
    replaced: int


def places(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Yield where a form stands as a word of its own, as it is written or in capitals; 'A&E' holds no 'A'."""
    either = "|".join(map(re.escape, sorted({form, form.upper()}, key=len, reverse=True)))
    for match in re.finditer(rf"(?<![\w&])(?:{either})(?![\w&])", text):
        yield match.span()


def measured(marks: dict[str, Any], document: dict[str, Any]) -> Result:
    """Return what the export of one file replaced."""
    record = as_record(document)
    text = record.text
    spans = [(start, end) for _, _, start, end in Masker.of(Key(), [record]).masked(text).edits]
    hidden = {place for start, end in spans for place in range(start, end)}
    left, gone, known = [], [], set()
    for kind in (*KINDS, "other"):
        for form in marks.get(kind, ()):
            for start, end in places(text, form):
                standing = {place for place in range(start, end) if text[place].isalnum()} - hidden
                if kind != "other" and not known.issuperset(range(start, end)):
                    (left if standing else gone).append((kind, text[start:end]))
                known.update(range(start, end))
    needless = tuple(text[start:end] for start, end in spans if known.isdisjoint(range(start, end)))
    return Result(tuple(left), tuple(gone), needless, len(spans))


def results(part: str) -> dict[str, Result]:
    """Return what became of each file of a part, by id."""
    lines = (CORPUS / "pseudonyms" / "marked.jsonl").read_text(encoding="utf-8").splitlines()
    marked = {row["id"]: row for row in map(json.loads, lines) if row["part"] == part}
    files = [*(CORPUS / "test").glob("writer-[vw].jsonl"), CORPUS / "annotated" / "writer-x.jsonl"]
    rows = (json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines())
    documents = {row["id"]: row for row in rows if row["id"] in marked}
    return {name: measured(marks, documents[name]) for name, marks in marked.items()}


def shares(found: dict[str, Result]) -> dict[str, tuple[int, int]]:
    """Return by kind how many marked words went, and how many there are."""
    gone = Counter(kind for each in found.values() for kind, _ in each.gone)
    left = Counter(kind for each in found.values() for kind, _ in each.left)
    return {kind: (gone[kind], gone[kind] + left[kind]) for kind in KINDS}


def main() -> None:
    """Print a line a kind for each part, and the errors of the part that may be read."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    for part in (given.part,) if given.part else PARTS:
        found = results(part)
        print(f"{part}: {len(found)} files")
        for kind, (gone, there) in shares(found).items():
            print(f"  {kind:9} {gone:5} of {there:5} replaced" + (f", {gone / there:.1%}" if there else ""))
        replaced = sum(each.replaced for each in found.values())
        needless = sum(len(each.needless) for each in found.values())
        print(f"  {needless} of {replaced} replacements hit nothing marked: {1 - needless / replaced:.1%} right")
        if given.errors and part == PARTS[0]:
            for name, each in found.items():
                print(name, "| left:", dict(Counter(each.left)), "| needless:", dict(Counter(each.needless)))


if __name__ == "__main__":
    main()
