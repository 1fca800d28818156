"""Who is who in a record: the names that are the child's, the names that are adults', the child's sex and age.

Names are told by what stands around them: an age, a title, a role, a label, kin and carers, and by use: the name
that sentence after sentence is about is the child's. Names decide only what words refer to, never how likely masking
is: swapping names or sexes must not move a decision.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cse_text.lexicon.building import common_words
from cse_text.text import text_words

ADULT_AGE = 18
YOUNGEST_NAMED = 4
SURE = 9  # weight of a sign that settles by itself whose name it is
TOO_COMMON = 250  # times a million words; no name stands so often
LIKELY = 3  # weight of signs that make the name that stands out the child's

_CAPITALISED = re.compile(r"[A-Z][A-Za-z]*(?:['\u2019-][A-Z][a-z]+)?")
_AGE = re.compile(
    r"(?: [A-Z](?:[a-z'\u2019-]+|\.)?){0,2}\s*"
    r"(?:,|\(|is|was|now|turned|aged|-|\u2013)?\s*(?:aged\s+|age\s+|who is\s+|dob\s+)?\(?"
    r"(?P<age>\d{1,2})\b(?!\s*[:./-]\d|\d)"
)
_TITLES = frozenset(
    "mr mrs ms miss dr pc ps dc ds di dci wpc sgt insp inspector officer sw sister nurse cllr judge hhj prof rev "
    "father imam coach uncle auntie aunt nan".split()
)
_LABELS = frozenset("name child yp person re subject pupil patient student client c/o case of".split())
_OWNED_BY_CHILD = re.compile(
    r"['\u2019]s\s+(?:\w+\s+)?(?:mother|mum|mam|mom|father|dad|parents?|carers?|foster|nan|nana|grandmother|"
    r"grandparents|school|teacher|placement|social worker|bedroom|attendance|welfare|wellbeing|"
    r"safety|voice|wishes|needs|care plan)\b"
)
_ADULT_BEFORE = re.compile(
    r"\b(?:boyfriend|man|bloke|driver|landlord|suspect|neighbour|uncle|stepfather|stepdad|mother|mum|father|dad|adult|"
    r"worker|teacher|nurse|manager|colleague)(?: called| named| known as)?\s*[,:(]?\s*[\"'\u2018\u201c]?$",
    re.IGNORECASE,
)
_ROLE_BEHIND = re.compile(
    r"\s*[,(]\s*(?:the |her |his |a )?(?:duty |senior |acting |key |deputy )?(?:sw|ssw|social worker|key ?worker|"
    r"teacher|nurse|officer|manager|landlord|boyfriend|suspect|mother|mum|father|dad|carer|support worker|"
    r"youth worker|adult)\b",
    re.IGNORECASE,
)
_TOLD_OF = re.compile(
    r"\s+(?:is|was|has|had|did|does|will|would|can|could|said|says|told|tells|states|stated|reports|reported|disclosed|"
    r"went|goes|returned|returns|came|left|attended|presents|presented|appears|appeared|seems|seemed|denies|denied|"
    r"refuses|refused|continues|remains|wants|wanted|knows|thinks|feels|felt|lives|started|spends|uses|gets|got)\b"
)
_ENDINGS = ("", "'s", "\u2019s", "'d", "\u2019d", "'ll", "\u2019ll")


def _spellings(words: str) -> frozenset[str]:
    ended = [word + end for word in words.split() for end in _ENDINGS]
    return frozenset(spelt for word in ended for spelt in (word, word.capitalize(), word.upper()))


_FEMALE = _spellings("she her herself girl daughter schoolgirl")
_MALE = _spellings("he his him himself boy son schoolboy lad")
_NOT_NAMES = frozenset(
    "the this that on in at by and year age aged room unit flat ward day days form page week weeks hours may "
    "march april june july august september october november december january february monday tuesday "
    "wednesday thursday friday saturday sunday police health school about over under since until before after "
    "approx for from to x s p no am pm only just last all of i a social services street road avenue lane court "
    "house park centre college academy team council cafcass camhs nhs facebook snapchat instagram whatsapp "
    "tiktok british english asian white black pakistani polish romanian albanian vietnamese christmas easter".split()
)


@dataclass(frozen=True, slots=True)
class People:
    """Folded names by who they are, and what the record shows of the child. `older`: adults named with their age."""

    child: frozenset[str] = frozenset()
    adults: frozenset[str] = frozenset()
    sex: str = ""
    age: int | None = None
    older: frozenset[str] = frozenset()


class Sign(NamedTuple):
    """One use of a name, folded: how much it says that the name is the child's, or an adult's; an adult's age."""

    name: str
    child: int = 0
    adult: int = 0
    aged: bool = False


