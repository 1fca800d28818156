"""criminal-label-over-sexual-harm: sexual harm is recorded, and the label or plan names only crime.

Near misses left alone: a plan that names both; a label of crime where no sexual harm is recorded; an adult's label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cse_text.audit.case import Case, Sign
from cse_text.types import Evidence

CHECK = "criminal-label-over-sexual-harm"
MESSAGE = (
    "Sexual harm is recorded, and the label or plan found here names crime only; a plan for the sexual harm is not "
    "found in what was read. A plan that names both would settle it."
)
_SEXUAL = re.compile(r"\b(?:sex\w*|cse|csa|rape\w*|abuse\w*|both)\b", re.IGNORECASE)
_INITIALS = re.compile(r"cs[ae]a?", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|no|nor|n[\u2019']t|wrong|remove\w*|struck)\b", re.IGNORECASE)


def find(case: Case) -> Iterator[Sign]:
    """Yield a sign for each label or plan of crime alone where sexual harm is recorded anywhere in the record."""
    harm = case.named("sexual-sign")
    named = [each for each in case.named("sexual-harm") if not _INITIALS.fullmatch(case.text[each.start : each.end])]
    if not harm and not named:
        return
    for label in _labels(case):
        shown = min(harm or named, key=lambda each: abs(each.start - label[0]))
        how = "harm-stated" if harm else "harm-named"
        spans = tuple(sorted({label, (shown.start, shown.end)}))
        yield Sign(CHECK, spans, (how, *case.setting()), MESSAGE)


def _labels(case: Case) -> Iterator[tuple[int, int]]:
    """Yield each label or plan with the words of crime behind it, where its sentence names no sexual harm."""
    for label in case.named("plan-label"):
        begin, end = case.sentence(label.start)
        crimes = [
            each for each in case.within(label.start, end, "criminal-label", "crime-named") if each.end > label.end
        ]
        if (
            crimes
            and not _SEXUAL.search(case.text, begin, end)
            and not _DENIED.search(case.text, begin, crimes[0].start)
        ):
            yield label.start, crimes[-1].end
