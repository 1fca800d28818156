"""The lexicon made ready for matching, as plain values: phrases laid out as steps over numbered word sets.

Nothing here reads or writes; building.py makes the tables, compiled.py joins them, kept.py keeps them on disk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from cse_text.lexicon.frames import FrameTable
from cse_text.lexicon.rules import Lexicon, Rule

WORD, CLASS, GAP, ANY = 0, 1, 2, 3
OPTIONAL = 8  # added to the kind of a step that may be left out
REACH = 9  # the widest distance in words at which two words are looked for together
SLOT = re.compile(r"<([a-z]+)>")  # a verb that a reframing fits to its sentence
KEPT = re.compile(r"\{([1-9])\}")  # the words that a part of the wording took, which a reframing keeps
_SHIFT = 4  # bits that a kind takes in a packed step


class RungPhrase(NamedTuple):
    """Whose rung a phrase belongs to, at which place of the ladder, and as what.

    `role` is '' where the rung is written for its words, else what the phrase does beside them (rules.AROUND).
    `parts` are the steps of the parts that the rung keeps, as number, first and last step; such a phrase has one way.
    """

    rule: str
    place: int
    role: str = ""
    parts: tuple[tuple[int, int, int], ...] = ()


class Phrase(NamedTuple):
    """One way through one phrase: its owner and its steps, each packed into one number.

    `anchor` is the step of its rarest word, from which it is matched. It is looked for by the words of the steps
    `first` and `second`, at most `reach` words apart, or by that of `first` alone (`second` -1).
    """

    owner: int
    anchor: int
    first: int
    second: int
    reach: int
    steps: tuple[int, ...]

    @property
    def anchor_set(self) -> int:
        """The word set from which the phrase is matched."""
        return self.steps[self.anchor] >> _SHIFT

    @property
    def sets_near(self) -> tuple[int, int]:
        """The word sets by which a text is searched for the phrase; the second is -1 where there is none."""
        return self.steps[self.first] >> _SHIFT, self.steps[self.second] >> _SHIFT if self.second >= 0 else -1


def pack(kind: int, value: int) -> int:
    """Return a step as one number: thousands of small tuples cost more to load than all that is in them."""
    return value << _SHIFT | kind


def unpack(step: int) -> tuple[int, int]:
    """Return kind and value of a step: the number of a word set or class, or how many words a gap may hold."""
    return step & (1 << _SHIFT) - 1, step >> _SHIFT


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """Phrases over shared word sets.

    `forms` maps a folded word to the word sets it belongs to; steps name word sets and classes by number, a class by
    its place in `classes`; `respelt` maps a likely mistyping to the form that was meant.
    """

    forms: dict[str, tuple[int, ...]]
    respelt: dict[str, str]
    classes: dict[str, frozenset[tuple[str, ...]]]
    phrases: tuple[Phrase, ...]

    def only(self, owners: frozenset[int]) -> PhraseTable:
        """Return the table with the phrases of these owners alone."""
        phrases = tuple(phrase for phrase in self.phrases if phrase.owner in owners)
        return PhraseTable(self.forms, self.respelt, self.classes, phrases)


NO_TABLE = PhraseTable({}, {}, {}, ())


@dataclass(frozen=True, slots=True)
class VerbTable:
    """What reframings need of verbs: the tags of the forms that phrases match, the forms of the verbs in slots."""

    tags: dict[str, tuple[str, ...]]
    slots: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class CompiledLexicon:
    """A lexicon, its frames, and the phrase tables of its rules, their exceptions, the cues and the evidence words.

    The owner of a phrase is an index: into `lexicon.rules` for `rules` and `frames`, into `exceptions` for `unless`,
    into `lexicon.cues` for `cues`, `lexicon.evidence` for `evidence`, `lexicon.practice` for `practice`, and into
    `rungs`, what the phrases of the rules' reframings are there for, for `wordings`.
    """

    lexicon: Lexicon
    rules: PhraseTable
    unless: PhraseTable
    exceptions: tuple[tuple[str, str], ...]
    cues: PhraseTable
    evidence: PhraseTable
    practice: PhraseTable
    verbs: VerbTable
    by_id: dict[str, Rule] = field(default_factory=dict)
    frames: FrameTable = field(default_factory=FrameTable)
    wordings: PhraseTable = field(default_factory=lambda: NO_TABLE)
    rungs: tuple[RungPhrase, ...] = ()
