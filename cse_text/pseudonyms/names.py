"""Names as one text shows them: runs of capitalised words that no list knows, with what is said of who they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Literal

from cse_text.context import find_people
from cse_text.pseudonyms.letters import BLANK, initials
from cse_text.pseudonyms.ordinary import ABBREVIATIONS, GIVEN, SCHOOL_WORDS, SURNAMES, is_ordinary, looks_ordinary
from cse_text.pseudonyms.patterns import find_patterns

Role = Literal["child", "worker", "adult", "place", "school", "person"]

_CAPITAL = r"[A-Z\u00c0-\u00de]"
_SMALL = r"[a-z\u00df-\u00ff]"
WORD = re.compile(
    rf"\b(?:O['\u2019]|Mc|Mac|Fitz|d['\u2019]|D['\u2019])?{_CAPITAL}{_SMALL}+(?:-{_CAPITAL}?{_SMALL}+)*(?!\w)"
)
_OFFICER = re.compile(
    r"\b(?:PC|PS|DC|DS|DI|DCI|PCSO|WPC|SGT|Sgt|INSP|Insp|Inspector|Sergeant|Constable)\.?(?: \d{2,6})? "
    rf"(?P<name>{_CAPITAL}[\w-]*(?:['\u2019]{_CAPITAL}[\w-]+)?)"
)
_TITLED = re.compile(
    r"\b(?P<title>Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Sister|Nurse|Cllr|Judge|SW|TA|Supt|Uncle|Aunt|Auntie|Aunty|Coach"
    r"|Matron)\.? "
    rf"(?P<initials>(?:[A-Z]\.? ?){{0,2}})(?P<name>{WORD.pattern})"
)
_OFTEN = 5  # times from which the name that stands most often is most likely the child's
_ALWAYS = frozenset("Mr Mrs Ms".split())  # before any word they make it a name
_PROFESSIONAL = frozenset("Dr Prof Sister Nurse Cllr Judge SW TA Supt Coach Matron".split())
_ROLE_BEHIND = re.compile(
    r"\s?[,(]\s?(?:the |her |his |their |a |duty |allocated |senior )?(?:social worker|sw|worker|key ?worker|teacher"
    r"|head|nurse|officer|dsl|iro|manager|tutor|mentor|gp|doctor|counsellor|therapist|solicitor|police)\b",
    re.IGNORECASE,
)
_ROLE_BEFORE = re.compile(
    r"(?:worker|teacher|nurse|officer|manager|tutor|mentor|counsellor|solicitor|author|completed by|signed|written by)"
    r"[:,]? {0,2}$",
    re.IGNORECASE,
)
_KIN_BEFORE = re.compile(
    r"\b(?:mother|father|mum|mam|dad|nan|gran|aunt(?:ie)?|uncle|partner|boyfriend|carer|step\w+)[,:(]? {0,2}\(?$",
    re.IGNORECASE,
)
_AWAY = re.compile(r",? (?:about |some )?\d+ (?:miles?|minutes?|min|km|hours?)\b")
_FIELD = re.compile(
    r"\b(?:(?:sur|fore|first |last |full |child'?s |yp )?names?|child|young person|yp|subject|pupil|patient)"
    r"[ \t]*[:=][ \t]*"
    r"(?P<name>(?-i:(?:[A-Z]\.? )?[A-Z][\w\u2019'-]+(?: [A-Z][\w\u2019'-]+){0,2}(?: [A-Z]\b)?))",
    re.IGNORECASE,
)
_INITIALED = re.compile(
    rf"(?<![\w&.'\u2019-])(?P<initials>(?:[A-Z]\. ?){{1,2}}|[B-HJ-Z] )(?P<name>{WORD.pattern})"
    rf"(?! (?:[A-Z]\. ?)?{WORD.pattern})"
)
_CAPITALS = re.compile(
    r"\b(?P<name>[A-Z][A-Z'\u2019-]{2,}(?: [A-Z][A-Z'\u2019-]{2,})?)(?P<initial> [A-Z][A-Za-z]{0,2}\.?)?"
    r"(?=(?:,|\.| \(|,? {1,8}aged?)? {0,2}1?\d(?: ?\)| ?y|[,.;\s]|$))(?! \d)"
)
_QUOTED = r"[\"\u201c\u2018'](?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?)[\"\u201d\u2019']"
_ALIASES = (
    re.compile(
        r"\b(?:(?:man|male|woman|boy|girl|lad|guy|bloke|fella|someone|somebody|friend|one|them|him|her) "
        rf"(?:called|named|known as)|known as|aka|alias|goes by|calls (?:him|her)self|user|account),? {_QUOTED}"
    ),
    re.compile(
        rf"\b[A-Z]\w+(?: and| or)?,? {_QUOTED}(?=,| \(|\.| [A-Z]| who| has| is| was| gave| asked| says| said|:)"
    ),
)
_PLACE_BEFORE = re.compile(r"\b(?:in|near|around|across|outside|via|towards|through|off)\s$")
_SCHOOL = re.compile(
    r"\s(?:(?:Primary|Secondary|High|Junior|Infant|Community|Catholic|Church|Grammar|C of E|RC)\s)*"
    r"(?:School|Academy|College|Nursery|Sixth)\b"
)
_SCHOOL_NAMED = re.compile(
    r"\b(?P<name>[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){0,3}) (?:School|Academy|College|Nursery)\b"
)
_INITIAL = re.compile(r" (?:[A-Z]\.(?= |,|\n|$)|[A-Z]-[A-Z](?!\w)|[B-HJ-Z](?:c[A-Z])?(?=[ ,.;:)\n]|$))")
_PLACE_BEHIND = re.compile(
    r"\s(?:Park|House|Hotel|Lodge|Station|Hospital|Surgery|Centre|Mosque|Church|Estate|Town|City|Council|Arcade|Market"
    r"|Retail|Road|Street|Lane|Avenue|Police)\b"
)
_BEGINS = re.compile(r"(?:^|[.!?:;|\n\"\u201c(\[-]\s*|\n\s*)$")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name where it stands: its words, as they are written, and who they seem to be; `sure` where a cue says so."""

    start: int
    end: int
    words: tuple[str, ...]
    role: Role
    sure: bool = False


