"""`cse-text audit`: one child's record as a time line. Thin: it joins intake, scanner, audit and reports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, TextIO

from cse_text.commands.console import prepare_output, say
from cse_text.commands.exit_codes import NOT_DONE, decide_exit_code
from cse_text.commands.output import open_report, write_bytes
from cse_text.errors import SettingsError
from cse_text.types import Problem, Record

if TYPE_CHECKING:
    from cse_text.commands.audit_options import AuditOptions
    from cse_text.reports.audit_page import Audited
    from cse_text.scanner import Scanner

_FILE_WIDTH = 100
_PAGES = (".html", ".htm")
_TEXT = ("", ".txt", ".text", ".log", ".md")
_CHILD = ("child_id", "case_id", "case")


def audit(options: AuditOptions) -> int:
    """Write the time line of what the options name; return the exit code of a scan."""
    event = _day(options.event)
    _check(options)
    read, problems = _read(options)
    records = [record for record in read if _belongs(record, options.case)]
    if not records:
        say(_nothing(read))
        return NOT_DONE
    audited = _audited(options, records, event, problems)
    if options.merge is not None:
        _merge(options, audited)
    _write(options, audited)
    found = sum(len(line.findings) for line in audited.lines) + len(audited.scanned.record_findings)
    return decide_exit_code(records=len(records), findings=found)


def _check(options: AuditOptions) -> None:
    ending = options.out.suffix.lower() if options.out else ""
    if ending not in (*_PAGES, *_TEXT):
        message = f"A time line cannot be written as '{ending}'; use .html or .txt. --merge writes .csv, .xlsx, .docx."
        raise SettingsError("unknown-ending", message)


def _day(text: str) -> date | None:
    from cse_text.intake.dates import DateRefusedError, read_date

    if not text:
        return None
    try:
        return read_date(text)
    except DateRefusedError as error:
        raise SettingsError("no-date", "--event needs a day such as 2019-05-12 or 12/05/2019.") from error


def _read(options: AuditOptions) -> tuple[list[Record], list[Problem]]:
    """Return the records, and what could not be read."""
    from cse_text.commands.intake_choice import intake_settings
    from cse_text.intake import read_paths

    items = list(read_paths(options.paths, intake_settings(options), notify=say))
    problems = [item for item in items if isinstance(item, Problem)]
    return [item for item in items if isinstance(item, Record)], problems


def _belongs(record: Record, case: str) -> bool:
    return not case or record.id == case or any(record.meta.get(field) == case for field in _CHILD)


def _nothing(read: list[Record]) -> str:
    """Return why there is nothing to lay out, where it was looked for, and the way on."""
    from cse_text.reports.wording import count

    if not read:
        return "Nothing could be read. Check the path."
    numbered = any(record.meta.get(field) for record in read for field in _CHILD)
    looked = (
        f"the child's number and the id of {count(len(read), 'note')} were compared"
        if numbered
        else "no column of the child's number was found (such as 'Person ID' or 'Case'), so only the notes' ids were "
        f"compared, {count(len(read), 'note')} in all"
    )
    way = "Check the number, name the column that holds it with --id-column NAME, or leave --case out to see all."
    return f"No note of that case was found: {looked}. {way}"


def _audited(options: AuditOptions, records: list[Record], event: date | None, problems: list[Problem]) -> Audited:
    from cse_text.audit.chronology import assemble, before_and_after, by_agency, then_and_now, timeline
    from cse_text.audit.spread import spread
    from cse_text.reports.audit_page import Audited
    from cse_text.reports.selection import Selection

    children = {value for record in records for field in _CHILD if (value := record.meta.get(field))}
    if not options.case and len(children) > 1:
        say(f"The notes hold {len(children)} case numbers; they are shown as one record. --case ID shows one of them.")
    scanner = _scanner(options)
    name = options.case or (next(iter(children)) if len(children) == 1 else _title(records))
    scanned = Selection(threshold=options.threshold).judge(scanner.scan(assemble(name, records)))
    lines = timeline(scanned)
    return Audited(
        scanned=scanned,
        lines=lines,
        agencies=by_agency(lines),
        spreads=spread(lines, scanned),
        dated=then_and_now(lines),
        event=event,
        around=before_and_after(lines, event) if event else None,
        problems=tuple(problems),
    )


def _title(records: list[Record]) -> str:
    """Return what to call records that share no case number: their one file, or how many files there are."""
    files = dict.fromkeys(record.source for record in records)
    return records[0].id if len(files) == 1 else f"{len(files)} sources"


def _scanner(options: AuditOptions) -> Scanner:
    from cse_text.scanner import Scanner
    from cse_text.settings import Settings

    return Scanner.load(Settings(options.depth.value, options.threshold, tuple(options.lexicon or ())))


def _merge(options: AuditOptions, audited: Audited) -> None:
    from cse_text.reports.audit_page import merged_rows
    from cse_text.reports.merged import merged_bytes

    path = options.merge
    if path is None:
        return
    write_bytes(path, merged_bytes(path, f"Chronology: {audited.scanned.record.id}", merged_rows(audited)))
    say(f"{path.name}: {len(audited.lines)} entries in order of date.")


def _write(options: AuditOptions, audited: Audited) -> None:
    from cse_text.reports.audit_page import write_audit
    from cse_text.reports.base import ReportOptions
    from cse_text.reports.page import Page

    if options.out is not None and options.out.suffix.lower() in _PAGES:
        from cse_text.reports.audit_html import as_html

        write_bytes(options.out, as_html(audited))
        return
    to_file = options.out is not None
    look = ReportOptions(width=_FILE_WIDTH if to_file else None, colour=False if to_file or options.plain else None)
    with _stream(options) as stream:
        write_audit(Page(stream, look), audited)
        stream.flush()


@contextmanager
def _stream(options: AuditOptions) -> Iterator[TextIO]:
    if options.out is None:
        yield prepare_output()
        return
    with open_report(options.out, "utf-8") as stream:
        yield stream
