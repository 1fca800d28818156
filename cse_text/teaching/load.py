"""Reads deck files; what is broken is said with file and line, never with the words of a note."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cse_text.errors import IntakeError, SettingsError
from cse_text.resources import data_folder
from cse_text.teaching.cards import Deck

_MOST_FAULTS = 12
_KEPT_MESSAGES = {"value_error", "missing", "extra_forbidden", "too_short", "too_long", "string_type", "tuple_type"}


def shipped_decks() -> dict[str, Path]:
    """Return the decks that travel with the tool, by name, in the order in which they are offered."""
    paths = {path.stem: path for path in sorted(data_folder("decks").glob("*.yaml"))}
    first, last = ("newcomers",), ("counter-examples",)
    middle = [name for name in paths if name not in {*first, *last}]
    return {name: paths[name] for name in (*first, *middle, *last) if name in paths}


def find_deck(wanted: str) -> Path:
    """Return the file of a deck, given by its name or as a path."""
    shipped = shipped_decks()
    if wanted in shipped:
        return shipped[wanted]
    path = Path(wanted)
    if path.suffix.lower() in {".yaml", ".yml"} and path.is_file():
        return path
    near = difflib.get_close_matches(wanted, shipped, n=2)
    hint = f"Did you mean {' or '.join(near)}?" if near else "cse-text teach --list names them."
    raise SettingsError("unknown-deck", f"There is no deck '{wanted}'. {hint} A deck of your own is a .yaml file.")


def read_deck(path: Path) -> Deck:
    """Return the deck that a file holds, or raise with every fault and its line."""
    from pydantic import ValidationError

    from cse_text.teaching.schema import DeckFile

    data, lines = _parsed(path)
    try:
        file = DeckFile.model_validate(data)
    except ValidationError as error:
        faults = [_fault(path, each, lines) for each in error.errors(include_input=False, include_url=False)]
        raise _broken(path, faults) from None
    return file.plain(tuple(lines.get(("cards", number), 0) for number in range(len(file.cards))))


def unwritten(path: Path) -> list[int]:
    """Return the lines of a deck that still wait for their text, as a skeleton leaves them."""
    from cse_text.teaching.schema import TO_WRITE

    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return [number for number, line in enumerate(lines, start=1) if TO_WRITE in line]


def _parsed(path: Path) -> tuple[Any, dict[tuple[Any, ...], int]]:
    """Return a file's data, and the line on which each part of it begins."""
    import yaml

    from cse_text.lexicon.yaml_files import LARGEST, check_shape, safe_loader

    loader = safe_loader()
    try:
        if path.stat().st_size > LARGEST:
            raise _broken(path, [f"{path.name}: larger than {LARGEST:,} bytes; split it."])
        text = path.read_text(encoding="utf-8-sig")
        check_shape(text)
        node = yaml.compose(text, Loader=loader)
        data = yaml.load(text, Loader=loader)  # noqa: S506 - both are safe loaders
    except UnicodeDecodeError:
        raise _broken(path, [f"{path.name}: not UTF-8 text; save the file as UTF-8."]) from None
    except OSError as error:
        raise _broken(path, [f"{path.name}: the file cannot be read ({error.strerror})."]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark else ""
        hint = "not valid YAML: check the indent, and put text with a colon in quotation marks or after >-"
        raise _broken(path, [f"{path.name}{place}: {hint}."]) from None
    return data, dict(_lines(node, ()))


def _lines(node: Any, at: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], int]]:
    if node is None:
        return
    yield at, node.start_mark.line + 1
    if node.id == "mapping":
        for key, value in node.value:
            yield (*at, key.value), key.start_mark.line + 1
            yield from ((place, line) for place, line in _lines(value, (*at, key.value)) if place != (*at, key.value))
    elif node.id == "sequence":
        for number, value in enumerate(node.value):
            yield from _lines(value, (*at, number))


def _fault(path: Path, error: Any, lines: dict[tuple[Any, ...], int]) -> str:
    """Return one fault as a line: file, line, place, what is wrong."""
    place = tuple(error["loc"])
    line = next((lines[place[:size]] for size in range(len(place), -1, -1) if place[:size] in lines), 0)
    where = " ".join(str(part + 1) if isinstance(part, int) else str(part) for part in place) or "the deck"
    return f"{path.name}, line {line}: {where}: {_said(error)}."


def _said(error: Any) -> str:
    """Return what is wrong; only messages that quote nothing of the file are pydantic's own."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "literal_error":
        return f"must be one of {context['expected']}"
    if kind == "string_pattern_mismatch":
        return "must be small letters and digits, joined by hyphens"
    if kind in _KEPT_MESSAGES:
        message = str(error["msg"]).removeprefix("Value error, ")
        return message[:1].lower() + message[1:]
    return "is empty" if kind == "string_too_short" else "is not what belongs here"


def _broken(path: Path, faults: list[str]) -> IntakeError:
    shown = faults[:_MOST_FAULTS]
    if len(faults) > len(shown):
        shown.append(f"{path.name}: and {len(faults) - len(shown)} more.")
    return IntakeError("deck-broken", "\n".join(shown), source=str(path))
