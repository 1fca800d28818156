"""How far two further, blind readers agree with the writers' own marks.

    python corpus_samples/agreement.py

Compares each file of second_reader/ with the same documents in annotated/. A span that either reader
holds to be one on which careful readers could differ (null) is not scored, as corpus_samples/ANNOTATION.md says.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from cse_text.evaluation.scoring import Counts, count, pair, same  # noqa: E402 - found beside this folder


def read(path: Path) -> list[dict[str, Any]]:
    """Return the documents of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Return Cohen's kappa of two readers' labels."""
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    chance = sum(first[label] * second[label] for label in first) / len(pairs) ** 2
    return (agreed - chance) / (1 - chance)


def main() -> None:
    """Print each further reader's agreement."""
    files = sorted((HERE / "annotated").glob("*.jsonl"))
    gold = {document["id"]: document for path in files for document in read(path)}
    for path in sorted((HERE / "second_reader").glob("*.jsonl")):
        seconds = read(path)
        print(f"{path.stem}: {len(seconds)} documents")
        compare(gold, seconds)


def compare(gold: dict[str, dict[str, Any]], seconds: Sequence[dict[str, Any]]) -> None:
    """Print span F1, kappa of verdicts and categories, and recall by category."""
    total = Counts()
    verdicts, categories = [], []
    by_category: dict[str, list[bool]] = defaultdict(list)
    for second in seconds:
        first = _without_doubtful(gold[second["id"]], second["spans"])
        found = [span for span in second["spans"] if span["masking"] is not None]
        total += count(first, found)
        marked = [span for span in first["spans"] if span["masking"] is not None]
        for i, j in pair(marked, found).items():
            verdicts.append((marked[i]["masking"], found[j]["masking"]))
            if marked[i]["masking"] and found[j]["masking"]:
                categories.append((marked[i]["category"], found[j]["category"]))
        masking = [span for span in first["spans"] if span["masking"] is True]
        met = pair(masking, [span for span in found if span["masking"]])
        for i, span in enumerate(masking):
            by_category[span["category"]].append(i in met)
    print(f"span precision {total.precision:.3f}, recall {total.recall:.3f}, F1 {total.f1:.3f}")
    print(f"masking or trap, on {len(verdicts)} spans both marked: kappa {kappa(verdicts):.3f}")
    right = sum(one == other for one, other in categories) / len(categories)
    print(f"category, on {len(categories)} masking spans both marked: same {right:.3f}, kappa {kappa(categories):.3f}")
    for name, met in sorted(by_category.items()):
        print(f"  {name:22} {sum(met)} of {len(met)}")


def _without_doubtful(document: dict[str, Any], others: Sequence[dict[str, Any]]) -> dict[str, Any]:
    doubtful = [span for span in others if span["masking"] is None]
    spans = [
        {**span, "masking": None} if span["masking"] and any(same(span, other) for other in doubtful) else span
        for span in document["spans"]
    ]
    return {**document, "spans": spans}


if __name__ == "__main__":
    main()