def find_people(text: str, meta: Mapping[str, str]) -> People:
    """Return who is who, from the record's fields, ages in the text, titles, labels, roles and use."""
    child, adult = Counter[str](), Counter[str]()
    older = set[str]()
    for sign in _signs(text):
        older |= {sign.name} if sign.aged else set()
        child[sign.name] += sign.child
        adult[sign.name] += sign.adult
    stated = {part.lower() for part in meta.get("child_name", "").split() if part[:1].isupper()}
    adults = frozenset(name for name, weight in adult.items() if weight >= SURE and weight >= child[name]) - stated
    settled = frozenset(name for name, weight in child.items() if weight >= SURE and name not in adults) | stated
    named = settled or _most_told_of(child, adult)
    return People(named, adults, _sex(text, meta), _age(meta), frozenset(older & adults))


def _most_told_of(child: Mapping[str, int], adult: Mapping[str, int]) -> frozenset[str]:
    """Return the name that the record tells most of, where one stands out and nothing makes it an adult's."""
    ranked = sorted(((weight, name) for name, weight in child.items() if not adult[name]), reverse=True)
    if not ranked or ranked[0][0] < LIKELY or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return frozenset()
    return frozenset((ranked[0][1],))


def _signs(text: str) -> Iterator[Sign]:
    """Yield what each use of a capitalised word says, where it says anything of a person."""
    never = _never_names()
    for match in _CAPITALISED.finditer(text):
        word = match[0].lower()
        start, end = match.span()
        if word in never or (start and text[start - 1].isalnum()):
            continue
        before = text[max(0, start - 24) : start]
        sign = _stated(text, before, word, end)
        if sign:
            yield sign
        elif match[0][1:].islower() and (used := _used(text, before, word, end)):
            yield used


def _stated(text: str, before: str, word: str, end: int) -> Sign | None:
    """Return what a title, a label or an age says of a name."""
    said, mark = _said_before(before)
    if said in _TITLES and mark in {"", "."}:
        return Sign(word, adult=2 * SURE)
    if said in _LABELS and mark in {":", "-", "\u2013"}:
        return Sign(word, child=SURE)
    age = _AGE.match(text, end)
    if age is None or int(age["age"]) < YOUNGEST_NAMED:
        return None
    return Sign(word, child=SURE) if int(age["age"]) < ADULT_AGE else Sign(word, adult=SURE, aged=True)


def _said_before(before: str) -> tuple[str, str]:
    """Return the word directly before a name, folded, and the mark between them."""
    parts = before.split()
    if not parts:
        return "", ""
    last = parts[-1]
    if last in {":", "-", "\u2013"}:
        return (parts[-2].lower() if len(parts) > 1 else ""), last
    return (last[:-1].lower(), last[-1]) if last[-1] in ".:-\u2013" else (last.lower(), "")


def _used(text: str, before: str, word: str, end: int) -> Sign | None:
    """Return what the use of a likely name says of whose it is, if anything."""
    if _OWNED_BY_CHILD.match(text, end):
        return Sign(word, child=5)
    if _ADULT_BEFORE.search(before) or _ROLE_BEHIND.match(text, end):
        return Sign(word, adult=SURE)
    if _TOLD_OF.match(text, end):
        return Sign(word, child=3)
    return Sign(word, child=1) if before.rstrip()[-1:].isalnum() else None


@lru_cache(maxsize=1)
def _never_names() -> frozenset[str]:
    """Return words that are no name when capitalised; single letters may be initials."""
    return _NOT_NAMES.union(word for word, times in common_words().items() if times >= TOO_COMMON and len(word) > 1)


def _sex(text: str, meta: Mapping[str, str]) -> str:
    stated = str(meta.get("child_sex", "")).strip().lower()[:1]
    if stated in {"f", "g"}:
        return "female"
    if stated in {"m", "b"}:
        return "male"
    words = text_words(text)
    female, male = (sum(map(each.__contains__, words)) for each in (_FEMALE, _MALE))
    if female == male:
        return ""
    return "female" if female > male else "male"


def _age(meta: Mapping[str, str]) -> int | None:
    stated = str(meta.get("child_age", "")).strip()
    return int(stated) if stated.isdigit() else None
