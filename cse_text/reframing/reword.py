"""Rungs written for certain wordings: no guess is needed at what kind of phrase they replace.

They stand for exactly the words that the wording matches, which may be more or fewer than the finding's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cse_text.lexicon.by_rule import RuleFinders
from cse_text.lexicon.finder import Match, PhraseFinder
from cse_text.lexicon.rules import BREAK, COMMA, Rung
from cse_text.lexicon.tables import KEPT, SLOT, CompiledLexicon, RungPhrase, VerbTable
from cse_text.reframing.closed import ARTICLES, DETERMINERS, PARTICIPLES, PREPOSITIONS
from cse_text.reframing.grammar import article, cased, with_pronouns, with_verbs
from cse_text.reframing.ladder import Ground
from cse_text.reframing.leaving_out import left_out
from cse_text.reframing.place import Edit, Place
from cse_text.reframing.realise import is_stative, verb_form
from cse_text.reframing.slot import VERBAL, Site, read_slot
from cse_text.text import NO_BREAK, Word

_PAST_ENDS = ("ed", "en", "nt", "lt", "pt")  # 'burnt'
_BY_FORM = ("VBG", "VBZ", "VBD", "VB")


class Worded(NamedTuple):
    """A rung written for the wording there: what it says, with the words it keeps, and what it replaces."""

    ground: Ground
    site: Site
    say: str


class Wordings:
    """Finds which rungs were written for the wording of a finding. Built once per lexicon."""

    def __init__(self, compiled: CompiledLexicon) -> None:
        self._rungs = compiled.rungs
        self._finders = RuleFinders(compiled.wordings, (each.rule for each in compiled.rungs))

    def read(self, site: Site, rule: str) -> Ladder:
        """Return what the phrases of a rule's rungs find in the sentence of a finding."""
        finder = self._finders.of(rule)
        return Ladder(site, finder, [(self._rungs[match.owner], match) for match in finder.find(site.words)])


@dataclass(frozen=True, slots=True)
class Ladder:
    """What the phrases of a rule's rungs find in one sentence."""

    site: Site
    finder: PhraseFinder
    found: list[tuple[RungPhrase, Match]]

    def worded(self, grounds: Sequence[Ground]) -> list[Worded]:
        """Return the supported rungs written for the wording there, in the ladder's order.

        Of rungs for 'get into cars' and for 'get into cars with' the longer wording is meant.
        """
        supported = [each for ground in grounds if (each := self._longest(ground)) is not None]
        most = max((_length(each.site) for each in supported), default=0)
        return [each for each in supported if _length(each.site) == most]

    def allows(self, ground: Ground, first: int, after: int) -> bool:
        """Return whether what stands beside words first..after is what the rung asks for, and not what it shuns."""
        return all(
            self._beside(ground.rank, role, phrases, (first, after)) == role.startswith("only")
            for role, phrases in ground.rung.around().items()
        )

    def _beside(self, place: int, role: str, phrases: Sequence[str], span: tuple[int, int]) -> bool:
        """Return whether one of the phrases stands right behind the words, or, for '…_after', in front of them."""
        words, at = self.site.words, span["after" not in role]
        breaks = not 0 < at < len(words) or words[at].gap > NO_BREAK
        if breaks and (BREAK in phrases or not self._comma(at)):
            return BREAK in phrases
        role += COMMA if breaks else ""
        edge = "last" if "after" in role else "first"
        beside = at - 1 if "after" in role else at
        return any(
            each.place == place and each.role == role and getattr(match, edge) == beside for each, match in self.found
        )

    def _comma(self, at: int) -> bool:
        """Return whether a comma, and no other mark, stands before a word."""
        words = self.site.words
        return 0 < at < len(words) and self.site.text[words[at - 1].end : words[at].start].strip() == COMMA

    def _longest(self, ground: Ground) -> Worded | None:
        site, best = self.site, None
        for each, match in self.found:
            if each.place != ground.rank or each.role or match.first >= site.after or site.first > match.last:
                continue
            if self.allows(ground, match.first, match.last + 1) and (best is None or _longer(match, best[1])):
                best = each, match
        if best is None:
            return None
        say = self._filled(ground.rung, *best)
        return Worded(ground, replace(site, first=best[1].first, after=best[1].last + 1), say)

    def _filled(self, rung: Rung, phrase: RungPhrase, match: Match) -> str:
        """Return what the rung says, with the words of the wording that it keeps."""
        bounds = {str(part): self.finder.took(self.site.words, match, low, high) for part, low, high in phrase.parts}
        filled = KEPT.sub(lambda kept: _text(self.site, bounds.get(kept[1])), rung.say)
        return " ".join(filled.split())


def reworded(say: str, site: Site, verbs: VerbTable) -> Edit:
    """Return the rung in place of the wording: verbs in the form that the wording's first verb has there."""
    if not say:
        return left_out(site)
    slot = read_slot(site, verbs.tags, verbal=True)
    place = Place(site, slot, verbs)
    said = with_pronouns(say, site)
    if SLOT.search(said):
        tag = "" if slot.kind in VERBAL and not _shortened(place) else _own_tag(place)
        if tag == "VBG" and _shortened(place) and is_stative(said):
            said = said.removeprefix("<be> ")  # "she's out", not "she's being out"
        said = with_verbs(said, tag, verbs.slots, plural=place.plural) if tag else verb_form(said, place)
    start, end = site.words[site.first].start, site.words[site.after - 1].end
    before = site.words[site.first - 1] if site.first and not site.words[site.first].gap else None
    if before is not None and before.form in ARTICLES:
        own = said.partition(" ")[0] in ARTICLES
        if own or before.form not in {"the", article(said)}:
            start, said = before.start, said if own else f"{article(said)} {said}"
    return Edit(start, end, cased(said, site, start), f"worded-for-{slot.kind}")


def _shortened(place: Place) -> bool:
    """Return whether a shortened 'is', 'has' or 'had' governs the wording: "she's run off", "she'd gone AWOL"."""
    return place.governor.endswith(("'s", "'d"))


def _own_tag(place: Place) -> str:
    """Return the form of the wording's own first word, where its place tells none."""
    tags = place.verbs.tags.get(place.site.words[place.site.first].form, ())
    if place.governor.endswith("'d"):
        return "VBN" if {"VBN", "VBD"} & set(tags) else "VB"
    if place.site.words[place.site.first].form in PARTICIPLES:  # 'K gone AWOL', as notes leave out 'has'
        return "VBN"
    order = ("VBG", "VBN") if _shortened(place) else _BY_FORM
    unknown = "VBN" if _shortened(place) and place.site.words[place.site.first].form.endswith(_PAST_ENDS) else "VBZ"
    return next((tag for tag in order if tag in tags), unknown)


def _text(site: Site, bounds: tuple[int, int] | None) -> str:
    """Return the words as the note has them, but for a capital that only opened its sentence."""
    if bounds is None:
        return ""
    first, after = bounds
    text = site.text[site.words[first].start : site.words[after - 1].end]
    return text if first or not _small(site.words[first]) else text[:1].lower() + text[1:]


def _small(word: Word) -> bool:
    return word.form in DETERMINERS | PREPOSITIONS


def _longer(one: Match, other: Match) -> bool:
    return one.last - one.first > other.last - other.first


def _length(site: Site) -> int:
    return site.after - site.first
