"""closed-on-blame: something is closed, lowered or refused, and the reason given is wording that masks.

Near misses left alone: closing because the person who did harm is stopped and the child is safe; handing the work to
another team; a missing report or a log that is closed because the child is back; closing with no reason that blames.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cse_text.audit.case import About, Case, Sign, Span
from cse_text.audit.support import NEAR, characterised, gives_reason, is_real, tidied, trimmed
from cse_text.types import Evidence, Finding

Reason = tuple[list[Span], tuple[str, ...]]  # what may be the reason, and the grounds it gives

CHECK = "closed-on-blame"
ABOUT = About(
    check=CHECK,
    title="Closed on blame",
    message=(
        "Something is closed, lowered or refused here, and the reason beside it is about the child's conduct;"
        " a reason that shows the child to be safe is not found in what was read."
    ),
    why=(
        "The national inquiry found that children were blamed for their abuse and that this decided what was "
        "done for them."
    ),
    settle="What has changed for the child, or a reason that speaks of the person who does harm.",
    sources=("independent-inquiry-into-cse-organised-networks-e-2022", "iicsa-cse-organised-networks-f-2022"),
)
# Closings by their shape need a reason that is said to be one: by kind, the grounds that say so.
LOOSE_NEEDS = {
    "verdict": frozenset(
        {
            "by-word",
            "reason-same",
            "reason-after",
            "reason-before",
            "beside-elliptic",
            "beside-reason",
            "beside-character",
        }
    ),
    "declined": frozenset({"by-word", "reason-same", "beside-reason"}),
}
REACH = 1500  # code points around a decision in which the reason of a long report may stand
FRONT = 200  # code points from the start in which a record's title stands
DOUBTED = 0.2  # confidence from which wording beside a closing may be its reason, though it masks less than likely
CLOSINGS = ("closure", "ended", "turned-away")  # the plainest first
_NOT = r"n[\u2019']t"
_BECAUSE = (
    r"(?:as|because|since|due to|owing to|given(?: that)?|until|unless|on (?:the )?(?:grounds?|basis)(?: that"
    r"| of)?|b/c|cos"
    r"|for|after|following|in (?:view|light|respect|consequence) of|on account of|reason|by reason of|in that"
    r"|for want of"
    r"|having regard to|seeing (?:as|that)|now(?: that)?|being|while|so long as|cuz|if)"
)
_LINK = rf"(?:(?P<because>\b{_BECAUSE}\b)|[:;,\u2013\u2014]|\s-\s)\s*"
_CHILD = (
    r"(?:she|he|they|her|his|their|(?:the |this |our |a )?(?:girl|boy|lad|child|yp|young person|victim|ip|aggrieved"
    r"|complainant|witness|pupil|mum|mother|parents|family|carers|nobody|neither|lack|non)|(?-i:[A-Z][A-Z]?\b"
    r"|[A-Z][a-z]+))\b"
)
_UNWILLING = (
    rf"\b(?:not|never|no|nothing|nowt|(?:wo|do|does|did|ca|would|is|has){_NOT}|cannot|too|so|such|refus\w+|declin\w+"
    r"|un(?:willing|able|cooperative|reliable)\w*|reluctan\w+|cho(?:se|sen|ice|oses)|wants?|likes?|enjoys?|prefers?|own"
    r"|only|would rather|engag\w+|disengag\w+|cooperat\w+|missed|motivat\w+)\b"
)
_SERVICE = (
    r"(?:nrm|cp|cin|mase|mace|marac|mash|cse|cce|csc|iss|camhs|isva|taf|nfa|crim(?:e|ing)|charge|prosecution|marker"
    r"|flag"
    r"|referral|respite|bed|place(?:ment)?|visits?|investigation|strategy|s\.? ?47|s\.? ?17|section (?:47|17"
    r"|20)|safeguarding"
    r"|conference|assessment|therap(?:y|eutic)|service|support|allocation|order|award|report|ntq|(?:e|i)nquir(?:y"
    r"|ies)|case|file"
    r"|threshold|panel|plan|involvement|role|action|social work(?:er)?|child (?:protection|in need)|offence"
    r"|warrant|vaps?"
    r"|counselling|funding|request|review|intervention|work|sessions?|statement|interview)"
)
_DECLINES = (
    r"(?:no|not|nil|n/a|without|refus(?:e[ds]?|ing|al)|declin(?:e[ds]?|ing)|unable to|cannot|hold off|held off|put off"
    r"|defer(?:red)?|reject(?:ed|s)?|withdr[ae]wn?|suspend(?:ed)?|paus(?:e|ed)|clos(?:e[ds]?|ing|ure)|end(?:s|ed|ing)?"
    r"|step(?:ped|s)? (?:\w+ )?down|downgrad(?:e|ed|ing)|reduc(?:e|ed)|lower(?:ed)?|stop(?:s|ped)?|cease[ds]?|filed?"
    r"|discharged?|evict(?:ed|ion)|terminat(?:e|ed)|notice|dropped)"
)
_DECLINED = re.compile(
    rf"\b(?:{_DECLINES}\b[^.;\n]{{0,30}}?\b{_SERVICE}\b|{_SERVICE}\b[^.;\n]{{0,20}}?(?<!\w){_DECLINES})(?!\w)",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"(?:(?<=[.|:>)\]\n])[^\S\n]*|(?<=[\u2013\u2014-])\s+|\A)"
    r"(?P<verdict>(?:case |file |enquiry |crime |referral |investigation |contact |job |matter "
    r"|info(?:rmation)? (?:&|and) )?"
    r"(?:closed?|closure|filed|nfa|evicted|discharged|notice(?: given| served)?|no further (?:action|role|work|input"
    r"|involvement|part)|not for us|no crime|refused|declined|withdrawn|unallocated|record only|advice"
    r"|not a child in need"
    r"|stepp?(?:ed)? (?:down|to)|no role|no strategy|universal|ntq)\b)(?=\s*(?:[.,:;&\u2013\u2014-]|(?:to|as|by"
    r"|for|since|given"
    r"|until|on|meeting)\b|$))",
    re.IGNORECASE | re.MULTILINE,
)
_ELLIPTIC = re.compile(
    r"\s*(?P<clause>(?:not|won[\u2019']?t|doesn[\u2019']?t|isn[\u2019']?t|no |never|refus|cho|wants|prefers"
    r"|persist|old enough"
    r"|knows|made |making|consent|lad |girl |teen|happy|content|enjoy|continu|repeated|too |clearly|obvious|just |own )"
    r"[^.\n]{3,120})",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:as|because|since|given|until|due to|owing to|in view of|by reason of|in that) (?:that )?"
    r"(?:she|he|they|her|his|lad|girl|boy|yp|vic|child|not|no|won)\b|, (?:the )?\w+ (?:being|having) ",
    re.IGNORECASE,
)
_ON_THAT = re.compile(
    r"\b(?:on (?:that|this) (?:basis|ground|account)|therefore|hence|accordingly|so)\b", re.IGNORECASE
)
_CHILD_CLAUSE = re.compile(
    rf"{_LINK}(?P<clause>(?:{_CHILD}['\u2019]?(?! to\b)[^.;\n]{{3,120}}|{_UNWILLING}[^.;\n]{{3,100}}))"
    r"|,\s+(?P<absolute>(?:the |this |her |his )?[\w\u2019'-]+(?: [\w-]+)? (?:not )?(?:being|having)\b[^.;\n]{3,100})",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:no|not|only|nothing|so)\b", re.IGNORECASE)
_HEADING = re.compile(r"\s*(?:summary|report|form|letter|record|checklist)\b", re.IGNORECASE)
_CONDUCT = re.compile(_UNWILLING, re.IGNORECASE)
_UNWILLING_CHILD = re.compile(
    rf"(?<![\w'])(?:{_CHILD})['\u2019]?\w*(?:\s+[\w'\u2019-]+){{0,5}}?\s+{_UNWILLING}[^.;\n]{{0,60}}", re.IGNORECASE
)
_GIVEN = re.compile(
    r"\s*(?P<reason>reason\w*[^:\n]{0,20}:\s*)?"
    rf"(?P<clause>{_CHILD}['\u2019]?(?!\w* (?:said|says|told|tells|read|sent|asked|visited|to)\b)[^.\n]{{3,160}})",
    re.IGNORECASE,
)
_NOT_THE_CASE = re.compile(
    r"\b(?:missing|misper|log|tag|schools?|wound|mouth|eyes|door|bail|road|office|shop|ward|unit for|court|came to"
    r"|comes to|come to|school|very|so|too|her|his|their|not|operational)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_RETURNED = re.compile(r"\b(?:log|report|incident|misper|missing|tasking|book)\b", re.IGNORECASE)
_DECIDING = re.compile(
    r"\b(?:decision|decided|outcome|result|recommend\w*|disposal|agreed|conclu\w+|plan|rationale|view|summary|assessed"
    r"|case|service|placement|notice|investigation|crime|referral)\b",
    re.IGNORECASE,
)


def find(case: Case) -> Iterator[Sign]:
    """Yield a sign for each closing, with the reason beside it where one that likely masks is found."""
    said: set[tuple[Span, ...]] = set()
    for mark in _closings(case):
        begin, end = case.sentence(mark.start)
        if case.within(*case.sentence(mark.start, before=2, after=1), "safe-reason") or _of_another_kind(case, mark):
            continue
        reason, grounds = _found(case, mark)
        clause, more = _plain(case, mark, begin, end)
        shown = _supporting(case, mark, (reason, grounds), (clause, more))
        if not shown or shown in said or _is_loose(mark, (*grounds, *more)):
            continue
        said.add(shown)
        deciding = ("deciding",) if _DECIDING.search(case.text, _line(case.text, begin), mark.end) else ()
        spans = tidied(case.text, ((mark.start, mark.end), *shown))
        yield Sign(CHECK, spans, (f"closing-{mark.name}", *grounds, *more, *deciding, *case.setting()))


def _is_loose(mark: Evidence, grounds: tuple[str, ...]) -> bool:
    """Return whether a closing by its shape alone lacks a reason that is said to be one."""
    needed = LOOSE_NEEDS.get(mark.name)
    return needed is not None and not needed.intersection(grounds)


def _supporting(case: Case, mark: Evidence, near: Reason, plain: Reason) -> tuple[Span, ...]:
    """Return what may be quoted as the reason: wording near by that likely masks, a clause on the child's conduct."""
    found = near[0] if NEAR.intersection(near[1]) else []
    spans = [*found, *(span for span in plain[0] if gives_reason(case, span, plain[1]))]
    return tuple(span for span in spans if span[1] <= mark.start or mark.end <= span[0])  # no closing is its own reason