def sightings(text: str, meta: Mapping[str, str]) -> list[Sighting]:
    """Return the names of one record in order of place; none overlaps another."""
    people = find_people(text, meta)
    runs = (_sighting(text, run, people.child, people.adults) for run in _runs(text))
    found: list[Sighting] = []
    taken = [(each.start, each.end) for each in find_patterns(text)]
    for seen in (*_cued(text), *(each for each in runs if each is not None)):
        if not any(seen.start < end and start < seen.end for start, end in taken):
            found.append(seen)
            taken.append((seen.start, seen.end))
    names = people.child | {each.words[0].casefold() for each in found if each.role == "child"} | _often(found)
    for start, end, letters in initials(text, names):
        if not any(start < stop and begin < end for begin, stop in taken):
            own = any(letters[0] == name[0].upper() for name in names)
            found.append(Sighting(start, end, (letters,), "child" if own else "person"))
    return sorted(found, key=lambda each: each.start)


def _often(found: Sequence[Sighting]) -> set[str]:
    """Return the name that a record names most, where it does so often: most likely the child's."""
    times = Counter(each.words[0].casefold() for each in found if each.role != "place")
    return {name for name, number in times.most_common(1) if number >= _OFTEN}


def _cued(text: str) -> Iterator[Sighting]:
    """Yield names that a title, a field or the word school announces, whatever words they are."""
    yield from _officers(text)
    yield from _titled(text)
    yield from _schools(text)
    yield from _in_capitals(text)
    yield from _with_initials(text)
    for match in (match for alias in _ALIASES for match in alias.finditer(text)):
        yield Sighting(*match.span("name"), tuple(match["name"].split()), "adult", sure=False)
    for match in _FIELD.finditer(text):
        said = [word for word in match["name"].split() if _can_be_name(word) or _is_initials(word)]
        if said and match["name"].startswith(said[0]):
            end = match.start("name") + match["name"].index(said[-1]) + len(said[-1])
            yield Sighting(match.start("name"), end, tuple(said), "child", sure=True)


def _in_capitals(text: str) -> Iterator[Sighting]:
    """Yield names that a heading writes in capitals with the child's age behind: 'KELLY-ANN B, age 15'."""
    for match in _CAPITALS.finditer(text):
        if not any(is_ordinary(word) and word.casefold() not in GIVEN for word in match["name"].split()):
            words = (*match["name"].split(), *(match["initial"] or "").split())
            yield Sighting(
                match.start("name"), match.end("initial" if match["initial"] else "name"), words, "child", sure=True
            )


