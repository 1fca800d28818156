"""`cse-text scan`: read notes, report what masks. Thin: it joins intake, batch and reports and knows none of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, TextIO

from cse_text.commands.console import abandon_output, prepare_output, say
from cse_text.commands.exit_codes import decide_exit_code
from cse_text.errors import SettingsError

if TYPE_CHECKING:
    from cse_text.commands.progress import Progress
    from cse_text.commands.scan_options import ScanOptions
    from cse_text.commands.writing import Watchers
    from cse_text.reports.base import ReportOptions
    from cse_text.reports.selection import Selection
    from cse_text.reports.summary import Summary, Tally
    from cse_text.types import Problem, ScannedRecord

_FOR_PEOPLE = ("terminal", "plain")
_FILE_WIDTH = 100


def scan(options: ScanOptions) -> int:
    """Scan what the options name, write the report and return the exit code."""
    from cse_text.commands.progress import Progress, wants_progress
    from cse_text.reports.summary import Tally

    name = format_name(options)
    selection = selection_of(options)
    declined = options.no_progress or options.quiet or name == "plain"
    progress = Progress(shown=wants_progress(asked=not declined, to_file=options.out is not None))
    tally = Tally(all_shown=options.show_all)
    summary = _write(options, name, selection, progress, tally)
    _closing_words(options, name, summary)
    found = summary.findings + summary.record_findings
    return decide_exit_code(
        records=summary.records, findings=found, stopped=summary.stopped, exit_zero=options.exit_zero
    )


def format_name(options: ScanOptions) -> str:
    """Return the format asked for, by name, by --plain, by the ending of --out, or the one for terminals."""
    from cse_text.reports.registry import format_for

    if options.plain and options.format not in {None, "plain", "terminal"}:
        raise SettingsError("two-formats", f"--plain and --format {options.format} ask for two formats; leave one out.")
    if options.plain:
        return "plain"
    if options.format is not None:
        return options.format.value
    return format_for(options.out) if options.out else "terminal"


def selection_of(options: ScanOptions) -> Selection:
    """Return what is to be shown; refuse a category that does not exist."""
    from cse_text.annotation import CATEGORIES
    from cse_text.reports.selection import Selection

    known = tuple(CATEGORIES.values())
    asked = frozenset(options.category or ())
    for name in sorted(asked.difference(known)):
        raise SettingsError("unknown-category", f"There is no category '{name}'. The categories: {', '.join(known)}.")
    return Selection(options.show_all, options.threshold, options.min_severity.value, asked)


def _write(options: ScanOptions, name: str, selection: Selection, progress: Progress, tally: Tally) -> Summary:
    from cse_text.commands.writing import ReaderGoneError, write_report
    from cse_text.reports.registry import make_reporter

    try:
        with _stream(options, name) as stream:
            reporter = make_reporter(name, stream, _report_options(options))
            watchers = _watchers(options, name, progress)
            return write_report(_items(options, progress), reporter, selection, tally, watchers)
    except ReaderGoneError:
        abandon_output()
        return tally.summary()
    finally:
        progress.close()


@contextmanager
def _stream(options: ScanOptions, name: str) -> Iterator[TextIO]:
    from cse_text.commands.output import open_report
    from cse_text.commands.writing import writing
    from cse_text.reports.registry import encoding_of

    if options.out is not None:
        with open_report(options.out, encoding_of(name)) as stream:
            yield stream
        return
    stream = prepare_output("utf-8" if name == "csv" else "")
    yield stream
    with writing():
        stream.flush()


def _report_options(options: ScanOptions) -> ReportOptions:
    from cse_text.reports.base import ReportOptions

    to_file = options.out is not None
    return ReportOptions(
        width=_FILE_WIDTH if to_file else None,
        colour=False if to_file else None,
        closing=not options.quiet,
        detail=options.verbose,
    )


def _items(options: ScanOptions, progress: Progress) -> Iterator[ScannedRecord | Problem]:
    from cse_text.batch import scan_records
    from cse_text.intake import IntakeSettings, read_paths
    from cse_text.settings import Settings

    settings = Settings(
        depth=options.depth.value,
        threshold=options.threshold,
        lexicon_folders=tuple(options.lexicon or ()),
        jobs=options.jobs,
    )
    intake = IntakeSettings(
        text_column=options.text_column,
        id_column=options.id_column,
        date_column=options.date_column,
        agency_column=options.agency_column,
        team_column=options.team_column,
        mapping_file=options.mapping,
        encoding=options.encoding,
        stdin_format=f".{options.stdin_format.value}",
    )

    def tell(message: str) -> None:
        if not options.quiet:
            with progress.aside():
                say(message)

    return scan_records(read_paths(options.paths, intake, notify=tell), settings)


def _watchers(options: ScanOptions, name: str, progress: Progress) -> Watchers:
    from cse_text.commands.writing import Watchers
    from cse_text.reports.coverage import problem_line

    in_report = name in _FOR_PEOPLE and options.out is None

    def tell_problem(problem: Problem) -> None:
        if not in_report and not options.quiet:
            with progress.aside():
                say(problem_line(problem))

    same_screen = options.out is None and sys.stdout.isatty()
    return Watchers(tell_problem, progress.update, progress.aside if same_screen else nullcontext)


def _closing_words(options: ScanOptions, name: str, summary: Summary) -> None:
    """Say what the report itself cannot: where it is, what it leaves out, that nothing was read."""
    from cse_text.reports.coverage import found_line
    from cse_text.reports.wording import count

    if not summary.records:
        say("Nothing could be read. Check the path, and what is said of each file.")
    if summary.stopped:
        say(f"Stopped. The report covers the {count(summary.records, 'record')} read by then.")
    if options.quiet:
        return
    if name == "csv" and summary.record_findings:
        whole = count(summary.record_findings, "point")
        say(f"No row in a table for {whole} about whole records; --format json holds them.")
    if options.out is not None:
        say(f"{found_line(summary)} Report: {options.out}")
