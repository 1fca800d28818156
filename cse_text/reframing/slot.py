"""What kind of place in its sentence a finding fills, so that only words of a fitting kind are put there.

Read from the words around it by closed classes, not by a parser: notes are telegraphic, and it costs microseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cse_text.reframing.closed import (
    ADJUNCTS,
    ADVERBS,
    AFTER_HAVE,
    ARTICLES,
    AUX_ADJUNCTS,
    AUXILIARIES,
    BE,
    CHILD_NOUNS,
    COPULAS,
    DETERMINERS,
    LIGHT,
    MODALS,
    PARTICIPLES,
    PAST_AUX,
    PLURAL,
    PREPOSITIONS,
    PRONOUN_SUBJECTS,
    TRAILING,
)
from cse_text.text import HARD_BREAK, NO_BREAK, Word

# finite, plain, gerund, participle: verbs, by the form the place asks for; state: after 'is'; label: a fragment;
# noun: after its determiner, or with its own; modifier: before a person noun; other: nothing is known to fit.
Kind = Literal["finite", "plain", "gerund", "participle", "state", "label", "noun", "modifier", "place", "other"]
VERBAL = frozenset(["finite", "plain", "gerund", "participle"])
_LOOK_BACK = 4


@dataclass(frozen=True, slots=True)
class Site:
    """Where a reframing is to stand: the words of the sentence, which of them are replaced, the child's sex."""

    text: str
    words: Sequence[Word]
    first: int
    after: int
    sex: str


@dataclass(frozen=True, slots=True)
class Slot:
    """The kind of a place; `governor` is the index of the word that governs it, -1 where there is none.

    `past` tells the tense of a finite verb or of the copula; `open_end` is the word class left hanging behind.
    """

    kind: Kind
    governor: int = -1
    past: bool = False
    own_article: bool = False
    after: int = 0


def read_slot(site: Site, tags: Mapping[str, tuple[str, ...]], *, verbal: bool) -> Slot:
    """Return what kind of place the replaced words fill; `verbal` says that the rule's words can be a verb."""
    governor = _governor(site)
    form = site.words[governor].form if governor >= 0 else ""
    lead = site.words[_lead(site)]
    kind, past = _kind(site, form, lead.form, tags.get(lead.form, ()), verbal=verbal)
    own = site.words[site.first].form in DETERMINERS and site.after - site.first > 1
    return Slot(kind, governor, past, own, site.after)


def follows(site: Site, after: int) -> str:
    """Return the word that goes on from the replaced ones without a break, or ''."""
    if after >= len(site.words) or site.words[after].gap > NO_BREAK:
        return ""
    between = site.text[site.words[after - 1].end : site.words[after].start]
    return "" if any(mark in between for mark in "\u201d\"'()") else site.words[after].form


def closed_end(site: Site, after: int) -> bool:
    """Return whether the phrase is whole: what follows is a break, another clause, or where and when."""
    form = follows(site, after)
    return not form or form in ADJUNCTS or form in AUX_ADJUNCTS or form.endswith("ly") or form[0].isdigit()


def narrowed(site: Site) -> Site:
    """Return the place without a last 'at' or 'from' that belongs to what follows ('touting for business at')."""
    if site.after - site.first > 1 and site.words[site.after - 1].form in TRAILING and follows(site, site.after):
        return replace(site, after=site.after - 1)
    return site


def widened(site: Site) -> int | None:
    """Return the index behind the words to replace, a light object taken in ('runs rings round us'); None if open."""
    if closed_end(site, site.after):
        return site.after
    at = site.after
    if follows(site, at) in {"to", "with", "from", "at", "by", "for", "about", "of"}:
        at += 1
    if at < len(site.words) and follows(site, at) in LIGHT and closed_end(site, at + 1):
        return at + 1
    return None


def _lead(site: Site) -> int:
    """Return the index of the first replaced word that is no adverb."""
    for n in range(site.first, site.after):
        if not _adverb(site.words[n].form):
            return n
    return site.first


def _governor(site: Site) -> int:
    """Return the index of the nearest word before the slot that is no adverb, -1 where a break stands first."""
    for n in range(site.first - 1, max(-1, site.first - 1 - _LOOK_BACK), -1):
        if site.words[n + 1].gap > NO_BREAK:
            return -1
        if not _adverb(site.words[n].form):
            return n
    return -1


def _adverb(form: str) -> bool:
    return form in ADVERBS or (form.endswith("ly") and len(form) > 4)  # noqa: PLR2004 - shorter are no adverbs


def _kind(site: Site, governor: str, lead: str, tags: Sequence[str], *, verbal: bool) -> tuple[Kind, bool]:
    """Return the kind of place and whether it is past."""
    if lead in AUXILIARIES and (governor not in COPULAS or lead not in BE):
        return _by_auxiliary(governor, lead)
    if lead in DETERMINERS:
        return ("state" if governor in COPULAS or governor.endswith(("'s", "'re")) else "noun"), governor in PAST_AUX
    if tags and (verbal or governor in PRONOUN_SUBJECTS):
        kind = _by_verb(governor, tags)
        if kind is not None and not (kind == "finite" and lead in PARTICIPLES):
            return kind, "VBD" in tags and kind == "finite" and "VBZ" not in tags
    return _by_place(site, governor, lead)


def _by_auxiliary(governor: str, lead: str) -> tuple[Kind, bool]:
    if governor in MODALS | {"to"} or lead == "be":
        return "plain", False
    if lead == "been" or (governor in AFTER_HAVE and lead in {"had", "done"}):
        return "participle", False
    if lead in {"being", "having"}:
        return "gerund", False
    return "finite", lead in PAST_AUX


def _by_verb(governor: str, tags: Sequence[str]) -> Kind | None:
    """Return the kind of verb the place asks for, or None where the words can be no verb there."""
    if "VBG" in tags:
        return None if governor in ARTICLES or (governor == "of" and len(tags) < 1) else "gerund"
    if governor in AFTER_HAVE or governor.endswith("'ve"):
        return "participle" if {"VBN", "VBD"} & set(tags) else None
    if governor in MODALS or governor in {"to", "do", "did", "does", "didn't", "don't", "doesn't", "not", "n't"}:
        return "plain" if {"VB", "VBP"} & set(tags) else None
    if governor in COPULAS or governor in DETERMINERS or governor in PREPOSITIONS:
        return None
    if {"VBZ", "VBD"} & set(tags):
        return "finite"
    plural = len(governor) > 1 and governor.endswith("s")
    return "finite" if governor in PRONOUN_SUBJECTS | PLURAL or plural else None


def _by_place(site: Site, governor: str, lead: str) -> tuple[Kind, bool]:
    last = site.words[site.after - 1].form
    behind = follows(site, site.after)
    if governor in COPULAS or governor.endswith(("'s", "'re", "'m")):
        return ("modifier" if behind in CHILD_NOUNS and lead not in PREPOSITIONS else "state"), governor in PAST_AUX
    if lead in PREPOSITIONS:
        return ("place" if governor else "label"), False
    if behind in CHILD_NOUNS and last not in CHILD_NOUNS:
        return "modifier", False
    if governor in DETERMINERS or governor in PREPOSITIONS:
        return "noun", False
    if not governor:
        return "label", False
    return "other", False


def breaks_before(site: Site) -> bool:
    """Return whether the slot opens a sentence or a clause."""
    return site.first == 0 or site.words[site.first].gap >= HARD_BREAK
