"""What the head of a dated part says: its day, with the year of the part before where it gives none, and who wrote it.

For records whose entries stand under heads such as 'FRI 5 OCT.' or '12/05/19 | School |', cut where a line opens so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cse_text.audit.case import DATED, HEAD, parts_of
from cse_text.types import Entry, Record

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"[ ,]*(?P<year>(?:19|20)\d\d)\b")
_TURN = 6  # months backward from which a head without a year belongs to the next one
_CENTURY = 50  # two-digit years from here on are of the last century
_ISO = 3  # digits from which a first number is a year
_WHO = re.compile(
    r"[\s|:.,\])>\"\u2013\u2014/-]*(?P<who>(?-i:[A-Z])[\w.&'\u2019/ -]{1,34}?)"
    r"\s*(?:[|:\u2013\u2014\n(]|\.(?:\s|$)|,\s|\s/\s|\s-\s)",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:police|school|college|social (?:care|work\w*|services)|csc|mash|gp|nurse|health|camhs|hospital|a&e|clinic"
    r"|housing|hostel|yo[ts]|youth|iro|sw|ewo|early help|eh|carer|unit|placement|panel|mace|mase|barnardo\w*|review"
    r"|court|probation|ambulance|btp|met|cafcass|education|daily log|lac|strategy|key ?worker|mentor)\b",
    re.IGNORECASE,
)
# What may stand before the date of a head: a number, a weekday, the word entry. Other dates are part of what is told.
_OPENS = re.compile(
    r"[\W\d_]*(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*|entry|contact|note|case note|log|wk of|week of)?[\W\d_]*",
    re.IGNORECASE,
)


def cut_at_heads(record: Record, entry: Entry) -> Iterator[Entry]:
    """Yield an entry cut where a line opens with a date, each piece with the day and agency that its head gives."""
    heads = (begin for begin, _ in parts_of(replace(record, entries=())) if entry.start < begin < entry.end)
    starts = [begin for begin in heads if _opens(record.text, begin)]
    ends = [*starts, entry.end]
    day, agency = entry.date, entry.agency
    if day is None and _opens(record.text, entry.start):
        day, agency = read_head(record.text, entry.start, None)
    if record.text[entry.start : ends[0]].strip():
        yield replace(entry, end=ends[0], date=day, agency=agency or entry.agency)
    for start, end in zip(starts, ends[1:], strict=True):
        day, agency = read_head(record.text, start, day)
        yield replace(entry, start=start, end=end, date=day, agency=agency or entry.agency)


def _opens(text: str, start: int) -> bool:
    """Return whether a line opens with its date, so that it heads an entry."""
    found = DATED.search(text, start, start + HEAD)
    return bool(found and _OPENS.fullmatch(text, start, found.start()))


def read_head(text: str, start: int, before: date | None) -> tuple[date | None, str]:
    """Return the day and the agency that a line's head gives; a head without a year goes on from the day before."""
    found = DATED.search(text, start, start + HEAD)
    if found is None:
        return before, ""
    after = _YEAR.match(text, found.end())
    who = _WHO.match(text, after.end() if after else found.end())
    named = who["who"].strip(" .-") if who and _AGENCY.search(who["who"]) else ""
    try:
        return _day(found[0], after["year"] if after else "", before), named
    except ValueError:
        return before, named


def _day(head: str, year: str, before: date | None) -> date | None:
    numbers = re.findall(r"\d+", head)
    month = next((n for n, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}|\d{name}", head.lower())), 0)
    if len(numbers[0]) > _ISO:
        return date(*(int(number) for number in numbers[:3]))
    if not month:
        month = int(numbers[1])
        year = numbers[2] if len(numbers) > 2 else year  # noqa: PLR2004 - day, month, year
    if year:
        return date(_full(int(year)), month, int(numbers[0]))
    return _next(before, month, int(numbers[0])) if before else None


def _full(year: int) -> int:
    return year if year > 100 else year + (1900 if year >= _CENTURY else 2000)  # noqa: PLR2004 - two digits


def _next(before: date, month: int, day: int) -> date:
    """Return the day that a head without a year means, in a file in order of date."""
    return date(before.year + (before.month - month > _TURN), month, day)
