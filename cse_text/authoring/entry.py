"""A new entry: its id assigned, written as practitioners write, added to a file whose other lines stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cse_text.errors import LexiconError
from cse_text.lexicon.rules import Rule
from cse_text.lexicon.yaml_files import read_mapping

LOCAL = "LO"  # the letters of ids that a local lexicon assigns
_LAST = 999
_PLAIN = re.compile(r"[A-Za-z0-9(][A-Za-z0-9 ,.;()'/|\u2026-]*")
_WORDS = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What an author says of a rule before it has an id; examples are (kind, text, because)."""

    name: str
    title: str
    category: str
    severity: str
    why: str
    sources: tuple[str, ...]
    match: tuple[str, ...]
    reframings: tuple[str, ...]
    question: str
    examples: tuple[tuple[str, str, str], ...]
    analysis: str = ""


def next_id(rules: Iterable[Rule], category: str, *, shipped: bool) -> str:
    """Return the next id never used, with the letters of the category or, in a lexicon of one's own, of LOCAL."""
    numbers: dict[str, int] = {}
    homes: dict[str, int] = {}
    for rule in rules:
        letters, number = rule.id[:2], int(rule.id[2:])
        numbers[letters] = max(numbers.get(letters, 0), number)
        if rule.category == category and rule.detector == "phrase" and not rule.style:
            homes[letters] = homes.get(letters, 0) + 1
    letters = max(homes, key=lambda each: homes[each]) if shipped and homes else LOCAL
    number = numbers.get(letters, 0) + 1
    if number > _LAST:
        raise LexiconError("ids-used-up", f"All ids {letters}001 to {letters}{_LAST} are used; choose other letters")
    return f"{letters}{number:03}"


def entry_text(identity: str, draft: Draft, version: str, category: str = "") -> str:
    """Return the entry as YAML; `category` only where its file is of another."""
    lines = [f"- id: {identity}", f"  name: {draft.name}", f"  title: {_scalar(draft.title)}"]
    lines += [f"  category: {category}"] if category else []
    lines += [f"  severity: {draft.severity}", f'  since: "{version}"', f"  why: {_scalar(draft.why)}"]
    lines += [f"  sources: [{', '.join(draft.sources)}]", "  match:"]
    lines += [f"  - {_scalar(phrase)}" for phrase in draft.match]
    lines += ["  reframings:", *(f"  - say: {_scalar(say)}" for say in draft.reframings)]
    lines += [f"  analysis: {_quoted(draft.analysis)}"] if draft.analysis else []
    lines += [f"  question: {_scalar(draft.question)}", "  examples:"]
    for kind, text, because in draft.examples:
        lines.append(f"  - {kind}: {_quoted(text)}")
        lines += [f"    because: {_scalar(because)}"] if because else []
    return "\n".join(lines) + "\n"


def with_entry(path: Path, entry: str, category: str) -> str:
    """Return the file's content with the entry at its end, comments and order kept; a new file gets its head."""
    if not path.is_file():
        return f"# Rules of our own.\ncategory: {category}\nrules:\n{entry}"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        text = stream.read()
    ending = "\r\n" if "\r\n" in text else "\n"
    body = text if text.endswith("\n") or not text else text + ending
    margin = _margin(body)
    shifted = "".join(f"{margin}{line}\n" for line in entry.splitlines())
    return body + shifted.replace("\n", ending)


def category_of(path: Path) -> str:
    """Return the category that a file of rules names, '' for a new file."""
    return str(read_mapping(path).get("category", "")) if path.is_file() else ""


def _margin(text: str) -> str:
    """Return the spaces before the dash of the file's entries."""
    found = re.search(r"^( *)- id:", text, re.MULTILINE)
    return found[1] if found else ""


def _scalar(text: str) -> str:
    """Return the text plain where YAML reads it as it stands, else in quotes."""
    line = " ".join(text.split())
    plain = _PLAIN.fullmatch(line) and line.lower() not in _WORDS and not line[0].isdigit() and line[-1] != " "
    return line if plain else _quoted(line)


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
