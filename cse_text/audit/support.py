"""What a closing must be, and what words beside it must say, before the two are shown as closed on blame.

Left alone: headings, statutes, field labels, offences, addresses; what a court, a ward or the child does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cse_text.audit.case import Case, Span, overlaps
from cse_text.types import Evidence

NEAR = frozenset({"reason-same", "reason-after", "reason-before"})  # wording in the closing's sentence or beside it
_LATER = 40  # code points beside a closing in which what it closes is named
SHORT = 140  # code points of a sentence that says shortly of what sort the child is
_CONDUCT = re.compile(
    r"(?:\b(?:not|never|no|nothing|cannot|too|so|refus\w+|declin\w+|unwilling\w*|unable|unreliable\w*|reluctan\w+"
    r"|cho(?:se|sen|ice|oses)|wants?|likes?|enjoys?|prefers?|own|engag\w+|disengag\w+|cooperat\w+|missed|motivat\w+"
    r"|fail\w*|miss(?:es|ing)|keeps?|continu\w+|persist\w*|brings?|lack\w*|consent\w*|disposition|habits?"
    r"|behaviou?rs?|conduct|attitude|lifestyle|ready|brought|plays?|turns?)\b|n[\u2019']t\b)",
    re.IGNORECASE,
)
# What is said of a child where a reason for closing is given: that she chose or was willing, would not come, is not
# believed, is of a sort or an age, has a friend in him, lives so, earns by it, brought it on herself.
CHARACTER = re.compile(
    r"\b(?:choos\w+|chose\w*|choices?|prefer\w*|elects?|enjoy\w*|happy|content(?:ed)?|comfortable|settled|in (?:her"
    r"|his) element"
    r"|willing\w*|consent\w*|consensual|mutual\w*|both (?:sides|parties)|two[- ]way|voluntar\w+|freely|of (?:her|his"
    r"|their) own"
    r"|own (?:free|will|accord|making|doing|mind|terms|bed|feet|man|person|boss|way)|complicit|participant|initiat\w+"
    r"|knows (?:what|her|his|the score|best|exactly)|had (?:her|his|their) fun"
    r"|not (?:engag\w*|motivated|ready|prepared|willing|interested|bothered|asking|in the market)|refus\w+|declin\w+"
    r"|reluctan\w+"
    r"|unwilling\w*|uncooperative|ambivalen\w+|resistant|hostile|evasive|disengag\w+|non[- ]?engag\w+|dna\w?d?|missed"
    r"|fail\w*"
    r"|hard to reach|lack\w*|retract\w*|withdrew|backed out|cooled|voted? with|turned (?:her|his) back|throw\w*"
    r"|thrown|squander\w*"
    r"|wasted|exhaust\w+|appetite|motivation|commitment|insight|stickability|unreachable|no (?:complain\w*|statement"
    r"|cooperation)"
    r"|credib\w+|reliab\w+|unreliab\w+|truth\w*|honest\w*|lies|lying|liar|fibs?|fibber|fantas\w+|stories|embroider\w+"
    r"|exaggerat\w+"
    r"|embellish\w+|invent\w+|dramatic?s?|drama|attention|manipulat\w+|imagin\w+|inconsisten\w+|elastic"
    r"|poor (?:witness|historian)"
    r"|jury|in the box|romanc\w+|tittle[- ]tattle|gossip|rumou?rs?|tall tales?|convincing|colourful|vague|hazy"
    r"|promiscu\w+|precocious|matur\w+|street\s?wise|street[- ]savvy|worldly|savvy|knowing|hardened|feral|wild"
    r"|wayward|headstrong"
    r"|defian\w+|rebellious|delinquent|beyond (?:control|help|our|parental)|out of control|ungovernable"
    r"|uncontrollable|bad influence"
    r"|contaminat\w+|corrupt\w*|nuisance|madam|minx|tearaway|handful|law (?:un)?to|tart\w*|loose|flirt\w*|adventurous"
    r"|resourceful\w*"
    r"|boyfriend|girlfriend|romance|romantic|crush|infatuat\w+|smitten|sweet on|friendship|mentor|courting|courtship"
    r"|tiffs?|lovers?"
    r"|domestic|couple|sugar daddy|fling|affair|phase|experiment\w*|curious|curiosity|teenage\w*|adolescen\w+|hormon\w+"
    r"|lifestyle|way of life|the life|the scene|habits?|habitual|disposition|attitude|conduct|temperament"
    r"|persistent\w*|regulars?"
    r"|her ways|his ways|that community|their culture|culture|(?:at|of) (?:that|an|her|his) age|old enough|over 16"
    r"|nearly (?:18|eighteen|an adult)"
    r"|monetis\w+|profit|entrepreneur\w*|pocket money|easy money|good at it|in it for|earn(?:s|ing)|business(?:like)?"
    r"|generous"
    r"|brought (?:it|this|trouble)|brings? (?:it|men|trouble|the)|(?:put|puts|putting|plac\w+) (?:herself|himself"
    r"|themselves)|made (?:her|his) bed"
    r"|naiv\w+|careless\w*|judge?ment|by preference|halfway|chaotic|bolter|player|pawn|lovesick|larking|spurned"
    r"|regrets?|compliance"
    r"|benefit\w*|suited|messy|six of one|as bad as|guests|visitors|comings and goings|intent on|chances?|lifeline"
    r"|capacity to"
    r"|walk(?:ed)? away|extra mile|pen to paper|good time|games|older company|loyal\w*|protective of|stands by"
    r"|covers? for|besotted"
    r"|led (?:him|them) on|encourag\w+|provok\w+|invites?|invited|attract\w*|tempt\w*|dress(?:es|ed)|made (?:her"
    r"|his) own|wilful\w*"
    r"|deliberate\w*|unwise|foolish\w*|silly|reckless\w*|risk[- ]tak\w+|thrill\w*|excitement|rebelling|testing"
    r"|boundar\w+|impulsive"
    r"|dug|asked for it|asking for|to blame|author of|self[- ]\w+|own (?:grave|hole|worst|goal)|trouble|magnet"
    r"|error of)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\s*(?:#+\s|(?:young person|child|name|pupil|patient|worker|present|date|age|sex)\b[^:\n]{0,20}:)",
    re.IGNORECASE,
)
_STATUTE = re.compile(r"\bAct (?:18|19|20)\d\d\b|\b[Ss]ection \d+ of the\b")
_COURT = re.compile(
    r"\b(?:charges?|charged|prosecution|cps|court|bench|offences?|act (?:18|19|20)\d\d)\b", re.IGNORECASE
)
_COURT_ACT = re.compile(r"discontinued|proceed|prosecut", re.IGNORECASE)
_WARD = re.compile(
    r"\b(?:a&e|ward|hospital|casualty|triage|stitches|sutures|x-?ray|paediatric\w*|observation|overnight)\b"
    r"|\bdischarged? (?:home|to (?:mum|mother|nan|carers?|her|his)\b)",
    re.IGNORECASE,
)
_CASELOAD = re.compile(
    r"\b(?:camhs|dna|was not brought|wnb|caseload|policy|appointments?|sessions?|slots?)\b", re.IGNORECASE
)
_DECLINES = re.compile(r"refus\w*|declin\w*", re.IGNORECASE)
_HERSELF = re.compile(r"\b(?:she|he|they|child|girl|boy|yp|young person|[A-Z][a-z]+)\s+(?:\w+\s+)?\Z")
_SCHOOL = re.compile(r"\b(?:school report|report card|term report|end of (?:term|year) report)\b", re.IGNORECASE)
_PREMISES = re.compile(
    r"\b(?:shops?|clubs?|hotels?|takeaway|pub|premises|centre|youth club|gates?)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE
)
_MARKS = frozenset(' \t\n.,;:\u2013\u2014-"\u201c\u201d')
_SAID = re.compile(
    r"\b(?:as|because|since|due to|owing to|given(?: that)?|on (?:the )?(?:grounds?|basis)(?: that| of)?"
    r"|having regard to|in view of|on account of|seeing (?:as|that))\s*\Z",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(r"(?:[\w\u2019'-]+\s+){1,3}(?:having|being)\b", re.IGNORECASE)
_QUIT = re.compile(r"\s+(?:quit|leave|vacate)\b", re.IGNORECASE)


def is_real(case: Case, mark: Evidence) -> bool:
    """Return whether words that close are a service's own act for the child, and no heading, court, ward or address."""
    begin, end = case.sentence(mark.start)
    words, sentence = case.text[mark.start : mark.end], case.text[begin:end]
    if _COURT_ACT.search(words) and (_COURT.search(sentence) or words.lower() == "discontinued"):
        return False
    beside = case.text[slice(*case.sentence(mark.start, before=1, after=1))]
    if "discharg" in words.lower() and _WARD.search(beside) and not _CASELOAD.search(beside):
        return False
    if re.search(r"notice to\Z", words, re.IGNORECASE) and not _QUIT.match(case.text, mark.end):
        return False
    return not (_heads(case.text, mark.start) or _SCHOOL.search(beside) or _done_by_another(case.text, begin, mark))


