"""Which groups an entry falls into: agency, team, note type, quarter, and the child's recorded characteristics.

What the source does not say is 'not found', a value of its own. A child's characteristics are put into a few broad
groups, so that no words of a record become the name of one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cse_text.types import Entry, Record

NOT_FOUND = "not found"
NOT_KNOWN = "recorded as not known"
_LONGEST = 60  # characters of a group's name; a column that holds more than names was taken for another
_QUARTERS = ("Jan to Mar", "Apr to Jun", "Jul to Sep", "Oct to Dec")
_CHILD = ("child_id", "case_id", "case")
_FRONT = 3_000  # code points from a record's start in which its front sheet stands
_UNKNOWN = re.compile(
    r"(?:n/?k|u|unknown|not (?:known|stated|recorded|obtained|given|provided|collected|yet obtained|specified)|refused"
    r"|declined(?: to say)?|prefer not to say|information not(?: yet)? obtained|tbc|to be confirmed|refu|nobt|ns|x|z"
    r"|\?+|-+)",
    re.IGNORECASE,
)
_SEX = {
    **dict.fromkeys(("f", "female", "girl", "woman", "2"), "female"),
    **dict.fromkeys(("m", "male", "boy", "man", "1"), "male"),
}
# The groups of the 2021 census, in the order in which they are told apart; codes of schools and health beside words.
_ETHNICITIES = (
    ("mixed or multiple", r"mixed|multiple|dual|\bm(?:wbc|wba|was|oth|[1239])\b"),
    (
        "Asian or Asian British",
        r"asian|indian|pakistani|bangladeshi|chinese|sri lankan|\b(?:aind|apkn|aban|aoth|chne|a[1239]|o1)\b",
    ),
    (
        "Black or Black British",
        r"black|african|caribbean|somali|nigerian|ghanaian|\b(?:bcrb|bafr|both|b[129])\b",
    ),
    ("White", r"white|gypsy|\broma\b|traveller|\bw(?:bri|iri|irt|oth|rom|[1239])\b"),
)
_NO_DISABILITY = re.compile(
    r"(?:none|no|n|nil|false|0|not disabled"
    r"|no(?:ne)? (?:known|recorded|identified|disabilit(?:y|ies))(?: disabilit\w+)?)\.?",
    re.IGNORECASE,
)
_FIELD = {
    name: re.compile(
        rf"(?im)(?:^|[|;,.]|\s{{2,}})[ \t]*(?:{label})[ \t]*[:=|\t][ \t]*((?:(?![ \t]{{2}})[^\n|;,]){{1,60}})"
    )
    for name, label in (
        ("sex", r"(?:child(?:'s)? )?(?:sex|gender)"),
        ("ethnicity", r"(?:child(?:'s)? )?ethnic(?:ity| origin| group| background)"),
        ("disability", r"(?:child(?:'s)? )?disabilit(?:y|ies)"),
    )
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry with its groups; its text is record.text[start:end]."""

    start: int
    end: int
    note_type: str
    agency: str
    team: str
    day: str
    worker: str
    sex: str
    ethnicity: str
    disability: str

    @property
    def quarter(self) -> str:
        """The quarter in which the entry was written."""
        return quarter_of(self.day)


def units(record: Record) -> list[Unit]:
    """Return the entries of a record with their groups; a record without entries is one."""
    meta = record.meta
    sex, ethnicity, disability = (_said(record, field) for field in _FIELD)
    return [
        Unit(
            entry.start,
            entry.end,
            _name(entry.note_type or meta.get("note_type", "")),
            _name(entry.agency or meta.get("agency", "")),
            _name(entry.team or meta.get("team", "")),
            entry.date.isoformat() if entry.date else meta.get("note_date", ""),
            _name(entry.author or meta.get("author", "")),
            _sex(sex),
            _ethnicity(ethnicity),
            _disability(disability),
        )
        for entry in record.entries or (Entry(0, len(record.text)),)
    ]


def child_of(record: Record) -> tuple[str, bool]:
    """Return by what a child's records are known as one child's, and whether that is a child's own number."""
    number = next((value for name in _CHILD if (value := record.meta.get(name, "").strip())), "")
    return (number, True) if number else (f"{record.source}\0{record.id}", False)


def quarter_of(day: str) -> str:
    """Return the quarter of an ISO date by its months, since calendar and financial years count quarters otherwise."""
    if not re.match(r"\d{4}-(?:0[1-9]|1[0-2])", day):
        return NOT_FOUND
    number = (int(day[5:7]) - 1) // 3
    return f"{day[:4]} {_QUARTERS[number]}"


def quarter_order(name: str) -> tuple[str, int]:
    """Return where a quarter stands in time; what has no date stands last."""
    year, _, months = name.partition(" ")
    return (year, _QUARTERS.index(months)) if months in _QUARTERS else ("~", 0)


def _name(text: str) -> str:
    name = " ".join(text.split())
    return (name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "\u2026") or NOT_FOUND


def _said(record: Record, field: str) -> str:
    """Return what the record's fields say, or else its front sheet."""
    for name in (f"child_{field}", field, *(("child_gender", "gender") if field == "sex" else ())):
        if value := record.meta.get(name, "").strip():
            return value
    found = _FIELD[field].search(record.text, 0, _FRONT)
    return found[1].strip(" .\t") if found else ""


def _sex(value: str) -> str:
    return _SEX.get(value.casefold()) or _unstated(value) or "another"


def _ethnicity(value: str) -> str:
    if unstated := _unstated(value):
        return unstated
    return next((name for name, words in _ETHNICITIES if re.search(f"(?i){words}", value)), "another ethnic group")


def _disability(value: str) -> str:
    if value and _NO_DISABILITY.fullmatch(value):
        return "none, as recorded"
    return _unstated(value) or "disability recorded"


def _unstated(value: str) -> str:
    if not value:
        return NOT_FOUND
    return NOT_KNOWN if _UNKNOWN.fullmatch(value) else ""


def characteristics(unit: Unit) -> Mapping[str, str]:
    """Return the child's recorded characteristics by dimension."""
    return {"sex": unit.sex, "ethnicity": unit.ethnicity, "disability": unit.disability}
