"""Who is who over all records: names that belong together become one person, with one role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from cse_text.pseudonyms.names import Role, sightings
from cse_text.pseudonyms.ordinary import ABBREVIATIONS, GIVEN, SURNAMES, is_ordinary
from cse_text.types import Record

_SURE: tuple[Role, ...] = ("child", "worker", "adult", "school", "place")  # where cues differ, the first named wins
_CHILD = frozenset({"child_age", "child_sex"})  # fields that notes about one child have
_SERVICES = {"agency", "team"}  # fields that may name a place or a school
_OFTEN = 3  # times from which a name is taken for the child's
_TOO_COMMON = frozenset("may day north south west street church page will".split())  # to stand for a name alone
_PERSONS: frozenset[Role] = frozenset({"child", "worker", "adult", "person"})
_NAMED: Mapping[str, Role] = {"child_name": "child", "author": "worker"}  # fields that hold a name and nothing else


Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, or a place or school, that has a name: all forms in which it is written, the fullest first."""

    role: Role
    forms: tuple[str, ...]


@dataclass(slots=True)
class Roll:
    """Gathers the names of all records; `people` says at the end who they are."""

    _roles: dict[Name, Counter[tuple[Role, bool]]] = field(default_factory=dict)
    _written: dict[Name, Name] = field(default_factory=dict)
    _cases: dict[str, Counter[Name]] = field(default_factory=dict)

    def add(self, record: Record) -> None:
        """Take in the names of one record and of its fields."""
        case = record.meta.get("child_id", "") or (record.id if _CHILD & record.meta.keys() else "")
        for seen in sightings(record.text, record.meta):
            self._add(seen.words, seen.role, case, sure=seen.sure)
        for name in sorted(_SERVICES & record.meta.keys()):
            for seen in sightings(record.meta[name], {}):
                self._add(seen.words, seen.role, "", sure=seen.sure)
        for name, role in _NAMED.items():
            words = tuple(word for word in record.meta.get(name, "").split() if word[:1].isupper())
            if words:
                self._add(words, role, "", sure=True)

    def people(self) -> list[Person]:
        """Return everybody, in the order in which their names came; a lone name joins the one full name it fits."""
        self._name_children()
        roles = {key: _decided(votes) for key, votes in self._roles.items()}
        joined = {key: _owner(key, roles) for key in roles}
        joined |= {key: _of_initials(key, roles, joined) for key in roles if _letters(key)}
        groups: dict[Name, list[Name]] = {}
        for key, owner in joined.items():
            groups.setdefault(owner, []).append(key)
        taken: set[str] = set()
        return [self._person(owner, keys, taken) for owner, keys in groups.items()]

    def _add(self, words: Name, role: Role, case: str, *, sure: bool) -> None:
        key = tuple(word.casefold().replace("\u2019", "'") for word in words)
        self._written.setdefault(key, words)
        self._roles.setdefault(key, Counter())[role, sure] += 1
        if case:
            self._cases.setdefault(case, Counter())[key] += 1

    def _name_children(self) -> None:
        """Take the name that stands most often in a child's own notes for the child's, where no cue says whose."""
        for names in self._cases.values():
            sure = {role for name in names for role, certain in self._roles[name] if certain}
            unsure = [name for name in names if not any(certain for _, certain in self._roles[name])]
            often = max(unsure, key=lambda name: names[name], default=())
            if "child" not in sure and names[often] >= _OFTEN:
                self._roles[often]["child", True] += 1

    def _person(self, owner: Name, keys: list[Name], taken: set[str]) -> Person:
        role = _decided(sum((self._roles[key] for key in keys), Counter()))
        written = [" ".join(self._written[key]) for key in sorted(keys, key=lambda key: (key != owner, -len(key)))]
        forms = [*written, *(_short_forms(self._written[owner], self._roles) if role in _PERSONS else ())]
        forms += _initials(self._written[owner]) if role in _PERSONS else []
        own = [form for form in dict.fromkeys(forms) if form.casefold() not in taken]
        taken.update(form.casefold() for form in own)
        return Person(role, tuple(own))


