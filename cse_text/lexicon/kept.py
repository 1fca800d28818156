"""The compiled lexicon on disk: JSON, never a pickle, read only where it was made from exactly these files.

The shipped lexicon is kept in models/lexicon.json. A lexicon of one's own is kept, once compiled, in the user's cache
folder, for its owner's eyes; it holds rules and nothing of any note. Where that folder cannot be written, the lexicon
is compiled each time.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from cse_text.lexicon.frames import FrameTable
from cse_text.lexicon.plain import as_plain, restored, shape
from cse_text.lexicon.rules import Lexicon
from cse_text.lexicon.tables import CompiledLexicon, Phrase, PhraseTable, RungPhrase, VerbTable
from cse_text.released import read_released
from cse_text.resources import data_folder

FORMAT = 11
CACHE = "CSE_TEXT_CACHE"  # names another cache folder
MOST_KEPT = 4
_TABLES = ("rules", "unless", "cues", "evidence", "practice", "wordings")


def kept_path() -> Path:
    """Return where the compiled shipped lexicon is kept."""
    return data_folder("models") / "lexicon.json"


def cached_path(version: str) -> Path:
    """Return where a lexicon with rules of one's own is kept once it was compiled."""
    return cache_folder() / f"lexicon-{version}.json"


def cache_folder() -> Path:
    """Return the folder for what can be made again at any time, by the custom of the system."""
    if named := os.environ.get(CACHE):
        return Path(named)
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "cse_text" / "cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "cse_text"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "cse_text"


def write_kept(compiled: CompiledLexicon, path: Path) -> None:
    """Write the compiled lexicon as JSON."""
    path.write_text(_dump(compiled), encoding="utf-8", newline="\n")


def write_cached(compiled: CompiledLexicon) -> None:
    """Keep a compiled lexicon in the cache folder, beside its place and moved into it; do without where that fails."""
    path = cached_path(compiled.lexicon.version)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".lexicon-", suffix=".part")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(_dump(compiled))
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
        _forget_oldest(path.parent)


def read_kept(path: Path, version: str) -> CompiledLexicon | None:
    """Return the kept copy where it was made from exactly these files by this code, else None.

    The shipped one must be the release's own; ModelError says where it is not.
    """
    with _without_collecting():
        try:
            data = json.loads(read_released(path))
            if [data["format"], data["shape"], data["version"]] != [FORMAT, shape(Lexicon), version]:
                return None
            return _compiled(data)
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return None


def _compiled(data: dict[str, Any]) -> CompiledLexicon:
    lexicon = restored(Lexicon, data["lexicon"])
    tables = {name: _table(data[name]) for name in _TABLES}
    return CompiledLexicon(
        lexicon=lexicon,
        exceptions=tuple((rule, because) for rule, because in data["exceptions"]),
        rungs=tuple(RungPhrase(rule, at, role, tuple(map(tuple, parts))) for rule, at, role, parts in data["rungs"]),
        verbs=restored(VerbTable, data["verbs"]),
        by_id={rule.id: rule for rule in lexicon.rules},
        frames=restored(FrameTable, data["frames"]),
        **tables,
    )


def _dump(compiled: CompiledLexicon) -> str:
    data = {
        "format": FORMAT,
        "shape": shape(Lexicon),
        "version": compiled.lexicon.version,
        "lexicon": as_plain(compiled.lexicon),
        "exceptions": compiled.exceptions,
        "rungs": compiled.rungs,
        "verbs": as_plain(compiled.verbs),
        "frames": as_plain(compiled.frames),
        **{name: _table_data(getattr(compiled, name)) for name in _TABLES},
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _table_data(table: PhraseTable) -> dict[str, Any]:
    """Return a table with its slips and phrases laid out flat: hundreds of thousands of small values load slowly."""
    slips: dict[str, list[str]] = {}
    for slip, form in sorted(table.respelt.items()):
        slips.setdefault(form, []).append(slip)
    return {
        "forms": {form: table.forms[form] for form in sorted(table.forms)},
        "respelt": {form: " ".join(slips[form]) for form in sorted(slips)},
        "classes": {name: sorted(members) for name, members in table.classes.items()},
        "phrases": [number for phrase in table.phrases for number in (len(phrase.steps), *phrase[:-1], *phrase.steps)],
    }


def _table(data: dict[str, Any]) -> PhraseTable:
    return PhraseTable(
        {form: tuple(ids) for form, ids in data["forms"].items()},
        {slip: form for form, slips in data["respelt"].items() for slip in slips.split()},
        {name: frozenset(map(tuple, members)) for name, members in data["classes"].items()},
        tuple(_phrases(data["phrases"])),
    )


def _phrases(numbers: list[int]) -> Iterator[Phrase]:
    at, end = 0, len(numbers)
    while at < end:
        begin = at + 6
        length, owner, anchor, first, second, reach = numbers[at:begin]
        at = begin + length
        yield Phrase(owner, anchor, first, second, reach, tuple(numbers[begin:at]))


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep Python from looking for rubbish while nothing but lasting values are made: it takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _forget_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("lexicon-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[MOST_KEPT:]:
        path.unlink(missing_ok=True)
