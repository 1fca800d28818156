"""A child who is only 'A' in the notes: the initial is no article, whatever it looks like."""

from __future__ import annotations

from collections.abc import Sequence

from cse_text.lexicon.tables import VerbTable
from cse_text.reframing.closed import ADVERBS, AUXILIARIES
from cse_text.text import HARD_BREAK, Word

AS_READ = "yp"  # what the initial is read as: the young person
_SAID = frozenset("said told went came ran took got gave made stayed did and who".split())


def with_initials(text: str, sentence: Sequence[Word], verbs: VerbTable) -> Sequence[Word]:
    """Return the words of a sentence, each 'A' that is somebody's initial read as the young person."""
    if not any(word.form == "a" and text[word.start] == "A" for word in sentence):
        return sentence
    if text[sentence[0].start : sentence[-1].end].isupper():
        return sentence
    return [
        word._replace(form=AS_READ) if _is_initial(text, sentence, n, verbs) else word
        for n, word in enumerate(sentence)
    ]


def _is_initial(text: str, sentence: Sequence[Word], n: int, verbs: VerbTable) -> bool:
    word = sentence[n]
    if word.form != "a" or text[word.start] != "A":
        return False
    if n and word.gap < HARD_BREAK and text[word.start - 1] not in "\"'\u201c\u2018":
        return True  # no sentence begins there
    following = sentence[n + 1].form if n + 1 < len(sentence) else ""
    tags = verbs.tags.get(following, ())
    return following in AUXILIARIES | _SAID | (ADVERBS & {"never", "also", "still", "often"}) or "VBZ" in tags
