"""The words attributed, with analysis behind them, as an added sentence: it fits where no edit of their own would.

What it says of the words is the lexicon's (`analysis:` of a rule); only they, the child's pronoun and its verb vary.
"""

from __future__ import annotations

import re

from cse_text.lexicon.rules import WORDS
from cse_text.lexicon.tables import VerbTable
from cse_text.reframing.grammar import child_sex, with_pronouns, with_verbs
from cse_text.reframing.place import Edit
from cse_text.reframing.quoted_words import quoted_words
from cse_text.reframing.slot import Site
from cse_text.text import sentence_at, sentence_starts, stop_behind

TEMPLATE = "analysis"
BECAUSE = "says what the words do, and leaves them as they stand"
_FURNITURE = " \t\r\n|"  # what stands behind a sentence in a table or list, and is not of it
_ENDED = re.compile(r"[.!?:;\u2026][\"\u201d\u2019')\]]*$")


def analysed(site: Site, analysis: str, verbs: VerbTable) -> Edit | None:
    """Return the sentence to add behind that of the finding, as an edit that replaces nothing."""
    quoted = quoted_words(site, verbs)
    if not analysis or not quoted:
        return None
    at = _end_of_sentence(site)
    said = with_verbs(with_pronouns(analysis, site), "VBZ", verbs.slots, plural=not child_sex(site))
    stop = "" if _ENDED.search(site.text[max(0, at - 4) : at]) else "."
    return Edit(at, at, f"{stop} {said.replace(WORDS, quoted)}", TEMPLATE)


def _end_of_sentence(site: Site) -> int:
    """Return where the sentence that holds the finding's last word is over, before what only lays it out."""
    last = site.words[site.after - 1]
    low, high = sentence_at(sentence_starts(site.text), last.start, len(site.text))
    over = low + len(site.text[low:high].rstrip(_FURNITURE))
    return max(last.end, stop_behind(site.text, last.end, over))
