"""Dates as people in the United Kingdom write them: the day stands first, 03/04/2024 is 3 April.

Also ISO dates, months in words, two-digit years (50 to 99 are the last century) and the day numbers of Excel.
A date that only makes sense in American order is refused, never turned round.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_GAP = r"[ \t\u00a0]"
_SEPARATOR = rf"{_GAP}?[-/.]{_GAP}?"
_ISO = rf"(?:19|20)[0-9]{{2}}{_SEPARATOR}[0-9]{{1,2}}{_SEPARATOR}[0-9]{{1,2}}"
_DAY_FIRST = rf"[0-9]{{1,2}}{_SEPARATOR}[0-9]{{1,2}}{_SEPARATOR}(?:(?:19|20)[0-9]{{2}}|[0-9]{{2}})"
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:19|20)[0-9]{2}|'?[0-9]{2})"
_WORDED = rf"{_DAY}(?:{_GAP}of)?[-/. \t\u00a0]{{0,3}}{_MONTH}\b\.?[-/., \t\u00a0]{{0,3}}{_YEAR}"
_MONTH_LED = rf"{_MONTH}\b\.?{_GAP}?{_DAY},?{_GAP}{{1,2}}(?:19|20)[0-9]{{2}}"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?"
# A date in running text, as a pattern for other rooms of intake; digits beside it would make it another number.
DATE = rf"(?<![0-9/])(?<![0-9][.-])(?:{_ISO}|{_DAY_FIRST}|{_WORDED}|{_MONTH_LED})(?![0-9]|[./-][0-9])"
CLOCK = r"(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9](?:[:.][0-5][0-9](?:\.[0-9]+)?)?"
_WHOLE = re.compile(
    rf"(?:{WEEKDAY}\s*)?({DATE})(?:(?:T|,?\s+)(?:at\s+)?{CLOCK}\s*(?:[ap]\.?m\.?|hrs?|Z|[+-][0-9:]+)?)?\.?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])")
_SERIAL = re.compile(r"([2-7][0-9]{4})(?:\.[0-9]+)?")
_EXCEL_EPOCH = date(1899, 12, 30)
_CENTURY_TURN = 50
_LONGEST = 60
_DECEMBER = 12


class DateRefusedError(ValueError):
    """A value is not a date that can be read safely; `slug` says in which way. It never holds the value."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


def read_date(value: str) -> date:
    """Return the date a cell or header holds; raise DateRefusedError where it holds none that is safe to read."""
    text = value.strip()
    if len(text) > _LONGEST:
        raise DateRefusedError("date-not-read")
    try:
        if compact := _COMPACT.fullmatch(text):
            return date(*(int(part) for part in compact.groups()))
        if serial := _SERIAL.fullmatch(text):
            return _EXCEL_EPOCH + timedelta(days=int(serial[1]))
        if whole := _WHOLE.fullmatch(text):
            return _dated(whole[1])
    except DateRefusedError:
        raise
    except ValueError as error:
        raise DateRefusedError("date-not-read") from error
    raise DateRefusedError("date-not-read")


def is_ambiguous(value: str) -> bool:
    """Return whether a date in figures would also be one with its month first."""
    whole = _WHOLE.fullmatch(value.strip())
    parts = [int(part) for part in re.findall(r"[0-9]+", whole[1])] if whole else []
    return len(parts) == 3 and max(parts[:2]) <= _DECEMBER and not _month(whole[1] if whole else "")  # noqa: PLR2004


def _dated(text: str) -> date:
    numbers = [int(part) for part in re.findall(r"[0-9]+", text)]
    if month := _month(text):
        return date(_year(numbers[1]), month, numbers[0])
    first, second, third = numbers
    if first > 31:  # noqa: PLR2004 - more than a month has days, so it is a year
        return date(first, second, third)
    if second > _DECEMBER >= first:
        raise DateRefusedError("date-us-order")
    return date(_year(third), second, first)


def _month(text: str) -> int:
    letters = re.search(_MONTH, text, re.IGNORECASE)
    return _MONTHS.index(letters[0][:3].casefold()) + 1 if letters else 0


def _year(number: int) -> int:
    if number >= 100:  # noqa: PLR2004 - written in full
        return number
    return number + (1900 if number >= _CENTURY_TURN else 2000)
