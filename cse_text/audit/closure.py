"""closed-on-blame: something is closed, lowered or refused, and the reason given is wording that masks.

Near misses left alone: closing because the person who did harm is stopped and the child is safe; a missing report or
a log that is closed because the child is back; closing without a reason that blames.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cse_text.audit.case import Case, Sign
from cse_text.types import Evidence, Finding

CHECK = "closed-on-blame"
MESSAGE = (
    "Something is closed, lowered or refused here, and the reason beside it is about the child's conduct; a reason "
    "that shows the child to be safe is not found in what was read. What has changed for the child would settle it."
)
_BECAUSE = re.compile(
    r"\b(?:as|because|since|due to|owing to|given|for|until|unless|on (?:the )?grounds?|b/c|therefore|so)\b|[:;,-]",
    re.IGNORECASE,
)
_CONDUCT = re.compile(
    r"\b(?:she|he|they|girl|boy|lad|child|yp|victim|ip|aggrieved|complainant|her|his|their|mum|mother|parents|family"
    r"|[A-Z][a-z]?(?:[a-z]+|\b))['\u2019a-z]*\s+(?:\w+\s+){0,3}?(?:not|never|won[\u2019']t|doesn[\u2019']t"
    r"|didn[\u2019']t|can[\u2019']t|cannot|wouldn[\u2019']t|isn[\u2019']t|hasn[\u2019']t|refus\w+|declin\w+|unwilling|reluctan\w+|chos\w+|choos\w+"
    r"|wants?|likes?|enjoy\w*|prefer\w*|own)\b"
)
_NOT_THE_CASE = re.compile(r"\b(?:missing|misper|log|tag|school clos|wound|mouth)\b", re.IGNORECASE)


def find(case: Case) -> Iterator[Sign]:
    """Yield a sign for each closing whose reason, in its sentence or those beside it, likely masks."""
    for mark in _closings(case):
        begin, end = case.sentence(mark.start)
        if case.within(begin, end, "safe-reason"):
            continue
        reason, where = _reason(case, mark, begin, end)
        if not where:
            continue
        tone = "several" if case.several() else "few"
        plain = "plain" if mark.name == "closure" else "wide"
        yield Sign(CHECK, tuple(sorted({(mark.start, mark.end), reason})), f"{plain}-{where}-{tone}", MESSAGE)


def _closings(case: Case) -> list[Evidence]:
    """Return the closings, one for each sentence, the plainest first kept."""
    kept: dict[int, Evidence] = {}
    for mark in [*case.named("closure"), *case.named("ended")]:
        begin, end = case.sentence(mark.start)
        if not _NOT_THE_CASE.search(case.text, max(begin, mark.start - 30), mark.end):
            kept.setdefault(begin, mark)
    return list(kept.values())


def _reason(case: Case, mark: Evidence, begin: int, end: int) -> tuple[tuple[int, int], str]:
    """Return the words that give the reason and where they stand, or '' where none that blames is found."""
    for where, (low, high) in {
        "same": (begin, end),
        "after": case.sentence(mark.start, after=1),
        "before": case.sentence(mark.start, before=2),
    }.items():
        found = case.blaming(low, high)
        if found:
            nearest = min(found, key=lambda each: abs(each.start - mark.start))
            return (nearest.start, nearest.end), where
    clause = _conduct(case.text, mark, begin, end)
    return (clause, "conduct") if clause else ((0, 0), "")


def _conduct(text: str, mark: Evidence, begin: int, end: int) -> tuple[int, int] | None:
    """Return a clause beside a closing that gives the child's conduct as the reason."""
    link = _BECAUSE.search(text, mark.end, end)
    if link:
        conduct = _CONDUCT.search(text, link.end(), end)
        if conduct:
            return conduct.span()
    return None
