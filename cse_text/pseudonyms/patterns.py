"""Numbers, addresses and contacts that lead to a person: each found by its form, or by the label before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DAY = (
    r"\d{1,2}(?:st|nd|rd|th)?[ ./-]{1,2}(?:\d{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})"
    r"[ ./,-]{1,2}\d{2,4}"
)
_STREETS = (
    r"(?:Road|Rd|Street|Avenue|Ave|Lane|Close|Drive|Crescent|Terrace|Grove|Gardens|Row|Walk|Way|Court|Mews|Square|Hill"
    r"|Rise|View|Green|Parade|Embankment)"
)
_NAMES = r"(?:[A-Z][a-z\u2019'-]+(?:['\u2019]s)? ){1,3}"
_HOME = (
    r"(?!The|This|That|Her|His|Our|Their|Care|Crown|County|High|Youth|Family|Magistrates|Magistrate|Supreme|Appeal|Coroners"
    r"|Children|Open|Opening|Safe|Boarding|Town|Village|City|Public|Full|Council|Half|Move|Foster|Community|Local|At|In"
    r"|To|From|Off|Halfway|Juvenile|Sheriff|And|Whole|New|Old|Sports|Church|Police|School|Private|Guest|Opera|Power|Each"
    r"|Every|Another|In-house|Residential|Wendy|Play|Food)[A-Z][a-z\u2019'-]+"
)
_HOMES = r"(?:House|Lodge|Court|Cottage|Grange|Manor|Villa|Hostel|Hall|Farm|View|Mews)"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"(?P<found>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")),
    ("handle", re.compile(r"(?<![\w@.])(?P<found>@\w[\w.]{2,30}\w)")),
    ("NI number", re.compile(r"\b(?P<found>[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D])\b")),
    (
        "NHS number",
        re.compile(r"\bNHS(?: (?:no|number))?\.?\s*[:#]?\s*(?P<found>\d{3}[ -]?\d{3}[ -]?\d{4})\b", re.IGNORECASE),
    ),
    ("NHS number", re.compile(r"(?<![\d.-])(?P<found>\d{3} \d{3} \d{4})(?![\d.-])")),
    (
        "date of birth",
        re.compile(
            rf"\b(?:d\.?o\.?b\.?|date of birth|born(?: on| in)?|birthday)(?![a-z])[\s:(=|-]{{0,4}}"
            rf"(?P<found>{_DAY}|\d{{1,2}}[/.-](?:19|20)?\d{{2}})(?![\d/.-]*\d)",
            re.IGNORECASE,
        ),
    ),
    ("phone", re.compile(r"(?<![\w.+/-])(?P<found>(?:\+44 ?(?:\(0\) ?)?|\(?0)\d(?:[ )-]{0,2}\d){8,9})(?![\w/-])")),
    ("postcode", re.compile(r"\b(?P<found>(?:GIR|[A-Z]{1,2}\d[A-Z\d]?) ?\d[ABD-HJLNP-UW-Z]{2})\b")),
    ("plate", re.compile(r"\b(?P<found>[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]\d{1,3} ?[A-Z]{3})\b")),
    ("home", re.compile(rf"(?<![\w'\u2019-])(?P<found>(?:The )?(?:{_HOME} ){{1,2}}{_HOMES})\b")),
    (
        "home",
        re.compile(
            r"(?<![\w'\u2019-])(?P<found>(?:[A-Z]{4,} ){1,2}(?:HOUSE|LODGE|COURT|COTTAGE|GRANGE|MANOR|VILLA))\b"
        ),
    ),
    ("street", re.compile(rf"\b(?:\d+[A-Za-z]? )(?P<found>{_NAMES}{_STREETS})\b")),
    ("street", re.compile(rf"\b(?:in|on|of|at|to|from|near|off|Flat \w+,) (?P<found>{_NAMES}{_STREETS})\b")),
    (
        "number",
        re.compile(
            r"\b(?:case|ref|reference|crime|incident|urn|upn|uln|pnc|crn|person|client|record|file|occurrence|log"
            r"|report|niche|lcs|mosaic|passport|licence|collar|compact|merlin|ppn|misper)"
            r"(?: (?:id|no|number|ref|reference))?\.?\s{0,2}"
            r"(?:[:#=]|\s\|)?\s{0,3}(?P<found>(?!\d{1,2}[/.-]\d{1,2}[/.-]\d{2})(?=[\w/-]*\d{3})[A-Z0-9][\w]*(?:[/-]\w+){0,4})\b",
            re.IGNORECASE,
        ),
    ),
    (
        "number",
        re.compile(
            r"\b(?:ref|reference|id|no|urn)[.]?\s?[=:#]\s?(?P<found>[A-Z]{1,4}[-/ ]?\d{2,}[\w/-]*)", re.IGNORECASE
        ),
    ),
    ("number", re.compile(r"\b(?P<found>[A-Z]{2,4}/\d{2,4}/\d{3,})\b")),
    ("number", re.compile(r"(?<![\w\u00a3$./:-])(?P<found>\d{6,})(?![\w/:-]|\.\d)")),
)
_SPACE = re.compile(r"[\s()-]+")


@dataclass(frozen=True, slots=True)
class Found:
    """Words to be replaced: where they stand, of what kind they are, and the form under which they are the same."""

    start: int
    end: int
    kind: str
    form: str


def find_patterns(text: str) -> list[Found]:
    """Return what is found, in order of place; none overlaps another, and the kinds named first win."""
    taken: list[Found] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("found")
            if not any(start < other.end and other.start < end for other in taken):
                taken.append(Found(start, end, kind, form_of(kind, match["found"])))
    return sorted(taken, key=lambda found: found.start)


def form_of(kind: str, words: str) -> str:
    """Return the form in which the same number is the same however it was spaced."""
    if kind in {"home", "street", "number", "handle"}:
        return " ".join(words.split()).casefold()
    if kind == "date of birth":
        return _day(words)
    return _SPACE.sub("", words).casefold()


def _day(words: str) -> str:
    from cse_text.intake.dates import DateRefusedError, read_date

    try:
        return read_date(words).isoformat()
    except DateRefusedError:
        return _SPACE.sub("", words).casefold()
