"""The lexicon made ready for matching, and kept so.

Compiling inflects every word and takes long; the shipped lexicon comes compiled (kept.py), and folders of one's own
are added to it word by word, so that only what they change is made anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from cse_text.errors import LexiconError
from cse_text.lexicon.building import NO_VERBS, TableBuilder, verb_table
from cse_text.lexicon.frame_building import add_frames
from cse_text.lexicon.frames import FrameTable
from cse_text.lexicon.kept import cached_path, kept_path, read_kept, write_cached
from cse_text.lexicon.load import join, lexicon_version, read_lexicon, read_part, shipped_folder
from cse_text.lexicon.notation import NotationError
from cse_text.lexicon.rules import Lexicon, Rule
from cse_text.lexicon.rung_building import rung_phrases
from cse_text.lexicon.tables import NO_TABLE, CompiledLexicon, PhraseTable

__all__ = ["CompiledLexicon", "compile_lexicon", "load_lexicon"]

_EMPTY = CompiledLexicon(
    Lexicon("", (), {}, {}, (), ()), NO_TABLE, NO_TABLE, (), NO_TABLE, NO_TABLE, NO_TABLE, NO_VERBS
)


def load_lexicon(folders: Sequence[Path] = (), *, all_styles: bool = False) -> CompiledLexicon:
    """Return the shipped lexicon, with the rules of further folders added, ready for matching.

    Rules of a style take part where a folder switches it on, or, with `all_styles`, always.
    """
    whole = _with_folders(folders) if folders else _shipped()
    return whole if all_styles else with_styles(whole, whole.lexicon.local.styles)


def with_styles(compiled: CompiledLexicon, styles: Collection[str]) -> CompiledLexicon:
    """Return the lexicon without the wording of other styles; the rules themselves can still be explained."""
    rules = enumerate(compiled.lexicon.rules)
    owners = frozenset(number for number, rule in rules if not rule.style or rule.style in styles)
    return replace(compiled, rules=compiled.rules.only(owners), frames=compiled.frames.only(owners))


def compile_lexicon(lexicon: Lexicon) -> CompiledLexicon:
    """Return the lexicon with its phrases laid out; raise LexiconError naming file and line of a broken phrase."""
    return extend(_EMPTY, lexicon)


def extend(known: CompiledLexicon, lexicon: Lexicon) -> CompiledLexicon:
    """Return a lexicon compiled that begins with the rules and cues of one compiled before, some of them replaced."""
    before = known.lexicon
    shared = {rule.id for rule, old in zip(lexicon.rules, before.rules, strict=False) if rule == old}
    fresh = [(number, rule) for number, rule in enumerate(lexicon.rules) if rule.id not in shared]
    replaced = {number for number, _ in fresh if number < len(before.rules)}
    rules = TableBuilder(lexicon.classes, with_slips=True, begun=known.rules)
    rules.drop(replaced)
    for number, rule in fresh:
        for phrase in rule.match:
            rules.add(number, phrase, _place(rule))
    table = rules.table()
    frames = _frames(known, lexicon, fresh)
    of_fresh = [rule for _, rule in fresh]
    unless, exceptions = _exceptions(known, lexicon, of_fresh, shared)
    wordings, rungs = rung_phrases(known, lexicon.classes, of_fresh, shared)
    verb_forms = {*table.forms, *wordings.forms, *frames.verbs()}
    return CompiledLexicon(
        lexicon,
        table,
        unless,
        exceptions,
        _cues(known.cues, lexicon, "cues", len(before.cues)),
        _cues(known.evidence, lexicon, "evidence", len(before.evidence)),
        _cues(known.practice, lexicon, "practice", len(before.practice)),
        verb_table(
            of_fresh, verb_forms.difference(known.rules.forms, known.wordings.forms, known.frames.verbs()), known.verbs
        ),
        {rule.id: rule for rule in lexicon.rules},
        frames,
        wordings,
        rungs,
    )


def _shipped() -> CompiledLexicon:
    version = lexicon_version([shipped_folder()])
    return read_kept(kept_path(), version) or compile_lexicon(read_lexicon([shipped_folder()]))


def _with_folders(folders: Sequence[Path]) -> CompiledLexicon:
    """Return the shipped lexicon with folders added: as it was kept, or added now and kept for the next time."""
    version = lexicon_version([shipped_folder(), *folders])
    if kept := read_kept(cached_path(version), version):
        return kept
    shipped = _shipped()
    lexicon = replace(shipped.lexicon, version=version)
    for folder in folders:
        lexicon = join(lexicon, read_part(folder))
    again = any(lexicon.classes[name] != each for name, each in shipped.lexicon.classes.items())
    made = compile_lexicon(lexicon) if again else extend(shipped, lexicon)
    write_cached(made)
    return made


def _frames(known: CompiledLexicon, lexicon: Lexicon, fresh: Sequence[tuple[int, Rule]]) -> FrameTable:
    """Return the frames of all rules, those of rules that are new or changed compiled."""
    again = {number for number, _ in fresh}
    table = known.frames.only(frozenset(range(len(lexicon.rules))) - again)
    for number, rule in fresh:
        try:
            table = add_frames(table, number, rule.frame, lexicon.classes)
        except NotationError as error:
            raise LexiconError("frame-broken", f"{_place(rule)}, frame: {error}") from error
    return table


def _exceptions(
    known: CompiledLexicon, lexicon: Lexicon, fresh: Iterable[Rule], shared: Collection[str]
) -> tuple[PhraseTable, tuple[tuple[str, str], ...]]:
    """Return the table of wording that shows another sense, and whose exceptions it holds."""
    builder = TableBuilder(lexicon.classes, begun=known.unless)
    builder.drop({number for number, (rule, _) in enumerate(known.exceptions) if rule not in shared})
    exceptions = list(known.exceptions)
    for rule in fresh:
        for each in rule.unless:
            builder.add(len(exceptions), each.phrase, f"{_place(rule)}, unless")
            exceptions.append((rule.id, each.because))
    return builder.table(), tuple(exceptions)


def _cues(begun: PhraseTable, lexicon: Lexicon, name: str, done: int) -> PhraseTable:
    builder = TableBuilder(lexicon.classes, begun=begun)
    for number, cue in enumerate(getattr(lexicon, name)):
        for phrase in cue.phrases if number >= done else ():
            builder.add(number, phrase, f"cue '{cue.kind}'")
    return builder.table()


def _place(rule: Rule) -> str:
    return f"{rule.file}, line {rule.line}: {rule.id}"