def _done_by_another(text: str, begin: int, mark: Evidence) -> bool:
    """Return whether the child refuses, or a shop or a street is what closes."""
    words, before = text[mark.start : mark.end], text[max(begin, mark.start - _LATER) : mark.start]
    refusing = _DECLINES.match(words)
    if refusing and (_HERSELF.search(before) or re.match(r"\s+to\b", text[mark.start + refusing.end() :][:8])):
        return True
    return bool(_PREMISES.search(before)) or bool(re.search(r"\b[A-Z][a-z]+ Close\Z", words))


def _heads(text: str, offset: int) -> bool:
    """Return whether a place stands in a Markdown heading."""
    return text.startswith("#", text.rfind("\n", 0, offset) + 1)


def gives_reason(case: Case, span: Span, how: Iterable[str]) -> bool:
    """Return whether a plain clause beside a closing says what the child does, or is said to be the reason."""
    words = case.text[slice(*span)]
    if _heads(case.text, span[0]) or _LABEL.match(words) or _STATUTE.search(words):
        return False
    if overlaps(*span, case.blaming(0, len(case.text))):
        return True
    given = _SAID.search(case.text, max(0, span[0] - _LATER), span[0]) or _ABSOLUTE.match(words)
    return bool(given or _CONDUCT.search(words) or CHARACTER.search(words)) or "beside-reason" in how


