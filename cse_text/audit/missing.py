"""missing-without-enquiry: the child was missing and came back, and nothing records that anyone asked why.

The statutory guidance on children who go missing wants a return home interview within 72 hours of the return.
Near misses left alone: an interview or a plain conversation about why, in the same or a later entry; a child not yet
found; a pet, a thing or an adult that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cse_text.audit.accounted import accounted_for
from cse_text.audit.asked import asked_about, explains
from cse_text.audit.case import DAY, MONTH, About, Case, Sign, Span, overlaps

CHECK = "missing-without-enquiry"
ABOUT = About(
    check=CHECK,
    title="Missing without enquiry",
    message="The child was missing and came back; that anyone asked where and why is not found in what was read.",
    why=(
        "Statutory guidance offers each child an independent interview within 72 hours of coming back. The "
        "national inquiry and parliamentary reviews found that nobody asked what children had gone to, or "
        "fled from."
    ),
    settle="The return home interview, or any recorded conversation about where and why, wherever it was held.",
    sources=(
        "dfe-statutory-guidance-children-who-run-away-2014",
        "appg-runaway-missing-inquiry-into-safeguarding-absent-2016",
    ),
)
REACH = 12  # sentences from going out to coming back within one part
NEAR, CLOSE = 4, 2  # sentences within which the two stand near, or close together
SECTION = 1200  # code points before a part in which the heading of its section may stand
BEHIND = 3  # sentences behind a return in which what was done instead of asking may stand
WENT = 0.25  # confidence from which a finding about going missing counts as the child having gone

_CLOCK = (
    r"\d{1,2}[:.]\d{2}|[0-2]\d[0-5]\d\b(?!\s*[/-])|\d{1,2}\s?(?:am|pm|a\.m|p\.m|hrs|h|st|nd|rd|th)\b|\d{1,2}[/.]\d{1,2}"
    rf"|\d{{1,2}} {MONTH}\b|noon\b|midday\b|dawn\b|first light\b|(?:dinner|tea|lunch|breakfast) ?time\b"
)
_CAME = r"(?:back|home|returned|located|recovered|found|handed over|conveyed)\b"
_ON_THE_WAY = (
    r"safe|safely|well|by|to|in|at|from|on|since|via|with|the|her|his|him|a|about|approx|next|for|mum|dad|nan|carers?"
    r"|unit|placement|hostel|school"
    r"|work|police|officers|staff|taxi|train|btp|patrol|c\.?"
)
_BACK_AT = re.compile(
    r"(?<!go )(?<!get )(?<!go back )(?<!be )(?<!rang )(?<!ring )(?<!phone )(?<!called )"
    rf"\b{_CAME}(?:[\s,]+(?:{_ON_THE_WAY})){{0,5}}?[ ,]+(?:{_CLOCK}|{DAY}|dawn|breakfast|midnight)"
    rf"|(?<![\d/.-])(?:{_CLOCK}|{DAY})(?:\s+log)?[\s,:-]{{1,3}}"
    rf"(?:(?:(?-i:[A-Z]\w*)|she|he|they|yp|was|and)\s+){{0,3}}{_CAME}",
    re.IGNORECASE,
)
_OUT_AND_BACK = re.compile(
    rf"\b(?:out|missing|absent|away|gone|left)\b[^.;\n]{{0,24}}?\b(?:{_CLOCK})\s*(?:to|until|till|-|\u2013)\s*"
    rf"(?:{_CLOCK}|{DAY})",
    re.IGNORECASE,
)
_AWAY = r"(?:gone|left|out|away|off|absent|missing|last seen|reported|rptd|not (?:in|home|back|at home|returned))\b"
_GONE_AT = re.compile(
    rf"\b{_AWAY}[^.;\n]{{0,24}}?\b(?:{_CLOCK}|{DAY}|overnight|midnight)"
    rf"|(?<![\d/.-])(?:{_CLOCK}|{DAY})[\s,:\u2013-]{{1,3}}(?:(?:(?-i:[A-Z]\w*)|she|he|they|yp|was"
    rf"|and)\s+){{0,2}}{_AWAY}"
    rf"|\b(?:rang|called|phoned|telephoned|informed|notified) (?:the )?(?:police|999|101|edt|psni)\b|\breported\.",
    re.IGNORECASE,
)
_NOT_A_CHILD = re.compile(
    r"\b(?:dog|cat|hamster|rabbit|horse|tortoise|budgie|ferret|lizard|guinea pig|spaniel|parrot|ram|cow|hearing aid"
    r"|glove|teeth|bus pass|file|key|van|coat|trainer|exhibits|interpreter|funds|bins|elderly|resident|agency|driver"
    r"|walkers|policy|box|purse|trophy|bike|bishop|kettle|money|papers?|page|meeting|signed|allowed|rails)\b"
    r"|\b(?:with permission|as agreed|on (?:a )?(?:weekend )?pass)\b",
    re.IGNORECASE,
)
# Of these, what says behind the words of going that it was no child, or no going missing; a van may bring a child home.
_HAVING = re.compile(
    r"permission|agreed|pass|allowed|signed|key|purse|bus pass|glove|trophy|file|papers?", re.IGNORECASE
)
_HEADED = re.compile(r"\b(?:missing|misper|miss|mfh)\b", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s|\s*[*\u2022-]\s")
_HEADING = re.compile(
    r"^[^\S\n]*(?:#+[^\n]{2,60}|(?:[A-Z0-9]{1,4}[.):]\s+)?(?-i:[A-Z][A-Z /&\u2019'-]{3,50}):?"
    r"|[A-Z][\w /&\u2019'-]{2,40}:)"
    r"[^\S\n]*$",
    re.MULTILINE,
)
_RANK = {"plain": 0, "blamed": 1, "timed": 2, "wide": 3}


Spans = list[tuple[tuple[int, int], str]]


@dataclass(frozen=True, slots=True)
class _Episode:
    """A time missing that ended: its part, the words of going and of coming back, how plain each is."""

    part: int
    went: tuple[int, int]
    back: tuple[int, int]
    grounds: tuple[str, ...]


def find(case: Case) -> Iterator[Sign]:
    """Yield a sign for each return that was not asked about."""
    if not _speaks_of_missing(case):
        return
    told = [(_departures(case, *part), _returns(case, *part)) for part in case.parts]
    episodes = [each for number in range(len(case.parts)) for each in _episodes(case, number, told)]
    gone = {number for number, (went, _) in enumerate(told) if any(how in {"plain", "blamed"} for _, how in went)}
    begun = sorted(gone.union(each.part for each in episodes))
    for episode in episodes:
        following = next((part for part in begun if part > episode.part), len(case.parts))
        stop = _stop(case, episode, episodes)
        if not _asked(case, episode, following, stop) and not _accounted(case, episode):
            how, done = _response(case, episode)
            account = ("account",) if explains(case, episode.back[0], stop) else ()
            spans = tuple(sorted({episode.went, episode.back, *done}))
            yield Sign(CHECK, spans, (*episode.grounds, *account, how, *case.setting()))


def left_alone(case: Case, told: Span) -> bool:
    """Return whether a time away that a passage tells was asked about or has a plain cause: no finding then."""
    end = case.parts[case.part(told[0])][1]
    return asked_about(case, told[0], told, end, len(case.parts)) or accounted_for(case, *told)


def _stop(case: Case, episode: _Episode, episodes: list[_Episode]) -> int:
    """Return where what belongs to an episode ends: its part, or the next going out of the same part."""
    behind = [each.went[0] for each in episodes if each.part == episode.part and each.went != each.back]
    return min((start for start in behind if start > episode.back[1]), default=case.parts[episode.part][1])


def _speaks_of_missing(case: Case) -> bool:
    """Return whether a record speaks of going missing at all, so that a look at each entry is worth its time."""
    if case.is_file() or case.named("went-often"):
        return True
    back = case.named("return", "came-back", "safe-and-well", "not-asked")
    if back and case.named("missing", "went-out"):
        return True
    return bool(back) and any(each.category == "missing-blame" for each in case.findings)


def _episodes(case: Case, number: int, told: Sequence[tuple[Spans, Spans]]) -> Iterator[_Episode]:
    """Yield an episode for each return of a dated part, and for each count of times missing.

    `told` holds what each part says of going and of coming back.
    """
    begin, end = case.parts[number]
    went, returns = told[number]
    if not went and number and not told[number - 1][1]:
        went = [(span, f"{how}-apart") for span, how in told[number - 1][0][-1:]]
    for mark in case.within(begin, end, "went-often"):
        if not _of_something_else(case, (mark.start, mark.end)):
            yield _Episode(number, (mark.start, mark.end), (mark.start, mark.end), ("went-often",))
    for back, kind in returns:
        episode = _ended(case, number, went, back, kind)
        if episode and (kind != "checked" or all(how == "checked" for _, how in returns)):
            yield episode
    if not returns and went and went[0][0][0] >= begin:
        yield from _refused(case, number, went)


def _ended(case: Case, number: int, went: Spans, back: tuple[int, int], kind: str) -> _Episode | None:
    """Return the episode that a return ends, if the child is said to have gone."""
    if kind == "spanned":
        plain = _HEADED.match(case.text, back[0])
        grounds = ("back-timed", "went-plain", "same") if plain else ("back-spanned",)
        return _Episode(number, back, back, grounds)
    blamed = any(how == "blamed" and span[0] < back[1] and back[0] < span[1] for span, how in went)
    tone = ("back-blamed",) if blamed else ()
    paired = _paired(case, went, back)
    if paired:
        return _Episode(number, paired[0], back, (f"back-{kind}", *tone, *paired[1]))
    if blamed:
        return _Episode(number, back, back, (f"back-{kind}", *tone))
    headed = _headed(case, number)
    if kind in {"timed", "plain"} and (headed or kind == "timed"):
        return _Episode(number, back, back, (f"back-{kind}", "headed" if headed else "went-unsaid"))
    return None


def _headed(case: Case, number: int) -> bool:
    """Return whether a part is headed as being about a time missing, or stands in a list or section that is."""
    begin, end = case.parts[number]
    if _HEADED.search(case.text, begin, min(end, begin + 80)):
        return True
    section = [found.span() for found in _HEADING.finditer(case.text, max(0, begin - SECTION), begin)]
    if section and _HEADED.search(case.text, *section[-1]):
        return True
    while number and _LISTED.match(case.text, case.parts[number][0]):
        number -= 1
        if not _LISTED.match(case.text, case.parts[number][0]):
            return bool(_HEADED.search(case.text, *case.parts[number]))
    return False


def _refused(case: Case, number: int, went: Spans) -> Iterator[_Episode]:
    """Yield an episode whose return is not told, but of which the record says that nobody asks."""
    for mark in case.within(*case.parts[number], "not-asked"):
        low, high = case.sentence(mark.start, before=NEAR, after=1)
        near = [span for span, how in went if how in {"plain", "blamed"} and low <= span[0] < high]
        if near:
            yield _Episode(number, near[-1], (mark.start, mark.end), ("back-untold",))


def _paired(case: Case, went: Spans, back: tuple[int, int]) -> tuple[tuple[int, int], tuple[str, ...]] | None:
    """Return the going out that a return ends: the plainest in its sentence, else in the sentences before."""
    begin, end = case.sentence(back[0])
    low, _ = case.sentence(back[0], before=REACH)
    near = [
        (span, how)
        for span, how in went
        if (low <= span[0] < end or how.endswith("-apart")) and (span[1] <= back[0] or span[0] >= back[1])
    ]
    if not near:
        return None

    def cost(each: tuple[tuple[int, int], str]) -> int:
        return _RANK[each[1].removesuffix("-apart")] + (each[0][0] < begin) + 3 * (each[0][0] > back[0])

    span, how = min(near, key=cost)
    return span, (f"went-{how.removesuffix('-apart')}", _distance(case, span, back, how))


def _distance(case: Case, span: tuple[int, int], back: tuple[int, int], how: str) -> str:
    if how.endswith("-apart"):
        return "next" if how in {"plain-apart", "timed-apart", "blamed-apart"} else "apart"
    if span[0] > back[0]:
        return "before"
    for where, sentences in (("same", 0), ("close", CLOSE), ("near", NEAR)):
        if span[0] >= case.sentence(back[0], before=sentences)[0]:
            return where
    return "far"


def _departures(case: Case, begin: int, end: int) -> Spans:
    found = [((each.start, each.end), "plain") for each in case.within(begin, end, "missing")]
    found += [
        ((each.start, each.end), "blamed")
        for each in case.found(begin, end)
        if each.category == "missing-blame" and each.confidence >= WENT
    ]
    found += [((each.start, each.end), "wide") for each in case.within(begin, end, "went-out")]
    found += [(match.span(), "timed") for match in _GONE_AT.finditer(case.text, begin, end)]
    return sorted(each for each in found if not _of_something_else(case, each[0]))


def _of_something_else(case: Case, span: tuple[int, int]) -> bool:
    """Return whether words of going or coming are about a pet, a thing or an adult, or belong to an enquiry."""
    begin, end = case.sentence(span[0])
    behind = _NOT_A_CHILD.search(case.text, span[1], min(end, span[1] + 25))
    if _NOT_A_CHILD.search(case.text, max(begin, span[0] - 40), span[0]) or (behind and _HAVING.search(behind[0])):
        return True
    enquiries = case.within(begin, end, "enquiry", "asked-why", "not-asked")
    asked = any(each.name != "not-asked" and each.start < span[0] for each in enquiries)
    return asked or overlaps(*span, enquiries)


def _returns(case: Case, begin: int, end: int) -> Spans:
    """Return the words of coming back, the plainest where several overlap."""
    timed = [(match.span(), "spanned") for match in _OUT_AND_BACK.finditer(case.text, begin, end)]
    timed += [(match.span(), "timed") for match in _BACK_AT.finditer(case.text, begin, end)]
    plain = [((each.start, each.end), "plain") for each in case.within(begin, end, "return")]
    wide = [((each.start, each.end), "wide") for each in case.within(begin, end, "came-back")]
    kept: Spans = []
    checked = [((each.start, each.end), "checked") for each in case.within(begin, end, "safe-and-well")]
    for span, how in [*timed, *plain, *wide, *checked]:
        apart = all(span[1] <= other[0] or other[1] <= span[0] for other, _ in kept)
        if apart and not _of_something_else(case, span):
            kept.append((span, how))
    return sorted(kept)


def _asked(case: Case, episode: _Episode, following: int, stop: int) -> bool:
    """Return whether anyone asked about an episode, in its part up to `stop` or in the parts up to the next one."""
    return asked_about(case, min(episode.went[0], episode.back[0]), episode.back, stop, following)


def _accounted(case: Case, episode: _Episode) -> bool:
    """Return whether the record gives the time away a plain cause beside the return, or the going where told there."""
    begin = episode.went[0] if case.part(episode.went[0]) == episode.part else episode.back[0]
    return accounted_for(case, min(begin, episode.back[0]), episode.back[1])


def _response(case: Case, episode: _Episode) -> tuple[str, list[tuple[int, int]]]:
    """Return what the record says was done instead: asking denied, a check or a sanction, or nothing; and where."""
    _, end = case.sentence(episode.back[0], after=BEHIND)
    for how, kinds in (("asking-denied", ("not-asked",)), ("only-checked", ("safe-and-well", "only-checked"))):
        done = case.within(min(episode.went[0], episode.back[0]), end, *kinds)
        if done:
            nearest = min(done, key=lambda each: abs(each.start - episode.back[1]))
            return how, [(nearest.start, nearest.end)]
    return "silent", []
