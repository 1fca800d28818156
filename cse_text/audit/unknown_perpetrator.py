"""threshold-on-unknown-perpetrator: a risk or a service is lowered because who did it is not known.

Near misses left alone: an unknown suspect who is looked for; a risk lowered for another reason; a named suspect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cse_text.audit.case import About, Case, Sign
from cse_text.types import Evidence

CHECK = "threshold-on-unknown-perpetrator"
ABOUT = About(
    check=CHECK,
    title="Threshold lowered on an unknown perpetrator",
    message=(
        "A risk or a service is lowered here beside words that say the person responsible is not known; why "
        "the child is safer for that is not found in what was read."
    ),
    why=(
        "The national inquiry found ratings lowered too soon and services that hung on the rating. A person "
        "whom nobody has named is still free to do harm."
    ),
    settle="What is being done to find out who it is, and what protects the child meanwhile.",
    sources=("iicsa-cse-organised-networks-f-2022-2",),
)
_THEREFORE = re.compile(
    r"\b(?:as|because|since|so|therefore|hence|thus|due to|owing to|given|on account|in view|on that|in the absence"
    r"|therefor|without)\b|\bn/a\b|[-:,;=>\u2013\u2014\u2192]",
    re.IGNORECASE,
)


def find(case: Case) -> Iterator[Sign]:
    """Yield a sign for each place where 'not identified' stands beside a lowering."""
    for mark in case.named("unknown-perpetrator", "unidentified"):
        for where, (begin, end) in (
            ("same", case.sentence(mark.start)),
            ("beside", case.sentence(mark.start, before=1, after=1)),
        ):
            lowered = [each for each in case.within(begin, end, "lowered", "closure") if _apart(each, mark)]
            if lowered:
                nearest = min(lowered, key=lambda each: abs(each.start - mark.start))
                yield Sign(
                    CHECK,
                    _in_order(mark, nearest),
                    (f"beside-{where}", _link(case.text, mark, nearest), mark.name, nearest.name, *case.setting()),
                )
                break


def _apart(one: Evidence, other: Evidence) -> bool:
    return one.end <= other.start or other.end <= one.start


def _in_order(*marks: Evidence) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({(each.start, each.end) for each in marks}))


def _link(text: str, one: Evidence, other: Evidence) -> str:
    """Return whether the words between, or just before the first, say that one follows from the other."""
    first, last = sorted((one, other), key=lambda each: each.start)
    return "linked" if _THEREFORE.search(text, max(0, first.start - 12), last.start) else "loose"
