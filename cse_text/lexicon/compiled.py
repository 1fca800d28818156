"""The lexicon made ready for matching: phrases laid out as steps over numbered word sets.

Compiling inflects every word and takes seconds; the result for the shipped lexicon is kept as JSON in
models/lexicon.json and used as long as the YAML it was made from is unchanged. No pickle, no guess.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cse_text.errors import LexiconError
from cse_text.lexicon.load import lexicon_version, read_lexicon, shipped_folder
from cse_text.lexicon.notation import GAP_WORDS, Layout, NotationError, Step, layouts
from cse_text.lexicon.rules import Cue, Example, Lexicon, Rule, Rung, Source, Unless
from cse_text.resources import data_folder

FORMAT = 5
RARE, COMMON = 60, 8000  # times a million words: rarer words need no support, commoner ones give none
SLOT = re.compile(r"<([a-z]+)>")
WORD, CLASS, GAP, ANY = 0, 1, 2, 3
OPTIONAL = 8  # added to the kind of a step that may be left out


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way through one phrase: its owner and its steps (kind, value).

    `anchor` is the step of its rarest word; `support` the word set of the next rarest word or of a class, one of
    which must stand in the same sentence, or -1 where the anchor is rare enough alone or nothing would tell more.
    """

    owner: int
    steps: tuple[tuple[int, Any], ...]
    anchor: int
    support: int


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """Phrases over shared word sets.

    `forms` maps a folded word to the word sets it belongs to; `phrases[n].steps` name word sets, classes, gaps;
    `respelt` maps a likely mistyping to the form that was meant.
    """

    forms: dict[str, tuple[int, ...]]
    respelt: dict[str, str]
    classes: dict[str, frozenset[tuple[str, ...]]]
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class VerbTable:
    """What reframings need of verbs: the tags of the forms that phrases match, the forms of the verbs in slots."""

    tags: dict[str, tuple[str, ...]]
    slots: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class CompiledLexicon:
    """A lexicon and the phrase tables of its rules, their exceptions, the context cues and the evidence words.

    The owner of a phrase is an index: into `lexicon.rules` for `rules`, into `exceptions` for `unless`,
    into `lexicon.cues` for `cues` and `lexicon.evidence` for `evidence`.
    """

    lexicon: Lexicon
    rules: PhraseTable
    unless: PhraseTable
    exceptions: tuple[tuple[str, str], ...]
    cues: PhraseTable
    evidence: PhraseTable
    verbs: VerbTable
    by_id: dict[str, Rule] = field(default_factory=dict)


def load_lexicon(folders: Sequence[Path] = ()) -> CompiledLexicon:
    """Return the shipped lexicon, with the rules of further folders added, ready for matching."""
    if not folders:
        kept = _read_kept(kept_path(), lexicon_version([shipped_folder()]))
        if kept is not None:
            return kept
    return compile_lexicon(read_lexicon([shipped_folder(), *folders]))


def kept_path() -> Path:
    """Return where the compiled shipped lexicon is kept."""
    return data_folder("models") / "lexicon.json"


def compile_lexicon(lexicon: Lexicon) -> CompiledLexicon:
    """Return the lexicon with its phrases laid out; raise LexiconError naming file and line of a broken phrase."""
    exceptions = [(rule, each) for rule in lexicon.rules for each in rule.unless]
    common = common_words()
    builder = {
        name: _TableBuilder(lexicon.classes, common, with_slips=name == "rules")
        for name in ("rules", "unless", "cues", "evidence")
    }
    for number, rule in enumerate(lexicon.rules):
        for phrase in rule.match:
            builder["rules"].add(number, phrase, f"{rule.file}, line {rule.line}: {rule.id}")
    for number, (rule, each) in enumerate(exceptions):
        builder["unless"].add(number, each.phrase, f"{rule.file}, line {rule.line}: {rule.id}, unless")
    for name, cues in (("cues", lexicon.cues), ("evidence", lexicon.evidence)):
        for number, cue in enumerate(cues):
            for phrase in cue.phrases:
                builder[name].add(number, phrase, f"cue '{cue.kind}'")
    return CompiledLexicon(
        lexicon,
        builder["rules"].table(),
        builder["unless"].table(),
        tuple((rule.id, each.because) for rule, each in exceptions),
        builder["cues"].table(),
        builder["evidence"].table(),
        _verb_table(lexicon, builder["rules"].table().forms),
        {rule.id: rule for rule in lexicon.rules},
    )


