"""Finds the phrases of a compiled table among the words of a sentence.

A phrase is tried wherever a word belongs to the word set that anchors it; from there its steps are followed
backwards and forwards. Up to two adverbs or intensifiers may stand between two words of a phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cse_text.lexicon.compiled import ANY, CLASS, GAP, OPTIONAL, WORD, Phrase, PhraseTable
from cse_text.text import HARD_BREAK, NO_BREAK, Word

MOST_FILLERS = 2
_NONE: frozenset[int] = frozenset()
FILLERS = frozenset(
    "very really quite rather further more most also always often still again just even ever only so too "
    "clearly increasingly continually constantly repeatedly regularly allegedly apparently reportedly "
    "significantly potentially now then already perhaps maybe somewhat extremely highly both certainly "
    "definitely obviously sometimes frequently knowingly willingly deliberately openly actively heavily deeply "
    "seriously simply basically undoubtedly".split()
)


@dataclass(frozen=True, slots=True)
class Match:
    """Words first..last (inclusive) match a phrase of `owner`."""

    owner: int
    first: int
    last: int


class PhraseFinder:
    """A compiled table, indexed for finding. Built once, used for every sentence."""

    def __init__(self, table: PhraseTable) -> None:
        self._respelt = table.respelt
        self._classes = {
            name: (members, max((len(each) for each in members), default=1)) for name, members in table.classes.items()
        }
        self._by_anchor: dict[int, list[Phrase]] = {}
        for phrase in table.phrases:
            self._by_anchor.setdefault(phrase.steps[phrase.anchor][1], []).append(phrase)
        self._forms = table.forms
        # Filled as words come: few of the lexicon's words stand in any one run.
        self._ready: dict[int, list[tuple[frozenset[int], Phrase]]] = {}
        self._known: dict[str, tuple[frozenset[int], tuple[int, ...]]] = {}

    def find(self, words: Sequence[Word], names: frozenset[str] = frozenset()) -> list[Match]:
        """Return every match among the words of one sentence; `names` are those the record shows to be the child's."""
        if self._respelt:
            words = [self._respell(word) for word in words]
        known = [self._known.get(word.form) or self._know(word.form) for word in words]
        anchored = [(at, number) for at, (_, anchors) in enumerate(known) for number in anchors]
        if not anchored:
            return []
        sets = [each for each, _ in known]
        present = _NONE.union(*sets)
        walk = _Walk(words, sets, self._classes, names)
        found: dict[Match, None] = {}
        for at, number in anchored:
            for needed, phrase in self._ready.get(number) or self._make_ready(number):
                if needed <= present:
                    match = walk.match(phrase, at)
                    if match is not None:
                        found[match] = None
        return list(found)

    def _respell(self, word: Word) -> Word:
        meant = self._respelt.get(word.form)
        return word if meant is None else Word(meant, word.start, word.end, word.gap)

    def _know(self, form: str) -> tuple[frozenset[int], tuple[int, ...]]:
        """Return the word sets of a form and those that anchor phrases; a possessive is known by the word itself."""
        bare = form[:-2] if form not in self._forms and form.endswith("'s") else form
        sets = self._forms.get(bare, ())
        known = frozenset(sets), tuple(number for number in sets if number in self._by_anchor)
        if sets:
            self._known[form] = known
        return known

    def _make_ready(self, number: int) -> list[tuple[frozenset[int], Phrase]]:
        """Return the phrases of an anchor, each with the word sets that must be present."""
        ready = [
            (frozenset(value for kind, value in phrase.steps if kind == WORD), phrase)
            for phrase in self._by_anchor[number]
        ]
        self._ready[number] = ready
        return ready


class _Walk:
    """Follows the steps of a phrase in one direction from a word already matched."""

    __slots__ = ("_classes", "_names", "_sets", "_words")

    def __init__(
        self,
        words: Sequence[Word],
        sets: list[frozenset[int]],
        classes: dict[str, tuple[frozenset[tuple[str, ...]], int]],
        names: frozenset[str],
    ) -> None:
        self._words = words
        self._sets = sets
        self._classes = classes
        self._names = names

    def match(self, phrase: Phrase, at: int) -> Match | None:
        """Return the match of a phrase whose anchor is the word at `at`, or None."""
        first = self.follow(phrase.steps[: phrase.anchor][::-1], at, -1)
        if first is None:
            return None
        last = self.follow(phrase.steps[phrase.anchor + 1 :], at, 1)
        return None if last is None else Match(phrase.owner, first, last)

    def follow(self, steps: Sequence[tuple[int, object]], at: int, way: int) -> int | None:
        """Return the index of the last word matched when all steps are taken from `at`, or None."""
        if not steps:
            return at
        kind, value = steps[0]
        if kind >= OPTIONAL:
            end = self.follow([(kind - OPTIONAL, value), *steps[1:]], at, way)
            return self.follow(steps[1:], at, way) if end is None else end
        if kind == GAP:
            return self._over_gap(steps[1:], at, way, int(value))  # type: ignore[call-overload]
        here = at
        for _ in range(MOST_FILLERS + 1):
            here += way
            if not self._joined(here, way, NO_BREAK):
                return None
            for taken in self._take(kind, value, here, way):
                end = self.follow(steps[1:], taken, way)
                if end is not None:
                    return end
            if not self._filler(here):
                return None
        return None

    def _over_gap(self, steps: Sequence[tuple[int, object]], at: int, way: int, most: int) -> int | None:
        if steps[0][0] >= OPTIONAL:
            (kind, value), rest = steps[0], steps[1:]
            end = self._over_gap([(kind - OPTIONAL, value), *rest], at, way, most)
            return self._over_gap(rest, at, way, most) if end is None else end
        for skipped in range(most + 1):
            here = at + way * skipped
            if skipped and not self._joined(here, way, HARD_BREAK - 1):
                return None
            kind, value = steps[0]
            after = here + way
            if self._joined(after, way, HARD_BREAK - 1):
                for taken in self._take(kind, value, after, way):
                    end = self.follow(steps[1:], taken, way)
                    if end is not None:
                        return end
        return None

    def _take(self, kind: int, value: object, at: int, way: int) -> Sequence[int]:
        """Return the indices of the last word, for every way in which the step can be taken at `at`."""
        if kind == WORD:
            return (at,) if value in self._sets[at] else ()
        if kind == ANY:
            return (at,)
        if kind == CLASS:
            return self._take_class(str(value), at, way)
        return ()

    def _take_class(self, name: str, at: int, way: int) -> list[int]:
        members, longest = self._classes[name]
        taken = []
        for length in range(longest, 0, -1):
            last = at + way * (length - 1)
            if not 0 <= last < len(self._words):
                continue
            low, high = min(at, last), max(at, last)
            if any(self._words[n].gap != NO_BREAK for n in range(low + 1, high + 1)):
                continue
            forms = tuple(word.form.removesuffix("'s") for word in self._words[low : high + 1])
            if forms in members or (length == 1 and name == "child" and forms[0] in self._names):
                taken.append(last)
        return taken

    def _joined(self, at: int, way: int, most: int) -> bool:
        """True where the word at `at` exists and follows on from the word before it in this direction."""
        if not 0 <= at < len(self._words):
            return False
        return self._words[at if way > 0 else at + 1].gap <= most

    def _filler(self, at: int) -> bool:
        form = self._words[at].form
        return form in FILLERS or (len(form) > 4 and form.endswith("ly"))  # noqa: PLR2004 - shorter words in -ly are not adverbs
