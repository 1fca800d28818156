"""harm-described-as-risk: harm is recorded, and the record calls it a risk.

Rests on the finding of inquiries and reviews that harm already disclosed or seen was written up as 'at risk of'.
Near misses left alone: risk named before any harm was known; risk of more harm; risk of something else, or to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cse_text.audit.case import LIKELY, About, Case, Sign, overlaps
from cse_text.types import Evidence

CHECK = "harm-described-as-risk"
ABOUT = About(
    check=CHECK,
    title="Harm described as risk",
    message=(
        "Harm is recorded, and the record calls it a risk; that it is named as harm there is not found in "
        "what was read."
    ),
    why=(
        "The national inquiry into abuse by organised networks found that harm already suffered was rated as "
        "risk of harm, so that protection waited for something that had happened."
    ),
    settle="Wording that says what was done, by whom and when.",
    sources=("iicsa-cse-organised-networks-f-2022-2", "independent-inquiry-into-cse-organised-networks-e-2022"),
)
STATED = ("harm", "coercion")
SIGNS = ("harm-sign", "sexual-harm")
_DENIED = re.compile(r"\b(?:not|no|never|nor|put\w*|plac\w+|n[\u2019']t)\b", re.IGNORECASE)
_NONE = re.compile(r"[^.;\n]{0,12}?(?:[:=-]\s*(?:n\b|no\b|none|nil|n/a)|\?|\[ \])", re.IGNORECASE)
_CHALLENGED = re.compile(
    r"\b(?:word(?:s|ing)?|phrase|term|correct(?:ed|ion)?|wrong|struck|renamed|rewritten|retyped|withdrawn|template|tool|form|leaflet|helpline|register)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:mum|mother|dad|father|nan|gran|parents?|brother|sister|siblings?|family|tenancy|placement|staff|girls|boys|children|pupils|residents|community)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:told|tells|said|disclosed|explained|signed|wrote)\b[^.\n]{0,120}?\b(?:a man|men|he|they|him"
    r"|(?-i:[A-Z]\w+))\b"
    r"[^.\n]{0,60}?\b(?:takes|took|makes|made|holds|held|locks|locked|films|filmed|pays|paid|hurts?|hits?|forces|forced"
    r"|goes in|kept|keeps|threatens|threatened)\b|\b(?:they|he) (?:lock|hold|make|film|hurt|hit|force"
    r"|take)s? (?:me|the door|us)\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"\b(?:arrested|charged with|crime recorded|video interview|sarc|abe interview|remanded|bailed|convicted)\b",
    re.IGNORECASE,
)


def find(case: Case) -> Iterator[Sign]:
    """Yield a sign for each stretch that names a risk although harm of the kind is recorded there or earlier."""
    for start, end, wording in _risks(case):
        harm, how = _harm(case, start, end)
        if harm is None:
            continue
        spans = tuple(sorted({(start, end), (harm.start, harm.end)}))
        yield Sign(CHECK, spans, (*wording, f"harm-{how}", *case.setting()))


def _risks(case: Case) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the places where a risk is named, and how sure it is that the words are said of the child."""
    judged = [each for each in case.findings if each.category == "harm-as-risk"]
    for finding in judged:
        how = "risk-found" if finding.confidence >= LIKELY else "risk-doubted"
        yield finding.start, finding.end, (how, *_around(case, finding.start))
    for mark in case.named("risk-named", "risk-bare"):
        begin, end = case.sentence(mark.start)
        answered = _NONE.match(case.text, mark.end)
        if answered or overlaps(mark.start, mark.end, judged) or case.within(begin, end, "acknowledged"):
            continue
        read = ("passed-over",) if case.was_read() else ()
        yield mark.start, mark.end, (mark.name, *read, *_around(case, mark.start))


def _around(case: Case, start: int) -> tuple[str, ...]:
    """Return what the words around a risk say of it: denied, of someone or something else, talked about."""
    begin, stop = case.sentence(start)
    grounds = []
    if _DENIED.search(case.text, max(begin, start - 24), start):
        grounds.append("denied")
    if _CHALLENGED.search(case.text, begin, stop):
        grounds.append("challenged")
    if _OTHERS.search(case.text, begin, stop):
        grounds.append("others")
    return tuple(grounds)


def _harm(case: Case, start: int, end: int) -> tuple[Evidence | None, str]:
    """Return the recorded harm nearest before or beside a risk, and how plainly it is recorded."""
    _, reach = case.parts[case.part(start)]
    for kinds, how in ((STATED, "stated"), (SIGNS, "sign")):
        known = [each for each in case.within(0, reach, *kinds) if each.end <= start or each.start >= end]
        if known:
            return min(known, key=lambda each: abs(each.start - start)), how
    for pattern, how in ((_TOLD, "told"), (_ANSWERED, "answered")):
        told = [span for span in _spans(pattern, case.text, reach) if not start < span[1] <= end]
        if told:
            return Evidence("harm", *min(told, key=lambda span: abs(span[0] - start))), how
    return None, "none"


@lru_cache(maxsize=8)
def _spans(pattern: re.Pattern[str], text: str, reach: int) -> tuple[tuple[int, int], ...]:
    """Return where a pattern stands up to a place; kept, since every risk of a dated part asks for the same."""
    return tuple(found.span() for found in pattern.finditer(text, 0, reach))
