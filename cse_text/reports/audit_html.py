"""One child's record laid out as one HTML page that needs nothing else; nothing runs in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cse_text.audit.chronology import Line
from cse_text.audit.spread import Spread
from cse_text.reports.audit_page import (
    HOW,
    LEGEND,
    Audited,
    after_words,
    around_rows,
    day_of,
    said_then,
    share,
    then_rows,
    who,
)
from cse_text.reports.coverage import problem_line
from cse_text.reports.pages import environment, policy_hash
from cse_text.reports.passages import Piece, split_passages, split_pieces
from cse_text.reports.views import code_of
from cse_text.reports.visible import one_line
from cse_text.reports.wording import NOT_SAFE, TO_CHECK, confidence_text, count, long_date, span_facts
from cse_text.types import RecordFinding

MARKS = (
    "Marked words are underlined: a double line for high severity, a single line for medium, dots for low. Behind them "
    "stand two letters for the category."
)
_RANKS = ("high", "medium", "low")


def as_html(audited: Audited) -> bytes:
    """Return the page; every word that comes from a note passes through Jinja's escaping."""
    pages = environment()
    style = pages.get_template("audit.css").render()
    found = sum(len(line.findings) for line in audited.lines)
    page: str = pages.get_template("audit.html").render(
        title=one_line(audited.scanned.record.id),
        lead=f"{count(len(audited.lines), 'entry', 'entries')}, {count(found, 'phrase')} found to mask.",
        lines=[_line(audited, line) for line in audited.lines],
        agencies=[share(*each) for each in audited.agencies],
        spreads=[_spread(each) for each in audited.spreads],
        event=long_date(audited.event.isoformat()) if audited.event else "",
        around=around_rows(audited),
        then=then_rows(audited.dated),
        dated=[said for each in audited.dated if (said := said_then(each))],
        legend=LEGEND,
        wholes=[_whole(audited, each) for each in audited.scanned.record_findings],
        problems=[problem_line(each) for each in audited.problems],
        marks=MARKS,
        to_check=TO_CHECK,
        not_safe=NOT_SAFE,
        style=style,
        style_hash=policy_hash(style),
    )
    return page.encode("utf-8", "replace")


def _line(audited: Audited, line: Line) -> dict[str, Any]:
    text = audited.scanned.record.text
    return {
        "day": day_of(line.entry),
        "who": who(line.entry),
        "place": one_line(line.place),
        "passages": [list(_pieces(text, each)) for each in split_passages(text, line.findings)],
        "findings": [
            f"{code_of(each.category)} {one_line(each.category)}, {confidence_text(each.confidence)}"
            for each in line.findings
        ],
    }


def _pieces(text: str, passage: Any) -> Iterator[dict[str, str]]:
    """Yield the pieces of a sentence, each with the severity by which it is marked and the letters behind it."""
    for piece in split_pieces(text, passage):
        yield {"text": piece.text, "severity": _severity(passage, piece), "tag": _tag(passage, piece)}


def _severity(passage: Any, piece: Piece) -> str:
    severities = {passage.findings[number - 1].severity for mark in piece.within for number in mark.numbers}
    return next((each for each in _RANKS if each in severities), "")


def _tag(passage: Any, piece: Piece) -> str:
    numbers = [number for mark in piece.closes for number in mark.numbers]
    return ", ".join(code_of(passage.findings[number - 1].category) for number in numbers)


def _spread(spread: Spread) -> dict[str, Any]:
    return {
        "wording": one_line(spread.wording),
        "category": spread.category,
        "after": after_words(spread) if spread.challenges else "",
        "uses": [
            {
                "how": HOW[use.how],
                "day": day_of(use.line.entry),
                "who": who(use.line.entry),
                "words": one_line(use.finding.text),
                "place": one_line(use.line.place),
            }
            for use in spread.uses
        ],
    }


def _whole(audited: Audited, finding: RecordFinding) -> dict[str, Any]:
    record = audited.scanned.record
    return {
        "title": f"{one_line(finding.title or finding.check)}, {confidence_text(finding.confidence)}",
        "message": one_line(finding.message),
        "seen": [
            (one_line(record.text[start:end]), ", ".join(span_facts(record, start))) for start, end in finding.spans
        ],
        "why": one_line(finding.why),
        "settle": one_line(finding.settle),
    }