def _owner(key: Name, roles: Mapping[Name, Role]) -> Name:
    """Return the one fuller name that a name belongs to, itself where there is none or more than one.

    A titled surname may be a relative's, so a surname alone joins only where roles agree.
    """
    fuller = [each for each in roles if len(each) > 1 and each != key]
    given = [each for each in fuller if _fits(key, each)]
    whole = [each for each in given if not _with_initial(each)]
    same = [each for each in fuller if len(key) == 1 and each[-1] == key[0] and roles[key] in {"person", roles[each]}]
    found = whole or given or same
    return found[0] if len(found) == 1 and (len(key) == 1 or _with_initial(key)) else key


def _letters(key: Name) -> str:
    """Return the letters of a name that is only initials, '' for any other."""
    letters = re.sub(r"\W", "", key[0])
    return letters if len(key) == 1 and (len(letters) <= len("kr") or "." in key[0]) else ""


def _of_initials(key: Name, roles: Mapping[Name, Role], joined: Mapping[Name, Name]) -> Name:
    """Return the one name that initials stand for, themselves where there is none or more than one.

    A single letter stands for a child whose first name it begins, more of them for all parts of a name.
    """
    letters = _letters(key)
    if len(letters) == 1:
        fuller = [each for each in roles if roles[each] == "child" and each[0][0] == letters and not _letters(each)]
    else:
        fuller = [each for each in roles if len(each) > 1 and "".join(part[0] for part in each) == letters]
    owners = {joined[each] for each in fuller}
    return owners.pop() if len(owners) == 1 else key


def _fits(short: Name, full: Name) -> bool:
    """Return whether a first name, or a name with an initial, is a shorter form of a full one."""
    if len(short) == 1:
        return short[0] == full[0]
    ends = ((short[0], full[0]), (short[-1], full[-1]))
    return not _with_initial(full) and all(_same_part(one, other) for one, other in ends)


def _same_part(one: str, other: str) -> bool:
    return one == other or (len(one.rstrip(".")) == 1 and other.startswith(one[0]))


def _with_initial(name: Name) -> bool:
    return any(len(part.rstrip(".")) == 1 for part in name)


def _decided(votes: Counter[tuple[Role, bool]]) -> Role:
    """Return the role that cues give; without any, the one that most places suggest."""
    sure = {role for role, certain in votes if certain}
    if sure:
        return next(role for role in _SURE if role in sure)
    guesses = Counter({role: number for (role, _), number in votes.items()})
    return "place" if guesses["place"] > guesses["person"] else "person"


def _short_forms(words: Name, known: Mapping[Name, object]) -> list[str]:
    """Return each part of a full name that stands for it alone, unless it is a name of its own or an ordinary word."""
    if len(words) == 1:
        return []
    if len(words[-1].rstrip(".")) == 1:
        return [words[0]] if (words[0].casefold(),) not in known and _stands_alone(words[0]) else []
    if len(words[0].rstrip(".")) == 1:
        return []
    forms = [f"{words[0]} {words[-1][0]}", f"{words[0][0]} {words[-1]}", f"{words[0][0]}. {words[-1]}"]
    return [*forms, *(word for word in words if _stands_alone(word) and (word.casefold(),) not in known)]


def _stands_alone(word: str) -> bool:
    """Return whether a part of a name is a name by itself: 'Bell', once somebody is called so, but not 'May'."""
    folded = word.casefold()
    return not is_ordinary(word) or (folded in SURNAMES | GIVEN and folded not in _TOO_COMMON)


def _initials(words: Name) -> list[str]:
    letters = "".join(word[0] for word in words).upper()
    if len(letters) == 1:
        return []
    bare = [] if letters.casefold() in ABBREVIATIONS else [letters]
    return [*bare, ".".join(letters) + ".", ".".join(letters)]


def merged(known: Mapping[str, Person], new: list[Person]) -> list[tuple[str, Person]]:
    """Return people with the token under which an earlier run knew one of their forms, '' for those that are new."""
    tokens = {form.casefold(): token for token, person in known.items() for form in person.forms}
    return [(next((tokens[each] for each in map(str.casefold, one.forms) if each in tokens), ""), one) for one in new]
