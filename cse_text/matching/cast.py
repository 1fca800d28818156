"""Who is who in one parsed sentence: which of its words are the child, an exploiter, another adult, the family.

Pronouns are read by sex and by who was named last; one that could be anybody is nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cse_text.text import NO_BREAK, Word

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ADULT, OLDEST = 18, 100
Sequences = frozenset[tuple[str, ...]]
FEMALE = frozenset(["she", "her", "hers"])
MALE = frozenset(["he", "him", "his"])
MANY = frozenset(["they", "them", "their"])
PRONOUNS = FEMALE | MALE | MANY
_OF_SEX = {"female": FEMALE, "male": MALE, "": FEMALE | MALE | MANY}
# The later wins where a word is of several kinds: "older sister" is family, "older lad" an exploiter.
_ORDER = ("professional", "child", "adults", "exploiters", "grown", "family")
_KINDS = {"grown": "exploiter", "exploiters": "exploiter", "adults": "adult"}
# What may stand between an exploiter's word and the head of its phrase: "the 34-year-old driver", "driver, 34".
_INNER = frozenset(["amod", "compound", "nummod", "npadvmod", "appos", "nmod"])


@dataclass(frozen=True, slots=True)
class Known:
    """What a record shows of its people: the child's names and sex, and the names of those said to be adults."""

    child: frozenset[str] = frozenset()
    older: frozenset[str] = frozenset()
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A word for a person: its end in the text, who it is, and whether a man may be meant."""

    end: int
    who: str
    man: bool


def mentions(words: Sequence[Word], groups: Mapping[str, Sequences], known: Known) -> list[Mention]:
    """Return the people named among the words of a sentence, in order; pronouns are not among them."""
    found: dict[int, str] = {}
    for kind in _ORDER:
        for last in _ends(words, groups[f"{{{kind}}}"]):
            if words[last].form not in PRONOUNS:
                found[last] = _KINDS.get(kind, kind)
    for at, word in enumerate(words):
        bare = word.form.removesuffix("'s")
        if bare in known.child:
            found[at] = "child"
        elif bare in known.older and found.get(at) != "family":
            found[at] = "exploiter"
    women = groups["{women}"]
    return [Mention(words[at].end, found[at], (words[at].form,) not in women) for at in sorted(found)]


def _ends(words: Sequence[Word], group: Sequences) -> list[int]:
    """Return the places of the last words of the group's sequences."""
    forms = [word.form.removesuffix("'s") for word in words]
    longest = max(map(len, group), default=0)
    return [
        last
        for last in range(len(forms))
        for length in range(1, min(longest, last + 1) + 1)
        if tuple(forms[last - length + 1 : last + 1]) in group
        and all(words[n].gap == NO_BREAK for n in range(last - length + 2, last + 1))
    ]


def _is_name(token: Token) -> bool:
    """Return whether a word reads as the bare name or initial of a person: the child, where nothing says otherwise."""
    if token.tag_ == "PRP" or any(child.dep_ in {"compound", "det", "amod", "poss"} for child in token.children):
        return False
    return token.text[:1].isupper() and (token.pos_ == "PROPN" or len(token) == 1)


def _is_grown(token: Token) -> bool:
    """Return whether a word behind a person is an adult's age: 'his daughter, 24'."""
    return token.dep_ in _INNER and token.text.isdigit() and ADULT <= int(token.text) < OLDEST


class Cast:
    """The people of one sentence. Built from its parse, its words and the people named in the sentence before."""

    def __init__(self, doc: Doc, here: Sequence[Mention], before: Sequence[Mention], known: Known, shift: int) -> None:
        self._known = known
        self._named = [(-1, each) for each in before]
        self._who: dict[int, str] = {}
        for mention in here:
            span = doc.char_span(mention.end - shift - 1, mention.end - shift, alignment_mode="expand")
            if span is not None:
                token = span[-1] if span[-1].text not in {"'s", "\u2019s"} or len(span) == 1 else span[-2]
                self._who[token.i] = mention.who
                self._named.append((token.i, mention))

    def is_child(self, token: Token) -> bool:
        """Return whether a word is the child: a name, a word for a child, a pronoun of the child's sex."""
        form = token.lower_
        if token.tag_ in {"NNS", "NNPS"} or any(_is_grown(child) for child in token.children):
            return False
        if form in PRONOUNS:
            return form in _OF_SEX[self._known.sex] and not (form in MANY and self._last(token))
        who = self._who.get(token.i, "child" if _is_name(token) else "")
        return who == "child" and not self.is_other(token)

    def is_other(self, token: Token, *, role: str = "{exploiter}") -> bool:
        """Return whether a word is an exploiter; with the role {adult}, whether it is any adult outside the family."""
        wanted = {"exploiter"} if role == "{exploiter}" else {"exploiter", "adult"}
        if token.lower_ in PRONOUNS:
            return self._last(token) in wanted
        inner = (child.i for child in token.children if child.dep_ in _INNER)
        return any(self._who.get(at) in wanted for at in (token.i, *inner))

    def names(self, role: str, before: int) -> bool:
        """Return whether someone of a role is named before a word of the sentence, or in the sentence before."""
        wanted = {"{child}": {"child"}, "{exploiter}": {"exploiter"}}.get(role, {"exploiter", "adult"})
        return any(mention.who in wanted for at, mention in self._named if at < before)

    def _last(self, token: Token) -> str:
        """Return who was named last before a pronoun, the child left out; only men for 'he', only women for 'she'."""
        form = token.lower_
        for at, mention in reversed(self._named):
            fits = form in MANY or mention.man == (form in MALE)
            if at < token.i and mention.who != "child" and fits:
                return mention.who
        return ""