def _of_another_kind(case: Case, mark: Evidence) -> bool:
    """Return whether a closing is a heading, or rests on who did it not being known, which is another check's."""
    begin, end = case.sentence(mark.start)
    if mark.start < FRONT and _HEADING.match(case.text, mark.end):
        return True
    if case.blaming(begin, end):
        return False
    low, _ = case.sentence(mark.start, before=1)
    return bool(case.within(low, end, "unidentified", "unknown-perpetrator"))


def _line(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _closings(case: Case) -> list[Evidence]:
    """Return the closings, one for each sentence, the plainest first kept."""
    kept: dict[int, Evidence] = {}
    for mark in _candidates(case):
        begin, _ = case.sentence(mark.start)
        words = case.text[mark.start : mark.end]
        elsewhere = _NOT_THE_CASE.search(case.text, max(begin, mark.start - 40), mark.start) or _RETURNED.search(words)
        if not elsewhere and is_real(case, mark):
            kept.setdefault(begin, mark)
    return list(kept.values())


def _candidates(case: Case) -> Iterator[Evidence]:
    """Yield what may close something: words of the lexicon, a verdict that opens a sentence, a service denied."""
    for kind in CLOSINGS[:2]:
        yield from case.named(kind)
    for begin, end in _promising(case):
        for found in _VERDICT.finditer(case.text, begin, end):
            yield Evidence("verdict", *found.span("verdict"))
        for found in _DECLINED.finditer(case.text, begin, end):
            yield Evidence("declined", *found.span())
    yield from case.named(CLOSINGS[2])


def _promising(case: Case) -> list[Span]:
    """Return the stretches in which a closing by its shape may stand: beside doubtful wording or a reason given.

    They are few, and so the look at shapes costs next to nothing in a record without them.
    """
    starts = [each.start for each in case.findings if each.confidence >= DOUBTED]
    starts += [link.start() for link in _REASON.finditer(case.text)]
    spans = sorted({case.sentence(start, before=1, after=1) for start in starts})
    joined: list[Span] = []
    for begin, end in spans:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def _found(case: Case, mark: Evidence) -> tuple[list[Span], tuple[str, ...]]:
    """Return the likely masking wording nearest a closing, in its sentence or in those beside it."""
    for where, before, after in (("same", 0, 0), ("after", 0, 1), ("before", 1, 0), ("far", 3, 2)):
        found = case.blaming(*case.sentence(mark.start, before=before, after=after))
        if found:
            nearest = min(found, key=lambda each: abs(each.start - mark.start))
            return [(nearest.start, nearest.end)], (f"reason-{where}",)
    begin, end = case.parts[case.part(mark.start)]
    found = case.blaming(max(begin, mark.start - REACH), min(end, mark.end + REACH))
    if found:
        nearest = min(found, key=lambda each: abs(each.start - mark.start))
        return [(nearest.start, nearest.end)], ("reason-part",)
    doubted = _doubted(case, mark)
    if doubted:
        surest = max(doubted, key=lambda each: each.confidence)
        return [(surest.start, surest.end)], ("reason-doubted",)
    return [], ()


def _doubted(case: Case, mark: Evidence) -> list[Finding]:
    """Return the findings that mask less than likely and begin in a closing's sentence or beside it."""
    near = case.beginning(*case.sentence(mark.start, before=1, after=1))
    return [each for each in near if each.confidence >= DOUBTED and each.category != "harm-as-risk"]


def _plain(case: Case, mark: Evidence, begin: int, end: int) -> tuple[list[Span], tuple[str, ...]]:
    """Return a plain clause about the child that a closing gives as its reason, or that stands beside it."""
    text = case.text
    clause = _clause(text, mark.end, end) or _clause(text, begin, mark.start)
    if clause:
        kind = "absolute" if clause["absolute"] else "clause"
        unwilling = _CONDUCT.search(clause[kind])
        how = "by-word" if clause["because"] or clause["absolute"] else "by-mark"
        return [clause.span(kind)], ("clause-unwilling" if unwilling else "clause-named", how)
    behind = case.sentence(mark.start, after=1)[1]
    after = _UNWILLING_CHILD.search(text, end, behind)
    if after:
        return [after.span()], ("beside-after",)
    elliptic = _ELLIPTIC.match(text, end, behind)
    if elliptic and mark.name in {"verdict", "closure"}:
        return [elliptic.span("clause")], ("beside-elliptic",)
    if _ON_THAT.search(text, begin, end) and begin > case.parts[case.part(begin)][0]:
        low, _ = case.sentence(mark.start, before=1)
        return [trimmed(text, low, begin)], ("beside-basis",)
    given = _GIVEN.match(text, end, behind)
    if given:
        return [given.span("clause")], ("beside-reason" if given["reason"] else "beside-named",)
    low = case.sentence(mark.start, before=1)[0]
    before = _UNWILLING_CHILD.search(text, low, begin)
    if before:
        return [before.span()], ("beside-before",)
    return characterised(text, (low, begin), (end, behind))


def _clause(text: str, begin: int, end: int) -> re.Match[str] | None:
    """Return a clause about the child that is given as a reason; a bare 'no' behind a comma gives none."""
    for clause in _CHILD_CLAUSE.finditer(text, begin, end):
        if clause["because"] or clause["absolute"] or not _BARE.match(clause["clause"]):
            return clause
    return None
