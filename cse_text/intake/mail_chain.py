"""Cuts the text of a message into the messages it quotes: who wrote which part, and when.

Known are the header blocks of Outlook (From, Sent, To, Subject), "On … wrote:" of other programs, and '>' before
quoted lines. It knows lines of text and nothing of files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from cse_text.intake.dates import DATE, DateRefusedError, read_date

_QUOTE = re.compile(r"^(?:>[ \t]?){1,50}")
_FROM = re.compile(r"^[ \t*_]{0,4}(?:From|De)[ \t*_]{0,4}:[ \t*_]{0,4}(\S[^\n]{0,300})$", re.IGNORECASE)
_WITH_FROM = re.compile(r"^[ \t*_]{0,4}(Sent|Date|To|Subject|Cc)[ \t*_]{0,4}:[ \t*_]{0,4}([^\n]{0,300})", re.IGNORECASE)
_WROTE = re.compile(r"^On\s(.{4,300}?)\s?(?:wrote|writes)\s?:\s*$", re.IGNORECASE | re.DOTALL)
_DATE = re.compile(DATE, re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+'-]{1,80}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,6})")
_MAILTO = re.compile(r"\s*[<\[(](?:mailto:)?[^<>\[\]()]{0,200}[>\])]?")
_CLOCK = re.compile(
    r"^[\s,]*(?:at\s+)?(?:[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?\s*(?:[ap]\.?m\.?)?)?[\s,]*", re.IGNORECASE
)
_HEADER_LINES = 8
_WROTE_LINES = 3
# Whose address says which agency it is; checked from the end of the domain.
_AGENCIES = (
    ("police.uk", "Police"), ("nhs.uk", "Health"), ("nhs.net", "Health"), ("sch.uk", "School"), ("ac.uk", "Education"),
    ("cafcass.gov.uk", "Cafcass"), ("cps.gov.uk", "CPS"), ("justice.gov.uk", "Justice"), ("gov.uk", "Local authority"),
    ("gov.scot", "Government"), ("gov.wales", "Local authority"), ("barnardos.org.uk", "Barnardo's"),
    ("nspcc.org.uk", "NSPCC"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a chain: who sent it, when, and its lines; `sender` is '' where nobody is named."""

    sender: str
    day: date | None
    text: str
    agency: str = ""


@dataclass(slots=True)
class _Open:
    sender: str
    day: date | None
    agency: str
    lines: list[str] = field(default_factory=list)


def agency_of(sender: str) -> str:
    """Return the agency that the domain of an address says, '' for any other."""
    found = _ADDRESS.search(sender)
    domain = found[1].casefold() if found else ""
    return next((name for end, name in _AGENCIES if domain == end or domain.endswith(f".{end}")), "")


def spoken_sender(sender: str) -> str:
    """Return the name of a sender without the address, or the address where there is no name."""
    name = _MAILTO.sub("", sender).strip(" \t\"'*_")
    return name or sender.strip(" \t<>[]()*")


def split_chain(body: str, sender: str, day: date | None) -> list[Part]:
    """Return the messages of a chain in the order they stand, quoting marks taken off."""
    lines = [_unquoted(line) for line in body.split("\n")]
    top = _Open(spoken_sender(sender), day, agency_of(sender))
    by_depth: dict[int, _Open] = {0: top}
    parts = [top]
    depth_before = in_header = 0
    for number, (depth, line) in enumerate(lines):
        header = None if number < in_header else _header(lines, number)
        if header is not None:
            in_header = number + header.length
            inner = header.quotes_below
            writer = _Open(header.sender, header.day, header.agency)
            by_depth = {level: each for level, each in by_depth.items() if level < depth + inner}
            by_depth[depth + inner] = writer
            parts.append(_Open(writer.sender, writer.day, writer.agency))
            depth_before = depth + inner
        elif depth != depth_before and line.strip() and number >= in_header:
            writer = by_depth.setdefault(depth, _Open("", None, ""))
            if (writer.sender, writer.day) != (parts[-1].sender, parts[-1].day):
                parts.append(_Open(writer.sender, writer.day, writer.agency))
            depth_before = depth
        parts[-1].lines.append(line)
    return list(_closed(parts))


def _closed(parts: Sequence[_Open]) -> Iterator[Part]:
    for number, part in enumerate(parts):
        # The first message is kept even where it is empty: a forward without a word has a sender too.
        if number == 0 or any(line.strip() for line in part.lines):
            yield Part(part.sender, part.day, "\n".join(part.lines), part.agency)


def _unquoted(line: str) -> tuple[int, str]:
    marks = _QUOTE.match(line)
    return (marks[0].count(">"), line[marks.end() :]) if marks else (0, line)


@dataclass(frozen=True, slots=True)
class _Header:
    sender: str
    day: date | None
    agency: str
    quotes_below: bool = False
    length: int = 1


def _header(lines: Sequence[tuple[int, str]], number: int) -> _Header | None:
    """Return who is quoted from this line on, where a header begins here."""
    depth, line = lines[number]
    if len(line) > 400 or not line.strip():  # noqa: PLR2004 - no header line is as long
        return None
    return _outlook(lines, number) or _wrote(lines, number, depth)


def _outlook(lines: Sequence[tuple[int, str]], number: int) -> _Header | None:
    found = _FROM.match(lines[number][1])
    if found is None:
        return None
    said: dict[str, str] = {}
    for _, line in islice(lines, number + 1, number + 1 + _HEADER_LINES):
        if named := _WITH_FROM.match(line):
            said.setdefault(named[1].casefold(), named[2])
        elif line.strip() and not line.startswith((" ", "\t")):
            break
    day = said.get("sent", said.get("date", ""))
    if not day and "to" not in said:
        return None
    return _Header(spoken_sender(found[1]), _day(day), agency_of(found[1]))


def _wrote(lines: Sequence[tuple[int, str]], number: int, depth: int) -> _Header | None:
    if not lines[number][1].startswith("On "):
        return None
    for length in range(1, _WROTE_LINES + 1):
        taken = [line for level, line in lines[number : number + length] if level == depth]
        found = _WROTE.match("\n".join(taken))
        if found is None:
            continue
        said = " ".join(found[1].split())
        dated = _DATE.search(said)
        sender = _CLOCK.sub("", said[dated.end() :] if dated else said)
        below = next((level for level, line in islice(lines, number + length, None) if line.strip()), depth)
        return _Header(spoken_sender(sender), _day(said), agency_of(sender), below > depth, length)
    return None


def _day(text: str) -> date | None:
    found = _DATE.search(text)
    try:
        return read_date(found[0]) if found else None
    except DateRefusedError:
        return None
