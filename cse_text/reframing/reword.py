"""Rungs written for certain wordings: no guess is needed at what kind of phrase they replace.

They stand for exactly the words that the wording matches, which may be more or fewer than the finding's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from cse_text.lexicon.finder import PhraseFinder
from cse_text.lexicon.tables import SLOT, CompiledLexicon, VerbTable
from cse_text.reframing.closed import ARTICLES
from cse_text.reframing.grammar import article, cased, with_pronouns, with_verbs
from cse_text.reframing.ladder import Ground
from cse_text.reframing.place import Edit, Place
from cse_text.reframing.realise import verb_form
from cse_text.reframing.slot import VERBAL, Site, read_slot

_BY_FORM = ("VBG", "VBZ", "VBD", "VB")


class Wordings:
    """Finds which rungs were written for the wording of a finding. Built once per lexicon."""

    def __init__(self, compiled: CompiledLexicon) -> None:
        self._table = compiled.wordings
        self._rungs = compiled.rungs

    @cached_property
    def _finder(self) -> PhraseFinder:
        """The finder, made when the first finding that masks asks for it: a run without one never pays for it."""
        return PhraseFinder(self._table)

    def sites(self, site: Site, rule: str, grounds: Sequence[Ground]) -> list[tuple[Ground, Site]]:
        """Return the supported rungs written for the wording there, in the ladder's order, with what each replaces.

        Of rungs for 'get into cars' and for 'get into cars with' the longer wording is meant.
        """
        longest: dict[int, Site] = {}
        for match in self._finder.find(site.words):
            owner, place = self._rungs[match.owner]
            if owner == rule and match.first < site.after and site.first <= match.last:
                found = replace(site, first=match.first, after=match.last + 1)
                if place not in longest or _length(found) > _length(longest[place]):
                    longest[place] = found
        supported = [(ground, longest[ground.rank]) for ground in grounds if ground.rank in longest]
        most = max((_length(found) for _, found in supported), default=0)
        return [(ground, found) for ground, found in supported if _length(found) == most]


def reworded(say: str, site: Site, verbs: VerbTable) -> Edit:
    """Return the rung in place of the wording: verbs in the form that the wording's first verb has there."""
    slot = read_slot(site, verbs.tags, verbal=True)
    place = Place(site, slot, verbs)
    said = with_pronouns(say, site)
    if SLOT.search(said):
        tag = "" if slot.kind in VERBAL and not _shortened(place) else _own_tag(place)
        said = with_verbs(said, tag, verbs.slots, plural=place.plural) if tag else verb_form(said, place)
    start, end = site.words[site.first].start, site.words[site.after - 1].end
    before = site.words[site.first - 1] if site.first and not site.words[site.first].gap else None
    if before is not None and before.form in ARTICLES:
        own = said.partition(" ")[0] in ARTICLES
        if own or before.form not in {"the", article(said)}:
            start, said = before.start, said if own else f"{article(said)} {said}"
    return Edit(start, end, cased(said, site, start), f"worded-for-{slot.kind}")


def _shortened(place: Place) -> bool:
    """Return whether 'is' or 'has' governs the wording as 's: "she's run off", "he's seen as"."""
    return place.governor.endswith("'s")


def _own_tag(place: Place) -> str:
    """Return the form of the wording's own first word, where its place tells none."""
    tags = place.verbs.tags.get(place.site.words[place.site.first].form, ())
    order = ("VBG", "VBN") if _shortened(place) else _BY_FORM
    return next((tag for tag in order if tag in tags), "VBZ")


def _length(site: Site) -> int:
    return site.after - site.first
