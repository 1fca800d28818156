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
REACH = 3  # sentences from going out to coming back within one part
WENT = 0.4  # confidence from which a finding about going missing counts as the child having gone

_DAY = r"(?:mon|tues?|weds?|wednes|thurs?|fri|satur|sat|sun)(?:day)?\b|(?:next|this|following) (?:day|morning)\b"
_BACK_AT = re.compile(
    rf"\b(?:back|home|returned|in|found|located|recovered)\b[\s,]+(?:(?:at|by|on|since|the|from|about|c\.?|approx)\s+)*"
    rf"(?:\d{{1,2}}[:.]\d{{2}}|\d{{4}}\b|\d{{1,2}}\s?(?:am|pm|st|nd|rd|th|hrs)\b|\d{{1,2}}[/.]\d{{1,2}}|{_DAY}|dawn|breakfast|morning|midnight|six|five|seven)",
    re.IGNORECASE,
)
_NOT_A_CHILD = re.compile(
    r"\b(?:dog|cat|hamster|rabbit|horse|tortoise|budgie|ferret|lizard|guinea pig|spaniel|parrot|hearing aid|glove|teeth|bus pass|file|key|van"
    r"|purse|trophy|bike|bishop|kettle|money|papers?|page|meeting)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Episode:
    """A time missing that ended: its part, where it is told, how plainly, and the words of coming back."""

    part: int
    went: tuple[int, int]
    back: tuple[int, int]
    how: str


def find(case: Case) -> Iterator[Sign]:
    """Yield a sign for each episode that ended and was not asked about."""
    episodes = list(_episodes(case))
    for number, episode in enumerate(episodes):
        following = episodes[number + 1].part if number + 1 < len(episodes) else len(case.parts)
        if _asked(case, episode, following):
            continue
        spans = tuple(sorted({episode.went, episode.back}))
        size = "file" if case.is_file() else "note"
        yield Sign(CHECK, spans, f"{episode.how}-{_response(case, episode)}-{size}", MESSAGE)


def _episodes(case: Case) -> Iterator[_Episode]:
    """Yield at most one episode for each dated part: going out, then coming back close by or in the next part."""
    open_since: tuple[int, tuple[int, int], str] | None = None
    for number, (begin, end) in enumerate(case.parts):
        went = _departures(case, begin, end)
        backs = _returns(case, begin, end)
        found = _pair(case, went, backs)
        if found is None and open_since and number - open_since[0] == 1 and backs and not went:
            found = (open_since[1], backs[0], open_since[2])
        if found:
            yield _Episode(number, *found)
            open_since = None
        else:
            open_since = (number, went[-1][0], went[-1][1]) if went else None


def _departures(case: Case, begin: int, end: int) -> list[tuple[tuple[int, int], str]]:
    found = [((each.start, each.end), "plain") for each in case.within(begin, end, "missing")]
    found += [
        ((each.start, each.end), "blamed")
        for each in case.findings
        if each.category == "missing-blame" and each.confidence >= WENT and begin <= each.start and each.end <= end
    ]
    found += [((each.start, each.end), "wide") for each in case.within(begin, end, "went-out")]
    found = [each for each in found if not _of_something_else(case, each[0])]
    return sorted(found)


def _of_something_else(case: Case, span: tuple[int, int]) -> bool:
    begin, end = case.sentence(span[0])
    return bool(_NOT_A_CHILD.search(case.text, max(begin, span[0] - 40), min(end, span[1] + 25)))


def _returns(case: Case, begin: int, end: int) -> list[tuple[int, int]]:
    found = {(each.start, each.end) for each in case.within(begin, end, "return", "came-back")}
    found |= {match.span() for match in _BACK_AT.finditer(case.text, begin, end)}
    return sorted(each for each in found if not _of_something_else(case, each))


def _pair(
    case: Case, went: list[tuple[tuple[int, int], str]], backs: list[tuple[int, int]]
) -> tuple[tuple[int, int], tuple[int, int], str] | None:
    """Return the plainest going out with the first coming back within reach of it."""
    best = None
    for span, how in went:
        low, high = case.sentence(span[0], before=1, after=REACH)
        near = [each for each in backs if low <= each[0] < high and (each[0] >= span[1] or each[1] <= span[0])]
        if near and (best is None or _ORDER[how] < _ORDER[best[2]]):
            best = (span, next((each for each in near if each[0] >= span[1]), near[0]), how)
    return best


_ORDER = {"plain": 0, "blamed": 1, "wide": 2}


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
    if case.within(start, end, "not-asked"):
        return "denied"
    return "check" if case.within(start, end, "safe-and-well", "only-checked") else "silent"
