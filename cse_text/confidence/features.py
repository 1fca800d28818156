"""The named features a decision rests on. Names and sexes are never among them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from cse_text.lexicon.rules import Rule
from cse_text.types import Candidate, Context, Evidence

SMALLEST = 1e-4
BESIDE = 160  # code points from words of risk within which a denial of harm speaks of them: about a sentence


def features(
    candidate: Candidate,
    context: Context,
    rule: Rule,
    evidence: Iterable[Evidence],
    seen: Mapping[str, float] | None,
    text: str,
) -> dict[str, float]:
    """Return the features of one candidate.

    `seen`: the tagger's probabilities of the span by name, None where it did not read.
    `evidence` decides whether a rule's needs are met.
    """
    evidence = tuple(evidence)
    names = {each.name for each in evidence}
    found = {
        f"detector-{candidate.detector}": 1.0,
        f"prior-{rule.prior}": 1.0,
        f"category-{candidate.category}": 1.0,
        f"severity-{rule.severity}": 1.0,
        "words": math.log(1 + len(text.split())),
    }
    found |= {reason.code: 1.0 for reason in context.reasons}
    found |= {f"{candidate.category}&{reason.code}": 1.0 for reason in context.reasons if reason.code in _BY_CATEGORY}
    if context.voice == "own":
        found["voice-own"] = 1.0
    if candidate.backed_by:
        found["frame-agrees"] = 1.0
    if rule.needs:
        found["needs-met" if names & set(rule.needs) else "needs-unmet"] = 1.0
    if candidate.category == "harm-as-risk":
        found["harm-recorded" if "harm" in names else "no-harm-recorded"] = 1.0
        if any(each.name == "harm-denied" and _near(each, candidate) for each in evidence):
            found["harm-denied"] = 1.0
    if seen is not None:
        found |= {f"tagger-{name}": _logit(probability) for name, probability in seen.items()}
    return found


# Reasons that weigh differently from category to category.
_BY_CATEGORY = frozenset({"peer", "age-gap", "quoted-family", "offence-name", "subject-unstated", "negated", "heading"})


def _near(one: Evidence, other: Candidate) -> bool:
    return one.start <= other.end + BESIDE and other.start <= one.end + BESIDE


def _logit(probability: float) -> float:
    clipped = min(1 - SMALLEST, max(SMALLEST, probability))
    return math.log(clipped / (1 - clipped))
