"""closed-on-blame: something is closed, lowered or refused, and the reason given is wording that masks.

Near misses left alone: closing because the person who did harm is stopped and the child is safe; a missing report or
a log that is closed because the child is back; closing without a reason that blames.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cse_text.audit.case import Case, Sign
from cse_text.types import Evidence

CHECK = "closed-on-blame"
MESSAGE = (
    "Something is closed, lowered or refused here, and the reason beside it is about the child's conduct; a reason "
    "that shows the child to be safe is not found in what was read. What has changed for the child would settle it."
)
FAR = 5  # sentences before a closing in which wording that masks may still be its reason
LATE = 0.7  # share of a note's text behind which decisions stand
_LINK = r"(?:\b(?:as|because|since|due to|owing to|given|until|unless|on (?:the )?grounds?(?: that| of)?|b/c|for)\b|[:;,])\s*"
_CHILD = (
    r"(?:she|he|they|her|his|their|(?:the |this |our |a )?(?:girl|boy|lad|child|yp|young person|victim|ip|aggrieved|complainant|witness"
    r"|pupil|mum|mother|parents|family|carers|nobody|neither)|(?-i:[A-Z][A-Z]?\b|[A-Z][a-z]+))\b"
)
_CHILD_CLAUSE = re.compile(rf"{_LINK}(?P<clause>{_CHILD}['\u2019]?[^.;\n]{{3,120}})", re.IGNORECASE)
_UNWILLING = re.compile(
    r"\b(?:not|never|no|nothing|nowt|won[\u2019']t|don[\u2019']t|doesn[\u2019']t|didn[\u2019']t|can[\u2019']t|cannot|wouldn[\u2019']t|isn[\u2019']t|hasn[\u2019']t|too|so|such|refus\w+"
    r"|declin\w+|un(?:willing|able|cooperative|reliable)\w*|reluctan\w+|cho(?:se|sen|ice|oses)|wants?|likes?|enjoys?|prefers?|own|only|would rather)\b",
    re.IGNORECASE,
)
_UNWILLING_CHILD = re.compile(
    rf"(?<![\w'])(?:{_CHILD})['\u2019]?\w*(?:\s+[\w'\u2019-]+){{0,5}}?\s+(?:{_UNWILLING.pattern[4:-3]})\b[^.;\n]{{0,60}}",
    re.IGNORECASE,
)
_NOT_THE_CASE = re.compile(
    r"\b(?:missing|misper|log|tag|schools?|wound|mouth|eyes|door|bail|road|office|shop|ward|unit for|court|came to|comes to|come to|school)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_RETURNED = re.compile(r"\b(?:log|report|incident|misper|missing|tasking)\b", re.IGNORECASE)
_DECIDING = re.compile(
    r"\b(?:decision|decided|outcome|result|recommend\w*|disposal|agreed|conclu\w+|plan|rationale|view|summary|assessed)\b",
    re.IGNORECASE,
)


def find(case: Case) -> Iterator[Sign]:
    """Yield a sign for each closing, with the reason beside it where one that likely masks is found."""
    for mark in _closings(case):
        begin, end = case.sentence(mark.start)
        if case.within(*case.sentence(mark.start, before=2, after=1), "safe-reason"):
            continue
        reason, grounds = _reason(case, mark, begin, end)
        if not reason:
            continue
        spans = tuple(sorted({(mark.start, mark.end), *reason}))
        yield Sign(
            CHECK, spans, (f"closing-{mark.name}", *grounds, *_place(case, mark, begin), *case.setting()), MESSAGE
        )


def _place(case: Case, mark: Evidence, begin: int) -> tuple[str, ...]:
    """Return where a closing stands: late in its part, and under a word of deciding."""
    low, high = case.parts[case.part(mark.start)]
    late = mark.start >= low + LATE * (high - low)
    line = case.text.rfind("\n", 0, mark.start) + 1
    deciding = _DECIDING.search(case.text, min(begin, line), mark.end)
    return ("late" if late else "early", *(("deciding",) if deciding else ()))


def _closings(case: Case) -> list[Evidence]:
    """Return the closings, one for each sentence, the plainest first kept."""
    kept: dict[int, Evidence] = {}
    for mark in [*case.named("closure"), *case.named("ended"), *case.named("turned-away")]:
        begin, _ = case.sentence(mark.start)
        words = case.text[mark.start : mark.end]
        if not _NOT_THE_CASE.search(case.text, max(begin, mark.start - 40), mark.start) and not _RETURNED.search(words):
            kept.setdefault(begin, mark)
    return list(kept.values())


def _reason(case: Case, mark: Evidence, begin: int, end: int) -> tuple[list[tuple[int, int]], tuple[str, ...]]:
    """Return the words that give the reason, findings before plain clauses about the child, and the grounds they make."""
    spans: list[tuple[int, int]] = []
    grounds: list[str] = []
    places = {
        "same": (begin, end),
        "after": case.sentence(mark.start, after=1),
        "before": case.sentence(mark.start, before=2),
        "far": case.sentence(mark.start, before=FAR),
    }
    for where, (low, high) in places.items():
        found = case.blaming(low, high)
        if found:
            nearest = min(found, key=lambda each: abs(each.start - mark.start))
            spans.append((nearest.start, nearest.end))
            grounds.append(f"reason-{where}")
            break
    clause = _clause(case.text, mark, begin, end)
    if clause:
        spans.append(clause.span("clause"))
        grounds.append("conduct-unwilling" if _UNWILLING.search(clause["clause"]) else "conduct-named")
    else:
        for where in ("after", "before"):
            low, high = places[where]
            near = _UNWILLING_CHILD.search(
                case.text, end if where == "after" else low, high if where == "after" else begin
            )
            if near:
                spans.append(near.span())
                grounds.append(f"conduct-{where}")
                break
    return spans, tuple(grounds)


def _clause(text: str, mark: Evidence, begin: int, end: int) -> re.Match[str] | None:
    """Return the clause about the child that a closing's own sentence gives as a reason."""
    return _CHILD_CLAUSE.search(text, mark.end, end) or _CHILD_CLAUSE.search(text, begin, mark.start)