def _verb_table(lexicon: Lexicon, forms: Iterable[str]) -> VerbTable:
    from cse_text.lexicon.inflection import verb_forms, verb_tags

    slots = {verb for rule in lexicon.rules for rung in rule.reframings for verb in SLOT.findall(rung.say)}
    tags = {form: verb_tags(form) for form in sorted(forms)}
    return VerbTable(
        {form: each for form, each in tags.items() if each}, {verb: verb_forms(verb) for verb in sorted(slots)}
    )


class _TableBuilder:
    """Collects phrases into one table; word sets are shared between phrases."""

    def __init__(self, classes: dict[str, tuple[str, ...]], common: dict[str, int], *, with_slips: bool) -> None:
        self._class_phrases = classes
        self._with_slips = with_slips
        self._common = common
        self._sets: dict[frozenset[str], int] = {}
        self._classes: dict[str, frozenset[tuple[str, ...]]] = {}
        self._phrases: dict[Phrase, None] = {}

    def add(self, owner: int, phrase: str, place: str) -> None:
        try:
            for layout in layouts(phrase):
                steps = tuple(map(self._step, layout))
                anchor, support = _keys(layout, self._common)
                self._phrases[Phrase(owner, steps, anchor, self._support(steps, support))] = None
        except NotationError as error:
            raise LexiconError("phrase-broken", f"{place}: phrase '{phrase}': {error}") from error

    def table(self) -> PhraseTable:
        found: dict[str, set[int]] = {}
        for members, number in self._sets.items():
            for form in members:
                found.setdefault(form, set()).add(number)
        forms = {form: tuple(sorted(ids)) for form, ids in found.items()}
        return PhraseTable(forms, self._respelt(forms), self._classes, tuple(self._phrases))

    def _respelt(self, forms: Iterable[str]) -> dict[str, str]:
        from cse_text.lexicon.inflection import slips

        if not self._with_slips:
            return {}
        known = {*forms, *(form for members in self._classes.values() for member in members for form in member)}
        return {slip: form for form in sorted(known) for slip in slips(form) if slip not in known}

    def _support(self, steps: tuple[tuple[int, Any], ...], position: int) -> int:
        """Return the word set of a supporting step; a class's is that of all its words."""
        if position < 0:
            return -1
        kind, value = steps[position]
        if kind == WORD:
            return int(value)
        words = frozenset(word for member in self._classes[value] for word in member)
        return self._sets.setdefault(words, len(self._sets))

    def _step(self, step: Step) -> tuple[int, Any]:
        left_out = OPTIONAL * step.optional
        if step.kind == "word":
            return WORD + left_out, self._sets.setdefault(word_forms(step), len(self._sets))
        if step.kind == "class":
            self._class(step.name)
            return CLASS + left_out, step.name
        return (GAP, GAP_WORDS) if step.kind == "gap" else (ANY + left_out, 0)

    def _class(self, name: str) -> None:
        if name in self._classes:
            return
        if name not in self._class_phrases:
            raise NotationError(f"there is no class {{{name}}} in classes.yaml")
        members: set[tuple[str, ...]] = set()
        for phrase in self._class_phrases[name]:
            for layout in layouts(phrase):
                members |= _sequences(layout)
        self._classes[name] = frozenset(members)


def word_forms(step: Step) -> frozenset[str]:
    """Return every form that a word step takes."""
    from cse_text.lexicon.inflection import forms

    return frozenset().union(*({word} if exact else forms(word) for word, exact in step.alternatives))


def _sequences(layout: Layout) -> set[tuple[str, ...]]:
    sequences: set[tuple[str, ...]] = {()}
    for step in layout:
        if step.kind != "word":
            raise NotationError("a class holds plain words only")
        sequences = {(*each, form) for each in sequences for form in word_forms(step)}
    return sequences


