"""Puts the words of a rung in their place: one small function for each kind of words, by kind of place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cse_text.lexicon.tables import SLOT
from cse_text.reframing.closed import (
    ADVERBS,
    ARTICLES,
    BE,
    CHILD_NOUNS,
    DETERMINERS,
    INTENSIFIERS,
    MODALS,
    PAST_BE,
    PREPOSITIONS,
    PRESENT_BE,
    STATIVE,
)
from cse_text.reframing.grammar import article, cased, with_pronouns, with_verbs
from cse_text.reframing.place import Edit, Place
from cse_text.reframing.rungs import Saying
from cse_text.reframing.slot import closed_end

_PERFECT = frozenset(["has", "have", "had"])
_BE_OFTEN = re.compile(r"^<be> (often|sometimes|usually|still|also) ")  # "will often be", "has often been"
_POSSIBLE = frozenset(["may", "might", "could", "can"])
_OWN_ARTICLE = ("a ", "an ", "the ", "no ", "any ", "another ", "someone ", "others ", "something ", "what ")


def realise(saying: Saying, place: Place) -> Edit | None:
    """Return the rung as an edit that fits its place, or None where it cannot be made to fit."""
    said = with_pronouns(saying.said, place.site)
    if place.slot.kind == "modifier":
        made = _behind_noun(saying, said, place)
    else:
        made = {"verb": _verb, "finite": _finite, "state": _state, "noun": _noun}[saying.kind](saying, said, place)
    if made is None:
        return None
    first, after, text = made
    start, end = place.site.words[first].start, place.site.words[after - 1].end
    return Edit(start, end, cased(text, place.site, start), f"{saying.kind}-for-{place.slot.kind}")


_Made = tuple[int, int, str] | None


def _verb(_saying: Saying, said: str, place: Place) -> _Made:
    kind = place.slot.kind
    if kind in {"finite", "plain", "participle", "gerund"}:
        return _at(place, verb_form(said, place))
    bare = said.removeprefix("<be> ")
    if not SLOT.search(bare) and kind in {"state", "label", "other"}:
        return _at(place, bare.removeprefix("being ")) if kind != "other" else None
    if kind == "state":
        return _over_copula(place, lambda tag: with_verbs(said, tag, place.verbs.slots, plural=place.plural))
    return _at(place, with_verbs(said, "VBZ", place.verbs.slots, plural=False)) if kind == "label" else None


def verb_form(said: str, place: Place) -> str:
    """Return a verb rung in the form its place asks for; 'is being put' needs no second 'being'."""
    over_be = not place.governor or place.governor in BE or place.governor.endswith(("'s", "'re", "'m"))
    if is_stative(said) and place.slot.kind == "gerund" and over_be:
        return said.removeprefix("<be> ")
    if place.slot.kind == "gerund" and place.governor in {"be", "been", "being"}:
        return with_verbs(said.removeprefix("<be> ").removeprefix("being "), "VBG", place.verbs.slots, plural=False)
    if place.slot.kind == "gerund":
        said = said.replace("<be> being ", "<be> ")
    if place.slot.kind in {"plain", "participle"} and place.governor in MODALS | _PERFECT:
        said = _BE_OFTEN.sub(r"\1 <be> ", said)
    return with_verbs(said, place.tag, place.verbs.slots, plural=place.plural)


def is_stative(said: str) -> bool:
    """Return whether a verb rung says how or where the child is: '<be> out', which has no 'being out'."""
    return said.startswith("<be> ") and said.split(maxsplit=2)[1] in STATIVE


def _finite(_saying: Saying, said: str, place: Place) -> _Made:
    if place.slot.kind in {"finite", "label"}:
        return _at(place, said)
    if place.slot.kind == "participle" and said.startswith("may have ") and place.governor in _PERFECT:
        return (place.slot.governor, place.slot.after, said) if _adjacent(place) else None
    if place.slot.kind == "gerund" and not place.governor:
        return _at(place, said)
    if place.slot.kind == "gerund":
        return _over_copula(place, lambda _tag: said)
    return _over_copula(place, lambda _tag: said) if place.slot.kind == "state" else None


def _state(saying: Saying, said: str, place: Place) -> _Made:
    if place.slot.kind == "noun":
        return _state_for_noun(said, place, hedged=saying.hedged)
    maker = _STATES.get(place.slot.kind)
    return maker(said, place, hedged=saying.hedged) if maker else None


def _state_for_noun(said: str, place: Place, *, hedged: bool) -> _Made:
    """Return 'is in need of care' for 'is an [adult in all but name]': the article goes with the noun."""
    words, first = place.site.words, place.site.first
    if first < 2 or words[first - 1].form not in ARTICLES or words[first - 1].gap or words[first].gap:  # noqa: PLR2004
        return None
    copula = words[first - 2].form
    if copula not in PRESENT_BE | PAST_BE or copula.endswith("n't"):
        return None
    if not hedged:
        return first - 1, place.slot.after, said
    return first - 2, place.slot.after, f"may have been {said}" if copula in PAST_BE else f"may be {said}"


def _state_for_finite(said: str, place: Place, *, hedged: bool) -> _Made:
    if hedged:
        return _at(place, f"may have been {said}" if place.tag == "VBD" else f"may be {said}")
    return _at(place, with_verbs(f"<be> {said}", place.tag, place.verbs.slots, plural=place.plural))


def _state_for_plain(said: str, place: Place, *, hedged: bool) -> _Made:
    if hedged and place.governor not in _POSSIBLE:
        return None
    return _at(place, f"be {said}")


def _state_for_gerund(said: str, place: Place, *, hedged: bool) -> _Made:
    if place.governor in BE:
        return _state_for_state(said, place, hedged=hedged)
    if place.governor:
        return None if hedged else _at(place, f"being {said}")
    return _state_for_label(said, place, hedged=hedged)


def _state_for_participle(said: str, place: Place, *, hedged: bool) -> _Made:
    if not hedged:
        return _at(place, f"been {said}")
    if place.governor not in _PERFECT or not _adjacent(place):
        return None
    return place.slot.governor, place.slot.after, f"may have been {said}"


def _state_for_state(said: str, place: Place, *, hedged: bool) -> _Made:
    if not hedged:
        return _at(place, said)
    over = _over_copula(place, lambda tag: f"may have been {said}" if tag == "VBD" else f"may be {said}")
    return over or _at(place, f"possibly {said}")


def _state_for_label(said: str, place: Place, *, hedged: bool) -> _Made:
    if said.startswith("and "):
        return None
    return _at(place, f"may be {said}" if hedged else said)


def _state_for_place(said: str, place: Place, *, hedged: bool) -> _Made:
    if said.split(maxsplit=1)[0] not in PREPOSITIONS | {"as", "because", "when"}:
        return None
    return _at(place, f"possibly {said}" if hedged else said)


def _state_for_other(said: str, place: Place, *, hedged: bool) -> _Made:
    return _at(place, f"possibly {said}" if hedged else said)


_STATES = {
    "finite": _state_for_finite,
    "plain": _state_for_plain,
    "gerund": _state_for_gerund,
    "participle": _state_for_participle,
    "state": _state_for_state,
    "label": _state_for_label,
    "place": _state_for_place,
    "other": _state_for_other,
}


def _noun(_saying: Saying, said: str, place: Place) -> _Made:
    kind = place.slot.kind
    if kind in {"noun", "other", "label"} or (kind == "state" and _article_before(place)):
        return _noun_for_noun(said, place)
    if kind == "state":
        return _at(place, _with_article(said))
    if kind == "finite" and _of_child(said):
        be = with_verbs("<be>", place.tag, place.verbs.slots, plural=False)
        return None if place.plural else _at(place, f"{be} {_with_article(said)}")
    return None


def _noun_for_noun(said: str, place: Place) -> _Made:
    site, own = place.site, said.startswith(_OWN_ARTICLE)
    inside = site.words[site.first].form if place.slot.own_article else ""
    if inside:
        return _at(place, said if own or inside in DETERMINERS - ARTICLES else _determined(inside, said))
    before = site.words[site.first - 1].form if site.first and not site.words[site.first].gap else ""
    if before in DETERMINERS:
        if before in ARTICLES:
            return site.first - 1, place.slot.after, said if own else _determined(before, said)
        return None if own else _at(place, said)
    return _at(place, said)


def _determined(word: str, said: str) -> str:
    """Return the words behind the article that stood there, in its fitting form."""
    return f"the {said}" if word == "the" else f"{article(said)} {said}"


def _with_article(said: str) -> str:
    """Return a person noun with its article; what cannot be counted stands as it is."""
    return f"{article(said)} {said}" if _of_child(said) and not said.startswith(_OWN_ARTICLE) else said


def _of_child(said: str) -> bool:
    """Return whether the words are about one child: 'child used by others', 'young person in danger'."""
    words = said.removeprefix("a ").split()
    return any(word in CHILD_NOUNS | {"witness"} and not word.endswith(("ren", "s")) for word in words[:2])


def _behind_noun(saying: Saying, said: str, place: Place) -> _Made:
    """Return 'girl who is …' for '[wayward] girl': the words move behind the person noun."""
    site, at = place.site, place.slot.after
    if (
        not closed_end(site, at + 1)
        or saying.kind == "noun"
        or (at + 1 < len(site.words) and site.words[at + 1].form in {"who", "that", "of"})
    ):
        return None
    noun = site.text[site.words[at].start : site.words[at].end]
    plural = site.words[at].form.endswith(("s", "ren", "people", "kids"))
    text = f"{noun} who {_clause(saying, said, place.verbs.slots, plural=plural)}"
    first = _start(place)
    before = site.words[first - 1] if first and not site.words[first].gap else None
    if before is not None and before.form in {"a", "an"}:
        return first - 1, at + 1, f"{article(text)} {text}"
    return first, at + 1, text


def _clause(saying: Saying, said: str, slots: Mapping[str, Mapping[str, str]], *, plural: bool) -> str:
    """Return the words as what may follow 'who'."""
    if saying.hedged:
        return f"may be {said}"
    if saying.kind == "state":
        return with_verbs(f"<be> {said}", "VBZ", slots, plural=plural)
    return with_verbs(said, "VBZ", slots, plural=plural)


def _over_copula(place: Place, make: object) -> _Made:
    """Return words that take the place of 'is' or 'was' too, where it stands right before the slot."""
    if place.governor not in PRESENT_BE | PAST_BE or place.governor.endswith("n't") or not _adjacent(place):
        return None
    tag = "VBD" if place.governor in PAST_BE else "VBZ"
    return place.slot.governor, place.slot.after, make(tag)  # type: ignore[operator]


def _adjacent(place: Place) -> bool:
    """Return whether nothing but adverbs of degree stands between the governor and the slot."""
    between = place.site.words[place.slot.governor + 1 : place.site.first]
    return all(word.form in INTENSIFIERS for word in between)


def _article_before(place: Place) -> bool:
    first = place.site.first
    return bool(first) and not place.site.words[first].gap and place.site.words[first - 1].form in ARTICLES


def _start(place: Place) -> int:
    """Return the index from which to replace: adverbs of degree go with the words they graded."""
    first = place.site.first
    while first and not place.site.words[first].gap and place.site.words[first - 1].form in INTENSIFIERS:
        first -= 1
    return first


def _at(place: Place, text: str) -> _Made:
    return (
        (_start(place) if place.site.words[place.site.first].form not in ADVERBS else place.site.first),
        (place.slot.after),
        text,
    )