def _with_initials(text: str) -> Iterator[Sighting]:
    """Yield surnames with an initial before them: 'J. Morley'."""
    for match in _INITIALED.finditer(text):
        if not is_ordinary(match["name"]) or match["name"].casefold() in SURNAMES:
            yield Sighting(
                match.start("initials"), match.end("name"), (*match["initials"].split(), match["name"]), "person"
            )


def _officers(text: str) -> Iterator[Sighting]:
    for match in _OFFICER.finditer(text):
        if not is_ordinary(match["name"]) or match["name"].casefold() in SURNAMES:
            yield Sighting(*match.span("name"), (match["name"],), "worker", sure=True)


def _titled(text: str) -> Iterator[Sighting]:
    for match in _TITLED.finditer(text):
        doubtful = match["title"] not in _ALWAYS and match["name"].casefold() not in SURNAMES | GIVEN
        if is_ordinary(match["name"]) and doubtful:
            continue
        role: Role = "worker" if match["title"] in _PROFESSIONAL else "adult"
        words = (*match["initials"].split(), match["name"])
        yield Sighting(match.start("initials"), match.end("name"), words, role, sure=True)


def _schools(text: str) -> Iterator[Sighting]:
    for match in _SCHOOL_NAMED.finditer(text):
        said = tuple(dropwhile(_says_no_school, match["name"].split()))
        said = tuple(dropwhile(_says_no_school, said[::-1]))[::-1]
        if said:
            start = match.start("name") + match["name"].index(said[0])
            yield Sighting(start, start + len(" ".join(said)), said, "school", sure=True)


def _says_no_school(word: str) -> bool:
    return word.casefold() in SCHOOL_WORDS


def _is_initials(word: str) -> bool:
    """Return whether one or two capitals stand in a field for a name: 'Child: DM'."""
    letters = word.rstrip(".")
    return len(letters) <= len("DM") and letters.isupper() and letters.casefold() not in BLANK


def _can_be_name(word: str) -> bool:
    if len(word) <= 3 and word.isupper():  # noqa: PLR2004 - initials
        return word.casefold() not in ABBREVIATIONS and not is_ordinary(word)
    return word[0].isupper() and (not is_ordinary(word) or word.casefold() in GIVEN | SURNAMES)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield words that make one name: capitalised, one space between them, none of them ordinary."""
    run: list[re.Match[str]] = []
    for match in WORD.finditer(text):
        joined = bool(run) and text[run[-1].end() : match.start()] in {" ", "\u00a0"}
        if run and not joined:
            yield run
            run = []
        if _in_run(text, match, run):
            run = [*run, match]
        elif run:
            yield run
            run = []
    if run:
        yield run


def _in_run(text: str, match: re.Match[str], run: Sequence[re.Match[str]]) -> bool:
    word = match[0]
    if not is_ordinary(word):
        return True
    if run and word.casefold() in SURNAMES:
        return True
    inside = not _BEGINS.search(text[max(0, match.start() - 6) : match.start()])
    follows = WORD.match(text, match.end() + 1)
    alone = follows is None or not is_ordinary(follows[0]) or follows[0].casefold() in SURNAMES
    return word.casefold() in GIVEN and inside and alone


def _sighting(
    text: str, run: Sequence[re.Match[str]], child: frozenset[str], adults: frozenset[str]
) -> Sighting | None:
    start, end = run[0].start(), run[-1].end()
    words = tuple(match[0] for match in run)
    folded = {word.casefold() for word in words}
    before, behind = text[max(0, start - 28) : start], text[end : end + 48]
    if len(words) == 1 and looks_ordinary(words[0]) and _BEGINS.search(before) and not folded & (child | adults):
        return None
    role, sure = _role(folded, before, behind, child, adults)
    initial = _INITIAL.match(text, end) if role not in {"place", "school"} else None
    if initial:
        words, end = (*words, initial[0].strip()), initial.end()
    return Sighting(start, end, words, role, sure)


def _role(
    folded: set[str], before: str, behind: str, child: frozenset[str], adults: frozenset[str]
) -> tuple[Role, bool]:
    if _SCHOOL.match(behind):
        return "school", True
    if _PLACE_BEHIND.match(behind) or _AWAY.match(behind):
        return "place", True
    if folded & child:
        return "child", True
    if _ROLE_BEHIND.match(behind) or _ROLE_BEFORE.search(before):
        return "worker", True
    if folded & adults or _KIN_BEFORE.search(before):
        return "adult", True
    return ("place", False) if _PLACE_BEFORE.search(before) else ("person", False)