def characterised(text: str, *beside: Span) -> tuple[list[Span], tuple[str, ...]]:
    """Return the short sentence beside a closing that says of what sort the child or the matter is, and its ground."""
    for span in beside:
        begin, end = trimmed(text, *span)
        if begin < end <= begin + SHORT and CHARACTER.search(text, begin, end):
            return [(begin, end)], ("beside-character",)
    return [], ()


def trimmed(text: str, begin: int, end: int) -> Span:
    """Return a stretch without the blanks around it."""
    words = text[begin:end]
    return begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())


def tidied(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return quotes as whole words, in order of place, without those that lie in another."""
    whole = sorted({_whole(text, *span) for span in spans}, key=lambda span: (span[0], -span[1]))
    kept: list[Span] = []
    for begin, end in whole:
        if kept and begin < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((begin, end))
    return tuple(kept)


def _whole(text: str, begin: int, end: int) -> Span:
    """Return a span without blanks and marks at its ends, grown to the ends of the words it cuts."""
    while begin < end and text[begin] in _MARKS:
        begin += 1
    while end > begin and text[end - 1] in _MARKS:
        end -= 1
    while begin and _joined(text, begin):
        begin -= 1
    while end < len(text) and _joined(text, end):
        end += 1
    quit_ = _QUIT.match(text, end) if text[begin:end].lower().endswith("notice to") else None
    return begin, quit_.end() if quit_ else end


def _joined(text: str, offset: int) -> bool:
    """Return whether one word stands on both sides of an offset."""
    left, right = text[offset - 1], text[offset]
    inner = "'\u2019"
    return (left.isalnum() and (right.isalnum() or (right in inner and text[offset + 1 : offset + 2].isalnum()))) or (
        left in inner and right.isalnum() and text[offset - 2 : offset - 1].isalnum()
    )
