"""Whether a record gives a time away a plain cause: a bus that broke down, a report made in error, a rehearsal.

Such an absence was looked into and was nothing, so that nobody needed to ask why. A cause that only the child gives,
and that nothing bears out, is none.
"""

from __future__ import annotations

import re

from cse_text.audit.case import Case

_RIDE = r"(?:bus(?:es)?|trains?|taxi|coach|car|lift|metro|tram|ferry|flight|minibus)"
_HELD_UP = (
    r"(?:(?:had |has |was |were |been |being )*(?:broke[n]? down|cancell?ed|delayed|diverted|stuck"
    r"|late(?= (?:in|back|home|and|;|,|\.))"
    r"|did not (?:come|turn up)|never came|failed to (?:come|turn up)|full))"
)
_PLACES = (
    r"(?:garden|shed|attic|loft|wardrobe|airing cupboard|cupboard|den|tree ?house|laundry|library"
    r"|music (?:block|room)"
    r"|art room|changing rooms?|sick bay|greenhouse|summer ?house|conservatory|swing|paddling pool|dog basket|tent)"
)
_WITNESS = (
    r"(?:driver|coach|teacher|tutor|nan|gran(?:ny|dad|ma|pa)?|grandmother|grandfather|aunt(?:ie|y)?|uncle|dad|father"
    r"|mum|mother|parents?|school|college|hospital|receptionist|vicar|imam|manager"
    r"|friend['\u2019]s (?:mum|mother|dad|parents))"
)
_OCCASION = (
    r"(?:training|practice|rehearsals?|choir|church|mosque|prayers?|gurdwara|temple|football|netball|swimming|band"
    r"|detention|a match|the match|dance|drama|cadets|guides|scouts|a (?:school )?trip|the (?:school )?trip|a lesson"
    r"|revision|an? (?:dental|hospital|doctor['\u2019]s|opticians?) appointment)"
)
_PLAIN_CAUSE = re.compile(
    rf"\b{_RIDE} {_HELD_UP}\b|\bmissed (?:the|her|his|their) (?:last |usual |school )?(?:{_RIDE}|connection|stop)\b"
    r"|\b(?:phone|mobile|battery) (?:had |has |was |had gone |went )?(?:died|flat|dead|run out"
    r"|out of (?:battery|charge))\b"
    rf"|\b(?:asleep|sleeping|hiding|playing|reading|found|curled up|been)\b[^.;\n]{{0,12}}\b(?:in"
    rf"|on) (?:the |a |her |his |their )?{_PLACES}\b"
    r"|\b(?:report|misper|log|call|alert|episode|missing)\b[^.;\n]{0,16}\b(?:cancelled|withdrawn|in error"
    r"|by mistake)\b"
    r"|\b(?:logged|recorded|reported|raised|flagged|marked) (?:\w+ )?(?:in error|by mistake|wrongly)\b"
    r"|\b(?:mix-?up|misunderstanding|crossed wires|false alarm|miscommunication)\b"
    r"|\bwrong (?:day|date|time|house|child|boy|girl|pupil|name|register)\b"
    r"|\b(?:not|never) (?:actually |in fact |really )?(?:been )?missing\b(?! (?:a|an|any|school|out))"
    r"|\bwas (?:in|at) [^.;\n]{2,24} all (?:along|the time|day|evening)\b"
    rf"|\bconfirmed by (?:the |her |his |their |a )?(?:{_WITNESS}|phone)\b|\b{_WITNESS} (?:has "
    rf"|had )?(?:confirmed|confirms|vouched)\b"
    rf"|\b(?:late|kept late|kept behind|delayed|back|home) (?:at|from|by) {_OCCASION}\b"
    rf"|\b(?:was|were|been|gone) (?:at|to) {_OCCASION}\b",
    re.IGNORECASE,
)


def accounted_for(case: Case, begin: int, end: int) -> bool:
    """Return whether the sentences that hold begin..end, or the one behind, give the time away a plain cause."""
    first, _ = case.sentence(begin)
    _, last = case.sentence(max(begin, end - 1), after=1)
    return bool(_PLAIN_CAUSE.search(case.text, first, last))
