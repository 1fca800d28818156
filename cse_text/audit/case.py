"""What every check reads: one record cut into dated parts and sentences, with its findings and evidence by place.

Nothing here decides; nothing here knows the other stages. Findings and evidence come in as plain values.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeVar

from cse_text.text import sentence_at, sentence_starts
from cse_text.types import Evidence, Finding, Passage, Record

LIKELY = 0.5  # confidence from which a finding counts as masking here: more likely than not
SEVERAL = 3  # likely masking findings from which a record is said to hold several
FILE = 4  # dated parts from which a record is a case file rather than a note

MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
DAY = r"(?:mon|tues?|weds?|wednes|thurs?|fri|satur|sat|sun)(?:day)?\b|(?:next|this|following) (?:day|morning)\b"
DATED = re.compile(
    rf"(?<![\d/.-])(?:\d{{4}}[./-]\d{{2}}[./-]\d{{2}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}"
    rf"|\d{{1,2}}/\d{{1,2}}(?![\d/])"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{MONTH}\b)",
    re.IGNORECASE,
)
HEAD = 48  # code points from a line's start within which a date heads an entry
WHOLE = 2000  # code points from which a record without dated heads is cut at heads of another kind
# How entries are headed where not by a day: by a label and a number, or by a month, a weekday or a season.
_LABEL = (
    r"(?:entry|contact|log|note|case note|source note|item|sheet|week|day|visit|session|call|e-?mail|letter|minutes?"
    r"|panel|page|section|ref|id|no|record|extract|tab|episode|card|slip|shift|meeting|review|document|report|message)"
)
_NUMBER = r"(?:\d{1,4}|[ivxl]{1,6}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PART_OF_DAYS = r"(?:early |mid[- ]|late |end of |(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\W{1,2})"
_TIME = rf"(?:{MONTH}|spring|summer|autumn|winter|christmas|easter|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_HEADS = (
    re.compile(rf"^[^\w\n]{{0,4}}{_LABEL}\b\W{{0,3}}(?:no\.? ?)?{_NUMBER}\b", re.IGNORECASE | re.MULTILINE),
    re.compile(rf"^[^\w\n]{{0,4}}{_PART_OF_DAYS}?{_TIME}\b", re.IGNORECASE | re.MULTILINE),
)
_LINE = re.compile(r"^[^\S\n]*\S", re.MULTILINE)


Span = tuple[int, int]
Placed = TypeVar("Placed", Finding, Evidence)


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a check wherever it is shown: what was found, why it matters, what it rests on, what settles it.

    `sources` are keys of lexicons/sources.yaml. What an extract lacks is "not found in what was read",
    never "not done".
    """

    check: str
    title: str
    message: str
    why: str
    settle: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """What a check saw: the spans that show it, the named grounds of how sure it is, and what was not found."""

    check: str
    spans: tuple[Span, ...]
    grounds: tuple[str, ...]
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A record as the checks read it. `parts` are its dated entries, or the whole text where there are none.

    Findings and marks are in order of place. `passages` are those in which the tagger reads a finding; None where it
    did not read the record. `read` are the stretches it read; None where it read all, or nothing.
    """

    record: Record
    findings: tuple[Finding, ...]
    parts: tuple[tuple[int, int], ...]
    sentences: list[int]
    marks: dict[str, list[Evidence]]
    passages: tuple[Passage, ...] | None = None
    read: tuple[Span, ...] | None = None

    @property
    def text(self) -> str:
        """The text of the record."""
        return self.record.text

    def setting(self) -> tuple[str, ...]:
        """Return the grounds of the whole record: a file or a note, and whether it likely masks elsewhere."""
        found = len(self.blaming(0, len(self.text)))
        tone = "several" if found >= SEVERAL else "some" if found else "none"
        return ("file" if self.is_file() else "note", f"masking-{tone}")

    def was_read(self) -> bool:
        """Return whether the tagger read the record, so that wording it passed over is less likely to mask."""
        return any(reason.code == "reading" for finding in self.findings for reason in finding.reasons)

    def is_file(self) -> bool:
        """Return whether the record is a case file of several dated entries."""
        return len(self.parts) >= FILE

    def part(self, offset: int) -> int:
        """Return the number of the dated part that holds an offset."""
        return max(0, bisect_right(self.parts, offset, key=lambda part: part[0]) - 1)

    def sentence(self, offset: int, before: int = 0, after: int = 0) -> tuple[int, int]:
        """Return the sentence that holds an offset, widened by whole sentences but not beyond its dated part."""
        begin, end = sentence_at(self.sentences, offset, len(self.text))
        index = bisect_right(self.sentences, offset) - 1
        low, high = self.parts[self.part(offset)]
        if before:
            begin = max(low, self.sentences[max(0, index - before)])
        if after:
            last = index + after + 1
            end = self.sentences[last] if last < len(self.sentences) else len(self.text)
        return min(begin, offset), max(min(end, high), offset)

    def named(self, *kinds: str) -> list[Evidence]:
        """Return the evidence of some kinds, in order of place."""
        return sorted((each for kind in kinds for each in self.marks.get(kind, ())), key=_start)

    def within(self, begin: int, end: int, *kinds: str) -> list[Evidence]:
        """Return the evidence of some kinds that stands inside begin..end, in order of place."""
        found = (each for kind in kinds for each in _between(self.marks.get(kind, ()), begin, end))
        return sorted(found, key=_start)

    def found(self, begin: int, end: int) -> list[Finding]:
        """Return the findings inside begin..end."""
        return _between(self.findings, begin, end)

    def beginning(self, begin: int, end: int) -> tuple[Finding, ...]:
        """Return the findings that begin inside begin..end, wherever they end."""
        low, high = (bisect_left(self.findings, place, key=_start) for place in (begin, end))
        return self.findings[low:high]

    def saw(self, spans: Iterable[Span]) -> bool:
        """Return whether the tagger read the record at some of these places."""
        return self.read is None or any(_meets(self.read, *span) for span in spans)

    def blaming(self, begin: int, end: int) -> list[Finding]:
        """Return the findings inside begin..end that likely mask and do more than call harm a risk."""
        return [
            each for each in self.found(begin, end) if each.confidence >= LIKELY and each.category != "harm-as-risk"
        ]


def _meets(stretches: Sequence[Span], start: int, end: int) -> bool:
    """Return whether one of some stretches, in order of place and apart, shares a place with start..end."""
    begun = bisect_left(stretches, end, key=itemgetter(0))
    return begun > 0 and start < stretches[begun - 1][1]


def _start(each: Finding | Evidence) -> int:
    return each.start


def _between(placed: Sequence[Placed], begin: int, end: int) -> list[Placed]:
    """Return those inside begin..end of what is in order of place; a long record asks this often."""
    low, high = bisect_left(placed, begin, key=_start), bisect_right(placed, end, key=_start)
    return [each for each in placed[low:high] if each.end <= end]


def read_case(
    record: Record,
    findings: Iterable[Finding],
    evidence: Iterable[Evidence],
    passages: Iterable[Passage] | None = None,
    stretches: Iterable[Span] | None = None,
) -> Case:
    """Return a record as the checks read it."""
    marks: dict[str, list[Evidence]] = {}
    for each in sorted(evidence, key=_start):
        marks.setdefault(each.name, []).append(each)
    placed = tuple(sorted(findings, key=_start))
    told = None if passages is None else tuple(passages)
    read = None if stretches is None else tuple(stretches)
    return Case(record, placed, parts_of(record), list(sentence_starts(record.text)), marks, told, read)


def parts_of(record: Record) -> tuple[tuple[int, int], ...]:
    """Return the dated parts of a record: its entries, or the text cut at lines and paragraphs headed by a date."""
    given = tuple((entry.start, entry.end) for entry in record.entries)
    starts = list(_headed_lines(record.text))
    if len(starts) < FILE <= len(record.text) // (WHOLE // FILE):
        starts = _other_heads(record.text) or starts
    if len(given) > 1 and len(given) >= len(starts):
        return given
    starts = [0, *(start for start in starts if start > 0)]
    return tuple(zip(starts, [*starts[1:], len(record.text)], strict=True))


def _other_heads(text: str) -> list[int]:
    """Return where a long record without dated heads is cut: at the first kind of head that it has several of."""
    for heads in _HEADS:
        starts = [found.start() for found in heads.finditer(text)]
        if len(starts) >= FILE:
            return starts
    return []


def _headed_lines(text: str) -> Iterator[int]:
    """Yield where lines begin that hold a date near their start, each date opening one part."""
    for line in _LINE.finditer(text):
        end = text.find("\n", line.start())
        stop = min(line.end() + HEAD, len(text) if end < 0 else end)
        if DATED.search(text, line.start(), stop):
            yield line.start()


def overlaps(start: int, end: int, spans: Iterable[Finding | Evidence]) -> bool:
    """Return whether start..end overlaps any of some findings or evidence."""
    return any(start < each.end and each.start < end for each in spans)
