"""Which findings change on given notes when the lexicon changes. Knows two scanners and records, no files of notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cse_text.errors import LexiconError
from cse_text.lexicon.compiled import CompiledLexicon, compile_lexicon, load_lexicon
from cse_text.lexicon.kept import cached_path, read_kept, write_cached
from cse_text.lexicon.load import lexicon_version, read_lexicon
from cse_text.scanner import Scanner
from cse_text.types import Finding, Record

SHIPPED = "shipped"
Kind = Literal["new", "gone", "another rule", "other words"]


@dataclass(frozen=True, slots=True)
class Change:
    """A finding that only one lexicon makes, or that both make differently. `old`, `new`: rule ids, '' for none."""

    kind: Kind
    source: str
    record: str
    place: str
    old: str
    new: str
    words: str


def lexicon_named(name: str) -> CompiledLexicon:
    """Return the lexicon meant: `shipped`, a whole lexicon's folder, a folder of one's own, or a version kept."""
    if name == SHIPPED:
        return load_lexicon()
    folder = Path(name)
    if folder.is_dir():
        return _whole(folder) if (folder / "classes.yaml").is_file() else load_lexicon([folder])
    for kept in (load_lexicon(), read_kept(cached_path(name), name)):
        if kept is not None and kept.lexicon.version == name:
            return kept
    message = f"'{name}' is no lexicon: name a folder, '{SHIPPED}', or the version of one used here lately"
    raise LexiconError("lexicon-unknown", message)


def changes(old: Scanner, new: Scanner, records: Iterable[Record]) -> Iterator[Change]:
    """Yield what changes in each record, in order of place."""
    for record in records:
        before, after = (_masking(scanner, record) for scanner in (old, new))
        yield from _changes(record, before, after)


def by_rule(found: Iterable[Change]) -> list[tuple[str, int, int]]:
    """Return rule, findings it gains, findings it loses, the most changed first."""
    gained: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for change in found:
        if change.old != change.new:
            gained.update(filter(None, [change.new]))
            lost.update(filter(None, [change.old]))
    rules = sorted({*gained, *lost}, key=lambda rule: (-gained[rule] - lost[rule], rule))
    return [(rule, gained[rule], lost[rule]) for rule in rules]


def _whole(folder: Path) -> CompiledLexicon:
    """Return a lexicon that stands alone; compiling takes a while, so it is kept for the next time."""
    version = lexicon_version([folder])
    if kept := read_kept(cached_path(version), version):
        return kept
    made = compile_lexicon(read_lexicon([folder]))
    write_cached(made)
    return made


def _masking(scanner: Scanner, record: Record) -> dict[tuple[int, int], Finding]:
    return {(each.start, each.end): each for each in scanner.scan(record).findings if each.masking}


def _changes(
    record: Record, before: dict[tuple[int, int], Finding], after: dict[tuple[int, int], Finding]
) -> Iterator[Change]:
    for span in sorted({*before, *after}):
        old, new = before.get(span), after.get(span)
        if old and new and old.rule != new.rule:
            yield _change("another rule", record, old, new)
        elif new and not old:
            other = _overlapping(new, before)
            yield _change("other words" if other else "new", record, other, new)
        elif old and not new and not _overlapping(old, after):
            yield _change("gone", record, old, None)


def _overlapping(finding: Finding, others: dict[tuple[int, int], Finding]) -> Finding | None:
    return next((each for (a, b), each in others.items() if a < finding.end and finding.start < b), None)


def _change(kind: Kind, record: Record, old: Finding | None, new: Finding | None) -> Change:
    shown = new or old
    if shown is None:
        raise ValueError("a change needs a finding")
    rules = (old.rule if old else "", new.rule if new else "")
    return Change(kind, record.source, record.id, shown.place, *rules, shown.text)
