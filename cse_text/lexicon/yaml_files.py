"""Lexicon files as their authors see them: YAML read and checked, errors with file, line and the lines themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from cse_text.errors import LexiconError

Model = TypeVar("Model")
DEEPEST = 50  # lists in lists; the C parser has no bound of its own and ends the whole process
LARGEST = 20_000_000  # bytes; all of the shipped lexicon has a tenth of that


def read_mapping(path: Path) -> dict[str, Any]:
    """Return the named values of a YAML file."""
    import yaml

    if path.stat().st_size > LARGEST:
        raise LexiconError("too-large", f"{path.name}: larger than {LARGEST:,} bytes; split it into several files")
    try:
        text = path.read_text(encoding="utf-8-sig")
        check_shape(text)
        check_names(yaml.compose(text, Loader=safe_loader()))
        data = yaml.load(text, Loader=safe_loader())  # noqa: S506 - a safe loader
    except UnicodeDecodeError as error:
        raise LexiconError("not-utf8", f"{path.name}: not UTF-8 text; save the file as UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        message = str(getattr(error, "problem", "") or "not valid YAML")
        raise LexiconError("not-yaml", shown(path, line, message)) from error
    if not isinstance(data, dict):
        raise LexiconError(
            "not-a-mapping", f"{path.name}: the file must hold named values, such as 'category:' and 'rules:'"
        )
    return data


def safe_loader() -> Any:
    """Return the loader that makes plain values only: the fast one where it is there."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def check_shape(text: str) -> None:
    """Raise YAMLError where a text nests deeper than any file of ours or holds itself, before anything follows it."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=safe_loader()):
        if isinstance(event, yaml.AliasEvent):  # can stand for itself, or ten times for what stands for ten more
            where: Any = event.start_mark
            raise yaml.MarkedYAMLError(problem=f"*{event.anchor}: write the part out here", problem_mark=where)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            mark: Any = event.start_mark
            raise yaml.MarkedYAMLError(problem=f"more than {DEEPEST} lists in one another", problem_mark=mark)


def check_names(node: Any) -> None:
    """Raise YAMLError where an entry holds a name twice: YAML would silently keep the last."""
    import yaml

    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            check_names(each)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for name, value in node.value:
            if name.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"'{name.value}' stands twice in one entry; join the two", problem_mark=name.start_mark
                )
            seen.add(name.value)
            check_names(value)


def validated(model: type[Model], data: Any, path: Path, lines: dict[str, int]) -> Model:
    """Return the data as the model; raise LexiconError naming the broken place."""
    from pydantic import ValidationError

    try:
        return model.model_validate(data)  # type: ignore[attr-defined,no-any-return]
    except ValidationError as error:
        first = error.errors()[0]
        where, line = _where(first["loc"], data, lines)
        message = first["msg"].removeprefix("Value error, ")
        raise LexiconError("entry-broken", shown(path, line, f"{where}: {message}")) from error


def entry_lines(path: Path) -> dict[str, int]:
    """Return the line on which each entry's id stands."""
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        key, separator, value = line.strip().removeprefix("- ").partition(":")
        if separator and key == "id":
            found[value.strip().strip("\"'")] = number
    return found


def line_of(path: Path, words: str, after: int) -> int:
    """Return the line on which words stand, at or after a line; that line itself where they are written otherwise."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return next((n for n in range(max(1, after), len(lines) + 1) if words in lines[n - 1]), after)


def shown(path: Path, line: int, message: str) -> str:
    """Return the message with the author's own lines around the place."""
    if not line:
        return f"{path.name}: {message}"
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    around = range(max(1, line - 1), min(len(lines), line + 2) + 1)
    parts = [f"  {n:>4} {'>' if n == line else ' '} {lines[n - 1]}" for n in around]
    return "\n".join([f"{path.name}, line {line}: {message}", *parts])


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
