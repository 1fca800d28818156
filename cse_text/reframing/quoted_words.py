"""The words of a finding in quotation marks: the quotation ends neither in mid-phrase nor behind its sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from cse_text.lexicon.tables import VerbTable
from cse_text.reframing.closed import ADVERBS, AFTER_BARE, AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUN_SUBJECTS
from cse_text.reframing.slot import Site
from cse_text.text import HARD_BREAK, NO_BREAK

LONGEST = 12  # words quoted whole; of more, the first and the last
_SHOWN = (6, 3)
_MOST_MORE = 5  # words taken in behind, so that a quotation does not break off in the middle
_ELLIPSIS = "\u2026"
_LINKS = frozenset(
    "of for with at from into to without towards toward than as like and or but when while whilst because if once "
    "which who what before after until between against on in by".split()
)
# Behind these a quotation would break off: 'in thrall to the', 'exposed to sexual', 'admitted she', 'boys are not'.
_OPEN = _LINKS | frozenset(
    "a an the his their any some no my our your its every own other sexual social older younger adult she he they is "
    "was are were being very too so not don't doesn't ought mr mrs ms dr".split()
)
# Where what was taken in behind is over: the next phrase or clause begins.
_STOPS = (PREPOSITIONS | _LINKS | PRONOUN_SUBJECTS | AUXILIARIES | ADVERBS) - {"to", "of"}
_FINITE = AUXILIARIES | {"gets", "got", "goes", "went", "says", "said"}
_SHORTENED = ("'s", "'d", "'ll", "'re", "'ve")
_QUOTES = re.compile(r"[\"\u201c\u201d]")


def quoted_words(site: Site, verbs: VerbTable) -> str:
    """Return the finding's words in quotation marks with a capital; '' where there are none."""
    first, after = _unbroken(site)
    if site.words[after - 1].form == "w" and after - first > 1:  # 'to Cardiff w/ him'
        after -= 1
    more = _rounded(site, after, verbs)
    line = _QUOTES.sub("", site.text[site.words[first].start : site.words[max(after, more) - 1].end])
    parts = line.split()
    if len(parts) > LONGEST:
        parts = [*parts[: _SHOWN[0]], _ELLIPSIS, *parts[-_SHOWN[1] :]]
    if parts and not more:
        parts.append(_ELLIPSIS)
    line = " ".join(parts)
    return f"\u201c{line[:1].upper()}{line[1:]}\u201d" if line else ""


def _unbroken(site: Site) -> tuple[int, int]:
    """Return the range of the finding's words, or of its longest part where it runs over a sentence's end."""
    breaks = [n for n in range(site.first + 1, site.after) if site.words[n].gap >= HARD_BREAK]
    return max(pairwise([site.first, *breaks, site.after]), key=lambda part: part[1] - part[0])


def _rounded(site: Site, after: int, verbs: VerbTable) -> int:
    """Return where a quotation that ends before word `after` does so well: there, or behind the words it asks for.

    0 where it breaks off all the same, and an ellipsis should say so.
    """
    words = site.words
    joined = after < len(words) and words[after - 1].end + 1 == words[after].start and not _spaced(site, after)
    if after == len(words) or (words[after].gap > NO_BREAK and not joined):
        return after
    last, behind = words[after - 1].form, words[after].form
    open_end = joined or _is_open(last)
    if not open_end and (behind in _STOPS or not _takes_object(site, after, verbs)):
        return 0 if after - site.first > 1 and behind not in _STOPS | {"to", "of"} else after
    if last in PREPOSITIONS and last != "than" and behind in PREPOSITIONS | _FINITE:
        return after  # 'more than she bargained for [by all accounts]', 'dresses to be looked at [gets looked at]'
    enough = 0  # where 'the idea [of weddings]' would do without what follows
    for end in range(after + 1, min(after + _MOST_MORE, len(words)) + 1):
        if _is_over(site, end) or (words[end].form in _STOPS and not _is_open(words[end - 1].form)):
            particle = not _is_over(site, end) and words[end].form in PREPOSITIONS and _is_over(site, end + 1)
            return end + particle if _spaced(site, end) else enough
        enough = end if words[end].form == "of" else enough
    return enough


def _is_over(site: Site, at: int) -> bool:
    """Return whether the clause is over before a word."""
    return at >= len(site.words) or site.words[at].gap > NO_BREAK


def _is_open(form: str) -> bool:
    """Return whether a quotation would break off behind a word."""
    return form in _OPEN or form.endswith(_SHORTENED)


def _spaced(site: Site, at: int) -> bool:
    """Return whether a space stands before a word, so that no word is cut ('co-accused', 'left-luggage')."""
    return at >= len(site.words) or site.text[site.words[at].start - 1].isspace()


def _takes_object(site: Site, after: int, verbs: VerbTable) -> bool:
    """Return whether the last word is a verb whose object may stand behind: 'wont help [herself]'."""
    before = site.words[after - 2].form if after - site.first > 1 else ""
    tags = set(verbs.tags.get(site.words[after - 1].form, ()))
    if before in AFTER_BARE | {"wont"}:
        return bool(tags)
    if before in PREPOSITIONS:
        return "VBG" in tags  # 'a kick out of shocking [the group]', not 'need for thrills'
    return before not in DETERMINERS and bool(tags & {"VBZ", "VBD", "VBG"})  # 'party', 'hazard' are seldom verbs
