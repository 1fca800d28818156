"""Tokens written into records: text, fields, entries and places moved along, so that every span stays right."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cse_text.pseudonyms.key import Key, forms_of
from cse_text.pseudonyms.letters import stands_for_somebody
from cse_text.pseudonyms.ordinary import ABBREVIATIONS, is_ordinary
from cse_text.pseudonyms.patterns import Found, find_patterns, form_of
from cse_text.pseudonyms.people import Roll, merged
from cse_text.types import Entry, Place, Record

NOTICE = (
    "Pseudonymised, not anonymous. Names, initials, addresses, dates of birth and numbers were replaced where they "
    "were recognised. Nicknames, misspelt names, names that are also words, rare places, and what happened and when "
    "can still say who this is. Keep it as safe as the record itself."
)
_FIRST = re.compile(r"\w+")
_KEPT = frozenset({"note_date", "child_age", "child_sex", "child_ethnicity", "child_disability", "encoding"})
_CASES = frozenset({"child_id", "case_id", "case"})
_GAP = r"[ \u00a0\n]\s*"


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with its tokens, and where each stands: (start, end) here and (start, end) in the text before."""

    text: str
    edits: tuple[tuple[int, int, int, int], ...] = ()

    def moved(self, offset: int) -> int:
        """Return where a place of the text before stands now; within a name, where its token begins."""
        index = bisect_right(self.edits, offset, key=lambda edit: edit[2]) - 1
        if index < 0:
            return offset
        start, end, _, old_end = self.edits[index]
        return end + offset - old_end if offset >= old_end else start

    def original(self, offset: int) -> int:
        """Return where a place of this text stood before; within a token, where its name began."""
        index = bisect_right(self.edits, offset, key=lambda edit: edit[0]) - 1
        if index < 0:
            return offset
        _, end, old_start, old_end = self.edits[index]
        return old_end + offset - end if offset >= end else old_start


class Masker:
    """Writes the tokens of a key; built once all records were read, since a name may be told only in the last."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self._tokens = forms_of(key)
        self._folded = {form.casefold(): token for form, token in reversed(self._tokens.items())}
        self._patterns = _by_first_word(self._tokens)

    @classmethod
    def of(cls, key: Key, records: Iterable[Record]) -> Masker:
        """Return a masker for these records; the key learns whom they name."""
        roll = Roll()
        for record in records:
            key.reserve(record.text)
            roll.add(record)
            _learn(key, record)
        for token, person in merged(key.people, roll.people()):
            if person.forms or token:
                key.person(person, token)
        return cls(key)

    def record(self, record: Record) -> Record:
        """Return the record under tokens: its id, text and fields; entries and places moved along."""
        masked = self.masked(record.text)
        return Record(
            id=self._key.thing("record", record.id, record.id),
            text=masked.text,
            source=self.file(record.source),
            meta={name: self._field(name, value) for name, value in record.meta.items()},
            entries=tuple(self._entry(entry, masked) for entry in record.entries),
            places=tuple(Place(masked.moved(place.start), self.masked(place.label).text) for place in record.places),
            problems=tuple(replace(each, source=self.file(each.source)) for each in record.problems),
        )

    def file(self, source: str) -> str:
        """Return the token of a file: its name may hold the child's."""
        return self._key.thing("file", source, source) if source else ""

    def masked(self, text: str) -> Masked:
        """Return the text with a token for each name, number and address."""
        things = find_patterns(text)
        names = [each for each in self._names(text) if not any(_meet(each, other) for other in things)]
        return _replaced(text, [(each, self._token(each, text)) for each in sorted((*things, *names), key=_start)])

    def _token(self, found: Found, text: str) -> str:
        if found.kind == "name":
            return found.form
        return self._key.thing(found.kind, found.form, text[found.start : found.end])

    def _names(self, text: str) -> list[Found]:
        found: list[Found] = []
        end = 0
        for word in _FIRST.finditer(text):
            pattern = self._patterns.get(word[0].casefold()) if word.start() >= end else None
            match = pattern.match(text, word.start()) if pattern else None
            if match and _is_name(match[0], self._tokens) and _is_somebody(text, match):
                end = match.end()
                found.append(Found(match.start(), end, "name", self._folded[_squashed(match[0])]))
        return found

    def _field(self, name: str, value: str) -> str:
        if name in _KEPT:
            return value
        if name in _CASES:
            return self._key.thing("case", form_of("number", value), value)
        return self.masked(value).text

    def _entry(self, entry: Entry, masked: Masked) -> Entry:
        return replace(
            entry,
            start=masked.moved(entry.start),
            end=masked.moved(entry.end),
            agency=self.masked(entry.agency).text,
            team=self.masked(entry.team).text,
            author=self.masked(entry.author).text,
            author_role=self.masked(entry.author_role).text,
        )


def _learn(key: Key, record: Record) -> None:
    """Give tokens to the numbers and addresses of a record, so that they are known wherever they stand unlabelled."""
    for name in sorted(_CASES & record.meta.keys()):
        key.thing("case", form_of("number", record.meta[name]), record.meta[name])
    for found in find_patterns(record.text):
        key.thing(found.kind, found.form, record.text[found.start : found.end])


def _start(found: Found) -> int:
    return found.start


def _meet(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def _by_first_word(tokens: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    """Return by its first word what the names are that begin with it, the longest first."""
    names: dict[str, list[str]] = {}
    for form in tokens:
        first = _FIRST.search(form)
        if first:
            names.setdefault(first[0].casefold(), []).append(form)
    return {first: _pattern(forms) for first, forms in names.items()}


def _pattern(forms: list[str]) -> re.Pattern[str]:
    parts = (_GAP.join(map(re.escape, form.split())) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?:{'|'.join(parts)})(?!\w)".replace("'", "['\u2019]"), re.IGNORECASE)


def _is_name(words: str, tokens: Mapping[str, str]) -> bool:
    """Return whether words in the letters of a name are meant as one: 'will' is not, 'Will' and 'WILL' may be."""
    if " ".join(words.split()).replace("\u2019", "'") in tokens:
        return True
    small = words[0].islower()
    initials = max(map(len, re.findall(r"\w+", words))) <= 2  # noqa: PLR2004 - 'kr' may be anything
    if words.isupper() and words.title() in tokens and words.casefold() not in ABBREVIATIONS:
        return True  # 'JO' in a heading, for Jo
    return not (initials or (small and all(is_ordinary(word) for word in words.split())))


def _is_somebody(text: str, match: re.Match[str]) -> bool:
    """Return whether a single letter that stands for somebody does so here; words of more letters do."""
    return len(match[0]) > 1 or stands_for_somebody(text, *match.span())


def _squashed(words: str) -> str:
    return " ".join(words.split()).replace("\u2019", "'").casefold()


def _replaced(text: str, given: list[tuple[Found, str]]) -> Masked:
    parts: list[str] = []
    edits: list[tuple[int, int, int, int]] = []
    read = length = 0
    for found, token in given:
        length += found.start - read
        edits.append((length, length + len(token), found.start, found.end))
        parts += (text[read : found.start], token)
        length += len(token)
        read = found.end
    return Masked("".join((*parts, text[read:])), tuple(edits))
