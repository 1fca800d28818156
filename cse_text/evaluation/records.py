"""Scores record checks: for each document and check, whether it is annotated and whether it was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from cse_text.evaluation.scoring import Counts

POOLED = "pooled"


def score_checks(
    documents: Sequence[Mapping[str, Any]], found: Sequence[Collection[str]], checks: Sequence[str]
) -> dict[str, Counts]:
    """Return the counts of each check, then of all pooled; `found` names the checks that each document was given."""
    counts: dict[str, Counts] = defaultdict(Counts)
    for document, given in zip(documents, found, strict=True):
        annotated = {each["type"] for each in document.get("documents", ())}
        for check in checks:
            one = Counts(
                hits=int(check in annotated and check in given),
                missed=int(check in annotated and check not in given),
                false=int(check not in annotated and check in given),
            )
            counts[check] += one
            counts[POOLED] += one
    return {name: counts[name] for name in (*checks, POOLED)}
