"""What a long run needs beside its report: a journal to go on from, and the hashes of notes that have not changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.commands.console import say
from cse_text.commands.output import sweep
from cse_text.errors import SettingsError

if TYPE_CHECKING:
    from cse_text.batch import Journal, Unchanged
    from cse_text.commands.scan_options import ScanOptions
    from cse_text.reports.summary import Unread
    from cse_text.settings import Settings
    from cse_text.types import Problem, Record, ScannedRecord


class LongRun:
    """The scan itself, with what is kept of it as it goes."""

    def __init__(
        self, options: ScanOptions, settings: Settings, journal: Journal | None, unchanged: Unchanged | None
    ) -> None:
        self._options, self._settings = options, settings
        self._journal, self._unchanged = journal, unchanged

    def scanned(self, items: Iterator[Record | Problem]) -> Iterator[ScannedRecord | Problem]:
        """Yield the items scanned; what is known from an earlier run is not scanned again."""
        from cse_text.batch import scan_records
        from cse_text.types import ScannedRecord

        items = self._unchanged.skip(items) if self._unchanged else items
        with closing(scan_records(items, self._settings, self._journal)) as found:
            for each in found:
                if self._unchanged and isinstance(each, ScannedRecord):
                    self._unchanged.note(each)
                yield each

    def unread(self) -> Unread | None:
        """Return what was passed by, if anything was."""
        from cse_text.reports.summary import Unread

        passed = self._unchanged.passed_by if self._unchanged else None
        if passed is None or passed.first is None or passed.last is None:
            return None
        return Unread(passed.records, passed.phrases, passed.points, passed.first, passed.last)

    def end(self, *, well: bool) -> None:
        """Settle what is kept, once the report is whole."""
        if well and self._unchanged:
            self._unchanged.settle()
        if self._journal is None:
            return
        if self._journal.taken_up and not self._options.quiet:
            say(f"{self._journal.taken_up:,} records were taken up from the journal {self._journal.path}.")
        if well and self._options.journal is None:
            self._journal.remove()


@contextmanager
def long_run(options: ScanOptions, settings: Settings) -> Iterator[LongRun]:
    """Give the run that the options ask for; however it ends, what was read by then is kept where a journal is."""
    with ExitStack() as stack:
        path = journal_path(options)
        journal = stack.enter_context(_journal(path, options, settings)) if path else None
        unchanged = None
        if options.skip_unchanged:
            from cse_text.batch import open_unchanged, run_key

            key = run_key(settings, *_shown(options))
            unchanged = stack.enter_context(open_unchanged(options.skip_unchanged, key))
        yield LongRun(options, settings, journal, unchanged)


def journal_path(options: ScanOptions) -> Path | None:
    """Return where the journal stands: as named, or beside the report."""
    if options.journal is not None:
        return options.journal
    if options.out is None or options.no_journal:
        if options.resume:
            raise SettingsError("no-journal", "--resume needs the journal of a run: give --out or --journal as then.")
        return None
    return options.out.with_name(f"{options.out.name}.journal")


@contextmanager
def _journal(path: Path, options: ScanOptions, settings: Settings) -> Iterator[Journal]:
    from cse_text.batch import open_journal

    try:
        with open_journal(path, partial(_run_key, settings), resume=options.resume) as journal:
            _greet(journal, options)
            if journal.exists and options.out is not None:
                sweep(options.out)
            yield journal
    finally:
        if path.exists() and options.journal is None:
            say(f"What was read is kept in {path}; the same command with --resume goes on from there.")


def _greet(journal: Journal, options: ScanOptions) -> None:
    if options.resume and not journal.exists:
        say(f"There is no journal {journal.path}; everything is read.")
    elif journal.exists and not options.resume and options.journal is None:
        say(f"An earlier run was stopped; to go on from its journal {journal.path}, stop this one and add --resume.")


def _run_key(settings: Settings) -> bytes:
    from cse_text.batch import run_key

    return run_key(settings)


def _shown(options: ScanOptions) -> tuple[str, ...]:
    """Return the settings that decide what of a note is shown: under others it has not been seen yet."""
    return (options.min_severity.value, str(options.show_all), *sorted(options.category or ()))
