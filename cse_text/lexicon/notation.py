"""The phrase notation practitioners write, parsed and laid out as plain sequences of steps.

    put {self} at [adj] risk        words match every inflection
    =sex work                       '=' only that form
    (boy|girl) friend               alternatives
    [very] mature                   optional
    got … car                       up to three words between
    {child} {self} {exploiter}      named classes, lexicons/classes.yaml
    {any}                           any one word

`layouts` returns every way through a phrase as a tuple of steps. A step is one of
("word", alternatives), ("class", name), ("gap", most), ("any", ""); alternatives are (text, exact) pairs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import product

from cse_text.text import WORD

MOST_LAYOUTS = 400
MOST_LOOSE = 6  # gaps, {any} and optional steps on one way: what each may take multiplies the ways to look
LONGEST = 4_000  # characters; the longest phrase shipped has a quarter of that
DEEPEST = 20  # brackets in brackets
GAP_WORDS = 3

_TOKEN = re.compile(
    r"\s*(?:(?P<class>\{[a-z][a-z0-9-]*\})|(?P<gap>…|\.\.\.)|(?P<mark>[()\[\]|])|(?P<word>=?[^\s()\[\]|{}=…]+))"
)


_SHORT = re.compile(r"['\u2019](?:s|d|m|ll|ve|re|t)", re.IGNORECASE)  # the end of another word


class NotationError(ValueError):
    """A phrase cannot be read; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a phrase: a word with its alternatives, a class, a gap or any one word; perhaps left out.

    `part` counts from 1 the brackets, classes and gaps of the phrase from the left, those within others not; 0 is a
    plain word.
    """

    kind: str
    name: str = ""
    alternatives: tuple[tuple[str, bool], ...] = ()
    optional: bool = False
    part: int = field(default=0, compare=False)


Layout = tuple[Step, ...]


def layouts(phrase: str) -> tuple[Layout, ...]:
    """Return every way through a phrase; raise NotationError where it cannot be read."""
    if len(phrase) > LONGEST:
        raise NotationError(f"longer than {LONGEST:,} characters: split it into several")
    tokens = _tokens(phrase)
    _check_depth(tokens)
    found, rest = _alternatives(tokens, closing="")
    if rest:
        raise NotationError(f"unexpected '{rest[0][1]}'")
    for layout in found:
        _check_layout(layout)
    return tuple(dict.fromkeys(found))


def _tokens(phrase: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    while at < len(phrase.rstrip()):
        match = _TOKEN.match(phrase, at)
        if match is None or match.lastgroup is None:
            raise NotationError(f"cannot read '{phrase[at : at + 10]}'")
        tokens.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return tokens


def _alternatives(tokens: list[tuple[str, str]], closing: str) -> tuple[list[Layout], list[tuple[str, str]]]:
    """Read 'a|b|c' up to the closing bracket; return all layouts and the tokens left over."""
    found: list[Layout] = []
    while True:
        sequence, tokens = _sequence(tokens)
        found += sequence
        if tokens and tokens[0] == ("mark", "|"):
            tokens = tokens[1:]
            continue
        break
    if closing:
        if not tokens or tokens[0][1] != closing:
            raise NotationError(f"'{closing}' is missing")
        tokens = tokens[1:]
    if len(found) > MOST_LAYOUTS:
        raise NotationError(f"more than {MOST_LAYOUTS} ways through the phrase: split it into two")
    return _merge_words(found), tokens


def _sequence(tokens: list[tuple[str, str]]) -> tuple[list[Layout], list[tuple[str, str]]]:
    parts: list[list[Layout]] = []
    loose = 0
    while tokens and tokens[0][1] not in {")", "]", "|"}:
        kind, value = tokens[0]
        tokens = tokens[1:]
        if value in {"(", "["} and kind == "mark":
            inner, tokens = _alternatives(tokens, ")" if value == "(" else "]")
            parts.append(_numbered(_optional(inner) if value == "[" else inner, loose := loose + 1))
        elif kind == "word":
            parts.append([_plain(kind, value)])
        else:
            parts.append(_numbered([_plain(kind, value)], loose := loose + 1))
    size = 1
    for part in parts:
        size *= len(part)
    if size > MOST_LAYOUTS:
        raise NotationError(f"more than {MOST_LAYOUTS} ways through the phrase: split it into two")
    return [tuple(step for piece in choice for step in piece) for choice in product(*parts)], tokens


def _numbered(found: list[Layout], part: int) -> list[Layout]:
    return [tuple(replace(step, part=part) for step in layout) for layout in found]


def _optional(found: list[Layout]) -> list[Layout]:
    """Return the layouts or nothing; a single step stays one layout that may be left out."""
    if len(found) == 1 and len(found[0]) == 1:
        return [(replace(found[0][0], optional=True),)]
    return [*found, ()]


def _plain(kind: str, value: str) -> Layout:
    if kind == "gap":
        return (Step("gap"),)
    if kind == "class":
        name = value[1:-1]
        return (Step("any"),) if name == "any" else (Step("class", name),)
    exact = value.startswith("=")
    words = WORD.findall(value.lower().replace("\u2019", "'"))
    if not words or _SHORT.fullmatch(value.lstrip("=")):
        raise NotationError(f"'{value}' is no word by itself: leave marks out, and write she's, they'd and dad's whole")
    return tuple(Step("word", alternatives=((word, exact),)) for word in words)


def _merge_words(found: list[Layout]) -> list[Layout]:
    """Join one-word alternatives into one step, so that 'boy|girl' is one way and not two."""
    single = [layout[0].alternatives for layout in found if len(layout) == 1 and layout[0].kind == "word"]
    if len(single) <= 1:
        return found
    joined: Layout = (Step("word", alternatives=tuple(dict.fromkeys(pair for each in single for pair in each))),)
    return [joined, *(layout for layout in found if not (len(layout) == 1 and layout[0].kind == "word"))]


def _check_depth(tokens: list[tuple[str, str]]) -> None:
    depth = 0
    for kind, value in tokens:
        depth += kind == "mark" and (value in "([") - (value in ")]")
        if depth > DEEPEST:
            raise NotationError(f"more than {DEEPEST} brackets inside one another: write it more simply")


def _check_layout(layout: Layout) -> None:
    if sum(step.kind in {"gap", "any"} or step.optional for step in layout) > MOST_LOOSE:
        raise NotationError(f"more than {MOST_LOOSE} gaps, {{any}} and optional words on one way: split it into two")
    if not any(step.kind == "word" and not step.optional for step in layout):
        raise NotationError("a phrase needs at least one plain word on every way through it")
    if layout[0].kind == "gap" or layout[-1].kind == "gap":
        raise NotationError("a phrase must not begin or end with a gap")
