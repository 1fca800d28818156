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


def find(case: Case) -> Iterator[Sign]:
    """Yield a sign for each label or plan of crime alone where sexual harm is recorded anywhere in the record."""
    harm = case.named("sexual-sign")
    plain = [
        each
        for each in case.named("sexual-harm")
        if not re.fullmatch(r"(?i)cs[ae]a?", case.text[each.start : each.end])
    ]
    if not harm and not plain:
        return
    shown = (harm or plain)[0]
    for label, crime in _labels(case):
        how = "stated" if harm else "named"
        spans = tuple(sorted({(label.start, crime.end), (shown.start, shown.end)}))
        yield Sign(CHECK, spans, (f"harm-{how}", *case.setting()), MESSAGE)


def _labels(case: Case) -> Iterator[tuple[Evidence, Evidence]]:
    """Yield each label or plan together with the words of crime that stand behind it in its sentence."""
    for label in case.named("plan-label"):
        begin, end = case.sentence(label.start, after=0)
        crimes = [each for each in case.within(begin, end, "criminal-label") if each.start >= label.start - 30]
        if crimes and not _SEXUAL.search(case.text, begin, end):
            yield label, crimes[-1]
