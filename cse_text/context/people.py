"""Who is who in a record: the names that are the child's, the names that are adults', the child's sex and age.

Names decide only what words refer to, never how likely masking is: swapping names or sexes must not move a decision.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

ADULT_AGE = 18
YOUNGEST_NAMED = 4

_AGED = re.compile(
    r"\b(?P<name>[A-Z][a-z'\u2019-]+|[A-Z])(?:\s+[A-Z](?:[a-z'\u2019-]+|\.)?){0,2}\s*(?:,|\(|is|was|now|turned|aged|-|\u2013)?\s*"
    r"(?:aged\s+|age\s+|who is\s+|dob\s+)?\(?(?P<age>\d{1,2})\b(?!\s*[:./-]\d|\d)"
)
_LABELLED = re.compile(
    r"\b(?:name|child|yp|young person|re|subject|pupil|patient|student|client|c/o|case of)"
    r"\s*[:\-\u2013]\s*(?P<name>[A-Z][\w'\u2019-]*)",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|PC|PS|DC|DS|DI|DCI|WPC|Sgt|Insp|Inspector|Officer|SW|Sister|Nurse|Cllr|Judge|HHJ|Prof|Rev|Father|Imam|Coach|Uncle|Auntie|Aunt|Nan)"
    r"\.?\s+(?P<name>[A-Z][\w'\u2019-]+)"
)
_FEMALE = re.compile(r"\b(?:she|her|herself|girl|daughter|schoolgirl)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:he|his|him|himself|boy|son|schoolboy|lad)\b", re.IGNORECASE)
_NOT_NAMES = frozenset(
    "the this that on in at by and year age aged room unit flat ward day days form page week weeks hours may "
    "march april june july august september october november december january february monday tuesday "
    "wednesday thursday friday saturday sunday police health school about over under since until before after "
    "approx for from to x s p no am pm only just last all of i a".split()
)


@dataclass(frozen=True, slots=True)
class People:
    """Folded names by who they are, and what the record shows of the child."""

    child: frozenset[str] = frozenset()
    adults: frozenset[str] = frozenset()
    sex: str = ""
    age: int | None = None


def find_people(text: str, meta: Mapping[str, str]) -> People:
    """Return who is who, from the record's fields, ages in the text, titles and labels."""
    child, adults = _aged_names(text)
    adults |= {match["name"].lower() for match in _TITLED.finditer(text)}
    child |= {part.lower() for part in meta.get("child_name", "").split() if part[:1].isupper()}
    child |= {match["name"].lower() for match in _LABELLED.finditer(text) if match["name"][0].isupper()} - _NOT_NAMES
    child -= adults
    return People(frozenset(child), frozenset(adults), _sex(text, meta), _age(meta))


def _aged_names(text: str) -> tuple[set[str], set[str]]:
    child: set[str] = set()
    adults: set[str] = set()
    for match in _AGED.finditer(text):
        name, age = match["name"].lower(), int(match["age"])
        if name in _NOT_NAMES or age < YOUNGEST_NAMED:
            continue
        (child if age < ADULT_AGE else adults).add(name)
    return child, adults


def _sex(text: str, meta: Mapping[str, str]) -> str:
    stated = str(meta.get("child_sex", "")).strip().lower()[:1]
    if stated in {"f", "g"}:
        return "female"
    if stated in {"m", "b"}:
        return "male"
    female, male = len(_FEMALE.findall(text)), len(_MALE.findall(text))
    if female == male:
        return ""
    return "female" if female > male else "male"


def _age(meta: Mapping[str, str]) -> int | None:
    stated = str(meta.get("child_age", "")).strip()
    return int(stated) if stated.isdigit() else None
