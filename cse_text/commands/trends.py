"""`cse-text trends`: rates by group over many notes. Thin: it joins intake, batch, trends and reports."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.commands.console import say, write_out
from cse_text.commands.exit_codes import NOT_DONE, NOTHING_FOUND
from cse_text.commands.output import write_bytes
from cse_text.commands.progress import Progress, wants_progress
from cse_text.commands.scan_options import ScanOptions
from cse_text.errors import SettingsError
from cse_text.resources import check_pictures
from cse_text.types import Problem, ScannedRecord

if TYPE_CHECKING:
    from cse_text.commands.trends_options import TrendsOptions
    from cse_text.reports.summary import Summary
    from cse_text.reports.trends import Shown
    from cse_text.trends import Tally
    from cse_text.trends.judged import Estimate
    from cse_text.trends.sample import Sample

_TEXT = ("", ".txt", ".text", ".log")
_PICTURE = ".png"
_PAGE = 120


def trends(options: TrendsOptions) -> int:
    """Count what the options name and write the report, or read a judged sample back; return the exit code."""
    _check(options)
    if options.sample_read is not None:
        return _tell_estimate(options.sample_read)
    tally, summary = _count(options)
    if not summary.records:
        say("Nothing could be read. Check the path, and what is said of each file.")
        return NOT_DONE
    drawn = _write_sample(options.sample_to, tally.sampler.sample()) if tally.sampler and options.sample_to else ""
    _write(options, _shown(options, tally, summary, drawn))
    return NOT_DONE if summary.stopped else NOTHING_FOUND


def _check(options: TrendsOptions) -> None:
    """Refuse options that make no sense together, before anything long is begun."""
    if options.by_worker and not options.reason.strip():
        message = "--by-worker names people: say why with --reason TEXT; the report prints it."
        raise SettingsError("no-reason", message)
    if (options.reason or options.author_column) and not options.by_worker:
        raise SettingsError("not-by-worker", "--reason and --author-column go with --by-worker; leave them out.")
    if bool(options.sample) != (options.sample_to is not None):
        raise SettingsError("half-a-sample", "A sample needs both --sample N and --sample-to FILE.csv.")
    if not options.paths and options.sample_read is None:
        raise SettingsError("no-path", "Name the files and folders to read, or a judged sample with --sample-read.")
    if options.paths and options.sample_read is not None:
        raise SettingsError("two-jobs", "--sample-read only reads a judged sample back; leave the paths out.")
    _writer(options.out)


def _writer(out: Path | None) -> Callable[[Shown], bytes] | None:
    """Return what makes the file that an ending asks for, None for text; refuse any other ending."""
    from cse_text.reports.trends import files, html, picture

    writers = {".html": html.as_html, ".htm": html.as_html, ".csv": files.as_csv, ".xlsx": files.as_xlsx}
    writers |= {".json": files.as_json, _PICTURE: picture.as_png}
    ending = out.suffix.lower() if out else ""
    if ending == _PICTURE:
        check_pictures()
    if ending not in writers and ending not in _TEXT:
        message = f"Trends cannot be written as '{ending}'; use {', '.join(writers)} or .txt."
        raise SettingsError("unknown-ending", message)
    return writers.get(ending)


def _count(options: TrendsOptions) -> tuple[Tally, Summary]:
    from cse_text.commands.manifest import build_manifest
    from cse_text.reports.summary import Tally as Coverage
    from cse_text.trends import Tally
    from cse_text.trends.sample import Sampler

    sampler = Sampler(options.sample, options.seed) if options.sample else None
    tally, coverage, stopped = Tally(options.by_worker, sampler), Coverage(all_shown=True), False
    shown = wants_progress(asked=not options.no_progress, to_file=options.out is not None)
    progress = Progress(shown=shown)
    try:
        for item in _items(options, progress):
            if isinstance(item, ScannedRecord):
                tally.add(item)
                coverage.add_record(item)
                progress.update(coverage.records, coverage.found)
            else:
                coverage.add_problem(item)
    except KeyboardInterrupt:
        stopped = True
    finally:
        progress.close()
    summary = coverage.summary(stopped=stopped)
    return tally, replace(summary, manifest=build_manifest(_as_scan(options), summary))


def _items(options: TrendsOptions, progress: Progress) -> Iterator[ScannedRecord | Problem]:
    from cse_text.batch import scan_records
    from cse_text.commands.intake_choice import intake_settings
    from cse_text.intake import read_paths
    from cse_text.settings import Settings

    settings = Settings(options.depth.value, options.threshold, tuple(options.lexicon or ()), options.jobs)

    def tell(message: str) -> None:
        with progress.aside():
            say(message)

    return scan_records(read_paths(options.paths or [], intake_settings(options), notify=tell), settings)


def _as_scan(options: TrendsOptions) -> ScanOptions:
    """Return the options as a scan's, from which the run manifest is made."""
    return ScanOptions(
        paths=options.paths or [],
        depth=options.depth,
        threshold=options.threshold,
        text_column=options.text_column,
        date_column=options.date_column,
        agency_column=options.agency_column,
        team_column=options.team_column,
        id_column=options.id_column,
        mapping=options.mapping,
        preset=options.preset,
        encoding=options.encoding,
        lexicon=options.lexicon,
        stamp=options.stamp,
    )


def _shown(options: TrendsOptions, tally: Tally, summary: Summary, drawn: str) -> Shown:
    from cse_text.reports.trends import Shown
    from cse_text.trends import build_trends

    return Shown(build_trends(tally, options.reason.strip(), drawn), summary)


def _write(options: TrendsOptions, shown: Shown) -> None:
    writer = _writer(options.out)
    if options.out is None:
        write_out(_as_text(shown, colour=False if options.plain else None))
        return
    content = _as_text(shown, colour=False).encode("utf-8", "replace") if writer is None else writer(shown)
    write_bytes(options.out, content)
    say(f"{shown.lead()} Report: {options.out}")


def _as_text(shown: Shown, *, colour: bool | None) -> str:
    from cse_text.reports.base import ReportOptions
    from cse_text.reports.page import Page
    from cse_text.reports.trends.terminal import write_trends

    stream = io.StringIO()
    write_trends(Page(stream, ReportOptions(width=_PAGE, colour=colour)), shown)
    return stream.getvalue()


def _write_sample(path: Path, sample: Sample) -> str:
    """Write the sample and its key; return what the report says of it."""
    from cse_text.trends.judged import key_path, key_text, sample_text

    write_bytes(path, sample_text(sample).encode("utf-8-sig", "replace"))
    write_bytes(key_path(path), key_text(sample).encode())
    say(
        f"{path.name}: {len(sample.notes)} notes to judge, in words. Write yes, no or unsure under 'masking', without "
        f"looking into {key_path(path).name}; then: cse-text trends --sample-read {path.name}"
    )
    return f"A sample of {len(sample.notes)} entries was drawn with seed {sample.seed}, of flagged and unflagged ones."


def _tell_estimate(path: Path) -> int:
    from cse_text.reports.trends.estimate import estimate_lines
    from cse_text.trends.judged import read_judged

    found: Estimate = read_judged(path)
    write_out("".join(f"{line}\n" for line in estimate_lines(found)))
    return NOTHING_FOUND if found.recall is not None else NOT_DONE
