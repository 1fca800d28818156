"""The lexicon as plain values: rules, their examples and reframings, sources, classes, cues.

Built once from YAML (schema.py) or from the compiled copy (compiled.py), then trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from cse_text.types import Severity


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that shows what a rule does; the marked words stand between [[ and ]]."""

    text: str
    because: str = ""

    @property
    def plain(self) -> str:
        """The sentence without its marks."""
        return self.text.replace("[[", "").replace("]]", "")

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The marked ranges, as offsets into `plain`."""
        found, at = [], 0
        for piece in self.text.split("[[")[1:]:
            before = self.text.split("[[" + piece)[0]
            start = len(before.replace("[[", "").replace("]]", ""))
            at = start + piece.index("]]")
            found.append((start, at))
        return found


WORDS = "{words}"  # the note's own words, in a sentence of analysis
ANALYSIS = re.compile(r"\{words\} \S.*\.")  # the form of such a sentence
AROUND = ("only_before", "not_before", "only_after", "not_after")
COMMA = ","  # such a phrase may begin with one, or, in front of the rung, end with one
ALONE = re.compile(r",? ?\{[a-z][a-z0-9-]*\} ?,?")  # a class, which stands for each of its members
BREAK = "."  # among such phrases: a stop, a comma, or the sentence's beginning or end


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of a reframing ladder: what to say instead, and the evidence it needs in the record.

    `form` is the kind of phrase, where its first word does not tell (reframing/rungs.py). A rung with `wordings` is
    written for them alone: it stands for exactly the words that one of these phrases matches, or, where it begins with
    {words}, speaks of them in place of the rule's `analysis`. The last four hold
    phrases of which one must, or none may, stand right behind (`before`: the rung stands before them) or in front.
    """

    say: str
    needs: tuple[str, ...] = ()
    form: str = ""
    wordings: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()

    @property
    def speaks(self) -> bool:
        """Whether it is a sentence about the words, to stand behind theirs, and not what to put in their place."""
        return self.say.startswith(WORDS)

    def around(self) -> dict[str, tuple[str, ...]]:
        """Return what must, or must not, stand beside the words it replaces, by name."""
        return {name: phrases for name in AROUND if (phrases := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Unless:
    """Wording around a phrase that shows another sense of it, and why."""

    phrase: str
    because: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A pattern over the grammar of a sentence: who does what to whom (cse_text/lexicon/frames.py has the notation)."""

    who: str
    does: tuple[str, ...] = ()
    undergoes: tuple[str, ...] = ()
    whom: str = ""
    near: str = ""
    gain: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One YAML entry: everything about one way of masking."""

    id: str
    name: str
    title: str
    category: str
    severity: Severity
    since: str
    why: str
    sources: tuple[str, ...]
    match: tuple[str, ...] = ()
    frame: tuple[Frame, ...] = ()
    prior: str = "likely"
    valid_from: str = ""
    needs: tuple[str, ...] = ()
    unless: tuple[Unless, ...] = ()
    reframings: tuple[Rung, ...] = ()
    analysis: str = ""  # a sentence about the words, {words} in it, to stand behind theirs
    question: str = ""
    flag: tuple[Example, ...] = ()
    passes: tuple[Example, ...] = ()
    gap: tuple[Example, ...] = ()
    detector: str = "phrase"
    style: str = ""  # the switch that turns the rule on; '' for a rule that is always on
    against: tuple[str, ...] = ()  # of a style: guides that hold otherwise
    file: str = ""
    line: int = 0

    def says(self) -> Iterator[str]:
        """Yield what the rule's suggestions say, their verbs and pronouns still to be fitted."""
        yield self.analysis
        yield from (rung.say for rung in self.reframings)

    def analyses(self) -> Iterator[str]:
        """Yield the sentences about the rule's words: the general one, and those for certain wordings."""
        if self.analysis:
            yield self.analysis
        yield from (rung.say for rung in self.reframings if rung.speaks)

    def phrases(self) -> Iterator[str]:
        """Yield every phrase of the rule: what it finds, what shows another sense, what its rungs are written for."""
        yield from self.match
        yield from (each.phrase for each in self.unless)
        for rung in self.reframings:
            yield from rung.wordings
            yield from filter(None, map(_plain_beside, chain(*rung.around().values())))


def _plain_beside(phrase: str) -> str:
    """Return a phrase that stands beside a rung without its comma; '' for a break, and for a class alone."""
    return "" if phrase == BREAK or ALONE.fullmatch(phrase) else phrase.strip(f"{COMMA} ")


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of published guidance or an inquiry's finding.

    `valid_from` is the day, month or year of guidance for the United Kingdom from which practitioners could know it;
    '' for what has no date, or speaks to others.
    """

    key: str
    title: str
    organisation: str
    year: str
    url: str = ""
    valid_from: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of context: what they show (`kind`), who (`who`), and the phrases that say it."""

    kind: str
    phrases: tuple[str, ...]
    who: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """A rule that a local lexicon silences, and why; the reason goes into every report."""

    rule: str
    because: str


@dataclass(frozen=True, slots=True)
class Local:
    """What folders of one's own change of the shipped lexicon: ids of rules, silences, names of style switches."""

    added: tuple[str, ...] = ()
    overridden: tuple[str, ...] = ()
    silenced: tuple[Silence, ...] = ()
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All knowledge of one language, with the hash of the files it was read from."""

    version: str
    rules: tuple[Rule, ...]
    sources: dict[str, Source]
    classes: dict[str, tuple[str, ...]]
    cues: tuple[Cue, ...]
    evidence: tuple[Cue, ...]
    local: Local = Local()
    practice: tuple[Cue, ...] = ()

    @property
    def silent(self) -> frozenset[str]:
        """The rules that a local lexicon silences."""
        return frozenset(each.rule for each in self.local.silenced)
