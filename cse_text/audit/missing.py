"""missing-without-enquiry: the child was missing and came back, and nothing records that anyone asked why.

The statutory guidance on children who go missing wants a return home interview within 72 hours of the return.
Near misses left alone: an interview or a plain conversation about why, in the same or a later entry; a child not yet
found; a pet, a thing or an adult that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cse_text.audit.case import Case, Sign

CHECK = "missing-without-enquiry"
MESSAGE = (
    "The child was missing and came back; that anyone asked why is not found in what was read. A return home "
    "interview, due within 72 hours, or a recorded conversation about where and why would settle it."
)
LATER = 3  # dated parts after an episode in which an enquiry about it is looked for
REACH = 2  # sentences from going out to coming back within one part
WENT = 0.4  # confidence from which a finding about going missing counts as the child having gone

_DAY = r"(?:mon|tues?|weds?|wednes|thurs?|fri|satur|sat|sun)(?:day)?\b|(?:next|this|following) (?:day|morning)\b"
_CLOCK = r"\d{1,2}[:.]\d{2}|[0-2]\d[0-5]\d\b(?!\s*[/-])|\d{1,2}\s?(?:am|pm|hrs|st|nd|rd|th)\b|\d{1,2}[/.]\d{1,2}"
_BACK_AT = re.compile(
    rf"\b(?:back|home|returned|in|found|located|recovered|drop\w*|brought|left at)\b(?:[\s,]+\w+){{0,2}}?[\s,]+(?:(?:at|by|on|since|the|from|about|c\.?|approx)\s+)*"
    rf"(?:{_CLOCK}|{_DAY}|dawn|breakfast|midnight|six|five|seven)",
    re.IGNORECASE,
)
_NOT_A_CHILD = re.compile(
    r"\b(?:dog|cat|hamster|rabbit|horse|tortoise|budgie|ferret|lizard|guinea pig|spaniel|parrot|ram|cow|hearing aid|glove|teeth"
    r"|bus pass|file|key|van|coat|trainer|exhibits|interpreter|funds|bins|elderly|resident|agency|driver|walkers|policy|box"
    r"|purse|trophy|bike|bishop|kettle|money|papers?|page|meeting)\b",
    re.IGNORECASE,
)
_RANK = {"plain": 0, "blamed": 1, "wide": 2}


@dataclass(frozen=True, slots=True)
class _Episode:
    """A time missing that ended: its part, the words of going (if any) and of coming back, how plain each is."""

    part: int
    went: tuple[int, int]
    back: tuple[int, int]
    grounds: tuple[str, ...]


def find(case: Case) -> Iterator[Sign]:
    """Yield a sign for each episode that ended and was not asked about."""
    episodes = list(_episodes(case))
    for number, episode in enumerate(episodes):
        following = episodes[number + 1].part if number + 1 < len(episodes) else len(case.parts)
        if _asked(case, episode, following):
            continue
        spans = tuple(sorted({episode.went, episode.back}))
        yield Sign(CHECK, spans, (*episode.grounds, _response(case, episode), *case.setting()), MESSAGE)


def _episodes(case: Case) -> Iterator[_Episode]:
    """Yield at most one episode for each dated part: going out, then coming back close by or in the next part."""
    open_since: tuple[int, tuple[int, int], str] | None = None
    for number, (begin, end) in enumerate(case.parts):
        went = _departures(case, begin, end)
        backs = _returns(case, begin, end)
        found = _pair(case, went, backs)
        if found is None and backs and open_since and number - open_since[0] == 1:
            back = min(backs, key=lambda each: each[1])
            found = _Episode(number, open_since[1], back[0], (f"went-{open_since[2]}", f"back-{back[1]}", "apart"))
        if found is None:
            timed = [span for span, how in backs if how == "timed"]
            if timed:
                found = _Episode(number, timed[0], timed[0], ("went-unsaid", "back-timed", "same"))
        if found:
            yield _Episode(number, found.went, found.back, found.grounds)
            open_since = None
        else:
            open_since = (number, *went[-1]) if went else None


Spans = list[tuple[tuple[int, int], str]]


def _departures(case: Case, begin: int, end: int) -> Spans:
    found = [((each.start, each.end), "plain") for each in case.within(begin, end, "missing")]
    found += [
        ((each.start, each.end), "blamed")
        for each in case.findings
        if each.category == "missing-blame" and each.confidence >= WENT and begin <= each.start and each.end <= end
    ]
    found += [((each.start, each.end), "wide") for each in case.within(begin, end, "went-out")]
    return sorted(each for each in found if not _of_something_else(case, each[0]))


def _of_something_else(case: Case, span: tuple[int, int]) -> bool:
    begin, end = case.sentence(span[0])
    return bool(_NOT_A_CHILD.search(case.text, max(begin, span[0] - 40), min(end, span[1] + 25)))


def _returns(case: Case, begin: int, end: int) -> Spans:
    timed = {match.span(): "timed" for match in _BACK_AT.finditer(case.text, begin, end)}
    plain = {(each.start, each.end): "plain" for each in case.within(begin, end, "return")}
    wide = {(each.start, each.end): "wide" for each in case.within(begin, end, "came-back")}
    return sorted((span, how) for span, how in (wide | plain | timed).items() if not _of_something_else(case, span))


def _pair(case: Case, went: Spans, backs: Spans) -> _Episode | None:
    """Return the plainest going out with the plainest coming back within reach of it."""
    best: tuple[int, _Episode] | None = None
    for span, how in went:
        low, high = case.sentence(span[0], after=REACH)
        for back, kind in backs:
            apart = back[0] >= span[1] or back[1] <= span[0]
            if not (apart and low <= back[0] < high):
                continue
            begin, end = case.sentence(span[0])
            where = "same" if begin <= back[0] < end else "near"
            order = "after" if back[0] >= span[1] else "before"
            cost = (
                _RANK[how]
                + (0, 1, 2)[("timed", "plain", "wide").index(kind)]
                + 2 * (order == "before")
                + (where == "near")
            )
            if best is None or cost < best[0]:
                grounds = (f"went-{how}", f"back-{kind}", where, order)
                best = (cost, _Episode(case.part(back[0]), span, back, grounds))
    return best[1] if best else None


def _asked(case: Case, episode: _Episode, following: int) -> bool:
    """Return whether anyone asked about an episode, in its part after it began or in the parts up to the next one."""
    _, end = case.parts[episode.part]
    start = min(episode.went[0], episode.back[0])
    if case.within(start, end, "enquiry", "asked-why"):
        return True
    last = min(following, episode.part + LATER + 1, len(case.parts))
    return any(case.within(*case.parts[number], "enquiry", "asked-why") for number in range(episode.part + 1, last))


def _response(case: Case, episode: _Episode) -> str:
    """Return what the record says was done instead: 'denied' asking, a 'check' or a sanction, or nothing."""
    _, end = case.parts[episode.part]
    start = min(episode.went[0], episode.back[0])
    end = min(end, case.sentence(episode.back[0], after=4)[1])
    if case.within(start, end, "not-asked"):
        return "asking-denied"
    return "only-checked" if case.within(start, end, "safe-and-well", "only-checked") else "silent"
