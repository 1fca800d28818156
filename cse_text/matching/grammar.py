"""Small questions to a dependency parse: who does it, to whom, is it denied, what belongs to the verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST_CLIMBS = 6
_VERBAL = frozenset(["VERB", "AUX"])
_OBJECTS = frozenset(["dobj", "dative", "obj", "attr", "oprd"])
_PASSIVE = frozenset(["nsubjpass", "auxpass"])
_LITTLE = frozenset(["ADP", "ADV", "PART", "ADJ", "AUX"])
_HELPING = frozenset(["aux", "auxpass", "cop"])
_RELATIVE = frozenset(["who", "that", "which", "whom"])
_MAKING = frozenset(["make", "force", "coerce", "pressure", "compel", "threaten", "pressurise", "bully"])
_TELLING = frozenset(["tell", "ask", "order", "get", "instruct", "have", "send", "use", "train", "groom", "let"])
_CONDITIONS = frozenset(["if", "unless", "whether", "may", "might", "could"])
_TELEGRAPHIC = frozenset(["VBZ", "VBD", "VBG", "VBN", "VBP"])


def is_verb(token: Token) -> bool:
    """Return whether a word is a verb where it stands."""
    return token.pos_ in _VERBAL


def is_passive(verb: Token) -> bool:
    """Return whether something is done to the verb's subject."""
    return any(child.dep_ in _PASSIVE for child in verb.children) or (verb.tag_ == "VBN" and not _has_aux(verb))


def has_agent(verb: Token) -> bool:
    """Return whether a passive names who did it."""
    verbs = (verb, *verb.conjuncts)
    return any(child.dep_ == "agent" or child.lower_ == "by" for each in verbs for child in each.children)


def is_denied(verb: Token) -> bool:
    """Return whether a verb, or one that governs it, is negated."""
    return any(_denies(child) for each in _governors(verb) for child in each.children)


def _denies(child: Token) -> bool:
    """Return whether a word denies its verb: 'not', 'never', 'no harm', 'to no harm', 'no child'."""
    if child.dep_ == "neg":
        return True
    nouns = (child, *child.children) if child.dep_ == "prep" else (child,)
    return any(each.lower_ == "no" for noun in nouns for each in noun.children)


def is_made(verb: Token) -> bool:
    """Return whether somebody else makes it happen: 'forced to', 'has him carry', 'was told to'."""
    for each in _governors(verb)[1:]:
        if each.lemma_ in _MAKING:
            return True
        others = verb.tag_ == "VB" or any(child.dep_ in {"dobj", "nsubjpass"} for child in each.children)
        if others and each.lemma_ in _TELLING:
            return True
    return False


def is_supposed(verb: Token) -> bool:
    """Return whether it is a condition or a possibility: 'if she', 'unless he', 'she might'."""
    return any(child.lower_ in _CONDITIONS for each in _governors(verb) for child in each.children)


def _governors(verb: Token) -> list[Token]:
    """Return a verb and those whose complement it is, upwards."""
    found = [_full(verb)]
    while (found[-1].dep_ in {"xcomp", "ccomp"} or _bare_advcl(found[-1])) and len(found) < MOST_CLIMBS:
        found.append(found[-1].head)
        if found[-2].dep_ == "ccomp" and any(child.dep_ == "mark" for child in found[-2].children):
            return found[:-1]
    return found


def _full(verb: Token) -> Token:
    """Return the full verb that a helping one stands with: 'besotted' for the 'is' of 'is besotted with'."""
    return verb.head if verb.dep_ in _HELPING else verb


def _bare_advcl(verb: Token) -> bool:
    """Return whether a parser took 'made to hold' for a clause of purpose."""
    return verb.dep_ == "advcl" and verb.head.lemma_ in _MAKING


def subject(verb: Token) -> Token | None:
    """Return who does it: its own subject, or that of the verb it hangs on; None where there is none.

    Where a note leaves the subject out ("Continues to see him"), the verb itself is returned.
    """
    verb = _full(verb)
    for _ in range(MOST_CLIMBS):
        own = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"} and child.i != verb.i]
        if own:
            relative = own[0].lower_ in _RELATIVE and verb.dep_ == "relcl"
            return verb.head if relative else own[0]
        if verb.dep_ == "ROOT":
            return verb if verb.tag_ in _TELEGRAPHIC else None
        if verb.dep_ == "acl":
            return verb.head if verb.tag_ in {"VBG", "VBN"} else None
        if verb.dep_ == "xcomp":
            controlled = [child for child in verb.head.children if child.dep_ == "dobj" and child.i < verb.i]
            if controlled:
                return controlled[0]
        above = _above(verb)
        if above is None:
            return None
        verb = above
    return None


def _above(verb: Token) -> Token | None:
    """Return the verb whose subject a verb without one shares."""
    if verb.dep_ in {"xcomp", "conj", "advcl", "dep", "ccomp"}:
        return verb.head if is_verb(verb.head) or verb.dep_ == "xcomp" else None
    if verb.dep_ != "pcomp":
        return None
    above = verb.head
    for _ in range(MOST_CLIMBS):
        if is_verb(above) or above.dep_ == "ROOT":
            return above if is_verb(above) else None
        above = above.head
    return None


def belongs(word: Token, chain: list[Token]) -> bool:
    """Return whether a word hangs on what was matched before, directly or over one small word."""
    heads = {each.i for each in chain}
    if chain[-1].dep_ in _HELPING and chain[-1].head.i == word.i:
        return True
    return word.head.i in heads or (word.head.pos_ in _LITTLE and word.head.head.i in heads)


def objects(chain: list[Token]) -> Iterator[Token]:
    """Yield to whom or what the matched words lead: behind a preposition that ends them, else the verb's object."""
    last = chain[-1]
    behind = [child for child in last.children if child.dep_ == "pobj"] if len(chain) > 1 else []
    if not behind:
        taken = {each.i for each in chain}
        behind = [c for each in chain for c in each.children if c.dep_ in _OBJECTS and c.i not in taken]
    for each in behind:
        yield each
        yield from each.conjuncts
        yield from (far for of in each.children if of.lower_ == "of" for far in of.children if far.dep_ == "pobj")


def _has_aux(verb: Token) -> bool:
    return any(child.dep_ in {"aux", "nsubj"} for child in verb.children)
