"""Builds a record from what a reader found: tidy meta, dated entries, the problems met on the way.

The text is taken as it is. Only meta is put into the forms other rooms expect: dates in ISO, sex as female or male.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cse_text.intake.dates import DateRefusedError, is_ambiguous, read_date
from cse_text.intake.entries import cut_entries
from cse_text.intake.sources import Source
from cse_text.types import Entry, Place, Problem, Record

_SEXES = {"f": "female", "girl": "female", "m": "male", "boy": "male"}
_DATE_FAULTS = {
    "date-us-order": "the date has its month first, as in America, and was left out; export dates as DD/MM/YYYY",
    "date-order-unsure": "other dates of this table have their month first, so this one was left out; export dates as "
    "YYYY-MM-DD",
    "date-not-read": "the date could not be read and was left out; write it as DD/MM/YYYY or YYYY-MM-DD",
}


def normalise_newlines(text: str) -> str:
    """Return the text with CRLF as LF: the only change that is ever made to decoded text."""
    return text.replace("\r\n", "\n")


def line_places(text: str, label: Callable[[int], str]) -> tuple[Place, ...]:
    """Return one place a line of the text, labelled by its number from 1."""
    places, start = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        places.append(Place(start, label(number)))
        start += len(line) + 1
    return tuple(places)


def build_record(
    source: Source,
    identity: str,
    text: str,
    places: Sequence[Place],
    *,
    meta: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    tail: Sequence[Entry] = (),
    month_first_seen: bool = False,
) -> Record:
    """Return the record; a date that cannot be read safely is left out of its meta and named as a problem.

    `tail` are entries already known at the end of the text, such as comments: nothing is cut there.
    """
    tidy, faults = tidy_meta(source, meta or {}, places[0].label if places else "", month_first_seen=month_first_seen)
    base = Entry(
        0,
        0,
        read_date(tidy["note_date"]) if "note_date" in tidy else None,
        *(tidy.get(name, "") for name in ("agency", "team", "author_role", "note_type")),
    )
    body = text[: tail[0].start] if tail else text
    entries = (*(cut_entries(body, base) if body else ()), *tail)
    return Record(identity, text, source.name, tidy, entries, tuple(places), (*problems, *faults))


def tidy_meta(
    source: Source, meta: Mapping[str, str], place: str, *, month_first_seen: bool = False
) -> tuple[dict[str, str], list[Problem]]:
    """Return meta without blanks, its date in ISO and its sex in a word, and the problem a date gave."""
    tidy = {name: value.strip() for name, value in meta.items() if value.strip()}
    if sex := tidy.get("child_sex", "").casefold():
        tidy["child_sex"] = _SEXES.get(sex, sex)
    if "note_date" not in tidy:
        return tidy, []
    try:
        if month_first_seen and is_ambiguous(tidy["note_date"]):
            raise DateRefusedError("date-order-unsure")  # noqa: TRY301 - one place names all three faults
        tidy["note_date"] = read_date(tidy["note_date"]).isoformat()
    except DateRefusedError as error:
        del tidy["note_date"]
        message = f"{source.name}, {place}: {_DATE_FAULTS[error.slug]}."
        return tidy, [Problem(source.name, place, error.slug, message)]
    return tidy, []
