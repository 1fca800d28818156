"""`cse-text scan`: read notes, report what masks. Thin: it joins intake, batch and reports and knows none of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from cse_text.commands.console import abandon_output, prepare_output, say
from cse_text.commands.exit_codes import decide_exit_code
from cse_text.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from cse_text.commands.known import Known
    from cse_text.commands.long_run import LongRun
    from cse_text.commands.progress import Progress
    from cse_text.commands.scan_options import ScanOptions
    from cse_text.commands.writing import Watchers
    from cse_text.reports.base import ReportOptions
    from cse_text.reports.manifest import Manifest
    from cse_text.reports.selection import Selection
    from cse_text.reports.summary import Summary, Tally
    from cse_text.settings import Settings
    from cse_text.types import Problem, Record, ScannedRecord

_FOR_PEOPLE = ("terminal", "plain")
_CITING = ("html", "docx", "xlsx", "sarif")  # formats that name guidance in full
_FILE_WIDTH = 100


def scan(options: ScanOptions) -> int:
    """Scan what the options name, write the report and return the exit code."""
    from cse_text.commands.known import Known
    from cse_text.commands.long_run import long_run
    from cse_text.commands.progress import Progress, wants_progress
    from cse_text.reports.summary import Tally

    name = format_name(options)
    selection = selection_of(options)
    declined = options.no_progress or options.quiet or name == "plain"
    shown = wants_progress(asked=not declined, to_file=options.out is not None)
    progress = Progress(shown=shown, total=partial(_total_size, options))
    tally = Tally(all_shown=options.show_all)
    known = Known.load(options.decisions, options.baseline, keep=options.keep_baseline)
    with long_run(options, settings_of(options)) as run:
        summary = _write(options, name, selection, progress, tally, known, run)
        run.end(well=not summary.stopped)
    if options.manifest is not None and summary.manifest is not None:
        _write_manifest(options.manifest, summary.manifest)
    _closing_words(options, summary, known)
    found = summary.findings + summary.record_findings - summary.in_baseline
    seen = summary.records + (summary.unchanged.records if summary.unchanged else 0)
    return decide_exit_code(records=seen, findings=found, stopped=summary.stopped, exit_zero=options.exit_zero)


def format_name(options: ScanOptions) -> str:
    """Return the format asked for, by name, by --plain, by the ending of --out, or the one for terminals."""
    from cse_text.reports.registry import BINARY_FORMATS, FOLDER_FORMATS

    name = _named_format(options)
    if name in (*BINARY_FORMATS, *FOLDER_FORMATS) and options.out is None:
        raise SettingsError("no-file", f"The format {name} needs a file to go to; name one with --out.")
    return name


def _named_format(options: ScanOptions) -> str:
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


def settings_of(options: ScanOptions) -> Settings:
    """Return what the scan itself is told."""
    from cse_text.settings import Settings

    return Settings(
        depth=options.depth.value,
        threshold=options.threshold,
        lexicon_folders=tuple(options.lexicon or ()),
        jobs=options.jobs,
        scheduler=options.scheduler,
    )


def _total_size(options: ScanOptions) -> int:
    from cse_text.intake import total_size

    return total_size(options.paths)


def _write(
    options: ScanOptions,
    name: str,
    selection: Selection,
    progress: Progress,
    tally: Tally,
    known: Known,
    run: LongRun,
) -> Summary:
    from cse_text.commands.writing import ReaderGoneError, write_report
    from cse_text.reports.registry import make_reporter

    try:
        with _stream(options, name) as stream:
            reporter = make_reporter(name, stream, _report_options(options, name))
            watchers = _watchers(options, name, progress, run)
            items = known.apply(run.scanned(_read(options, progress)))
            return write_report(items, reporter, selection, tally, watchers)
    except ReaderGoneError:
        abandon_output()
        return tally.summary()
    finally:
        progress.close()


def _write_manifest(path: Path, manifest: Manifest) -> None:
    from cse_text.commands.manifest import manifest_bytes
    from cse_text.commands.output import write_bytes

    write_bytes(path, manifest_bytes(manifest))


@contextmanager
def _stream(options: ScanOptions, name: str) -> Iterator[IO[Any]]:
    from cse_text.commands.output import open_for
    from cse_text.commands.writing import writing

    if options.out is not None:
        with open_for(options.out, name) as file:
            yield file
        return
    stream = prepare_output("utf-8" if name == "csv" else "")
    yield stream
    with writing():
        stream.flush()


def _report_options(options: ScanOptions, name: str) -> ReportOptions:
    from cse_text.commands.manifest import cited_sources
    from cse_text.reports.base import ReportOptions

    to_file = options.out is not None
    return ReportOptions(
        width=_FILE_WIDTH if to_file else None,
        colour=False if to_file else None,
        closing=not options.quiet,
        detail=options.verbose,
        sources=cited_sources(options) if name in _CITING else {},
        decisions=options.decisions is not None,
        baseline=options.keep_baseline,
    )


def _read(options: ScanOptions, progress: Progress) -> Iterator[Record | Problem]:
    from cse_text.commands.intake_choice import intake_settings
    from cse_text.intake import Meter, read_paths

    def tell(message: str) -> None:
        if not options.quiet:
            with progress.aside():
                say(message)

    meter = Meter()
    progress.follow(lambda: meter.position)
    return read_paths(options.paths, intake_settings(options), notify=tell, meter=meter)


def _watchers(options: ScanOptions, name: str, progress: Progress, run: LongRun) -> Watchers:
    from cse_text.commands.writing import Watchers
    from cse_text.reports.coverage import problem_line

    in_report = name in _FOR_PEOPLE and options.out is None

    def tell_problem(problem: Problem) -> None:
        if not in_report and not options.quiet:
            with progress.aside():
                say(problem_line(problem))

    same_screen = options.out is None and sys.stdout.isatty()
    return Watchers(
        tell_problem,
        progress.update,
        progress.aside if same_screen else nullcontext,
        record=_beside(options, progress),
        complete=lambda summary: _completed(options, replace(summary, unchanged=run.unread())),
    )


def _completed(options: ScanOptions, summary: Summary) -> Summary:
    from cse_text.commands.manifest import build_manifest

    return replace(summary, manifest=build_manifest(options, summary))


def _beside(options: ScanOptions, progress: Progress) -> Callable[[ScannedRecord], None]:
    """Return what is to be done with each record beside the report: guard its file, and write a copy with comments."""
    from cse_text.commands.comments import Commenter
    from cse_text.commands.manifest import cited_sources
    from cse_text.commands.originals import keep_original

    def tell(message: str) -> None:
        if not options.quiet:
            with progress.aside():
                say(message)

    commenter = Commenter(options.comments, cited_sources(options), tell) if options.comments else None

    def attend(shown: ScannedRecord) -> None:
        keep_original(shown.record.source, options.out, options.manifest)
        if commenter is not None:
            commenter.add(shown)

    return attend


def _closing_words(options: ScanOptions, summary: Summary, known: Known) -> None:
    """Say what the report itself cannot: where it is, what it leaves out, that nothing was read."""
    from cse_text.reports.coverage import found_line
    from cse_text.reports.wording import count

    if not summary.records and not summary.unchanged:
        say("Nothing could be read. Check the path, and what is said of each file.")
    if summary.stopped:
        say(f"Stopped. The report covers the {count(summary.records, 'record')} read by then.")
    if known.left_out:
        say(f"{count(known.left_out, 'finding')} decided or reported before left out (--baseline).")
    if options.quiet:
        return
    if options.out is not None:
        say(f"{found_line(summary)} Report: {options.out}")
