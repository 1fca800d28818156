"""One child's record laid out: the time line by agency, how wording spread, before and after, then and now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.table import Table
from rich.text import Text

from cse_text.audit.chronology import Dated, Line, Stretch
from cse_text.audit.spread import Spread, Use
from cse_text.reports.coverage import problem_line
from cse_text.reports.page import STYLES, Page
from cse_text.reports.visible import one_line
from cse_text.reports.wording import (
    NOT_SAFE,
    TO_CHECK,
    confidence_text,
    count,
    long_date,
    long_period,
    span_facts,
    then_short,
)
from cse_text.types import Entry, Problem, RecordFinding, ScannedRecord

UNDATED = "no date"
UNKNOWN = "agency not stated"
_INDENT = "   "
LEGEND = "Wording with no date was masking then too: what is not known is since when."
_MOST = 15  # wordings whose spread is shown
HOW = {"first": "first", "repeated": "repeated", "copied": "copied", "challenged": "challenged"}


@dataclass(frozen=True, slots=True)
class Audited:
    """All that an audit found of one record."""

    scanned: ScannedRecord
    lines: tuple[Line, ...]
    agencies: tuple[tuple[str, Stretch], ...]
    spreads: tuple[Spread, ...]
    dated: tuple[Dated, ...]
    event: date | None = None
    around: tuple[Stretch, Stretch, int] | None = None
    problems: tuple[Problem, ...] = ()


def write_audit(page: Page, audited: Audited) -> None:
    """Write all sections."""
    _heading(page, f"Time line: {one_line(audited.scanned.record.id)}")
    for line in audited.lines:
        _line(page, line)
    _heading(page, "By agency or team")
    _table(
        page,
        ("Agency or team", "Entries", "Words", "Findings", "per 1,000"),
        [share(*each) for each in audited.agencies],
    )
    _write_spread(page, audited.spreads)
    _write_around(page, audited)
    _write_dated(page, audited.dated)
    _write_whole(page, audited.scanned)
    if audited.problems:
        _heading(page, "Not read")
        for problem in audited.problems:
            page.hang(Text(_INDENT), page.styled(one_line(problem_line(problem))))
    page.blank()
    page.hang(Text(_INDENT), page.styled(f"{TO_CHECK} {NOT_SAFE}"))


def _heading(page: Page, title: str) -> None:
    page.blank()
    rule = "\u2500" * max(0, page.width - len(title) - 4)
    page.line(page.styled("\u2500\u2500 ", "bar"), page.styled(f"{title} ", "title"), page.styled(rule, "bar"))
    page.blank()


def day_of(entry: Entry) -> str:
    """Return an entry's date as people write it, or that it has none."""
    return long_date(entry.date.isoformat()) if entry.date else UNDATED


def who(entry: Entry) -> str:
    """Return who wrote an entry, as far as it is stated: a team or a role tells more than that no agency is."""
    return ", ".join(one_line(fact) for fact in (entry.agency, entry.team, entry.author_role) if fact) or UNKNOWN


def _line(page: Page, line: Line) -> None:
    facts = page.styled(f"{day_of(line.entry)}  {who(line.entry)}", "rule")
    behind = f"  {one_line(line.place)}" + ("" if line.findings else ": nothing found")
    page.hang(Text(_INDENT), Text.assemble(facts, page.styled(behind, "quiet")))
    for finding in line.findings:
        words = page.styled(f"\u201c{one_line(finding.text)}\u201d", "phrase" if page.colour else "")
        about = f" {finding.category}, {confidence_text(finding.confidence)}"
        page.hang(Text(_INDENT * 2), Text.assemble(words, page.styled(about, "quiet")))


def share(name: str, part: Stretch) -> tuple[str, ...]:
    """Return a row of figures: whose, entries, words, findings, findings in a thousand words."""
    numbers = (f"{part.entries:,}", f"{part.words:,}", f"{part.findings:,}", f"{part.per_thousand:.1f}")
    return (one_line(name) or UNKNOWN, *numbers)


def _table(page: Page, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    grid = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style=STYLES["label"])
    for number, header in enumerate(headers):
        grid.add_column(header, justify="right" if number else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(page.styled(cell) for cell in row))
    page.table(_INDENT, grid)


def _write_spread(page: Page, spreads: Sequence[Spread]) -> None:
    _heading(page, "How wording spread")
    if not spreads:
        page.hang(Text(_INDENT), page.styled("No wording stands twice or is challenged in what was read."))
    for each in spreads[:_MOST]:
        page.hang(Text(_INDENT), page.styled(f"\u201c{one_line(each.wording)}\u201d {each.category}", "rule"))
        for use in each.uses:
            page.labelled(_INDENT, HOW[use.how], page.styled(_use(use)))
        if each.challenges:
            page.labelled(_INDENT, "after", page.styled(after_words(each)))
        page.blank()
    if len(spreads) > _MOST:
        page.hang(Text(_INDENT), page.styled(f"and {count(len(spreads) - _MOST, 'more wording')}", "quiet"))


