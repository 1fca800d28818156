"""`cse-text pseudonymise`: the notes again, under pseudonyms, the key kept apart. It joins intake and pseudonyms.

All records are read before the first is written: a name that only the last one tells must not stand in the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.commands.console import say
from cse_text.commands.exit_codes import NOT_DONE, NOTHING_FOUND
from cse_text.commands.originals import keep_original
from cse_text.commands.output import make_folder, write_bytes
from cse_text.errors import ReportError, SettingsError
from cse_text.types import Problem, Record

if TYPE_CHECKING:
    from cse_text.commands.pseudonymise_options import PseudonymiseOptions
    from cse_text.pseudonyms import Key

_REVEALED = (".txt", ".md", ".csv")
_SITES = ("place", "school")


def pseudonymise(options: PseudonymiseOptions) -> int:
    """Write the files and the key, say what was done and what may be missed; return the exit code."""
    from cse_text.pseudonyms import Key

    _check(options)
    key = Key.load(options.key)
    if options.reveal:
        return _reveal(options, key)
    records = list(_read(options))
    if not records:
        say("Nothing could be read. Check the path, and what is said of each file.")
        return NOT_DONE
    written = _write(options, key, records)
    _tell(options, key, written)
    return NOTHING_FOUND


def _check(options: PseudonymiseOptions) -> None:
    """Refuse what would lay the key beside what it unlocks, or read what can be read only once."""
    folder = options.out.resolve()
    if folder in options.key.resolve().parents:
        message = f"{options.key}: the key must not lie in the folder of the export; name another place with --key."
        raise SettingsError("key-beside", message)
    if "-" in options.paths:
        raise SettingsError("no-input", "pseudonymise reads files and folders, not standard input.")
    if options.reveal and not options.key.exists():
        raise SettingsError("no-key", f"{options.key}: there is no key to turn names back with; name it with --key.")
    _make(folder, options.out, "--out")
    _make(options.key.resolve().parent, options.key, "--key")


def _make(folder: Path, named: Path, option: str) -> None:
    try:
        make_folder(folder)
    except OSError as error:
        message = f"{named}: no folder can be made there ({error.strerror}); name another place with {option}."
        raise SettingsError("no-folder", message) from error


def _read(options: PseudonymiseOptions) -> Iterator[Record]:
    """Yield the records, and say what could not be read."""
    from cse_text.commands.intake_choice import intake_settings
    from cse_text.intake import read_paths
    from cse_text.reports.coverage import problem_line

    for item in read_paths(options.paths, intake_settings(options), notify=say):
        if isinstance(item, Problem):
            say(problem_line(item))
        else:
            yield item


def _write(options: PseudonymiseOptions, key: Key, records: list[Record]) -> int:
    """Write the key, then the files: an export whose key was lost could never be checked."""
    from cse_text.pseudonyms import Masker
    from cse_text.pseudonyms.export import files_of

    masker = Masker.of(key, records)
    files = [(options.out / name, content) for name, content in files_of(map(masker.record, records))]
    for record in records:
        keep_original(record.source, options.key, *(path for path, _ in files))
    _keep(options.key, key)
    for path, content in files:
        write_bytes(path, content)
    return len(files)


def _keep(path: Path, key: Key) -> None:
    try:
        write_bytes(path, key.as_bytes())
    except ReportError as error:
        message = f"{path}: the key could not be written there; name another place with --key."
        raise SettingsError("key-not-written", message) from error


def _tell(options: PseudonymiseOptions, key: Key, written: int) -> None:
    from cse_text.pseudonyms import NOTICE
    from cse_text.reports.wording import count

    sites = sum(person.role in _SITES for person in key.people.values())
    people = count(len(key.people) - sites, "name of a person", "names of people")
    places = count(sites, "place or school", "places and schools")
    say(f"{count(written, 'file')} written to {options.out}. In the key: {people}, {places}, {_things(key)}.")
    say(f"The key is {options.key}: keep it apart from the files, and as safe as the record.")
    say(NOTICE)
    say("Read each file before you hand it on: cse-text cannot know what it did not recognise.")


def _things(key: Key) -> str:
    from cse_text.reports.wording import count

    number = sum(kind not in {"record", "file"} for kind, _ in key.things)
    return count(number, "number, address or contact", "numbers, addresses and contacts")


def _reveal(options: PseudonymiseOptions, key: Key) -> int:
    """Write text files again with the names that the key holds."""
    from cse_text.pseudonyms.export import without_notice

    for path in map(Path, options.paths):
        if path.suffix.lower() not in _REVEALED or not path.is_file():
            message = f"{path}: only files that end in {', '.join(_REVEALED)} can be turned back, one by one."
            raise SettingsError("not-revealed", message)
        target = options.out / path.name
        keep_original(str(path), target)
        text = key.revealed(without_notice(_text(path)))
        write_bytes(target, text.encode("utf-8-sig" if path.suffix.lower() == ".csv" else "utf-8"))
    say(f"{len(options.paths)} written to {options.out}, with names. Keep them as safe as the record.")
    return NOTHING_FOUND


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise SettingsError("not-read", f"{path}: it could not be read ({error.strerror}).") from error
