"""harm-described-as-risk: harm is recorded, and the record calls it a risk.

Rests on the finding of inquiries and reviews that harm already disclosed or seen was written up as 'at risk of'.
Near misses left alone: risk named before any harm was known; risk of more harm; risk of something else, or to others.
"""

from __future__ import annotations

from collections.abc import Iterator

from cse_text.audit.case import LIKELY, Case, Sign, overlaps
from cse_text.types import Evidence

CHECK = "harm-described-as-risk"
STATED = ("harm", "coercion")
SIGNS = ("harm-sign", "sexual-harm")
MESSAGE = (
    "Harm is recorded, and the record calls it a risk; that the harm was named as harm is not found in what was read. "
    "Wording that says what was done, by whom and when would settle it."
)


def find(case: Case) -> Iterator[Sign]:
    """Yield a sign for each stretch that names a risk although harm of the kind is recorded there or earlier."""
    for start, end, wording in _risks(case):
        harm, how = _harm(case, start, end)
        tone = "several" if case.several() else "few"
        spans = ((start, end), (harm.start, harm.end)) if harm else ((start, end),)
        yield Sign(CHECK, spans, f"{wording}-{how}-{tone}", MESSAGE)


def _risks(case: Case) -> Iterator[tuple[int, int, str]]:
    """Yield the places where a risk is named, and how sure it is that the words are said of the child."""
    judged = [each for each in case.findings if each.category == "harm-as-risk"]
    for finding in judged:
        yield finding.start, finding.end, "found" if finding.confidence >= LIKELY else "doubted"
    for mark in case.named("risk-named"):
        begin, end = case.sentence(mark.start)
        if overlaps(mark.start, mark.end, judged) or case.within(begin, end, "acknowledged"):
            continue
        yield mark.start, mark.end, "named"


def _harm(case: Case, start: int, end: int) -> tuple[Evidence | None, str]:
    """Return the recorded harm nearest before or beside a risk, and how plainly it is recorded."""
    _, reach = case.parts[case.part(start)]
    for kinds, how in ((STATED, "stated"), (SIGNS, "sign")):
        known = [each for each in case.within(0, reach, *kinds) if each.end <= start or each.start >= end]
        if known:
            return min(known, key=lambda each: abs(each.start - start)), how
    return None, "none"
