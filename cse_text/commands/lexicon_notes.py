"""`cse-text lexicon diff | discover`: the lexicon held against notes of one's own. Joins intake and authoring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.commands.console import say, write_out
from cse_text.commands.exit_codes import FOUND, NOT_DONE, NOTHING_FOUND
from cse_text.errors import SettingsError

if TYPE_CHECKING:
    from cse_text.authoring.difference import Change
    from cse_text.authoring.discover import Suggested
    from cse_text.types import Record, ScannedRecord

_SIGNS = {"new": "+", "gone": "-", "another rule": "~", "other words": "~"}


def diff(old: str, new: str, paths: Sequence[str], depth: str, *, counts: bool) -> int:
    """Write which findings change between two lexicons on notes; return 1 where some do."""
    from cse_text.authoring.difference import by_rule, changes, lexicon_named
    from cse_text.reports.wording import count
    from cse_text.scanner import Scanner
    from cse_text.settings import Settings

    settings = Settings(depth=depth)  # type: ignore[arg-type]
    before, after = (Scanner.load(settings, lexicon_named(name)) for name in (old, new))
    read = _Counted(paths)
    found = list(changes(before, after, read.records()))
    versions = f"{before.compiled.lexicon.version} to {after.compiled.lexicon.version}"
    lines = [f"Lexicon {versions}: {count(len(found), 'change')} in {count(read.count, 'record')}."]
    lines += [f"  {rule:<6} +{gained:<5,} -{lost:,}" for rule, gained, lost in by_rule(found)]
    lines += [] if counts else map(_change_line, found)
    _write(lines)
    if not read.count:
        say("Nothing could be read. Check the path, and what is said of each file.")
        return NOT_DONE
    return FOUND if found else NOTHING_FOUND


def discover(
    paths: Sequence[str], folders: Sequence[Path], depth: str, least: tuple[int, int], out: Path | None
) -> int:
    """Write candidates for new rules from notes; return 1 where there are some."""
    from cse_text.authoring.discover import discover as candidates
    from cse_text.commands.output import open_report
    from cse_text.reports.wording import count

    if depth == "quick":
        raise SettingsError("no-tagger", "At quick depth nothing reads for new wording; choose standard or full.")
    read = _Counted(paths)
    found = candidates(_scanned(read, folders, depth), least=least[0], writers=least[1])
    lines = [f"{count(len(found), 'candidate')} in {count(read.count, 'record')}."]
    lines += [line for each in found for line in _suggested_lines(each)]
    if out is None:
        _write(lines)
    else:
        with open_report(out, "utf-8") as stream:
            stream.write(_safe(lines))
        say(f"{lines[0]} Written to {out}: it holds sentences of the notes.")
    if not read.count:
        return NOT_DONE
    return FOUND if found else NOTHING_FOUND


class _Counted:
    """The records of some paths, one after another, counted; what cannot be read is said."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self.count = 0

    def records(self) -> Iterator[Record]:
        from cse_text.intake import IntakeSettings, read_paths
        from cse_text.reports.coverage import problem_line
        from cse_text.types import Record

        for item in read_paths(self._paths, IntakeSettings(), notify=say):
            if isinstance(item, Record):
                self.count += 1
                yield item
            else:
                say(problem_line(item))


def _scanned(read: _Counted, folders: Sequence[Path], depth: str) -> Iterator[ScannedRecord]:
    from cse_text.scanner import Scanner
    from cse_text.settings import Settings

    scanner = Scanner.load(Settings(depth=depth, lexicon_folders=tuple(folders)))  # type: ignore[arg-type]
    return scanner.pipe(read.records())


def _change_line(change: Change) -> str:
    rules = " to ".join(filter(None, dict.fromkeys((change.old, change.new))))
    where = ", ".join(filter(None, dict.fromkeys((change.source, change.record, change.place))))
    return f"{_SIGNS[change.kind]} {rules}: {change.words} ({where})"


def _suggested_lines(found: Suggested) -> Iterator[str]:
    from cse_text.reports.wording import count

    yield ""
    yield (
        f"{found.words}   [{found.category}] in {count(found.records, 'record')}, by {count(found.writers, 'writer')}, "
        f"{found.times:,.0f} times likelier than in the rest"
    )
    yield from (f"    {each.sentence} ({each.record}, {each.place})" for each in found.sentences)


def _write(lines: Sequence[str]) -> None:
    write_out(_safe(lines))


def _safe(lines: Sequence[str]) -> str:
    from cse_text.reports.visible import make_visible

    return "".join(f"{make_visible(line)}\n" for line in lines)
