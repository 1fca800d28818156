"""Reads the YAML files of lexicon folders into plain values; a later folder adds to and overrides an earlier one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cse_text.errors import LexiconError
from cse_text.lexicon.local import read_silences, read_styles
from cse_text.lexicon.notation import NotationError, layouts
from cse_text.lexicon.rules import Cue, Lexicon, Local, Rule, Silence, Source
from cse_text.lexicon.yaml_files import entry_lines, line_of, read_mapping, shown, validated
from cse_text.resources import data_folder

LANGUAGE = "en-GB"
_CONTENT = (".yaml", ".toml", ".tsv")  # what a lexicon folder holds that findings depend on
_CLASS = re.compile(r"\{([a-z][a-z0-9-]*)\}")


@dataclass(frozen=True, slots=True)
class Part:
    """What one folder says. `paths` leads from a file's name back to the file, for errors that show its lines."""

    rules: tuple[Rule, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cues: tuple[Cue, ...] = ()
    evidence: tuple[Cue, ...] = ()
    practice: tuple[Cue, ...] = ()
    silenced: tuple[Silence, ...] = ()
    styles: tuple[str, ...] = ()
    paths: Mapping[str, Path] = field(default_factory=dict)


def lexicon_files(folder: Path) -> list[Path]:
    """Return every YAML file of a lexicon folder, in a stable order."""
    return [path for path in _content(folder) if path.suffix == ".yaml"]


def lexicon_version(folders: Sequence[Path]) -> str:
    """Return a short hash of the content of all files, the version that reports carry."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in _content(folder):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def read_lexicon(folders: Sequence[Path], only: Collection[str] = ()) -> Lexicon:
    """Return the lexicon of one or more folders; a later folder adds to and overrides an earlier one.

    With `only`, rules are read from the files of these names alone, so that an author can check one file.
    """
    lexicon = Lexicon(lexicon_version(folders), (), {}, {}, (), ())
    for number, folder in enumerate(folders):
        lexicon = join(lexicon, read_part(folder, only), local=number > 0)
    return lexicon


def read_part(folder: Path, only: Collection[str] = ()) -> Part:
    """Return what one folder says; raise LexiconError naming file and line of what is broken."""
    rules: dict[str, Rule] = {}
    sources: dict[str, Source] = {}
    classes: dict[str, tuple[str, ...]] = {}
    cues: dict[str, list[Cue]] = {"context": [], "evidence": [], "good_practice": []}
    files = [path for path in lexicon_files(folder) if path.name != "silence.yaml"]
    for path in files:
        kind = path.relative_to(folder).parts[0]
        if path.name == "sources.yaml":
            sources |= _read_sources(path)
        elif path.name == "classes.yaml":
            classes |= _read_classes(path)
        elif kind in cues:
            cues[kind] += _read_cues(path)
        elif not only or path.name in only:
            for rule in _read_rules(path):
                if rule.id in rules:
                    raise LexiconError("id-used-twice", shown(path, rule.line, f"{rule.id} is used twice"))
                rules[rule.id] = rule
    return Part(
        rules=tuple(rules.values()),
        sources=sources,
        classes=classes,
        cues=tuple(cues["context"]),
        evidence=tuple(cues["evidence"]),
        practice=tuple(cues["good_practice"]),
        silenced=read_silences(folder),
        styles=read_styles(folder),
        paths={path.name: path for path in files},
    )


def join(lexicon: Lexicon, part: Part, *, local: bool = True) -> Lexicon:
    """Return the lexicon with what a folder adds, overrides, silences and switches on; `local` says whose it is."""
    rules = {rule.id: rule for rule in lexicon.rules}
    replaced = [rule.id for rule in part.rules if rule.id in rules]
    rules |= {rule.id: rule for rule in part.rules}
    classes = {**lexicon.classes, **part.classes}
    _check_classes(part, classes)
    before = lexicon.local
    known = {name: rule.id for rule in rules.values() for name in (rule.id, rule.name)}
    changes = Local(
        added=(*before.added, *(rule.id for rule in part.rules if local and rule.id not in replaced)),
        overridden=tuple(dict.fromkeys((*before.overridden, *replaced))),
        silenced=(*before.silenced, *_known_silences(part, known)),
        styles=tuple(dict.fromkeys((*before.styles, *_known_styles(part, rules.values())))),
    )
    sources = {**lexicon.sources, **part.sources}
    return Lexicon(
        lexicon.version,
        tuple(_dated(rule, sources) for rule in rules.values()),
        sources,
        classes,
        (*lexicon.cues, *part.cues),
        (*lexicon.evidence, *part.evidence),
        changes,
        (*lexicon.practice, *part.practice),
    )


def read_sources(folders: Sequence[Path]) -> dict[str, Source]:
    """Return the guidance that rules of these folders may name, by key; nothing else of the lexicon is read."""
    sources: dict[str, Source] = {}
    for folder in folders:
        if (folder / "sources.yaml").is_file():
            sources |= _read_sources(folder / "sources.yaml")
    return sources


def shipped_folder() -> Path:
    """Return the folder of the lexicon that travels with the package."""
    return data_folder("lexicons")


def _content(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.suffix in _CONTENT)
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _read_rules(path: Path) -> Iterable[Rule]:
    from cse_text.lexicon.schema import CategoryFile

    data = read_mapping(path)
    lines = entry_lines(path)
    file = validated(CategoryFile, data, path, lines)
    for entry in file.rules:
        rule = entry.plain(file.category, path.name, lines.get(entry.id, 0))
        _check_notation(rule, path)
        yield rule


def _check_notation(rule: Rule, path: Path) -> None:
    for phrase in rule.phrases():
        try:
            layouts(phrase)
        except NotationError as error:
            line = line_of(path, phrase, rule.line)
            raise LexiconError("phrase-broken", shown(path, line, f"{rule.id}: phrase '{phrase}': {error}")) from error


def _check_classes(part: Part, classes: Collection[str]) -> None:
    for rule in part.rules:
        for phrase in rule.phrases():
            for name in set(_CLASS.findall(phrase)).difference(classes, {"any"}):
                path = part.paths[rule.file]
                message = f"{rule.id}: phrase '{phrase}': there is no class {{{name}}} in classes.yaml"
                raise LexiconError("phrase-broken", shown(path, line_of(path, phrase, rule.line), message))


def _dated(rule: Rule, sources: Mapping[str, Source]) -> Rule:
    """Return the rule with the date of its earliest dated guidance, where it gives none of its own."""
    dates = [sources[key].valid_from for key in rule.sources if key in sources and sources[key].valid_from]
    return rule if rule.valid_from or rule.style or not dates else replace(rule, valid_from=min(dates))


def _known_silences(part: Part, known: Mapping[str, str]) -> Iterable[Silence]:
    """Yield silences by the id of their rule; a rule may be silenced by its id or its name."""
    for each in part.silenced:
        if each.rule not in known:
            raise LexiconError("silence-unknown", f"silence.yaml: there is no rule '{each.rule}' to silence")
        yield Silence(known[each.rule], each.because)


def _known_styles(part: Part, rules: Iterable[Rule]) -> tuple[str, ...]:
    there = sorted({rule.style for rule in rules if rule.style})
    for name in part.styles:
        if name not in there:
            raise LexiconError("style-unknown", f"settings.toml: there is no style '{name}'; known: {', '.join(there)}")
    return part.styles


def _read_sources(path: Path) -> dict[str, Source]:
    from cse_text.lexicon.schema import SourceFile

    return {key: validated(SourceFile, value, path, {}).plain(key) for key, value in read_mapping(path).items()}


def _read_classes(path: Path) -> dict[str, tuple[str, ...]]:
    data = read_mapping(path)
    for name, phrases in data.items():
        if not isinstance(phrases, list) or not all(isinstance(each, str) for each in phrases):
            raise LexiconError("class-not-a-list", f"{path.name}: class '{name}' must be a list of phrases")
    return {name: tuple(phrases) for name, phrases in data.items()}


def _read_cues(path: Path) -> list[Cue]:
    from cse_text.lexicon.schema import CuesFile

    return [cue.plain() for cue in validated(CuesFile, read_mapping(path), path, {}).cues]
