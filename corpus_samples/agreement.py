"""How far two further, blind readers agree with the writers' own marks.

    python corpus_samples/agreement.py

Compares each file of second_reader/ with the same documents in annotated/, as `cse-text evaluate` compares two people.
A span that either reader holds to be one on which careful readers could differ (null) is not scored, as
corpus_samples/ANNOTATION.md says; documents whose text was mended after the second reading are left out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from cse_text.evaluation.agreement import Agreed, compare  # noqa: E402 - found beside this folder


def read(path: Path) -> list[dict[str, Any]]:
    """Return the documents of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def main() -> None:
    """Print each further reader's agreement."""
    gold = [document for path in sorted((HERE / "annotated").glob("*.jsonl")) for document in read(path)]
    for path in sorted((HERE / "second_reader").glob("*.jsonl")):
        found = compare(gold, read(path))
        spans, (low, high) = found.spans, found.f1.interval
        print(f"{path.stem}: {found.documents} documents, {found.words:,} words; {found.other_text} with another text")
        quality = f"precision {spans.precision:.3f}, recall {spans.recall:.3f}, F1 {spans.f1:.3f}"
        print(f"spans: {quality} ({low:.3f} to {high:.3f})")
        for each in found.agreed:
            print(f"{each.name}, on {each.count}: same {each.same:.3f}{_kappa(each)}")
        for row in found.by_category:
            print(f"  {row.name:22} {row.hits} of {row.hits + row.missed}")


def _kappa(each: Agreed) -> str:
    return "" if each.kappa is None else f", kappa {each.kappa.value:.3f}"


if __name__ == "__main__":
    main()
