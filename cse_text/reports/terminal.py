"""The report for people at a terminal: each sentence once, its phrases marked, and what to consider instead.

With colour the phrases are bold and underlined; without it they stand between [[ and ]]. Colour alone says nothing.
"""

from __future__ import annotations

from itertools import groupby
from typing import TextIO

from rich.text import Text

from cse_text.reports.base import ReportOptions
from cse_text.reports.page import Page
from cse_text.reports.passages import (
    Passage,
    Piece,
    closing,
    number_mark,
    opening,
    split_passages,
    split_pieces,
)
from cse_text.reports.summary import Summary
from cse_text.reports.terminal_summary import write_summary
from cse_text.reports.visible import one_line
from cse_text.reports.wording import (
    BEHIND,
    agency_at,
    because,
    confidence_text,
    count,
    date_at,
    long_date,
    review_words,
    span_facts,
    voice_words,
)
from cse_text.types import Finding, Problem, Record, RecordFinding, Reframing, ScannedRecord

_REFRAMINGS = 3
_SPANS = 4
_DOT = " \u00b7 "


class TerminalReporter:
    """Writes the records in which something was found; the others stay quiet and are counted."""

    def __init__(self, stream: TextIO, options: ReportOptions | None = None) -> None:
        self._options = options or ReportOptions()
        self._page = Page(stream, self._options)

    def begin(self) -> None:
        """Write nothing: the report begins with the first record that has findings."""

    def add_record(self, scanned: ScannedRecord) -> None:
        """Write the findings of one record under its heading."""
        if not scanned.findings and not scanned.record_findings:
            return
        record = scanned.record
        self._heading(scanned)
        where = ""
        for passage in split_passages(record.text, scanned.findings):
            where = self._passage(record, passage, where)
        for finding in scanned.record_findings:
            self._record_finding(record, finding)
        self._page.blank()

    def add_problem(self, problem: Problem) -> None:
        """Write nothing now: what could not be read stands at the end, with the coverage."""

    def end(self, summary: Summary) -> None:
        """Write the tables and what was and was not read."""
        if self._options.closing:
            write_summary(self._page, summary)

    def _heading(self, scanned: ScannedRecord) -> None:
        page, record = self._page, scanned.record
        name = page.styled(one_line(record.id) or one_line(record.source), "title")
        name.truncate(page.width - 10, overflow="ellipsis")
        lead = page.styled("\u2500\u2500 ", "bar")
        line = page.styled("\u2500" * (page.width - lead.cell_len - name.cell_len - 1), "bar")
        page.line(lead, name, Text(" "), line)
        facts = [record.source] if record.source != record.id else []
        facts += [long_date(record.meta.get("note_date", "")), record.meta.get("agency", ""), _found(scanned)]
        page.hang(Text("   "), page.styled(_DOT.join(one_line(fact) for fact in facts if fact), "quiet"))

    def _passage(self, record: Record, passage: Passage, before: str) -> str:
        """Write one sentence with its findings; return where it stands, which is said once."""
        page, first = self._page, passage.findings[0]
        page.blank()
        where = _DOT.join(one_line(fact) for fact in [first.place, *self._entry_facts(record, first)] if fact)
        if where and where != before:
            page.hang(Text("   "), page.styled(where))
        bar = Text.assemble("   ", page.styled("\u2502 ", "bar"))
        page.hang(bar, self._sentence(record, passage), bar)
        several = len(passage.findings) > 1
        for number, finding in enumerate(passage.findings, 1):
            page.blank()
            lead = f"{number}. ".rjust(6) if several else "   "
            (self._finding if finding.masking else self._left_alone)(record, finding, lead)
        return where

    def _entry_facts(self, record: Record, finding: Finding) -> list[str]:
        """Return the entry's date and agency where the heading does not already say them."""
        day, agency = date_at(record, finding.start), agency_at(record, finding.start)
        return [
            long_date(day) if day != record.meta.get("note_date") else "",
            agency if agency != record.meta.get("agency") else "",
        ]

    def _sentence(self, record: Record, passage: Passage) -> Text:
        several = len(passage.findings) > 1
        return Text.assemble(*(self._piece(piece, several=several) for piece in split_pieces(record.text, passage)))

    def _piece(self, piece: Piece, *, several: bool) -> Text:
        page = self._page
        masks = any(mark.masking for mark in piece.within)
        style = "phrase" if masks else "spared" if piece.within else ""
        text = page.styled(piece.text, style)
        before = "" if page.colour else "".join(map(opening, piece.opens))
        after = ("" if page.colour else closing(mark) for mark in piece.closes)
        numbers = (number_mark(mark.numbers) if several else "" for mark in piece.closes)
        ends = "".join(map("".join, zip(after, numbers, strict=True)))
        return Text.assemble(page.styled(before, "quiet"), text, page.styled(ends, "quiet"))

    def _finding(self, record: Record, finding: Finding, lead: str) -> None:
        page, indent = self._page, " " * len(lead)
        title = page.styled(f"{finding.rule} {one_line(finding.name)}", "rule")
        page.hang(Text(lead), title)
        facts = [finding.category, f"{finding.severity} severity", confidence_text(finding.confidence)]
        page.hang(Text(indent), page.styled(_DOT.join(facts)))
        self._decision(finding, indent)
        if finding.voice != "own":
            page.labelled(indent, "Voice", page.styled(voice_words(finding)))
        if finding.copied_from:
            page.labelled(indent, "Copied", page.styled(f"word for word from {one_line(finding.copied_from)}"))
        if finding.why:
            page.labelled(indent, "Why", page.styled(one_line(finding.why)))
        self._reframings(record, finding, indent)
        if finding.question:
            page.labelled(indent, "Ask", page.styled(one_line(finding.question)))
        if self._options.detail:
            self._detail(finding, indent)

    def _reframings(self, record: Record, finding: Finding, indent: str) -> None:
        page = self._page
        offered = finding.reframings[:_REFRAMINGS]
        label = "Consider"
        for (start, end), group in groupby(offered, key=lambda reframing: (reframing.start, reframing.end)):
            replaced = one_line(record.text[start:end])
            where = f"in place of \u201c{replaced}\u201d" if start < end else BEHIND
            page.labelled(indent, label, page.styled(where))
            label = ""
            for reframing in group:
                page.bullet(indent, self._reframing(reframing))

    def _reframing(self, reframing: Reframing) -> Text:
        page = self._page
        words = one_line(reframing.words) or "(leave these words out)"
        grounds = [confidence_text(reframing.confidence), one_line(reframing.because)]
        detail = f" ({'; '.join(filter(None, grounds))})" if self._options.detail else ""
        return Text.assemble(page.styled(words, "offer"), page.styled(detail, "quiet"))

    def _left_alone(self, record: Record, finding: Finding, lead: str) -> None:
        page = self._page
        words = page.styled(f"\u201c{one_line(record.text[finding.start : finding.end])}\u201d", "spared")
        said = f" {finding.rule} {one_line(finding.name)}: left alone, because {because(finding)}."
        odds = f" That it masks is {confidence_text(finding.confidence)}."
        page.hang(Text(lead), Text.assemble(words, page.styled(said + odds, "quiet")))
        self._decision(finding, " " * len(lead))

    def _decision(self, finding: Finding | RecordFinding, indent: str) -> None:
        if words := review_words(finding):
            self._page.labelled(indent, "Decision", self._page.styled(words, "rule"))

    def _detail(self, finding: Finding, indent: str) -> None:
        page = self._page
        for number, reason in enumerate(finding.reasons):
            page.labelled(indent, "" if number else "Judged", page.styled(one_line(reason.text), "quiet"))
        if finding.sources:
            page.labelled(indent, "Sources", page.styled(one_line(", ".join(finding.sources)), "quiet"))
        page.labelled(indent, "Found by", page.styled(finding.detector, "quiet"))

    def _record_finding(self, record: Record, finding: RecordFinding) -> None:
        page = self._page
        page.blank()
        title = page.styled(f"The whole record: {one_line(finding.title or finding.check)}", "rule")
        page.hang(Text("   "), title)
        page.hang(Text("   "), page.styled(confidence_text(finding.confidence)))
        self._decision(finding, "   ")
        page.labelled("   ", "Found", page.styled(one_line(finding.message)))
        for number, (start, end) in enumerate(finding.spans[:_SPANS]):
            words = f"\u201c{one_line(record.text[start:end])}\u201d"
            where = ", ".join(span_facts(record, start))
            body = Text.assemble(page.styled(words), page.styled(f" ({where})" if where else "", "quiet"))
            page.labelled("   ", "" if number else "Seen in", body)
        for label, text in (("Why", finding.why), ("Settle", finding.settle)):
            if text:
                page.labelled("   ", label, page.styled(one_line(text)))
        if self._options.detail and finding.sources:
            page.labelled("   ", "Sources", page.styled(one_line(", ".join(finding.sources)), "quiet"))


def _found(scanned: ScannedRecord) -> str:
    masking = sum(finding.masking for finding in scanned.findings) + len(scanned.record_findings)
    spared = len(scanned.findings) + len(scanned.record_findings) - masking
    return count(masking, "finding") + (f", {spared} left alone" if spared else "")
