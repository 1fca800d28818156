"""Who is who, measured: subjects and voices on given spans, and `context/people.py` by itself.

People are measured on names whose owner the annotation shows: a name that stands directly before an annotated span is
taken to be the one the words are about, where the words are the author's own and speak of no couple. Sex is measured by
withholding the field that states it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cse_text.context import find_people
from cse_text.evaluation.figures import Share, WhoFigures
from cse_text.evaluation.reading import Given, Read
from cse_text.text import sentence_at, sentence_starts

CHILD, OTHER = "child", "other"
RIGHT, WRONG, UNKNOWN = "right", "wrong", "not known"

_NAME = re.compile(r"\b[A-Z][a-z]+\b")
# At most three words between a name and the words that are about its owner.
_BEFORE = re.compile(r"\b(?P<name>[A-Z][a-z]+)(?P<rest>(?:\s+[a-z]+){0,3})\s+$")
_LINK = re.compile(r"\b(?:with|to|by|from|of|for|at|about|on|towards|near|and|or|in)\s+$", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?:she|he|they|her|his|him|their|who|i|we|mother|mum|father|dad|carer|child|boy|girl|male|female|man|men|woman)\b",
    re.IGNORECASE,
)
_SEXES = {"f": "female", "g": "female", "m": "male", "b": "male"}


def who_figures(reads: Sequence[Read]) -> WhoFigures:
    """Return how well it is known whom words are about and whose they are."""
    given = [each for read in reads for each in read.given]
    names = [(read, name, owner) for read in reads for name, owner in shown_owners(read.document).items()]
    known = [(owner, _known(read.document, name)) for read, name, owner in names]
    return WhoFigures(
        _by_value(given, "subject"),
        _confusion(given),
        _by_value(given, "voice"),
        _counted(_judged(CHILD, found) for owner, found in known if owner == CHILD),
        _counted(_judged(OTHER, found) for owner, found in known if owner == OTHER),
        _counted(each for read in reads for each in _sex(read.document)),
    )


def shown_owners(document: Mapping[str, Any]) -> dict[str, str]:
    """Return names, folded, of which the annotated subjects show whether they are the child's or another's."""
    text = document["text"]
    names, starts = _names(text), sentence_starts(text)
    votes: dict[str, list[str]] = defaultdict(list)
    for span in document["spans"]:
        name = _named_before(text, span["start"], starts)
        if name in names and _tells(span):
            votes[name].append(CHILD if span["subject"] == "child" else OTHER)
    return {name: each[0] for name, each in votes.items() if len(set(each)) == 1}


def _tells(span: Mapping[str, Any]) -> bool:
    """Return whether a name before the span would be its subject: not a speaker, and not the other of a couple."""
    stated = span.get("subject") in {"child", "adult", "suspect"} and span.get("voice") == "own"
    return stated and span["category"] != "relationship-framing"


def _named_before(text: str, start: int, starts: Sequence[int]) -> str:
    begin, _ = sentence_at(starts, start, len(text))
    match = _BEFORE.search(text, begin, start)
    if match is None or _PERSON.search(match["rest"]) or _LINK.search(text, begin, match.start("name")):
        return ""
    return match["name"].lower()


def _names(text: str) -> set[str]:
    """Return capitalised words that stand inside a sentence at least once and never in lower case."""
    starts = set(sentence_starts(text))
    inside = {
        match[0].lower()
        for match in _NAME.finditer(text)
        if match.start() not in starts and text[: match.start()].rstrip(" ")[-1:].isalnum()
    }
    return {name for name in inside if not re.search(rf"\b{name}\b", text)}


def _known(document: Mapping[str, Any], name: str) -> str:
    meta = {key: str(value) for key, value in document.get("meta", {}).items() if value is not None}
    people = find_people(document["text"], meta)
    if name in people.child:
        return CHILD
    return OTHER if name in people.adults else UNKNOWN


def _judged(owner: str, found: str) -> str:
    return UNKNOWN if found == UNKNOWN else RIGHT if found == owner else WRONG


def _sex(document: Mapping[str, Any]) -> Iterator[str]:
    meta = document.get("meta", {})
    stated = _SEXES.get(str(meta.get("child_sex") or "").strip().lower()[:1])
    if stated is not None:
        found = find_people(document["text"], {}).sex
        yield UNKNOWN if not found else RIGHT if found == stated else WRONG


def _by_value(given: Sequence[Given], name: str) -> tuple[tuple[str, Share], ...]:
    groups: dict[str, list[bool]] = defaultdict(list)
    for each in given:
        if name in each.span:
            groups[each.span[name]].append(getattr(each.finding, name) == each.span[name])
    shares = [(value, Share(sum(right), len(right))) for value, right in groups.items()]
    return tuple(sorted(shares, key=lambda each: (-each[1].whole, each[0])))


def _confusion(given: Sequence[Given]) -> tuple[tuple[str, str, int], ...]:
    table = Counter((each.span["subject"], each.finding.subject) for each in given if "subject" in each.span)
    return tuple((annotated, read, many) for (annotated, read), many in sorted(table.items()))


def _counted(values: Iterator[str] | Any) -> tuple[tuple[str, int], ...]:
    table = Counter(values)
    return tuple((name, table[name]) for name in (RIGHT, WRONG, UNKNOWN))
