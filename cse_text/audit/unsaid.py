"""Sentences that say that a record does not tell who the child is: 'no entry tells us his heritage'.

A reviewer's or a colleague's remark is as good as a blank field, and stands anywhere in a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cse_text.audit.case import Span

_DETAIL = (
    r"(?:ethnic\w*|heritage|race\b|cultural \w+|family background|disab\w*|impairment\w*|additional needs"
    r"|gender|\bsex\b)"
)
_NO_RECORD = (
    r"(?:\b(?:no|not one|not a|none of the|never an?)\s(?:\w+\s){0,2}(?:entr(?:y|ies)|page|form|record|sheet|document"
    r"|report|file|code|one|body|agenc(?:y|ies)|mention|note|reference|line|professional|box)\w*\b"
    r"|\b(?:nobody|nowhere|can(?:no|['\u2019]?)t (?:find|see|tell|say)|could ?n[o'\u2019]t (?:find|see|tell|say)"
    r"|unable to (?:find|say|tell|establish)|(?:has|have|did|was|were|is|are) (?:anyone|not|never)|has ?n['\u2019]t"
    r"|silent (?:on|as to)|says nothing|say nothing|nothing (?:on|about|to (?:say|tell))|still don['\u2019]t know"
    r"|do(?:es)? not (?:know|record|say|state|tell|give|show|mention)|do(?:es)?n['\u2019]t"
    r" (?:know|record|say|state|tell|give|show|mention))\b)"
)
_LEFT = (
    r"(?:\bblank\b|\bempty\b|\bunticked\b|\bnone ticked\b|\bnot ticked\b|\bnever (?:asked|recorded|filled|completed"
    r"|entered|added|established|obtained|put down|written)\b|\bnot (?:asked|recorded|filled|completed|entered|known"
    r"|stated|given|held|noted|captured|on (?:file|record|the (?:file|form|system)))\b|\bunknown\b|\bunrecorded\b"
    r"|\bunstated\b|\bmissing\b|\bomitted\b|\bskipped\b|\bleft out\b|\bnobody (?:had |has )?(?:asked|filled|thought"
    r"|put|wrote|recorded)\b|\bno one (?:had |has )?(?:asked|filled|thought|put|wrote|recorded)\b|[:=] ?U\b"
    r"|(?<=[a-z]) U(?=[.,;\n]|\Z))"
)
_TOLD_MISSING = re.compile(
    rf"{_NO_RECORD}[^.;|\n]{{0,60}}?{_DETAIL}|\b{_DETAIL}[^.;|\n]{{0,40}}?{_LEFT}|{_LEFT}[^.;|\n]{{0,24}}?{_DETAIL}",
    re.IGNORECASE,
)
_NO_CONDITION = re.compile(
    r"\b(?:no|nil|not|without)\s(?:\w+\s)?(?:disab|impairment|additional needs)|\bnone known\b", re.IGNORECASE
)
_STEMS = {
    "sex": ("gender", "sex"),
    "ethnicity": ("ethnic", "heritage", "race", "cultural", "background"),
    "disability": ("disab", "impairment", "additional needs"),
}


def told_missing(text: str, details: Iterable[str]) -> dict[str, Span]:
    """Return the first words that say of each detail (sex, ethnicity, disability) that it is not in the record."""
    stems = {detail: _STEMS[detail] for detail in details if detail in _STEMS}
    told: dict[str, Span] = {}
    for match in _TOLD_MISSING.finditer(text) if stems else ():
        words = match[0].lower()
        if not _NO_CONDITION.search(words):
            for detail in (name for name, each in stems.items() if any(stem in words for stem in each)):
                told.setdefault(detail, match.span())
    return told
