"""Builds the table of frames: verb phrases laid out, verbs inflected, groups of words spelt out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cse_text.lexicon.building import word_forms
from cse_text.lexicon.frames import FrameTable, Path
from cse_text.lexicon.inflection import verb_forms
from cse_text.lexicon.notation import Layout, NotationError, Step, layouts
from cse_text.lexicon.rules import Frame

Classes = Mapping[str, tuple[str, ...]]
ROLES = frozenset({"{child}", "{exploiter}", "{adult}", "{both}"})
OTHERS = frozenset({"{exploiter}", "{adult}", "{both}"})
# Who is who in a sentence is told by these classes of classes.yaml.
CAST = ("child", "exploiters", "adults", "grown", "family", "professional", "women", "place")
_TO = (("to", False),)
_SMALL = frozenset(["a", "an", "the", "to"])


def add_frames(table: FrameTable, owner: int, frames: Sequence[Frame], classes: Classes) -> FrameTable:
    """Return the table with the frames of one rule added; raise NotationError where one cannot be read."""
    if not frames:
        return table
    paths = [path for frame in frames for path in _paths(owner, frame)]
    named = {name for frame in frames for name in (frame.who, frame.whom, frame.gain)} - ROLES - {""}
    wanted = named.union(f"{{{name}}}" for name in CAST).difference(table.groups)
    groups = {name: tuple(sorted(_group(name, classes))) for name in sorted(wanted)}
    return FrameTable(tuple(dict.fromkeys((*table.paths, *paths))), {**table.groups, **groups})


def _paths(owner: int, frame: Frame) -> Iterable[Path]:
    if not OTHERS & {frame.who, frame.whom, frame.near}:
        raise NotationError("a frame needs {exploiter}, {adult} or {both} as who, whom or near")
    for phrase in (*frame.does, *frame.undergoes):
        denied = phrase.startswith("not ")
        for layout in _ways(phrase.removeprefix("not ")):
            steps = tuple(tuple(sorted(step)) for step in _steps(layout))
            yield Path(owner, steps, bool(frame.undergoes), denied, frame.who, frame.whom, frame.near, frame.gain)


def _ways(phrase: str) -> list[Layout]:
    """Return every way through a phrase, steps that may be left out both there and not."""
    found: list[Layout] = []
    for layout in layouts(phrase):
        ways: list[Layout] = [()]
        for step in layout:
            ways = [(*way, step) for way in ways] + (ways if step.optional else [])
        found += ways
    return found


def _steps(layout: Layout) -> Iterable[frozenset[str]]:
    if any(step.kind != "word" for step in layout):
        raise NotationError("a frame's verb phrase holds plain words only; people stand under who and whom")
    last = len(layout) - 1
    # The 'to' of 'choose to stay' belongs to the verb behind it; that of 'go back to' leads to the person.
    kept = [step for n, step in enumerate(layout) if not _small(step) or (n == last and step.alternatives == _TO)]
    verb = {form for word, exact in kept[0].alternatives if not exact for form in verb_forms(word).values()}
    return (word_forms(kept[0]) | verb, *map(word_forms, kept[1:]))


def _small(step: Step) -> bool:
    return all(word in _SMALL for word, _ in step.alternatives)


def _group(phrase: str, classes: Classes) -> set[tuple[str, ...]]:
    """Return every sequence of words that a phrase or a class stands for."""
    if phrase.startswith("{") and phrase.endswith("}"):
        return _members(phrase[1:-1], classes)
    found: set[tuple[str, ...]] = set()
    for layout in layouts(phrase):
        ways: set[tuple[str, ...]] = {()}
        for step in layout:
            heads = _members(step.name, classes) if step.kind == "class" else {(word,) for word in word_forms(step)}
            ways = {(*way, *head) for way in ways for head in heads}
        found |= ways
    return found


def _members(name: str, classes: Classes) -> set[tuple[str, ...]]:
    if name not in classes:
        raise NotationError(f"there is no class {{{name}}} in classes.yaml")
    return {member for phrase in classes[name] for member in _group(phrase, classes)}
