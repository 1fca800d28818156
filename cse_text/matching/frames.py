"""The frame detector: sentences about a child and an exploiter are parsed, and grammar decides.

A cheap automaton finds the sentences that name an exploiter or another adult; these, and those behind them, are
parsed only where they also hold a verb of some frame. Everything else is never tokenised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from cse_text.lexicon.anchors import AnchorScanner
from cse_text.lexicon.frames import Path
from cse_text.lexicon.tables import WORD, CompiledLexicon, Phrase, PhraseTable, pack
from cse_text.matching.cast import PRONOUNS, Cast, Known, Sequences, mentions
from cse_text.matching.grammar import (
    belongs,
    has_agent,
    is_denied,
    is_made,
    is_passive,
    is_supposed,
    is_verb,
    objects,
    subject,
)
from cse_text.matching.nlp import english_pipeline
from cse_text.matching.phrases import settle_overlaps
from cse_text.text import fold_word, sentence_starts, words
from cse_text.types import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CHILD = "{child}"
MOST_BETWEEN = 3  # words between two words of a frame
LONGEST = 120  # words of a sentence that is still parsed; a longer one is a list or a table
REMEMBERED = 1_000  # parses; some twenty MB
_BOTH = frozenset(["they", "them", "two", "both", "pair", "couple", "each"])
_IN_RETURN = frozenset(["for", "return", "exchange"])
_GETTING = frozenset("get getting gets got earn earning obtain obtaining pay paying fund funding buy buying".split())


class FrameDetector:
    """Finds the lexicon's frames in a text. Built once per lexicon."""

    def __init__(self, compiled: CompiledLexicon) -> None:
        self._rules = compiled.lexicon.rules
        self._groups = {name: frozenset(group) for name, group in compiled.frames.groups.items()}
        self._by_verb: dict[str, list[Path]] = {}
        for path in compiled.frames.paths:
            for form in path.steps[0]:
                self._by_verb.setdefault(form, []).append(path)
        things = (path.who for path in compiled.frames.paths if path.who in self._groups and path.who != CHILD)
        # Words by which a sentence may go on about the exploiter of the one before.
        self._back = PRONOUNS.union(sequence[-1] for thing in things for sequence in self._groups[thing])
        self._needs = {path: _needs(path, self._groups) for path in compiled.frames.paths}
        self._gate = AnchorScanner(_people_table(self._groups)) if self._by_verb else None
        self._parses = _Parses()

    def find(self, text: str, known: Known) -> list[Candidate]:
        """Return the candidates of a text in order; of overlapping ones only the longest is kept."""
        return settle_overlaps(self.matches(text, known))

    def matches(self, text: str, known: Known) -> list[Candidate]:
        """Return every match of every frame, overlapping ones too."""
        found: dict[Candidate, None] = {}
        chosen = list(self.sentences(text, known))
        parsed = self._parses.of([_one_line(text, *place) for place, _ in chosen])
        for ((start, end), before), doc in zip(chosen, parsed, strict=True):
            here = words(text, start, end)
            cast = Cast(
                doc,
                mentions(here, self._groups, known),
                mentions(words(text, *before), self._groups, known),
                known,
                start,
            )
            found |= dict.fromkeys(self._in_sentence(doc, cast, start))
        return list(found)

    def prepare(self, texts: Iterable[tuple[str, Known]]) -> None:
        """Parse what `find` will ask for in some texts: many sentences at once take a quarter of the time."""
        chosen = ((text, place) for text, known in texts for place, _ in self.sentences(text, known))
        self._parses.of([_one_line(text, *place) for text, place in chosen])

    def sentences(self, text: str, known: Known) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Yield the sentences that deserve a parse, each with the one before it."""
        if self._gate is None:
            return
        named = {begin for begin, _ in self._gate.sentences(text)}
        if not named and not known.older:
            return
        ranges = list(pairwise([*sentence_starts(text), len(text)]))
        goes_on = False  # whether the sentence before names an exploiter
        for before, (start, end) in zip([(0, 0), *ranges], ranges, strict=False):
            if not (start in named or goes_on or known.older):
                continue
            forms = {word.form.removesuffix("'s") for word in words(text, start, end)}
            names = start in named or not forms.isdisjoint(known.older)
            about = names or (goes_on and not forms.isdisjoint(self._back))
            goes_on = names
            if about and len(forms) <= LONGEST and self._possible(forms):
                yield (start, end), before

    def _possible(self, forms: set[str]) -> bool:
        """Return whether a sentence holds all the words of some frame, in whatever order."""
        return any(
            all(not need.isdisjoint(forms) for need in self._needs[path])
            for form in forms
            for path in self._by_verb.get(form, ())
        )

    def _in_sentence(self, doc: Doc, cast: Cast, shift: int) -> Iterator[Candidate]:
        for verb in doc:
            for path in self._by_verb.get(fold_word(verb.text), ()) if is_verb(verb) else ():
                chain = _fits(path, verb, cast, self._groups)
                if chain:
                    rule = self._rules[path.owner]
                    start = min(each.idx for each in chain)
                    end = max(each.idx + len(each) for each in chain)
                    yield Candidate(start + shift, end + shift, rule.id, rule.category, "frame")


class _Parses(dict[str, "Doc"]):
    """Parses of sentences, kept a while: records are full of copied text, and a parse bears on no other."""

    def of(self, sentences: Sequence[str]) -> list[Doc]:
        """Return the parse of each sentence; those not known yet are parsed together."""
        missing = [each for each in dict.fromkeys(sentences) if each not in self]
        if missing:  # else the pipeline, which takes a second to load, may not be needed at all
            self.update(zip(missing, english_pipeline("ner").pipe(missing), strict=True))
        found = [self[each] for each in sentences]
        for old in list(self)[: max(0, len(self) - REMEMBERED)]:
            del self[old]
        return found


_DENIALS = frozenset(
    "not never cannot no won't can't don't doesn't didn't wouldn't couldn't isn't wasn't aren't weren't shouldn't "
    "hasn't haven't hadn't wont cant dont doesnt didnt".split()
)
_ONE_LINE = {ord(mark): " " for mark in "\r\n\t\u00a0"}


def _one_line(text: str, start: int, end: int) -> str:
    return text[start:end].translate(_ONE_LINE)


def _fits(path: Path, verb: Token, cast: Cast, groups: Mapping[str, Sequences]) -> list[Token]:
    """Return the words of a frame where the sentence has it at this verb, else nothing."""
    chain = _chain(path, verb)
    if not chain or is_denied(verb) != path.denied or not _in_voice(path, verb):
        return []
    if (path.undergone and has_agent(verb)) or is_made(verb) or is_supposed(verb):
        return []
    doer = subject(verb)
    if doer is None or not _is_doer(path.who, doer, verb, cast, groups):
        return []
    if path.whom and not any(_is_whom(path.whom, each, doer, cast, groups) for each in objects(chain)):
        return []
    if path.near and not cast.names(path.near, len(verb.doc)):
        return []
    return _with_gain(path, chain, groups)


def _in_voice(path: Path, verb: Token) -> bool:
    """Return whether the verb is active or passive as the frame asks; 'a bond developed' may be read as either."""
    return is_passive(verb) == path.undergone or (verb.dep_ == "acl" and not path.who.startswith("{"))


def _chain(path: Path, verb: Token) -> list[Token]:
    """Return the words of the verb phrase, each hanging on those before it, or nothing."""
    chain = [verb]
    for step in path.steps[1:]:
        at = chain[-1].i
        reach = verb.doc[at + 1 : at + 2 + MOST_BETWEEN]
        word = next((w for w in reach if fold_word(w.text) in step and belongs(w, chain)), None)
        if word is None or any(between.is_punct for between in verb.doc[at + 1 : word.i] if between.text != "-"):
            return []
        chain.append(word)
    return chain


def _is_doer(who: str, doer: Token, verb: Token, cast: Cast, groups: Mapping[str, Sequences]) -> bool:
    implied = doer.i == verb.i or is_verb(doer)
    if who == CHILD:
        return implied or cast.is_child(doer)
    if implied:
        return False
    if who == "{both}":
        return _both(doer, cast)
    return cast.is_other(doer, role=who) if who.startswith("{") else _is_thing(doer, groups[who])


def _is_whom(whom: str, each: Token, doer: Token, cast: Cast, groups: Mapping[str, Sequences]) -> bool:
    if whom == "{both}":
        return _both(each, cast)
    if whom == CHILD:
        return cast.is_child(each)
    if whom in {"{exploiter}", "{adult}"}:
        if each.i == doer.i:
            return False
        return cast.is_other(each, role=whom) or (_is_thing(each, groups["{place}"]) and _is_of(each, whom, cast))
    return _is_thing(each, groups[whom])


def _is_of(place: Token, role: str, cast: Cast) -> bool:
    """Return whether a place is such a person's: 'the older man's flat', 'his car'."""
    return any(each.dep_ == "poss" and cast.is_other(each, role=role) for each in place.children)


def _both(token: Token, cast: Cast) -> bool:
    """Return whether a word stands for the child and an exploiter together: 'she and the man', 'the two of them'."""
    joined = [token, *token.conjuncts]
    if len(joined) > 1:
        return any(map(cast.is_child, joined)) and any(cast.is_other(each, role="{adult}") for each in joined)
    return token.lower_ in _BOTH and cast.names("{exploiter}", token.i)


def _is_thing(token: Token, group: Sequences) -> bool:
    """Return whether a word, with those directly before it, is one of a group."""
    forms = [fold_word(each.text) for each in token.doc[max(0, token.i - 3) : token.i + 1]]
    return any(tuple(forms[-length:]) in group for length in range(1, len(forms) + 1))


def _with_gain(path: Path, chain: list[Token], groups: Mapping[str, Sequences]) -> list[Token]:
    """Return the words with what they are done for, where the frame asks for that; nothing where there is none."""
    if not path.gain:
        return chain
    verb = chain[0]
    for each in verb.subtree:
        if each.i > chain[-1].i and _is_thing(each, groups[path.gain]) and _is_gained(each, verb):
            return [*chain, each]
    return []


def _is_gained(each: Token, verb: Token) -> bool:
    """Return whether a thing hangs on 'for', 'in return for' or 'to get' behind the verb."""
    above = [up for up in each.ancestors if up.i > verb.i]
    return any(up.lower_ in _IN_RETURN or up.lower_ in _GETTING for up in above)


def _needs(path: Path, groups: Mapping[str, Sequences]) -> tuple[frozenset[str], ...]:
    """Return sets of words of each of which a sentence must hold one for a frame to stand there."""
    things = [name for name in (path.who, path.whom, path.gain) if name in groups and name != CHILD]
    denial = (_DENIALS,) if path.denied else ()
    return (
        *denial,
        *map(frozenset, path.steps[1:]),
        *(frozenset(sequence[-1] for sequence in groups[name]) for name in things),
    )


def _people_table(groups: Mapping[str, Sequences]) -> PhraseTable:
    """Return a table whose only phrase is any word that may name an exploiter or another adult."""
    kinds = [sequence for kind in ("exploiters", "adults", "grown") for sequence in groups[f"{{{kind}}}"]]
    forms = {sequence[0] for sequence in kinds}
    return PhraseTable(dict.fromkeys(forms, (0,)), {}, {}, (Phrase(0, 0, 0, -1, 0, (pack(WORD, 0),)),))
