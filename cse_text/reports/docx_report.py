"""DOCX for people who file: the findings as a Word document with real headings, tables and a fixed date.

The findings shown are held in memory until the end, since the summary stands first; the records' texts are not.
"""

from __future__ import annotations

import io
from dataclasses import replace

from cse_text.packing import pack_again
from cse_text.reports.coverage import coverage_lines, found_line, problem_line
from cse_text.reports.docx_page import DocxPage
from cse_text.reports.manifest import Manifest, manifest_facts
from cse_text.reports.method import METHOD
from cse_text.reports.summary import Summary
from cse_text.reports.views import FindingView, PassageView, RecordView, ViewReporter, WholeView, code_of
from cse_text.reports.visible import one_line
from cse_text.reports.wording import BEHIND, NOT_SAFE, TO_CHECK, count

MARKS = (
    "Marked words are bold and underlined: a double line for high severity, a single line for medium, dots for low. "
    "Words that were weighed and left alone have a dashed line and are not bold. Behind them stand two letters for "
    "the category and the number of the finding."
)


class DocxReporter(ViewReporter):
    """Keeps what is to be shown, and writes the document at the end."""

    def end(self, summary: Summary) -> None:
        """Write the document."""
        page = DocxPage("Language that may mask exploitation")
        _write_summary(page, summary)
        page.heading("Findings by record", 1)
        page.paragraph(MARKS if self._records else found_line(summary))
        for record in self._records:
            _write_record(page, record)
        _write_coverage(page, summary)
        page.heading("Method", 1)
        for line in METHOD:
            page.paragraph(line)
        if summary.manifest:
            _write_manifest(page, summary.manifest)
        packed = io.BytesIO()
        page.save(packed)
        pack_again(packed.getvalue(), self._stream)


def _write_summary(page: DocxPage, summary: Summary) -> None:
    page.heading("Summary", 1)
    page.paragraph(found_line(summary))
    page.paragraph(f"{TO_CHECK} {NOT_SAFE}")
    if summary.categories:
        rows = [
            (
                f"{code_of(row.category)} {one_line(row.category)}",
                *map(str, (row.findings, row.high, row.medium, row.low)),
            )
            for row in summary.categories
        ]
        page.table(("Category", "Findings", "High", "Medium", "Low"), rows, (7.6, 2.2, 2.2, 2.2, 2.2))
    if summary.files:
        files = [
            (one_line(row.source), *map(str, (row.records, row.words, row.findings, row.record_findings)))
            for row in summary.files
        ]
        page.table(("File", "Records", "Words", "Findings", "Whole record"), files, (7.6, 2.2, 2.2, 2.2, 2.2))


def _write_record(page: DocxPage, record: RecordView) -> None:
    page.heading(f"Record {record.id}", 2)
    if record.source != record.id:
        page.quiet(f"In {record.source}")
    for number, passage in enumerate(record.passages, 1):
        facts = f": {', '.join(passage.facts)}" if passage.facts else ""
        page.heading(f"Passage {number}{facts}", 3)
        _write_words(page, passage)
        for finding in passage.findings:
            _write_finding(page, finding)
    for whole in record.wholes:
        _write_whole(page, whole)


def _write_words(page: DocxPage, passage: PassageView) -> None:
    words = page.quotation()
    for piece in passage.pieces:
        if piece.marked:
            words.mark(piece.text, piece.severity if piece.masking else "spared")
            for tag in piece.tags:
                words.tag(f" [{tag}]")
        else:
            words.plain(piece.text)


def _write_finding(page: DocxPage, finding: FindingView) -> None:
    page.heading(f"{finding.number}. \u201c{finding.quote}\u201d", 4)
    page.facts(
        ("Rule", f"{finding.rule} {finding.name}"),
        ("Category", f"{finding.code} {finding.category}"),
        ("Severity", finding.severity),
        ("Confidence", finding.confidence),
        ("Agency", finding.agency),
        ("Voice", finding.voice),
    )
    if not finding.masking:
        page.labelled("Left alone", f"because {finding.left_alone}.")
    page.labelled("Copied from", finding.copied_from and f"{finding.copied_from}, and counted there.")
    page.labelled("Decision", finding.decision)
    page.labelled("Then and now", finding.then)
    page.labelled("Why it matters", finding.why)
    for offer in finding.offers:
        words = f"\u201c{offer.text}\u201d" if offer.text else "nothing"
        ground = f": {offer.because}" if offer.because else ""
        edit = f"in place of \u201c{offer.instead_of}\u201d, {words}" if offer.instead_of else f"{BEHIND}: {offer.text}"
        page.labelled("Consider", f"{edit} ({offer.confidence}{ground})")
    page.labelled("Ask", finding.question)
    page.bullets("How it was judged", finding.reasons)
    page.bullets("Sources", finding.sources)


def _write_whole(page: DocxPage, whole: WholeView) -> None:
    page.heading(f"{whole.number}. Whole record: {whole.title}", 3)
    page.facts(("Check", whole.check), ("Confidence", whole.confidence))
    page.labelled("Decision", whole.decision)
    page.paragraph(whole.message)
    seen = [f"\u201c{words}\u201d" + (f" ({where})" if where else "") for words, where in whole.shown_by]
    page.bullets("Seen in", seen)
    page.labelled("Why it matters", whole.why)
    page.labelled("What would settle it", whole.settle)
    page.bullets("Sources", whole.sources)


def _write_coverage(page: DocxPage, summary: Summary) -> None:
    page.heading("Coverage", 1)
    for line in coverage_lines(replace(summary, manifest=None)):
        page.paragraph(line)
    page.bullets("Not read", [problem_line(problem) for problem in summary.not_read])
    page.bullets("Read, but note", [problem_line(problem) for problem in summary.noted])
    unlisted = summary.problem_count - len(summary.problems)
    if unlisted:
        page.paragraph(f"{count(unlisted, 'further problem')}, not listed here.")


def _write_manifest(page: DocxPage, manifest: Manifest) -> None:
    page.heading("Run manifest", 1)
    page.table(("What", "Value"), manifest_facts(manifest), (6.4, 10.0))
    if manifest.inputs:
        rows = [(one_line(file.source), str(file.size), file.sha256 or "not to be had") for file in manifest.inputs]
        page.table(("File", "Bytes", "SHA-256"), rows, (6.4, 2.0, 8.0))
