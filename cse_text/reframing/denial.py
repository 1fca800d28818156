"""Whether a finding's words are denied, so that others in their place would be denied too: within their own clause."""

from __future__ import annotations

from collections.abc import Mapping

from cse_text.reframing.closed import (
    ADULTS,
    AFTER_HAVE,
    BE,
    CLAUSE_OPENERS,
    FANCIED,
    NEGATIONS,
    PRONOUN_SUBJECTS,
)
from cse_text.reframing.slot import Site
from cse_text.text import HARD_BREAK, NO_BREAK, SOFT_BREAK

_REACH = 4
_SUBJECTS = PRONOUN_SUBJECTS - {"who", "that", "which"}
_DEFINITE = frozenset("the her his their this that these those".split())
_JOINING = frozenset(["and"])
_BY_VERB = frozenset("not didn't doesn't don't hasn't haven't hadn't isn't wasn't aren't weren't won't can't".split())
_BUT = frozenset("nothing anything nobody none one".split())  # 'nothing but trouble' is no new clause

Tags = Mapping[str, tuple[str, ...]]


def denied(site: Site, tags: Tags) -> bool:
    """Return whether a word of the finding's own clause denies its words, or shows them as what someone fancies."""
    if _presupposed(site):
        return False
    joined = False
    for n in range(site.first - 1, max(-1, site.first - 1 - _REACH), -1):
        if site.words[n + 1].gap >= HARD_BREAK or _opens(site, n + 1):
            return False
        joined = joined or _goes_on(site, n + 1, tags)
        form = site.words[n].form
        if form in FANCIED:
            return not _reported(site, n)
        if form in NEGATIONS:
            return not (joined and _ends_with_its_verb(site, n))
    return False


def _presupposed(site: Site) -> bool:
    """Return whether the words name what is held to be there: 'will not talk about the [supposed rape]'."""
    first = site.first
    return first > 1 and site.words[first - 2].form == "about" and site.words[first - 1].form in _DEFINITE


def _opens(site: Site, at: int) -> bool:
    """Return whether a clause of its own opens at a word: 'until she …', 'but …', ', he'd been …'."""
    word, before = site.words[at], site.words[at - 1].form
    form = word.form
    following = site.words[at + 1].form if at + 1 < len(site.words) else ""
    if form == "but":
        return before not in _BUT
    if form in CLAUSE_OPENERS:
        return before not in NEGATIONS
    if form == "without":
        return at == site.first and before not in NEGATIONS
    if form == "as":
        return _subject(following) or (at == site.first and following in _DEFINITE)
    if form == "so":
        return word.gap == SOFT_BREAK or _subject(following)
    alone = all(site.words[n].gap == NO_BREAK for n in range(at + 1, site.first + 1))
    return _subject(form) and alone and (word.gap == SOFT_BREAK or before in _JOINING)


def _goes_on(site: Site, at: int, tags: Tags) -> bool:
    """Return whether a finite verb behind 'and' or a comma goes on without the 'did' before it: 'and ran with …'."""
    word, before = site.words[at], site.words[at - 1].form
    own = tags.get(word.form, ())
    finite = bool({"VBZ", "VBD"} & set(own)) and not {"VB", "VBP"} & set(own)
    return finite and (word.gap == SOFT_BREAK or before in _JOINING)


def _ends_with_its_verb(site: Site, at: int) -> bool:
    """Return whether a denial holds no further than its verb: 'doesn't …', 'is no …'; 'never' and 'nobody' go on."""
    form = site.words[at].form
    return form in _BY_VERB or (form == "no" and at > 0 and site.words[at - 1].form in BE | AFTER_HAVE)


def _reported(site: Site, at: int) -> bool:
    """Return whether 'thinks' tells what an adult thinks of the child, and not what the child fancies."""
    return site.words[at].form == "thinks" and at > 0 and site.words[at - 1].form in ADULTS


def _subject(form: str) -> bool:
    return form.partition("'")[0] in _SUBJECTS
