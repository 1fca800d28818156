"""Builds phrase tables: every phrase laid out, every word inflected, the words found by which it is looked for.

Inflecting takes most of the time of compiling, so a builder can go on from a table that is there already.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache

from cse_text.errors import LexiconError
from cse_text.lexicon.load import shipped_folder
from cse_text.lexicon.nearness import near
from cse_text.lexicon.notation import GAP_WORDS, Layout, NotationError, Step, layouts
from cse_text.lexicon.rules import Rule
from cse_text.lexicon.tables import (
    ANY,
    CLASS,
    GAP,
    NO_TABLE,
    OPTIONAL,
    SLOT,
    WORD,
    Phrase,
    PhraseTable,
    VerbTable,
    pack,
)

NO_VERBS = VerbTable({}, {})
MOST_PHRASES = 200_000  # ways through all phrases of one table; what is shipped has a tenth of that
_MOST_SEQUENCES = 10_000


class TableBuilder:
    """Collects phrases into one table; word sets are shared between phrases."""

    def __init__(
        self, classes: Mapping[str, tuple[str, ...]], *, with_slips: bool = False, begun: PhraseTable = NO_TABLE
    ) -> None:
        self._class_phrases = classes
        self._with_slips = with_slips
        self._begun = begun
        self._sets = _sets_of(begun)
        self._classes = dict(begun.classes)
        self._numbers = {name: number for number, name in enumerate(begun.classes)}
        self._phrases: dict[Phrase, None] = dict.fromkeys(begun.phrases)

    def drop(self, owners: Collection[int]) -> None:
        """Leave out the phrases of these owners."""
        self._phrases = {phrase: None for phrase in self._phrases if phrase.owner not in owners}

    def add(self, owner: int, phrase: str, place: str) -> None:
        """Add a phrase; raise LexiconError that names the place where it cannot be read."""
        self.add_ways(lambda _layout: owner, phrase, place)

    def add_ways(self, owner_of: Callable[[Layout], int], phrase: str, place: str) -> None:
        """Add a phrase of which each way through it has an owner."""
        try:
            for layout in self._laid_out(phrase):
                owner = owner_of(layout)
                steps = tuple(map(self._step, layout))
                common = _common(layout)
                found = near(steps, {n: times + 1 for n, (times, _) in common.items()}, self._longest())
                self._phrases[Phrase(owner, min(common, key=common.__getitem__), *found, steps)] = None
        except NotationError as error:
            raise LexiconError("phrase-broken", f"{place}: phrase '{phrase}': {error}") from error

    def _laid_out(self, phrase: str) -> Iterable[Layout]:
        if len(self._phrases) > MOST_PHRASES:
            raise NotationError(f"with it there are more than {MOST_PHRASES:,} wordings; use a smaller lexicon")
        return layouts(phrase)

    def table(self) -> PhraseTable:
        """Return the table of all phrases."""
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
        known = {*forms, *_words_of(self._classes)}
        before = {*self._begun.forms, *_words_of(self._begun.classes)}
        kept = {slip: form for slip, form in self._begun.respelt.items() if slip not in known}
        new = {slip: form for form in sorted(known - before) for slip in slips(form) if slip not in known}
        return {**new, **kept}

    def _longest(self) -> list[int]:
        """Return how many words each class may take, by its number."""
        return [max(map(len, members), default=1) for members in self._classes.values()]

    def _step(self, step: Step) -> int:
        left_out = OPTIONAL * step.optional
        if step.kind == "word":
            return pack(WORD + left_out, self._sets.setdefault(word_forms(step), len(self._sets)))
        if step.kind == "class":
            return pack(CLASS + left_out, self._class(step.name))
        return pack(GAP, GAP_WORDS) if step.kind == "gap" else pack(ANY + left_out, 0)

    def _class(self, name: str) -> int:
        if name not in self._numbers:
            if name not in self._class_phrases:
                raise NotationError(f"there is no class {{{name}}} in classes.yaml")
            ways = (layout for phrase in self._class_phrases[name] for layout in layouts(phrase))
            self._classes[name] = frozenset(sequence for layout in ways for sequence in _sequences(layout))
            self._numbers[name] = len(self._numbers)
        return self._numbers[name]


def verb_table(rules: Iterable[Rule], forms: Collection[str], begun: VerbTable = NO_VERBS) -> VerbTable:
    """Return what reframings need of these rules' verbs and of these forms, and what was known before."""
    from cse_text.lexicon.inflection import verb_forms, verb_tags

    verbs = {verb for rule in rules for said in rule.says() for verb in SLOT.findall(said)}
    tags = {form: verb_tags(form) for form in sorted(forms)}
    return VerbTable(
        {**begun.tags, **{form: each for form, each in tags.items() if each}},
        {**begun.slots, **{verb: verb_forms(verb) for verb in sorted(verbs.difference(begun.slots))}},
    )


@cache
def word_forms(step: Step) -> frozenset[str]:
    """Return every form that a word step takes."""
    from cse_text.lexicon.inflection import forms

    return frozenset().union(*({word} if exact else forms(word) for word, exact in step.alternatives))


@cache
def common_words() -> dict[str, int]:
    """Return how often common words stand in a million words of case notes."""
    lines = (shipped_folder() / "common-words.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {word: int(times) for word, times in pairs}


def _sets_of(table: PhraseTable) -> dict[frozenset[str], int]:
    """Return the word sets of a table, in the order of their numbers."""
    members: dict[int, set[str]] = {}
    for form, numbers in table.forms.items():
        for number in numbers:
            members.setdefault(number, set()).add(form)
    return {frozenset(members[number]): number for number in sorted(members)}


def _words_of(classes: Mapping[str, frozenset[tuple[str, ...]]]) -> set[str]:
    return {word for members in classes.values() for member in members for word in member}


def _sequences(layout: Layout) -> set[tuple[str, ...]]:
    sequences: set[tuple[str, ...]] = {()}
    for step in layout:
        if step.kind != "word":
            raise NotationError("a class holds plain words only")
        sequences = {(*each, form) for each in sequences for form in word_forms(step)}
        if len(sequences) > _MOST_SEQUENCES:
            raise NotationError("a phrase of a class is too long: every form of every word is a member of its own")
    return sequences


def _common(layout: Layout) -> dict[int, tuple[int, int]]:
    """Return how common each word is that must stand, by its step; of equal ones the longer counts as rarer."""
    common = common_words()
    texts = {n: word_forms(step) for n, step in enumerate(layout) if step.kind == "word" and not step.optional}
    return {n: (sum(common.get(text, 0) for text in each), -min(map(len, each))) for n, each in texts.items()}