def _use(use: Use) -> str:
    where = f" ({one_line(use.line.place)})" if use.line.place else ""
    return f"{day_of(use.line.entry)}, {who(use.line.entry)}: \u201c{one_line(use.finding.text)}\u201d{where}"


def after_words(each: Spread) -> str:
    """Return what became of a wording behind the first challenge."""
    if not each.after_challenge:
        return "the wording is not found again in what was read"
    return f"the wording goes on: {count(len(each.after_challenge), 'use')} behind the first challenge"


def around_rows(audited: Audited) -> dict[str, list[Any]]:
    """Return figures and sentences on the language before and after the event; nothing where none was named."""
    if audited.around is None:
        return {}
    before, after, undated = audited.around
    lines = [f"{name}: {_listed(part)}" for name, part in (("Before", before), ("From that day on", after))]
    if undated:
        lines.append(f"{count(undated, 'entry', 'entries')} without a date: in neither.")
    return {"rows": [share("before", before), share("from that day on", after)], "lines": lines}


def _listed(part: Stretch) -> str:
    return ", ".join(f"{one_line(category)} {number}" for category, number in part.categories) or "none"


def _write_around(page: Page, audited: Audited) -> None:
    around = around_rows(audited)
    if audited.event is None or not around:
        return
    _heading(page, f"Before and after {long_date(audited.event.isoformat())}")
    _table(page, ("", "Entries", "Words", "Findings", "per 1,000"), around["rows"])
    for line in around["lines"]:
        page.hang(Text(_INDENT), page.styled(line))


def then_rows(dated: Sequence[Dated]) -> list[tuple[str, str]]:
    """Return how many findings were out of line when written, how many are so only now, and how many nobody can say."""
    then = sum(each.then is True for each in dated)
    later = sum(each.then is False for each in dated)
    return [
        ("out of line when written", f"{then:,}"),
        ("out of line now, not yet when written", f"{later:,}"),
        ("out of line now; since when is not known", f"{len(dated) - then - later:,}"),
    ]


def said_then(dated: Dated) -> str:
    """Return a sentence on one finding, then and now; '' where dates do not tell."""
    if dated.then is None:
        return ""
    said = then_short(dated.then)
    return f"\u201c{one_line(dated.finding.text)}\u201d: {said}; guidance since {since_words(dated)}"


def _write_dated(page: Page, dated: Sequence[Dated]) -> None:
    _heading(page, "Out of line then, out of line now")
    _table(page, ("By the dates of the rules", "Findings"), then_rows(dated))
    for said in filter(None, map(said_then, dated)):
        page.hang(Text(_INDENT * 2), page.styled(said))
    page.hang(Text(_INDENT), page.styled(LEGEND, "quiet"))


def since_words(dated: Dated) -> str:
    """Return since when guidance speaks against a wording, as people write it."""
    return long_period(dated.finding.valid_from)


def _write_whole(page: Page, scanned: ScannedRecord) -> None:
    _heading(page, "The whole record")
    if not scanned.record_findings:
        page.hang(Text(_INDENT), page.styled("Nothing found about the record as a whole."))
    told: set[str] = set()
    for finding in scanned.record_findings:
        _whole(page, scanned, finding, again=finding.check in told)
        told.add(finding.check)
        page.blank()


def _whole(page: Page, scanned: ScannedRecord, finding: RecordFinding, *, again: bool) -> None:
    title = f"{finding.title or finding.check}, {confidence_text(finding.confidence)}"
    page.hang(Text(_INDENT), page.styled(one_line(title), "rule"))
    page.labelled(_INDENT, "Found", page.styled(one_line(finding.message)))
    for number, (start, end) in enumerate(finding.spans):
        facts = ", ".join(span_facts(scanned.record, start))
        words = f"\u201c{one_line(scanned.record.text[start:end])}\u201d" + (f" ({facts})" if facts else "")
        page.labelled(_INDENT, "" if number else "Seen in", page.styled(words))
    for label, text in (("Why", finding.why), ("Settle", finding.settle)):
        if text and not again:  # what a check rests on is said once
            page.labelled(_INDENT, label, page.styled(one_line(text)))


def merged_rows(audited: Audited) -> list[list[str]]:
    """Return the rows of the integrated chronology, an entry a row, in the columns of `merged.COLUMNS`.

    What stands under "then and now" is in the order of the wording it speaks of.
    """
    return [
        [
            line.entry.date.isoformat() if line.entry.date else "",
            line.entry.agency,
            line.entry.team,
            line.entry.author_role,
            line.entry.note_type,
            line.text.strip("\n"),
            "; ".join(finding.text for finding in line.findings),
            line.place,
            "; ".join(then_short(Dated(finding, line.entry.date).then) for finding in line.findings),
        ]
        for line in audited.lines
    ]
