"""Reads annotated notes, JSONL or mark-up; what is wrong with one becomes a Problem, and the others are read.

The formats are those of corpus_samples/ANNOTATION.md and of `cse_text.annotation`. Messages name file, line and
fault, never a note's words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cse_text.annotation import CATEGORIES, SUBJECTS, VOICES, MarkupError, parse_document
from cse_text.types import Problem

Document = Mapping[str, Any]
Item = Document | Problem

_HEAD = re.compile(r"(?m)^===[ \t]*")
_KNOWN = {
    "category": frozenset(CATEGORIES.values()),
    "voice": frozenset(VOICES.values()),
    "subject": frozenset(SUBJECTS),
}


def read_gold(paths: Iterable[Path]) -> tuple[list[Document], list[Problem]]:
    """Return the annotated documents of all files, each id once, and what could not be used."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for path in paths:
        for place, item in _read_file(path):
            if isinstance(item, Problem):
                problems.append(item)
            elif str(item["id"]) in documents:
                problems.append(_problem(path, place, "id-twice", "its id was read before; this one is left out"))
            else:
                documents[str(item["id"])] = item
    return list(documents.values()), problems


def is_markup(text: str) -> bool:
    """Return whether a text is written in the mark-up of `cse_text.annotation`."""
    return text.lstrip("\ufeff \t\r\n").startswith("===")


def fault_of(document: Any) -> str:
    """Return what is wrong with an annotated document, '' if nothing is."""
    if not isinstance(document, dict):
        return "not an annotated note: each line holds one object with id, text and spans"
    for name, kind in (("id", (str, int)), ("text", str), ("spans", list)):
        if not isinstance(document.get(name), kind):
            return f"'{name}' is missing or of the wrong kind"
    if not isinstance(document.get("meta", {}), dict):
        return "'meta' is not an object"
    faults = ((number, _fault_of_span(span, document["text"])) for number, span in enumerate(document["spans"], 1))
    for number, fault in faults:
        if fault:
            return f"span {number}: {fault}"
    return _fault_of_findings(document.get("documents", []))


def _read_file(path: Path) -> Iterator[tuple[str, Item]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 (at byte {error.start}); save it as UTF-8"
        yield "", _problem(path, "", "not-utf-8", message)
        return
    except OSError as error:
        yield "", _problem(path, "", "not-readable", f"could not be read ({error.strerror})")
        return
    yield from _read_markup(path, text) if is_markup(text) else _read_lines(path, text)


def _read_lines(path: Path, text: str) -> Iterator[tuple[str, Item]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield f"line {number}", _read_line(path, f"line {number}", line)


def _read_line(path: Path, place: str, line: str) -> Item:
    try:
        document = json.loads(line)
    except (ValueError, RecursionError) as error:
        where = f" at character {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        return _problem(path, place, "not-json", f"not JSON{where}")
    fault = fault_of(document)
    if fault:
        return _problem(path, place, "not-annotated", fault)
    if _unfinished(document):
        return _problem(path, place, "not-finished", "its marking is not finished; left out until it is")
    return document  # type: ignore[no-any-return]


def _unfinished(document: Document) -> bool:
    marking = document.get("marking")
    return isinstance(marking, dict) and marking.get("done") is False


def _read_markup(path: Path, text: str) -> Iterator[tuple[str, Item]]:
    heads = list(_HEAD.finditer(text))
    for head, end in zip(heads, [*(each.start() for each in heads[1:]), len(text)], strict=True):
        place = f"line {text.count(chr(10), 0, head.start()) + 1}"
        try:
            yield place, parse_document(text[head.end() : end], "")
        except MarkupError as error:
            yield place, _problem(path, place, "mark-up-broken", str(error).lstrip(": "))


def _problem(path: Path, place: str, slug: str, fault: str) -> Problem:
    where = f"{path.name}, {place}: " if place else f"{path.name}: "
    return Problem(str(path), place, slug, where + fault)


def _fault_of_span(span: Any, text: str) -> str:
    if not isinstance(span, dict):
        return "not an object"
    start, end = span.get("start"), span.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        return "'start' and 'end' do not lie in the text"
    if span.get("surface", text[start:end]) != text[start:end]:
        return "'surface' does not stand at 'start' to 'end'"
    if not any(span.get("masking", "") is known for known in (True, False, None)):
        return "'masking' is not true, false or null"
    if "category" not in span:
        return "'category' is missing"
    wrong = [name for name, known in _KNOWN.items() if name in span and str(span[name]) not in known]
    return f"'{wrong[0]}' is none of the known ones" if wrong else ""


def _fault_of_findings(found: Any) -> str:
    if isinstance(found, list) and all(isinstance(each, dict) and "type" in each for each in found):
        return ""
    return "'documents' is not a list of findings with their type"
