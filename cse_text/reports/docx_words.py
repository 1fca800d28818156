"""Finds a record's words again in the Word document they were read from, and cuts runs so that they stand alone.

It knows WordprocessingML and spans, and nothing of findings. Only words of the body and its tables are looked for:
Word allows comments nowhere else.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from cse_text.intake.docx_blocks import Walker
from cse_text.types import Place, Record

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BOX = "text box"
_OPEN, _CLOSE = "\ue000", "\ue001"  # for private use; no other text is left where they stand
_NUMBERS = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")


@dataclass(slots=True)
class _Word:
    """A text element and the offset in the record at which it begins."""

    start: int
    element: Any

    @property
    def end(self) -> int:
        return self.start + len(self.element.text or "")


class WordIndex:
    """Where in the document each stretch of a record's text stands."""

    def __init__(self, root: Any, record: Record) -> None:
        self._words = _placed(root, record)

    def isolate(self, spans: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[Any, Any]]:
        """Return first and last run of every span that can be set apart, which then hold its words and no others.

        A span is left out whose words are not all in one paragraph of the body or a table.
        """
        wanted = [span for span in dict.fromkeys(spans) if self._in_one_paragraph(*span)]
        for edge in sorted({edge for span in wanted for edge in span}):
            self._cut(edge)
        return {span: runs for span in wanted if (runs := self._runs(*span)) is not None}

    def first_run(self) -> Any | None:
        """Return the first run that holds words, for what can be tied to no words of its own."""
        return next((word.element.getparent() for word in self._words if _is_run(word.element.getparent())), None)

    def _within(self, start: int, end: int) -> list[_Word]:
        first = max(0, bisect_right(self._words, start, key=_start) - 1)
        near = itertools.takewhile(lambda word: word.start < end, itertools.islice(self._words, first, None))
        return [word for word in near if start < word.end]

    def _in_one_paragraph(self, start: int, end: int) -> bool:
        words = self._within(start, end)
        paragraphs = {_paragraph_of(word.element) for word in words}
        runs = all(_is_run(word.element.getparent()) for word in words)
        return runs and len(paragraphs) == 1 and words[0].start <= start and end <= words[-1].end

    def _cut(self, edge: int) -> None:
        """Make a run begin at the offset, and another end there."""
        at = bisect_left(self._words, edge, key=_start)
        if at < len(self._words) and self._words[at].start == edge:
            _begin_run(self._words[at].element)
        if at == 0:
            return
        before = self._words[at - 1]
        if before.end > edge:
            self._words.insert(at, _halved(before, edge))
        elif before.end == edge and (following := before.element.getnext()) is not None:
            _begin_run(following)

    def _runs(self, start: int, end: int) -> tuple[Any, Any] | None:
        words = [word for word in self._within(start, end) if word.end > word.start]
        whole = bool(words) and words[0].start == start and words[-1].end == end
        return (words[0].element.getparent(), words[-1].element.getparent()) if whole else None


def _start(word: _Word) -> int:
    return word.start


def _halved(word: _Word, edge: int) -> _Word:
    """Cut a text element in two, each in a run of its own, and return the second."""
    second = deepcopy(word.element)
    words = word.element.text
    word.element.text, second.text = words[: edge - word.start], words[edge - word.start :]
    word.element.set(_SPACE, "preserve")
    second.set(_SPACE, "preserve")
    word.element.addnext(second)
    _begin_run(second)
    return _Word(edge, second)


def read_between(first: Any, last: Any) -> str:
    """Return the words of the runs from the first to the last, as a reader of the document sees them."""
    texts: list[str] = []
    inside = False
    for run in _paragraph_of(first).iter(f"{_W}r"):
        inside = inside or run is first
        if inside:
            texts += [_shown(child) for child in run]
        if run is last:
            break
    return "".join(texts)


def _shown(child: Any) -> str:
    if child.tag == f"{_W}t":
        return child.text or ""
    return {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}.get(child.tag, "")


def _placed(root: Any, record: Record) -> list[_Word]:
    """Return the text elements of the body in order, each with its offset in the record's text.

    A copy of the document is walked in which each text is a number between two marks, so that the blocks come out as
    intake lays them and show where each element's words went.
    """
    elements = [element for element in root.iter(f"{_W}t") if (element.text or "").strip()]
    found: list[_Word] = []
    waiting = list(record.places)
    for block in Walker().body(_numbered(root)):
        words, text = _spread(elements, block.text)
        at = next((n for n, place in enumerate(waiting) if _stands(record, place, block.label, text)), None)
        if at is None or block.label.startswith(_BOX):
            continue
        found += [_Word(waiting[at].start + offset, element) for offset, element in words]
        del waiting[: at + 1]
    return found


def _numbered(root: Any) -> Any:
    copy = deepcopy(root)
    filled = (element for element in copy.iter(f"{_W}t") if (element.text or "").strip())
    for number, element in enumerate(filled):
        element.text = f"{_OPEN}{number}{_CLOSE}"
    return copy


def _spread(elements: Sequence[Any], layout: str) -> tuple[list[tuple[int, Any]], str]:
    """Return the elements of a block with their offsets in it, and its text."""
    words: list[tuple[int, Any]] = []
    text = ""
    for number, part in enumerate(_NUMBERS.split(layout)):
        if number % 2:
            words.append((len(text), elements[int(part)]))
            text += elements[int(part)].text
        else:
            text += part
    return words, text


def _stands(record: Record, place: Place, label: str, text: str) -> bool:
    return place.label == label and record.text.startswith(text, place.start)


def _is_run(element: Any) -> bool:
    return element is not None and element.tag == f"{_W}r"


def _paragraph_of(element: Any) -> Any:
    while element is not None and element.tag != f"{_W}p":
        element = element.getparent()
    return element


def _begin_run(element: Any) -> None:
    """Move the element and what follows it in its run to a new run with the same look, unless it stands first."""
    run = element.getparent()
    before = [child for child in element.itersiblings(preceding=True) if child.tag != f"{_W}rPr"]
    if not _is_run(run) or not before:
        return
    second = run.makeelement(run.tag, dict(run.attrib))
    look = run.find(f"{_W}rPr")
    if look is not None:
        second.append(deepcopy(look))
    for child in [element, *element.itersiblings()]:
        second.append(child)
    run.addnext(second)
