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
REACH, NEAR = 4, 2  # sentences from going out to coming back within one part
WENT = 0.25  # confidence from which a finding about going missing counts as the child having gone

_DAY = r"(?:mon|tues?|weds?|wednes|thurs?|fri|satur|sat|sun)(?:day)?\b|(?:next|this|following) (?:day|morning)\b"
_CLOCK = r"\d{1,2}[:.]\d{2}|[0-2]\d[0-5]\d\b(?!\s*[/-])|\d{1,2}\s?(?:am|pm|hrs|st|nd|rd|th)\b|\d{1,2}[/.]\d{1,2}"
_BACK_AT = re.compile(
    rf"(?<!go )(?<!get )(?<!go back )(?<!be )(?<!rang )(?<!ring )(?<!phone )(?<!called )\b(?:back|home|returned|located|recovered|found|handed over)\b"
    rf"(?:[\s,]+(?:safe|safely|well|by|to|in|at|from|on|since|via|the|her|him|a|about|approx|next|for|unit|placement|hostel|school|work"
    rf"|police|officers|staff|taxi|train|btp|patrol|c\.?)){{0,5}}?[ ,]+(?:{_CLOCK}|{_DAY}|dawn|breakfast|midnight)",
    re.IGNORECASE,
)
_NOT_A_CHILD = re.compile(
    r"\b(?:dog|cat|hamster|rabbit|horse|tortoise|budgie|ferret|lizard|guinea pig|spaniel|parrot|ram|cow|hearing aid|glove|teeth"
    r"|bus pass|file|key|van|coat|trainer|exhibits|interpreter|funds|bins|elderly|resident|agency|driver|walkers|policy|box"
    r"|purse|trophy|bike|bishop|kettle|money|papers?|page|meeting)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(r"\b(?:missing|misper|miss|mfh)\b", re.IGNORECASE)
_RANK = {"plain": 0, "blamed": 1, "wide": 2}


@dataclass(frozen=True, slots=True)
class _Episode:
    """A time missing that ended: its part, the words of going and of coming back, how plain each is."""

    part: int
    went: tuple[int, int]
    back: tuple[int, int]
    grounds: tuple[str, ...]


def find(case: Case) -> Iterator[Sign]:
    """Yield a sign for each return that was not asked about."""
    episodes = [each for number in range(len(case.parts)) for each in _episodes(case, number)]
    begun = sorted({each.part for each in episodes})
    for episode in episodes:
        following = next((part for part in begun if part > episode.part), len(case.parts))
        if not _asked(case, episode, following):
            spans = tuple(sorted({episode.went, episode.back}))
            yield Sign(CHECK, spans, (*episode.grounds, _response(case, episode), *case.setting()), MESSAGE)


def _episodes(case: Case, number: int) -> Iterator[_Episode]:
    """Yield an episode for each return of a dated part, with the nearest going out before it, if one is told."""
    begin, end = case.parts[number]
    went = _departures(case, begin, end)
    earlier: Spans = []
    if number and not _returns(case, *case.parts[number - 1]):
        earlier = _departures(case, *case.parts[number - 1])[-1:]
    for mark in case.within(begin, end, "went-often"):
        if not _of_something_else(case, (mark.start, mark.end)):
            yield _Episode(number, (mark.start, mark.end), (mark.start, mark.end), ("went-often",))
    for back, kind in _returns(case, begin, end):
        paired = _paired(case, went, back)
        if any(how == "blamed" and span[0] < back[1] and back[0] < span[1] for span, how in went):
            yield _Episode(number, back, back, (f"back-{kind}", "back-blamed"))
        elif paired:
            yield _Episode(number, paired[0], back, (f"back-{kind}", *paired[1]))
        elif earlier and not went:
            yield _Episode(number, earlier[0][0], back, (f"back-{kind}", f"went-{earlier[0][1]}", "apart"))
        elif kind in {"timed", "plain"}:
            headed = _HEADED.search(case.text, begin, min(end, begin + 80))
            if headed or kind == "timed":
                yield _Episode(number, back, back, (f"back-{kind}", "headed" if headed else "went-unsaid"))


Spans = list[tuple[tuple[int, int], str]]


def _paired(case: Case, went: Spans, back: tuple[int, int]) -> tuple[tuple[int, int], tuple[str, ...]] | None:
    """Return the going out that a return ends: the plainest in its sentence, else in the sentences before."""
    begin, end = case.sentence(back[0])
    low, _ = case.sentence(back[0], before=REACH)
    near = [(span, how) for span, how in went if low <= span[0] < end and (span[1] <= back[0] or span[0] >= back[1])]
    if not near:
        return None

    def cost(each: tuple[tuple[int, int], str]) -> int:
        return _RANK[each[1]] + (each[0][0] < begin) + 3 * (each[0][0] > back[0])

    span, how = min(near, key=cost)
    close, _ = case.sentence(back[0], before=NEAR)
    where = "same" if span[0] >= begin else "near" if span[0] >= close else "far"
    return span, (f"went-{how}", where, "after" if span[0] < back[0] else "before")


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
    """Return the words of coming back, the plainest where several overlap."""
    timed = [(match.span(), "timed") for match in _BACK_AT.finditer(case.text, begin, end)]
    plain = [((each.start, each.end), "plain") for each in case.within(begin, end, "return")]
    wide = [((each.start, each.end), "wide") for each in case.within(begin, end, "came-back")]
    kept: Spans = []
    checked = [((each.start, each.end), "checked") for each in case.within(begin, end, "safe-and-well")]
    for span, how in [*timed, *plain, *wide, *checked]:
        apart = all(span[1] <= other[0] or other[1] <= span[0] for other, _ in kept)
        if apart and not _of_something_else(case, span):
            kept.append((span, how))
    return sorted(kept)


def _asked(case: Case, episode: _Episode, following: int) -> bool:
    """Return whether anyone asked about an episode, in its part after it began or in the parts up to the next one."""
    _, end = case.parts[episode.part]
    start = min(episode.went[0], episode.back[0])
    for mark in case.within(start, end, "enquiry", "asked-why", "said-why"):
        if not case.within(*case.sentence(mark.start), "not-asked"):
            return True
    last = min(following, episode.part + LATER + 1, len(case.parts))
    return any(case.within(*case.parts[number], "asked-why") for number in range(episode.part + 1, last))


def _response(case: Case, episode: _Episode) -> str:
    """Return what the record says was done instead: 'denied' asking, a 'check' or a sanction, or nothing."""
    _, end = case.parts[episode.part]
    start = min(episode.went[0], episode.back[0])
    end = min(end, case.sentence(episode.back[0], after=4)[1])
    if case.within(start, end, "not-asked"):
        return "asking-denied"
    return "only-checked" if case.within(start, end, "safe-and-well", "only-checked") else "silent"