def _keys(layout: Layout, common: Mapping[str, int]) -> tuple[int, int]:
    """Return the steps by which a phrase is looked for: its rarest word, and the next rarest where that helps."""

    def frequency(position: int) -> tuple[int, int]:
        texts = word_forms(layout[position])
        return sum(common.get(text, 0) for text in texts), -min(len(text) for text in texts)

    words = [n for n, step in enumerate(layout) if step.kind == "word" and not step.optional]
    order = sorted(words, key=frequency)
    helps = len(order) > 1 and frequency(order[0])[0] >= RARE and frequency(order[1])[0] < COMMON
    if helps or frequency(order[0])[0] < RARE:
        return order[0], order[1] if helps else -1
    # The class {child} also takes the names that a record shows, which no table holds.
    classes = [
        n for n, step in enumerate(layout) if step.kind == "class" and step.name != "child" and not step.optional
    ]
    return order[0], classes[0] if classes else -1


def common_words() -> dict[str, int]:
    """Return how often common words stand in a million words of case notes."""
    lines = (shipped_folder() / "common-words.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {word: int(times) for word, times in pairs}


# --- the kept copy -------------------------------------------------------------------------------------------------


def write_kept(compiled: CompiledLexicon, path: Path) -> None:
    """Write the compiled lexicon as JSON."""
    path.write_text(_dump(compiled), encoding="utf-8", newline="\n")


def _dump(compiled: CompiledLexicon) -> str:
    data = {
        "format": FORMAT,
        "lexicon": asdict(compiled.lexicon),
        "exceptions": compiled.exceptions,
        "verbs": asdict(compiled.verbs),
        **{name: _table_data(getattr(compiled, name)) for name in ("rules", "unless", "cues", "evidence")},
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _table_data(table: PhraseTable) -> dict[str, Any]:
    return {
        "forms": {form: table.forms[form] for form in sorted(table.forms)},
        "respelt": dict(sorted(table.respelt.items())),
        "classes": {name: sorted(members) for name, members in sorted(table.classes.items())},
        "phrases": [(phrase.owner, phrase.anchor, phrase.support, phrase.steps) for phrase in table.phrases],
    }


def _read_kept(path: Path, version: str) -> CompiledLexicon | None:
    """Return the kept copy where it was made from exactly these files, else None."""
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    if data.get("format") != FORMAT or data["lexicon"]["version"] != version:
        return None
    rules = tuple(_rule(each) for each in data["lexicon"]["rules"])
    lexicon = Lexicon(
        version,
        rules,
        {key: Source(**each) for key, each in data["lexicon"]["sources"].items()},
        {name: tuple(each) for name, each in data["lexicon"]["classes"].items()},
        _cues(data["lexicon"]["cues"]),
        _cues(data["lexicon"]["evidence"]),
    )
    tables = {name: _table(data[name]) for name in ("rules", "unless", "cues", "evidence")}
    verbs = VerbTable({form: tuple(tags) for form, tags in data["verbs"]["tags"].items()}, data["verbs"]["slots"])
    exceptions = tuple((each[0], each[1]) for each in data["exceptions"])
    return CompiledLexicon(
        lexicon=lexicon, exceptions=exceptions, verbs=verbs, by_id={rule.id: rule for rule in rules}, **tables
    )


def _table(data: dict[str, Any]) -> PhraseTable:
    return PhraseTable(
        {form: tuple(ids) for form, ids in data["forms"].items()},
        data["respelt"],
        {name: frozenset(map(tuple, members)) for name, members in data["classes"].items()},
        tuple(
            Phrase(owner, tuple(map(tuple, steps)), anchor, support)
            for owner, anchor, support, steps in data["phrases"]
        ),
    )


def _cues(data: Iterable[dict[str, Any]]) -> tuple[Cue, ...]:
    return tuple(Cue(each["kind"], tuple(each["phrases"]), each["who"], each["because"]) for each in data)


def _rule(data: dict[str, Any]) -> Rule:
    nested = {
        "unless": tuple(Unless(**each) for each in data["unless"]),
        "reframings": tuple(Rung(each["say"], tuple(each["needs"])) for each in data["reframings"]),
        **{kind: tuple(Example(**each) for each in data[kind]) for kind in ("flag", "passes", "gap")},
        **{name: tuple(data[name]) for name in ("sources", "match", "needs")},
    }
    return Rule(**{**data, **nested})
