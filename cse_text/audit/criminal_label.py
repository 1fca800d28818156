"""criminal-label-over-sexual-harm: sexual harm is recorded, and the label or plan names only crime.

Near misses left alone: a plan that names both; a label of crime where no sexual harm is recorded; an adult's label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cse_text.audit.case import About, Case, Sign

CHECK = "criminal-label-over-sexual-harm"
ABOUT = About(
    check=CHECK,
    title="Criminal label over sexual harm",
    message=(
        "Sexual harm is recorded, and the label or plan found here names crime only; a plan for the sexual "
        "harm is not found in what was read."
    ),
    why=(
        "Reviews found that a label of county lines or offending hid sexual abuse, of boys above all; the "
        "national inquiry found the sexual abuse of boys and of children seen as offenders overlooked."
    ),
    settle="A plan that names both, or one that answers the sexual harm.",
    sources=("iicsa-cse-organised-networks-f-2022", "nspcc-learning-protecting-children-from-county-2023"),
)
SHORT = 12  # code points behind a label at which its sentence is a heading, and the next one holds what it names
_SEXUAL = re.compile(r"\b(?:sex\w*|cse|csa|rape\w*|abuse\w*|both)\b", re.IGNORECASE)
_SEXUAL_PLAN = re.compile(
    r"\b(?:isva|sarc|(?:cse|sexual (?:exploitation|violence|abuse|harm)) (?:pathway|plan|work\w*|service"
    r"|support|strand))\b",
    re.IGNORECASE,
)
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
        yield Sign(CHECK, spans, (how, *case.setting()))


def _labels(case: Case) -> Iterator[tuple[int, int]]:
    """Yield each label or plan with the words of crime behind it, where its sentence names no sexual harm."""
    for label in case.named("plan-label"):
        begin, end = case.sentence(label.start)
        if label.end >= end - SHORT:
            _, end = case.sentence(label.start, after=1)
        crimes = [
            each for each in case.within(label.start, end, "criminal-label", "crime-named") if each.end > label.end
        ]
        if (
            crimes
            and not _SEXUAL.search(case.text, begin, end)
            and not _SEXUAL_PLAN.search(case.text, end, case.parts[case.part(begin)][1])
            and not _DENIED.search(case.text, begin, crimes[0].start)
        ):
            yield label.start, crimes[-1].end
