"""Whether a record tells that anyone asked the child about a time missing: an interview, a talk, the child's account.

In the entry of the return a plain 'asked her' is enough, since nothing else is spoken of there; in a later entry the
words must say what was asked about, or name something of the episode. A form that was ticked is no enquiry.
"""

from __future__ import annotations

import re

from cse_text.audit.case import DAY, Case, Span

_LATER = 4  # dated parts after an episode in which an enquiry about it is looked for, up to the next episode
_WHY = (
    r"(?:where|why|how (?:she|he|they)\b|who(?:se|m)?\b|which\b"
    r"|what (?:had|has|happened|was happening|took|led|made|sent|went|drew|brought|kept|it was|for)"
    r"|about (?:it|that|the (?:night|weekend|missing|absence|episode)|going|being|last night|where|why)\b)"
)
_CHILD = r"(?:her|him|them|the (?:child|girl|boy|lad)|yp|(?-i:[A-Z][\w.]*))"
_ASKED = re.compile(
    rf"\bask(?:ed|ing|s)? {_CHILD}\b[^.\n]{{0,80}}?\b{_WHY}"
    r"|\basked\b[^.\n]{0,60}?\b(?:(?:why|where) (?:she|he|they)|what (?:had|happened|was happening|took|led|brought))"
    rf"|\b(?:talked|spoke|spoken|walked|met|sat(?: down)?) (?:with|to) {_CHILD}\b[^.\n]{{0,60}}?\b{_WHY}"
    rf"|\bsat {_CHILD} down\b|\bsat down with {_CHILD}"
    r"|\b(?:why|how) (?:she|he|they|(?-i:[A-Z]\w+))(?:[\u2019']d| had| has)? (?:left|went|gone|goes|ran|stayed"
    r"|came to be|was (?:on|at|in|there))\b"
    r"|\basked (?:(?:her|him|them|(?-i:[A-Z]\w+)) )?how (?:\w+ ){1,3}(?:had been|came to|went|was)\b"
    r"|\b(?:return(?: home)?|independent(?: return)?|missing from home) (?:interviewer|visitor)\b"
    rf"|\b(?:talk(?:ed)?|spoke|spoken|chat(?:ted)?)\b[^.\n]{{0,40}}?\babout (?:\w+ )?(?:{DAY}|\d{{1,2}}(?:st"
    rf"|nd|rd|th)?\s+"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|the \d{1,2}(?:st|nd|rd|th)\b|that night|that weekend)",
    re.IGNORECASE,
)
_HOW = r"gently|quietly|again|outright|straight|properly|kindly|directly|privately|alone|softly|openly|plainly"
_PLACE = (
    r"over|in|on|at|by|with|during|while|outside|beside|when|next|later|and|first|about|what|where|why|how|who|which"
    r"|whose"
)
# Said in the entry of a return, these speak of the return: a plain 'asked', a talk, the child's own account taken down.
_PLAINLY = re.compile(
    rf"(?<!she )(?<!he )(?<!they )(?<!not )(?<!be )\basked(?: {_CHILD})?(?: (?:{_HOW}))*"
    rf"(?=\s*[.;:,\u2013\u2014]| (?:{_PLACE})\b)"
    rf"|\basked {_CHILD} (?:if|whether) (?:anyone|anybody|someone|somebody|he|she|they|it|there)\b(?! (?:was|is|were)"
    r" (?:ok|okay|hungry|all right|alright|fine|hurt|well|cold|tired))"
    r"|\b(?:long|good|proper|quiet|careful|honest|gentle) (?:talk|chat|conversation)\b"
    rf"|\b(?:had|having) a (?:talk|chat|conversation|word)\b[^.\n]{{0,20}}\b(?:with {_CHILD}|about)"
    rf"|\bheard {_CHILD} (?:out|side)|\bheard (?:her|his|their) (?:side|account|story)|\blistened to {_CHILD}"
    r"|\b(?:took|wrote|written|taken|noted|put) (?:it |this |that |everything |all of it )?down (?:what|as|in|word)"
    r"|\bin (?:her|his|their) (?:own )?words\b|\bgave (?:an?|her|his|their) (?:full )?account\b"
    r"|\b(?:wrote|filled|took) (?:\w+ ){0,2}(?:sides|pages)\b"
    r"|\b(?:talk(?:ed|ing)?|went) (?:it|this|that|things|everything|all of it) (?:over|through|out)\b"
    r"|\b(?:first|only|main|one|next) (?:job|question|thing)\b[^.\n]{0,24}\b(?:why|where|how come)\b"
    r"|[\"\u201c](?!why (?:do|should|would) (?:you|i)|what['\u2019]s it)[^\"\u201d\n]{0,60}"
    r"\b(?:why|where|who|what (?:did|made|happened|took|were|was|had)|how come)\b[^\"\u201d\n]{0,60}\?",
    re.IGNORECASE,
)
_WHOM = (
    r"(?:me|us|staff|her|him|mum|dad|nan|gran|(?:foster )?carers?|(?:social |key ?|youth )?workers?|police|officers"
    r"|teachers?|auntie|uncle|the \w+|(?-i:[A-Z]\w+))"
)
_TOLD = re.compile(
    r"\b(?:told|explained to|confided in|disclosed to|opened up to|answered|replied) "
    rf"(?:{_WHOM} )?(?:that )?(?:she|he|they|it|someone|somebody"
    r"|a man)"
    r"(?:[\u2019']d| had| was| were| made| took| picked)\b"
    rf"|\b(?:told|explained|said|says|wrote|described) (?:{_WHOM} )?"
    r"(?:why|where|who|what (?:(?:had )?happened|(?:had )?kept|(?:had )?made|(?:had )?taken|took))\b"
    r"|\b(?:she|he|they|(?-i:[A-Z]\w+)) (?:told|tells|showed|shows) (?:me|us|the \w+|(?-i:[A-Z]\w+)) (?:that|about|of"
    r"|how)\b",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(
    r"(?:(?<=[.;:] )|\b(?:said|says|that|because|as) )(?:she|he|they|(?-i:[A-Z]\w+))(?:[\u2019']d| had)"
    r" (?:been|gone|got|walked|run|left|slept|stayed|followed|wanted|come|hidden|waited|taken|climbed|thought|seen)\b",
    re.IGNORECASE,
)
# A talk with the child, and behind it what had happened: told back further than the talk, so told by the child.
_TALK = (
    r"\b(?:spoke|spoken|talk(?:ed)?|chat(?:ted)?|sat|met|walk(?:ed)?|drove|saw|seen|spent|visited|asked|listened|told"
    r"|explained"
    r"|conversation|interview(?:ed|er)?|visitor|worker|hours?|minutes)\b"
)
_DONE = (
    r"been|gone|got|walked|run|left|slept|stayed|followed|wanted|come|hidden|waited|taken|climbed|thought|seen|told"
    r"|texted|sent|rung"
    r"|rang|threatened|messaged|made|picked|driven|put|shut|locked|kept|brought|promised|turned|phoned|offered|called"
    r"|asked|fled"
    r"|missed|heard|tried|bought|begged|needed|met|woken|frightened|hurt|hit|said"
)
_TOLD_BACK = re.compile(
    rf"{_TALK}[^\n]{{0,160}}?(?:[.:;,] |\bthat |\bbecause |\bas )(?:\w+ ){{0,3}}?(?:she|he|they|(?-i:[A-Z]\w+)"
    rf"|someone|somebody|man|men|account)"
    rf"(?: (?-i:[A-Z])\w*\.?)?(?:[\u2019']d| had) (?:{_DONE})\b"
    r"|\b(?:she|he|they|(?-i:[A-Z]\w*)) (?:told|explained to|confided in|showed) (?:me|us|the \w+"
    r"|(?-i:[A-Z]\w+))[^.\n]{0,30}\b(?:that|why|about|how)\b"
    r"|\b(?:told|explained|says|said) (?:me |us |her |him |staff |(?-i:[A-Z]\w+ ))?why\b",
    re.IGNORECASE,
)
# In a later entry: why, or of a time away, or with somebody whose work it is to ask.
_NIGHT = (
    r"(?:nights?|evening|weekend|days?|absence|absences|episode|time away|trip|journey|disappearance|going|leaving)"
)
_TOLD_WHY = re.compile(
    r"\b(?:told|explained|explains|says|said) (?:(?:me|us|her|him|staff|the \w+|(?-i:[A-Z]\w+)) )?(?:why|where (?:she"
    r"|he|they) (?:had|was|went|goes))\b"
    r"|\b(?:missing|return|independent|runaway|runaways)(?: \w+){0,3} (?:saw|met|spoke|visited|sat|spent|rang|came"
    r"|listened)\b"
    rf"|\b(?:asked|talked|spoke|spoken|chatted|conversation|talk|chat|session|hour|minutes|walk|drive)\b[^.\n]{{0,90}}"
    rf"\b(?:about|on|of|through|over) (?:the|that|this|those|these|her|his|last) (?:\w+ ){{0,2}}?{_NIGHT}\b"
    r"|\b(?:asked|talked|spoke|hour|minutes)\b[^.\n]{0,90}\b(?:on|about|over|through) (?:what (?:had )?happened"
    r"|where (?:she|he|they)|why (?:she|he|they))",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:asked|talked|spoke)\b[^.\n]{0,40}?\babout (?P<what>[^.;\n]{3,50})", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:who (?:has |had |ever )?asked|not (?:been )?asked)\b|\b(?:nobody|no one|none of us)\b[^.;\n]{0,30}"
    r"\b(?:ask\w*|enquir\w+|spoke\w*|talk\w*|question\w*|press\w*|follow\w*|wonder\w*|sat|saw|came|rang)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{6,}")
