"""A rung as words to be placed: what kind of phrase it is, and whether it says 'may'.

- verb, `<be> put at risk by others`: takes the form of the verb it replaces.
- finite, `could not have known all that others intended`: stands only where a finite verb stood.
- state, `drawn in by adults`: what may follow 'she is'; `may be drawn in` where it is only possible.
- noun, `child used by others`: what may follow 'she is a'.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from cse_text.lexicon.rules import Rung
from cse_text.reframing.slot import Site

Kind = Literal["verb", "finite", "state", "noun"]
_FINITE = frozenset("is was are were has had does did would could needs enjoys may chose can must should".split())
_STATES = frozenset(
    "in not without still at under drawn known given afraid able left upset away open quick angry hurt careful unsure "
    "unable friendly trusting unhappy likely held taken told shown led caught put kept made found unsafe part "
    "worried often subject pressed frightened between said perhaps possibly thought strongly coping having showing "
    "being acting trying looking staying saying keeping used treated reported targeted groomed controlled believed "
    "sexually criminally missing on with for through after as and when strong confident used already also "
    "distressed exploited abused harmed sometimes usually no longer among from by before during because although "
    "unless until once if reportedly first possibly online older excluded evicted placed moved barred asked heard "
    "looked subjected influenced deceived manipulated forced offered pushed taking tearful ready close".split()
)
_OPENING = frozenset("on in at".split())
_BEFORE_TAIL = frozenset("of to towards into with for by from on in at".split())
_OPENS_TAIL = frozenset("a an older adult adults men males some two her his their strangers".split())
# 'missing child', 'sexually exploited children': the first word describes the noun.
_DESCRIBED = frozenset("child children episode episodes contact appointment imagery".split())
_NOUN_AFTER_STATE = frozenset("sexual suspected possible older earlier indecent first young online".split())


@dataclass(frozen=True, slots=True)
class Saying:
    """What a rung says, by kind; `hedged` where the state may only be, `said` without its 'may be'."""

    kind: Kind
    said: str
    hedged: bool = False


@cache
def saying(rung: Rung) -> Saying:
    """Return a rung as words to be placed; `as:` in the lexicon decides where its first word does not tell."""
    say = rung.say
    if say.startswith("may be ") and rung.form in {"", "state"}:
        return Saying("state", say.removeprefix("may be "), hedged=True)
    return Saying(_kind(rung), say)


def _kind(rung: Rung) -> Kind:
    if rung.form:
        return cast("Kind", rung.form)
    first, _, rest = rung.say.partition(" ")
    if first.startswith("<"):
        return "verb"
    if first in _FINITE:
        return "finite"
    if first == "no":
        return "state" if rest.startswith("longer") else "noun"
    described = set(rest.split()[:2]) & _DESCRIBED and "a" not in rest.split()[:1]
    if first in _STATES and first not in _NOUN_AFTER_STATE and not described:
        return "state"
    return "noun"


def with_tail(made: Saying, site: Site) -> Saying | None:
    """Return the rung with {tail} filled by the finding's own last words: whom, or which harm, it names."""
    if "{tail}" not in made.said:
        return made
    first = _tail(site)
    if first is None:
        return None
    tail = site.text[site.words[first].start : site.words[site.after - 1].end]
    return replace(made, said=made.said.replace("{tail}", tail))


def _tail(site: Site) -> int | None:
    """Return the index of the word behind the first preposition of the finding, or of its first article."""
    for n in range(site.first + (site.words[site.first].form in _OPENING), site.after - 1):
        if site.words[n].form in _BEFORE_TAIL:
            return n + 1
    within = range(site.first + 1, site.after)
    return next((n for n in within if site.words[n].form in _OPENS_TAIL), None)
