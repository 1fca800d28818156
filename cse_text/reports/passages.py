"""The sentences findings stand in, each once, cut into pieces with the phrases marked and numbered."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cse_text.reports.visible import join_spaces, make_visible
from cse_text.text import sentence_at, sentence_starts
from cse_text.types import Finding

REACH = 240  # how far to either side of a phrase a very long sentence is shown
OMITTED = "\u2026"


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked phrase: the numbers of the findings that share its span, and whether any of them masks."""

    numbers: tuple[int, ...]
    masking: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a shown sentence, the phrases it belongs to, those that begin and those that end with it."""

    text: str
    within: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()
    closes: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or the part of a very long one (`cut_before`, `cut_after`), with its findings in order."""

    start: int
    end: int
    findings: tuple[Finding, ...]
    cut_before: bool = False
    cut_after: bool = False


def split_passages(text: str, findings: Sequence[Finding]) -> list[Passage]:
    """Return the sentences that hold the findings; findings that share one stand together."""
    starts = sentence_starts(text)
    passages: list[Passage] = []
    for finding in sorted(findings, key=lambda finding: (finding.start, -finding.end, finding.rule)):
        passage = _passage_of(text, starts, finding)
        if passages and passage.start < passages[-1].end:
            passages[-1] = _joined(passages[-1], passage)
        else:
            passages.append(passage)
    return passages


def sentences_of(text: str, findings: Sequence[Finding]) -> list[str]:
    """Return the sentence of each finding, unmarked, on one line, safe to show."""
    starts = sentence_starts(text)
    passages = [_passage_of(text, starts, finding) for finding in findings]
    return ["".join(piece.text for piece in split_pieces(text, passage)) for passage in passages]


def split_pieces(text: str, passage: Passage) -> list[Piece]:
    """Return the passage on one line, safe to show, cut where a marked phrase begins or ends."""
    before = [Piece(f"{OMITTED} ")] if passage.cut_before else []
    after = [Piece(f" {OMITTED}")] if passage.cut_after else []
    return [*before, *_phrase_pieces(text, passage), *after]


def marked_text(text: str, passage: Passage) -> str:
    """Return the passage with its phrases between [[ and ]], those left alone between [ and ]."""
    several = len(passage.findings) > 1
    parts: list[str] = []
    for piece in split_pieces(text, passage):
        parts += [opening(mark) for mark in piece.opens]
        parts.append(piece.text)
        parts += [closing(mark) + (number_mark(mark.numbers) if several else "") for mark in piece.closes]
    return "".join(parts)


def opening(mark: Mark) -> str:
    """Return the bracket a phrase begins with where colour cannot show it."""
    return "[[" if mark.masking else "["


def closing(mark: Mark) -> str:
    """Return the bracket a phrase ends with where colour cannot show it."""
    return "]]" if mark.masking else "]"


def number_mark(numbers: Sequence[int]) -> str:
    """Return the numbers that follow a marked phrase: '(1)' or '(1, 2)'."""
    return f"({', '.join(map(str, numbers))})"


def _phrase_pieces(text: str, passage: Passage) -> Iterator[Piece]:
    marks = _marks(passage)
    cuts = sorted({passage.start, passage.end, *(edge for span in marks for edge in span)})
    after_space = True
    for start, end in itertools.pairwise(cuts):
        shown = join_spaces(text[start:end])
        shown = shown.lstrip(" ") if after_space else shown
        after_space = shown.endswith(" ") if shown else after_space
        yield Piece(
            make_visible(shown),
            tuple(mark for span, mark in marks.items() if span[0] <= start and end <= span[1]),
            tuple(mark for span, mark in marks.items() if span[0] == start),
            tuple(mark for span, mark in reversed(marks.items()) if span[1] == end),
        )


def _marks(passage: Passage) -> dict[tuple[int, int], Mark]:
    marks: dict[tuple[int, int], Mark] = {}
    for number, finding in enumerate(passage.findings, 1):
        span = (finding.start, finding.end)
        known = marks.get(span, Mark((), masking=False))
        marks[span] = Mark((*known.numbers, number), known.masking or finding.masking)
    return marks


def _passage_of(text: str, starts: Sequence[int], finding: Finding) -> Passage:
    begin = sentence_at(starts, finding.start, len(text))[0]
    finish = sentence_at(starts, max(finding.start, finding.end - 1), len(text))[1]
    while begin < finding.start and text[begin].isspace():
        begin += 1
    while finish > finding.end and text[finish - 1].isspace():
        finish -= 1
    start, end = _clip_left(text, begin, finding.start), _clip_right(text, finding.end, finish)
    return Passage(start, end, (finding,), start > begin, end < finish)


def _joined(first: Passage, second: Passage) -> Passage:
    left = first if first.start <= second.start else second
    right = first if first.end > second.end else second
    return Passage(left.start, right.end, first.findings + second.findings, left.cut_before, right.cut_after)


def _clip_left(text: str, start: int, phrase: int) -> int:
    if phrase - start <= REACH:
        return start
    space = text.find(" ", phrase - REACH, phrase)
    return space + 1 if space >= 0 else phrase - REACH


def _clip_right(text: str, phrase: int, end: int) -> int:
    if end - phrase <= REACH:
        return end
    space = text.rfind(" ", phrase, phrase + REACH)
    return space if space > phrase else phrase + REACH
