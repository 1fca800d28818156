"""The words attributed, with analysis behind them, as an added sentence: it fits where no edit of their own would.

What it says of the words is the lexicon's (`analysis:` of a rule); only they, the child's pronoun and its verb vary.
"""

from __future__ import annotations

import itertools
import re

from cse_text.lexicon.tables import VerbTable
from cse_text.reframing.closed import PREPOSITIONS
from cse_text.reframing.grammar import child_sex, with_pronouns, with_verbs
from cse_text.reframing.place import Edit
from cse_text.reframing.slot import Site
from cse_text.text import HARD_BREAK, NO_BREAK, sentence_at, sentence_starts

TEMPLATE = "analysis"
BECAUSE = "says what the words do, and leaves them as they stand"
WORDS = "{words}"
LONGEST = 12  # words quoted whole; of more, the first and the last
_SHOWN = (6, 3)
_MOST_MORE = 4  # words taken in behind, so that a quotation does not break off in the middle
# Behind these a quotation would break off: 'in thrall to the', 'exposed to sexual', 'admitted she'.
_LINKS = frozenset(
    "of for with at from into to without towards toward than as like and or but when while whilst because if once "
    "which who".split()
)
_OPEN = _LINKS | frozenset(
    "a an the his their any some no my our your its every sexual older younger adult she he they is was are were being "
    "very too so mr mrs ms dr".split()
)
_QUOTES = re.compile(r"[\"\u201c\u201d]")
_FURNITURE = " \t\r\n|"  # what stands behind a sentence in a table or list, and is not of it
_ENDED = re.compile(r"[.!?:;\u2026][\"\u201d\u2019')\]]*$")


def analysed(site: Site, analysis: str, verbs: VerbTable) -> Edit | None:
    """Return the sentence to add behind that of the finding, as an edit that replaces nothing."""
    quoted = _quoted(site)
    if not analysis or not quoted:
        return None
    at = _end_of_sentence(site)
    said = with_verbs(with_pronouns(analysis, site), "VBZ", verbs.slots, plural=not child_sex(site))
    stop = "" if _ENDED.search(site.text[max(0, at - 4) : at]) else "."
    return Edit(at, at, f"{stop} {said.replace(WORDS, quoted)}", TEMPLATE)


def _quoted(site: Site) -> str:
    """Return the finding's words in quotation marks with a capital; '' where there are none."""
    first, after = _rounded(site, *_unbroken(site))
    line = _QUOTES.sub("", site.text[site.words[first].start : site.words[after - 1].end])
    parts = line.split()
    if len(parts) > LONGEST:
        parts = [*parts[: _SHOWN[0]], "\u2026", *parts[-_SHOWN[1] :]]
    line = " ".join(parts)
    return f"\u201c{line[:1].upper()}{line[1:]}\u201d" if line else ""


def _unbroken(site: Site) -> tuple[int, int]:
    """Return the range of the finding's words, or of its longest part where it runs over a sentence's end."""
    breaks = [n for n in range(site.first + 1, site.after) if site.words[n].gap >= HARD_BREAK]
    bounds = [site.first, *breaks, site.after]
    return max(itertools.pairwise(bounds), key=lambda part: part[1] - part[0])


def _rounded(site: Site, first: int, after: int) -> tuple[int, int]:
    """Return the range with the few words behind that its last one asks for, where they end it well."""
    for more in range(after, min(after + _MOST_MORE + 1, len(site.words) + 1)):
        last = site.words[more - 1]
        if more > after and (last.gap > NO_BREAK or (more == after + 1 and last.form in PREPOSITIONS | _LINKS)):
            break  # 'more than she bargained for, [by all accounts]'
        if last.form not in _OPEN:
            return first, more
    return first, after


def _end_of_sentence(site: Site) -> int:
    """Return where the sentence that holds the finding's last word is over, before what only lays it out."""
    last = site.words[site.after - 1]
    low, high = sentence_at(sentence_starts(site.text), last.start, len(site.text))
    return max(last.end, low + len(site.text[low:high].rstrip(_FURNITURE)))
