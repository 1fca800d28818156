"""`python -m supply.papers`: brings every figure and example in docs/governance up to what is measured now.

A figure is measured elsewhere (the README's tables, the models' own files); `figures.toml` says where each stands. The
papers quote it as `0.90 [F1]`, and the limits page shows what the tool says of its examples. Tests run the same code.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from supply.lock import ROOT

FOLDER = ROOT / "docs/governance"
CARD = ROOT / "models/CARD.md"
LIMITS, FIGURES = FOLDER / "limits.md", FOLDER / "figures.md"
PLACES = Path(__file__).with_name("figures.toml")
DEPTHS = ("quick", "standard")
_QUOTED = re.compile(r"(?P<value>\d[\d.,]*)(?P<unit> %)? \[(?P<id>F\d+)\]")
_EXAMPLE = re.compile(r"^\| \u201c(?P<words>[^|]+)\u201d \| (?P<reader>[^|]+) \|[^|]*\|[^|]*\|$", re.MULTILINE)
Say = Callable[[str, str], str]  # words, depth -> what the tool says of them


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure: what it is, its value as written, and the file that it is read from."""

    id: str
    what: str
    value: str
    file: str


def main() -> None:
    """Write the page of figures and bring the papers up to date; say which changed."""
    known = {figure.id: figure for figure in read_figures()}
    FIGURES.write_text(figures_page(list(known.values())), encoding="utf-8", newline="\n")
    for path in papers():
        before = path.read_text(encoding="utf-8")
        after = quoted_anew(before, known)
        if path == LIMITS:
            after = examples_anew(after, scanning())
        if after != before:
            path.write_text(after, encoding="utf-8", newline="\n")
            print(f"{path.relative_to(ROOT)} brought up to date: read what changed")


def papers() -> list[Path]:
    """Return the pages that quote figures."""
    return [*(path for path in sorted(FOLDER.glob("*.md")) if path != FIGURES), CARD]


def read_figures() -> Iterator[Figure]:
    """Yield every figure with the value that its place holds now."""
    for place in tomllib.loads(PLACES.read_text(encoding="utf-8"))["place"]:
        text = (ROOT / place["file"]).read_text(encoding="utf-8")
        read = partial(_from_json, json.loads(text)) if place["file"].endswith(".json") else partial(_from_text, text)
        values = read(place)
        for (name, what), value in zip(place["figures"], values, strict=True):
            yield Figure(name, what, value, place["file"])


def figures_page(figures: Sequence[Figure]) -> str:
    """Return the page that says what each figure is and where it was measured."""
    rows = (f"| {each.id} | {each.what} | {each.value} | `{each.file}` |" for each in figures)
    return "\n".join([_HEAD, *rows]) + "\n"


def quoted_anew(text: str, known: Mapping[str, Figure]) -> str:
    """Return a paper with each quoted figure as it is now; KeyError where it quotes one that nobody measured."""
    return _QUOTED.sub(lambda found: f"{known[found['id']].value}{found['unit'] or ''} [{found['id']}]", text)


def examples_anew(text: str, say: Say) -> str:
    """Return the limits page with what the tool says of each example now."""
    return _EXAMPLE.sub(partial(_example, say), text)


def examples(text: str) -> list[str]:
    """Return the words of every example on a page."""
    return [found["words"] for found in _EXAMPLE.finditer(text)]


def scanning() -> Say:
    """Return what asks the shipped scanners, each built once."""
    from cse_text.scanner import Scanner
    from cse_text.settings import Settings

    scanners = {depth: Scanner.load(Settings(depth=depth)) for depth in DEPTHS}  # type: ignore[arg-type]
    return lambda words, depth: said(scanners[depth], words)


def said(scanner: Any, words: str) -> str:
    """Return the words that a scanner would show as masking, or 'nothing'."""
    from cse_text.types import Record

    findings = scanner.scan(Record("example", words, "")).findings
    return " \u00b7 ".join(f"*{each.text}*" for each in findings if each.masking) or "nothing"


def _example(say: Say, found: re.Match[str]) -> str:
    told = " | ".join(say(found["words"], depth) for depth in DEPTHS)
    return f"| \u201c{found['words']}\u201d | {found['reader']} | {told} |"


def _from_text(text: str, place: Mapping[str, Any]) -> tuple[str, ...]:
    found = re.search(place["find"], re.sub(r"\s+", " ", text))
    if found is None:
        message = f"supply/figures.toml: nothing in {place['file']} reads like: {place['find']}"
        raise LookupError(message)
    return found.groups()


def _from_json(data: Any, place: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(_number(_at(data, path), place) for path in place["at"])


def _at(data: Any, path: str) -> Any:
    for step in path.split("/"):
        data = data[step]
    return data


def _number(value: float, place: Mapping[str, Any]) -> str:
    scaled = value * 100 if place.get("percent") else value
    return f"{scaled:,.{place.get('digits', 0)}f}"


_HEAD = """# Figures

Every figure that the papers in this folder quote, with the file in which it was measured or written down first.
`python -m supply.papers` writes this page; a test stops a paper that quotes another number. F1, precision and recall
are between 0 and 1. An interval is the range in which the figure could lie with other texts of the same kind (95 %).

| | what | value | from |
|---|---|---|---|"""

if __name__ == "__main__":
    main()
