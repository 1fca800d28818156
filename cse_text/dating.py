"""Then and now: the date from which guidance speaks against wording, beside the day on which it was written.

A rule's date may be a day, a month or only a year ("2015-05-03", "2015-05", "2015"). Within a month or year that is
all that is known of it, nobody can say whether guidance was out yet: then the answer is that it is not known.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DECEMBER = 12


def day_of(text: str) -> date | None:
    """Return an ISO date, or the day of an ISO time; None for anything else."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def first_and_last(valid_from: str) -> tuple[date, date] | None:
    """Return the first and the last day on which a rule's date can have begun; None where it has no date."""
    found = _DATE.fullmatch(valid_from)
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or _DECEMBER
    return first, date(year, last_month, day or monthrange(year, last_month)[1])


def out_of_line_then(valid_from: str, written: date | None) -> bool | None:
    """Return whether guidance spoke against wording when it was written; None where that is not known."""
    since = first_and_last(valid_from)
    if since is None or written is None:
        return None
    first, last = since
    if written < first:
        return False
    return True if written >= last else None
