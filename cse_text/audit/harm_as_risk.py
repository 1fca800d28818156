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
TOLD = ("harm-told", "sexual-sign")
_DENIED = re.compile(r"\b(?:not|no|never|nor|put\w*|plac\w+|n[\u2019']t)\b", re.IGNORECASE)
_GRADE = re.compile(
    r"\b(?:low|medium|amber|green|standard|moderate|emerging|level|tier|reduced|lowered)\b", re.IGNORECASE
)
_RAISED = re.compile(
    r"\b(?:assessed|graded|rated|marked|scored|raised|set)\b(?: \w+)? (?:as |at |to )(?:very )?(?:high|red|serious"
    r"|critical)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"[^.;\n]{0,12}?(?:[:=-]\s*(?:n\b|no\b|none|nil|n/a)|\?|\[ \])", re.IGNORECASE)
_CHALLENGED = re.compile(
    r"\b(?:word(?:s|ing)?|phrase|term|correct(?:ed|ion)?|wrong|struck|renamed|rewritten|retyped|withdrawn|template"
    r"|tool|form|leaflet|helpline|register)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:mum|mother|dad|father|nan|gran|parents?|brother|sister|siblings?|family|tenancy|placement|staff|girls|boys"
    r"|children|pupils|residents|community)\b",
    re.IGNORECASE,
)
# Behind a risk, what makes it the name of a form, a meeting or a list rather than something said of the child.
_TITLED = re.compile(
    r"\s+(?:risk )?(?:assessment|plan|panel|tool\w*|meeting|matrix|register|team|screening|form|management|list"
    r"|strategy"
    r"|checklist|worker|lead|coordinator|co-ordinator|service|log|pathway|training|leaflet|poster|policy|conference"
    r"|lists|indicator tool|template)\b",
    re.IGNORECASE,
)
# What says that nothing is known to have happened: then a risk is the right word.
_UNHARMED = re.compile(
    r"\bno (?:information|evidence|indication|suggestion|sign|reason to think|report"
    r"|disclosure)\b[^.;\n]{0,20}?\b(?:that|he|she|they)\b"
    r"[^.;\n]{0,30}?\b(?:harmed|hurt|assaulted|abused|happened|touched)"
    r"|\b(?:no|without any) harm (?:\w+ ){0,4}(?:known|yet|so far|recorded|done|reported|disclosed|found)\b"
    r"|\bnot (?:been )?harmed\b"
    r"|\bnothing (?:has|had) happened\b|\bbefore (?:anything|any harm)\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"\b(?:arrest(?:ed|s)?|charged|crime recorded|video interview\w*|sarc|abe(?: interview)?|remanded|bailed|convicted"
    r"|section 47|s\.? ?47|strategy (?:meeting|discussion)|forensic\w*|medical examination|examined"
    r"|reasonable grounds|conclusive grounds|victim)\b",
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
        if not _is_another(case, finding.start, finding.end):
            yield finding.start, finding.end, (how, *_around(case, finding.start))
    for mark in case.named("risk-named", "risk-bare"):
        begin, end = case.sentence(mark.start)
        if overlaps(mark.start, mark.end, judged) or case.within(begin, end, "acknowledged"):
            continue
        if not _is_another(case, mark.start, mark.end):
            read = ("passed-over",) if case.was_read() else ()
            yield mark.start, mark.end, (mark.name, *read, *_around(case, mark.start))


def _is_another(case: Case, start: int, end: int) -> bool:
    """Return whether words of risk are a form's name, are answered with none, or rest on nobody knowing who it was."""
    if _NONE.match(case.text, end) or _TITLED.match(case.text, end):
        return True
    if _RAISED.search(case.text, start, end + 12):
        return True
    if _UNHARMED.search(case.text, *case.sentence(start, before=1)):
        return True
    grade = bool(_GRADE.search(case.text, start, end))
    return grade and bool(case.within(*case.sentence(start, before=1), "unidentified", "unknown-perpetrator"))


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
    for kinds, how in ((STATED, "stated"), (TOLD, "told"), (SIGNS, "sign")):
        known = [each for each in case.within(0, reach, *kinds) if each.end <= start or each.start >= end]
        if known:
            return min(known, key=lambda each: abs(each.start - start)), how
    answered = [span for span in _spans(_ANSWERED, case.text, reach) if not start < span[1] <= end]
    if answered:
        return Evidence("harm", *min(answered, key=lambda span: abs(span[0] - start))), "answered"
    return None, "none"


@lru_cache(maxsize=8)
def _spans(pattern: re.Pattern[str], text: str, reach: int) -> tuple[tuple[int, int], ...]:
    """Return where a pattern stands up to a place; kept, since every risk of a dated part asks for the same."""
    return tuple(found.span() for found in pattern.finditer(text, 0, reach))
