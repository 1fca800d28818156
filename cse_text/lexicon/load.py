"""Reads the YAML files of a lexicon into plain values, with errors that show the author's own lines."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from cse_text.errors import LexiconError
from cse_text.lexicon.rules import Cue, Lexicon, Rule, Source
from cse_text.resources import data_folder

Model = TypeVar("Model")
LANGUAGE = "en-GB"


def lexicon_files(folder: Path) -> list[Path]:
    """Return every YAML file of a lexicon folder, in a stable order."""
    return sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix())


def lexicon_version(folders: Sequence[Path]) -> str:
    """Return a short hash of the content of all files, the version that reports carry."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in lexicon_files(folder):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def read_lexicon(folders: Sequence[Path], only: Collection[str] = ()) -> Lexicon:
    """Return the lexicon of one or more folders; a later folder adds to and overrides an earlier one.

    With `only`, rules are read from the files of these names alone, so that an author can check one file.
    """
    rules: dict[str, Rule] = {}
    sources: dict[str, Source] = {}
    classes: dict[str, tuple[str, ...]] = {}
    cues: list[Cue] = []
    evidence: list[Cue] = []
    for folder in folders:
        seen: set[str] = set()
        for path in lexicon_files(folder):
            kind = path.relative_to(folder).parts[0]
            if path.name == "sources.yaml":
                sources |= _read_sources(path)
            elif path.name == "classes.yaml":
                classes |= _read_classes(path)
            elif kind == "context":
                cues += _read_cues(path)
            elif kind == "evidence":
                evidence += _read_cues(path)
            elif not only or path.name in only:
                for rule in _read_rules(path):
                    if rule.id in seen:
                        raise LexiconError("id-used-twice", f"{path.name}, line {rule.line}: {rule.id} is used twice")
                    seen.add(rule.id)
                    rules[rule.id] = rule
    version = lexicon_version(folders)
    return Lexicon(version, tuple(rules.values()), sources, classes, tuple(cues), tuple(evidence))


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


def _read_rules(path: Path) -> Iterable[Rule]:
    from cse_text.lexicon.schema import CategoryFile

    data = _yaml(path)
    lines = _entry_lines(path)
    file = _validated(CategoryFile, data, path, lines)
    return [rule.plain(file.category, path.name, lines.get(rule.id, 0)) for rule in file.rules]


def _read_sources(path: Path) -> dict[str, Source]:
    from cse_text.lexicon.schema import SourceFile

    return {key: _validated(SourceFile, value, path, {}).plain(key) for key, value in _yaml(path).items()}


def _read_classes(path: Path) -> dict[str, tuple[str, ...]]:
    data = _yaml(path)
    for name, phrases in data.items():
        if not isinstance(phrases, list) or not all(isinstance(each, str) for each in phrases):
            raise LexiconError("class-not-a-list", f"{path.name}: class '{name}' must be a list of phrases")
    return {name: tuple(phrases) for name, phrases in data.items()}


def _read_cues(path: Path) -> list[Cue]:
    from cse_text.lexicon.schema import CuesFile

    return [cue.plain() for cue in _validated(CuesFile, _yaml(path), path, {}).cues]


def _yaml(path: Path) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both are safe loaders
    except UnicodeDecodeError as error:
        raise LexiconError("not-utf8", f"{path.name}: not UTF-8 text; save the file as UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise LexiconError(
            "not-yaml", _shown(path, line, str(getattr(error, "problem", "") or "not valid YAML"))
        ) from error
    if not isinstance(data, dict):
        raise LexiconError(
            "not-a-mapping", f"{path.name}: the file must hold named values, such as 'category:' and 'rules:'"
        )
    return data


def _validated(model: type[Model], data: Any, path: Path, lines: dict[str, int]) -> Model:
    from pydantic import ValidationError

    try:
        return model.model_validate(data)  # type: ignore[attr-defined,no-any-return]
    except ValidationError as error:
        first = error.errors()[0]
        where, line = _where(first["loc"], data, lines)
        message = first["msg"].removeprefix("Value error, ")
        raise LexiconError("entry-broken", _shown(path, line, f"{where}: {message}")) from error


def _where(location: tuple[int | str, ...], data: Any, lines: dict[str, int]) -> tuple[str, int]:
    """Return a readable name of the broken place and the line of its entry."""
    names, line = [], 0
    for part in location:
        if isinstance(part, int) and isinstance(data, list) and part < len(data):
            data = data[part]
            name = data.get("id") if isinstance(data, dict) else None
            line = lines.get(str(name), line)
            names.append(str(name or f"item {part + 1}"))
            continue
        data = data.get(part) if isinstance(data, dict) else None
        names.append(str(part))
    return ", ".join(name for name in names if name != "rules"), line


def _entry_lines(path: Path) -> dict[str, int]:
    """Return the line on which each entry's id stands."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = {}
    for number, line in enumerate(lines, start=1):
        key, separator, value = line.strip().removeprefix("- ").partition(":")
        if separator and key == "id":
            found[value.strip().strip("\"'")] = number
    return found


def _shown(path: Path, line: int, message: str) -> str:
    """Return the message with the author's own lines around the place."""
    if not line:
        return f"{path.name}: {message}"
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    shown = [
        f"  {n:>4} {'>' if n == line else ' '} {lines[n - 1]}"
        for n in range(max(1, line - 1), min(len(lines), line + 2) + 1)
    ]
    return "\n".join([f"{path.name}, line {line}: {message}", *shown])
