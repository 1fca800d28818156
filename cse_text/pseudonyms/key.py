"""The key: which token stands for whom or what. Whoever holds it can undo the pseudonyms, so it is kept apart.

A file of JSON. A later run with the same key gives the same tokens again and adds what is new.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_uppercase

from cse_text.errors import SettingsError
from cse_text.pseudonyms.people import Person

WARNING = "Keep this file apart from what was exported with it: it leads from every token back to the name."
FORMAT = 1
_LABELS = {
    "child": "Child",
    "worker": "Worker",
    "adult": "Adult",
    "person": "Name",
    "place": "Place",
    "school": "School",
    "street": "Street",
    "home": "Home",
    "email": "Email",
    "handle": "Account",
    "phone": "Phone",
    "postcode": "Postcode",
    "plate": "Vehicle",
    "number": "Number",
    "NHS number": "NHS-number",
    "NI number": "NI-number",
    "date of birth": "Birth-date",
    "record": "Record",
    "case": "Case",
    "file": "File",
}
_LABELS_ONLY = frozenset({"record", "file"})  # what a record or file is called is replaced there alone
_LONG_ENOUGH = 5  # letters and digits from which a number is the same number wherever it stands
_TOKEN = re.compile(rf"\b(?:{'|'.join(_LABELS.values())}) (?:[A-Z]{{1,2}}|\d+)\b")


@dataclass(slots=True)
class Key:
    """Tokens given so far: by kind and form for numbers and the like, by person for names."""

    things: dict[tuple[str, str], str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    @classmethod
    def load(cls, path: Path) -> Key:
        """Return the key a file holds, an empty one where there is no file."""
        if not path.exists():
            return cls()
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            key = cls(
                {(each["kind"], each["form"]): token for token, each in data["things"].items()},
                {token: each["written"] for token, each in data["things"].items()},
                {token: Person(each["role"], tuple(each["forms"])) for token, each in data["people"].items()},
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            message = f"{path} is not a key of cse-text pseudonymise; name another with --key."
            raise SettingsError("not-a-key", message) from error
        key._used.update(key.written, key.people)
        return key

    def as_bytes(self) -> bytes:
        """Return the key as the file that keeps it."""
        kinds = {token: named for named, token in self.things.items()}
        data = {
            "cse_text_key": FORMAT,
            "warning": WARNING,
            "people": {token: {"role": each.role, "forms": list(each.forms)} for token, each in self.people.items()},
            "things": {
                token: {"kind": kinds[token][0], "form": kinds[token][1], "written": words}
                for token, words in self.written.items()
            },
        }
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")

    def reserve(self, text: str) -> None:
        """Give out no token that the notes use themselves, such as 'Child A' in a published review."""
        self._used.update(match[0] for match in _TOKEN.finditer(text))

    def person(self, person: Person, token: str = "") -> str:
        """Return the token of somebody, a new one unless one is known; all forms lead to it from now on."""
        token = token or self._new(person.role)
        known = self.people.get(token)
        forms = dict.fromkeys((*(known.forms if known else ()), *person.forms))
        self.people[token] = Person(known.role if known else person.role, tuple(forms))
        return token

    def thing(self, kind: str, form: str, written: str) -> str:
        """Return the token of a number, address or the like, the same for the same form."""
        if kind == "number" and ("case", form) in self.things:
            return self.things["case", form]
        if (kind, form) not in self.things:
            token = self._new(kind)
            self.things[kind, form] = token
            self.written[token] = written
        return self.things[kind, form]

    def revealed(self, text: str) -> str:
        """Return a text with every token of this key turned back into the fullest form it stands for."""
        return _TOKEN.sub(lambda match: self._meant(match[0]), text)

    def _meant(self, token: str) -> str:
        return self.people[token].forms[0] if token in self.people else self.written.get(token, token)

    def _new(self, kind: str) -> str:
        letters = _letters() if kind == "child" else map(str, itertools.count(1))
        token = next(each for name in letters if (each := f"{_LABELS[kind]} {name}") not in self._used)
        self._used.add(token)
        return token


def _letters() -> Iterator[str]:
    """Yield A to Z, then AA to ZZ, then numbers."""
    yield from ascii_uppercase
    yield from (f"{one}{two}" for one in ascii_uppercase for two in ascii_uppercase)
    yield from map(str, itertools.count(1))


def forms_of(key: Key) -> dict[str, str]:
    """Return the token of each form to be replaced wherever it stands; who came first keeps a form that two share."""
    found: dict[str, str] = {}
    for token, person in key.people.items():
        for form in person.forms:
            found.setdefault(form.replace("\u2019", "'"), token)
    for (kind, _), token in key.things.items():
        if kind not in _LABELS_ONLY and len(key.written[token]) >= _LONG_ENOUGH:
            found.setdefault(" ".join(key.written[token].split()), token)
    return found
