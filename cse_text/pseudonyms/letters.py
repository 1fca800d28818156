"""Initials: letters that stand for somebody, told from grades, flats and abbreviations by the words beside them.

A title or a quotation mark before a letter, or two capitals that act ('RS sat with Nadia'), say so at once. A bare
letter must be used as a name is more than once, or once where it begins the child's own name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from cse_text.pseudonyms.ordinary import ABBREVIATIONS, is_ordinary

_ACTS = (
    r"(?:is|was|has|had|isn|wasn|hasn|hadn|did|didn|does|doesn|will|won|would|could|can|said|says|told|tells|asked|asks"
    r"|went|goes|came|comes|left|got|gets|wants|wanted|likes|liked|feels|felt|seen|saw|sat|spoke|rang|made|makes|named"
    r"|signed|drew|showed|shows|gave|gives|knew|knows|looked|looks|kept|keeps|missed|misses|stayed|took|takes|slept"
    r"|thinks|thought|attended|arrived|returned|returns|remains|reports|reported|states|stated|disclosed|denied|denies"
    r"|agreed|visited|wrote|writes|noted|notes|emailed|phoned|texted|cried|laughed|lives|lived|needs|needed|also|not"
    r"|may|met|put|held|handed|carried|asleep|still|to be)"
)
_GOVERNS = (
    r"(?:with|to|told|asked|tells|asks|saw|for|from|by|that|met|rang|of|watch|visited|collected|about|beside|gave|makes"
    r"|let|fetched|brought|found|where|when|as|if|because)"
)
_APART = r"(?<![\w&./'\u2019+-])"
_ACTING = re.compile(rf"{_APART}(?P<name>[A-HJ-Z])(?=['\u2019]s\b|,? {_ACTS}\b)")
_GOVERNED = re.compile(
    rf"\b{_GOVERNS} (?P<name>[A-HJ-Z])(?=[,.;:)\n]|$| (?:and|for|in|at|on|while|who|was|is|has|had)\b)"
)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Uncle|Aunt|Auntie|Aunty|DS|DC|PC|DI|Sgt|Nurse|Sister|Mr and Mrs)\.? "
    r"(?P<name>[A-Z])(?=\.?(?:[\s,;:)'\u2019]|$))"
)
_QUOTED = re.compile(r"[\"\u201c](?P<name>[A-Z]{1,2})[\"\u201d]")
_DOTTED = re.compile(r"(?<![\w.])(?P<name>(?:[A-Z]\. ?){1,2}[A-Z][a-z]?\.)(?!\w)")
_PAIR = re.compile(rf"{_APART}(?P<name>[B-Z][A-Z])(?= {_ACTS}\b)")
_KIND = re.compile(
    r"\b(?:class|band|part|section|flat|hep|hepatitis|vitamin|grade|level|plan|type|category|group|year|unit|block"
    r"|room|ward|appendix|table|option|tier|bubble|team|set|zone|bay|gate|platform|step|stage|annex|article)s? $",
    re.IGNORECASE,
)
BLANK = frozenset("na nk uk nr tbc".split())  # what a field holds that holds nobody
_OFTEN = 2  # times from which a bare letter is taken for somebody


def initials(text: str, child: AbstractSet[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where initials are told to be somebody's, and the letters; `child` are the child's names, folded."""
    for pattern in (_TITLED, _QUOTED):
        for match in pattern.finditer(text):
            if match["name"].casefold() not in BLANK:
                yield (*match.span("name"), match["name"])
    for match in (*_DOTTED.finditer(text), *_PAIR.finditer(text)):
        letters = re.sub(r"\W", "", match["name"])
        if letters.casefold() not in ABBREVIATIONS | BLANK and (len(letters) == len("JM") or not is_ordinary(letters)):
            yield (*match.span("name"), match["name"])
    yield from _bare(text, child)


def _bare(text: str, child: AbstractSet[str]) -> Iterator[tuple[int, int, str]]:
    found = (match for pattern in (_ACTING, _GOVERNED) for match in pattern.finditer(text))
    used = [match for match in found if stands_for_somebody(text, *match.span("name"))]
    times = Counter(match["name"] for match in used)
    own = {name[0].upper() for name in child if name}
    for match in used:
        if times[match["name"]] >= (1 if match["name"] in own else _OFTEN):
            yield (*match.span("name"), match["name"])


def stands_for_somebody(text: str, start: int, end: int) -> bool:
    """Return whether the letter at a place can be somebody: not 'Class A' or 'A&E', nor the word 'a'."""
    if _KIND.search(text, max(0, start - 14), start) or text[end : end + 1] in {"&", "/", "+"}:
        return False
    if text[max(0, start - 2) : start].strip() == "&":
        return False
    return text[start:end] != "A" or _is_no_article(text, start)


def _is_no_article(text: str, start: int) -> bool:
    """Return whether a capital A acts or is governed as a name is: 'A had', 'images of A.'."""
    governed = _GOVERNED.finditer(text, max(0, start - 12), start + 12)
    return bool(_ACTING.match(text, start)) or any(match.start("name") == start for match in governed)