_PLAIN_WORDS = frozenset(
    "police worker school friday monday sunday tuesday thursday saturday wednesday mother father".split()
)


def asked_about(case: Case, start: int, back: Span, stop: int, following: int) -> bool:
    """Return whether anyone asked about a time away told from `start` on, whose return stands at `back`.

    `stop`: where what belongs to it ends in its dated part; `following`: the number of the part that tells of the next.
    """
    part = case.part(back[0])
    whole = (case.sentence(start)[0], stop)
    behind = case.parts[part + 1 : min(following, part + _LATER + 1)]
    return _asked_at(case, whole, back) or _asked_later(case, whole, behind)


def _asked_at(case: Case, span: Span, back: Span) -> bool:
    """Return whether the words of an episode itself tell of an enquiry; the child's account counts from the return."""
    start, end = span
    if _enquiry(case, start, end, "enquiry", "asked-why", "said-why"):
        return True
    found = (
        *_PLAINLY.finditer(case.text, start, end),
        *_TOLD.finditer(case.text, back[0], end),
        *_TOLD_BACK.finditer(case.text, back[0], end),
    )
    return any(not _denied(case, each.start()) for each in found)


def _asked_later(case: Case, span: Span, parts: tuple[Span, ...]) -> bool:
    """Return whether any of the parts behind an episode tells of an enquiry, or of a talk about what it names."""
    words = _content(case.text[slice(*span)])
    why = [match for part in parts for match in _TOLD_WHY.finditer(case.text, *part)]
    if any(not _denied(case, match.start()) for match in why):
        return True
    return any(_enquiry(case, *part, "asked-why") or _speaks_of(case, part, words) for part in parts)


def explains(case: Case, begin: int, end: int) -> bool:
    """Return whether a stretch says what had taken the child away, so that somebody may have asked."""
    return bool(_EXPLAINS.search(case.text, begin, end))


def _enquiry(case: Case, begin: int, end: int, *kinds: str) -> bool:
    """Return whether begin..end tells of an enquiry that its own sentence does not deny."""
    starts = [mark.start for mark in case.within(begin, end, *kinds)]
    starts += [match.start() for match in _ASKED.finditer(case.text, begin, end)]
    return any(not _denied(case, start) for start in starts)


def _denied(case: Case, start: int) -> bool:
    begin, end = case.sentence(start)
    return bool(case.within(begin, end, "not-asked") or _NOBODY.search(case.text, begin, end))


def _speaks_of(case: Case, part: Span, words: frozenset[str]) -> bool:
    """Return whether a part tells of a conversation about something that the episode names."""
    asked = _ABOUT.finditer(case.text, *part)
    return any(_content(each["what"]) & words and not _denied(case, each.start()) for each in asked)


def _content(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text)) - _PLAIN_WORDS
