"""Cuts a running log or chronology into its dated entries.

A header is a line that begins with a date, perhaps after a number, a bracket, a weekday, a time or "Date:". A date that
stands inside prose, or at the start of a line only because the prose was wrapped there, cuts nothing. The text itself
is left as it is: entries are spans over all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cse_text.intake.dates import CLOCK, DATE, WEEKDAY, DateRefusedError, read_date
from cse_text.intake.headings import read_heading
from cse_text.types import Entry

# Every repeat is bounded: a line of a million blanks must not cost more than its length.
_GAP = r"[ \t\u00a0]{0,8}"
_TIME = rf"(?:{CLOCK}{_GAP}(?:am|pm|hrs|hours|h)?|[0-2][0-9][0-5][0-9]{_GAP}(?:hrs|hours|h)?)(?![0-9/.-])"
_LABEL = r"(?:(?:entry|contact|event|note|incident|recording|visit|meeting)[ ]?)?date(?:[ ]of[ ][a-z]+)?(?:/time)?"
_LEAD = (
    r"(?:(?:entry|note|item|log|record|event|episode|contact)[ \t]{0,4}(?:no\.?|number)?[ \t]{0,4}[:#]?"
    r"[ \t]{0,4}[0-9]{1,6}"
    r"|\#?[0-9]{1,4}(?=[.)|:\t ]))"
)
_HEADER = re.compile(
    rf"""^(?P<lead>[ \t\u00a0>*•#\-\u2013|]{{0,24}} (?:{_LEAD}{_GAP}[|:;,.)\-\u2013\u2014]{{0,3}}{_GAP})?
        (?:{_LABEL}{_GAP}:{_GAP})?)
    (?P<open>[\[(]?){_GAP} (?P<before>{_TIME}{_GAP}(?:[|,\-\u2013]|on\b)?{_GAP})? (?:{WEEKDAY}{_GAP})? (?P<date>{DATE})
    (?:{_GAP}(?:-|\u2013|\u2014|to){_GAP}{DATE})?
    (?P<close>[\])]?) (?P<time>{_GAP}(?:,|@|at\b|-|\u2013|\||/|\btime:|T)?{_GAP}\(?{_TIME}\)?
    (?:{_GAP}(?:-|\u2013|to){_GAP}{_TIME})? )? (?P<shut>[\])]?) {_GAP}
    (?P<mark>[|:;\t\u2013\u2014-]|(?=\r?$)|(?<=[ ]{2}))?""",
    re.MULTILINE | re.IGNORECASE | re.VERBOSE,
)
_SENTENCE_END = (".", "!", "?", ":", ";", "-", "_", "=", "*", '"', "'", "\u201d", "\u2019", ")", "]", "|")
_GOES_ON = re.compile(
    r"(?:\b(?:on|at|from|to|by|until|till|since|and|or|of|dated|between|before|after|for|the|is|was|due|born|birth)"
    r"|\bd\.?o\.?b\.?|,)[ \t]*[:\-\u2013]?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^[ \t]*[0-9]{1,2}\.[0-9]{1,2}\.[0-9][ \t.]", re.MULTILINE)
_LOOKS_NUMBERED = re.compile(r"[0-9]{1,2}\.[0-9]\.[0-9]{2}")
_WINDOW = 400
_MARGIN = 60


def cut_entries(text: str, base: Entry | None = None) -> tuple[Entry, ...]:
    """Return the entries of a text, in order and without gaps; `base` says what its source knows of the whole."""
    base = base or Entry(0, 0)
    headers = list(_headers(text))
    if not headers:
        return (_entry(base, 0, len(text)),)
    ends = [header.start() for header in headers[1:]] + [len(text)]
    entries = [_headed(header, end, base) for header, end in zip(headers, ends, strict=True)]
    start = headers[0].start()
    if text[:start].strip():
        return (_entry(base, 0, start), *entries)
    return tuple(entries)


def _headers(text: str) -> Iterator[re.Match[str]]:
    numbered = _NUMBERED.search(text) is not None
    for header in _HEADER.finditer(text):
        if numbered and _LOOKS_NUMBERED.fullmatch(header["date"]):
            continue
        if _date_of(header) is not None and _stands_apart(text, header):
            yield header


def _stands_apart(text: str, header: re.Match[str]) -> bool:
    """Return whether a date at the start of a line heads an entry, rather than going on a sentence."""
    if header["open"] and (header["close"] or header["shut"]):
        return True
    before = text[max(0, header.start() - _WINDOW) : header.start()]
    previous = before.rstrip()[-_WINDOW // 2 :].rpartition("\n")[2]
    blank_line = before.count("\n", len(before.rstrip())) > 1
    if not blank_line and _GOES_ON.search(previous):
        return False
    if header["mark"] is not None or header["lead"].strip() or header["time"] or header["before"]:
        return True
    follows = text[header.end() : header.end() + _WINDOW].lstrip(" ,\t\u00a0")[:1]
    # Prose wraps at the right margin: after a short line, or a line that begins with a date itself, it did not wrap.
    fresh = blank_line or previous.endswith(_SENTENCE_END) or len(previous) < _MARGIN or _HEADER.match(previous)
    return bool(fresh) and not follows.islower()


def _date_of(header: re.Match[str]) -> date | None:
    try:
        return read_date(header["date"])
    except DateRefusedError:
        return None


def _headed(header: re.Match[str], end: int, base: Entry) -> Entry:
    line, _, below = header.string[header.end() : end].partition("\n")
    heading = read_heading(line.strip(" |\t\r").lstrip("])").rstrip("]"), below)
    return Entry(
        start=header.start(),
        end=end,
        date=_date_of(header),
        agency=heading.agency or base.agency,
        team=heading.team or base.team,
        author_role=heading.author_role or base.author_role,
        note_type=heading.note_type or base.note_type,
        author=base.author,
    )


def _entry(base: Entry, start: int, end: int) -> Entry:
    return replace(base, start=start, end=end)
