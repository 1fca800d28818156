"""One reframing of a whole sentence, where several of its findings have one of their own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from cse_text.reframing.change import Change
from cse_text.reframing.checks import stands
from cse_text.text import sentence_at, sentence_starts
from cse_text.types import Finding, Reframing

BECAUSE = "all findings of the sentence together"


def with_whole_sentences(text: str, findings: Sequence[Finding], most: int, floor: float) -> tuple[Finding, ...]:
    """Return the findings; the first of each sentence that holds several also carries the sentence with all of them.

    One that is less sure than `floor` is not offered: all its edits must be acceptable together.
    """
    offered = [each for each in findings if each.masking and each.reframings]
    if len(offered) < 2:  # noqa: PLR2004 - several
        return tuple(findings)
    starts = sentence_starts(text)
    groups: dict[tuple[int, int], list[Finding]] = {}
    for each in offered:
        groups.setdefault(sentence_at(starts, each.start, len(text)), []).append(each)
    changed = {}
    for (start, end), group in groups.items():
        made = (whole_sentence(text, start, end, offers) for offers in _offers(group)) if len(group) > 1 else ()
        likely = next((each for each in made if each is not None and each.confidence >= floor), None)
        if likely is not None:
            first = group[0]
            changed[id(first)] = replace(first, reframings=(*first.reframings[: most - 1], likely))
    return tuple(changed.get(id(each), each) for each in findings)


def _offers(group: Sequence[Finding]) -> Iterator[list[Reframing]]:
    """Yield what may be done to the findings of a sentence together: an edit of each that has one, or what is first."""
    first = [each.reframings[0] for each in group]
    edits = [next((one for one in each.reframings if not one.adds), each.reframings[0]) for each in group]
    yield edits
    if edits != first:
        yield first


def whole_sentence(text: str, start: int, end: int, offers: Sequence[Reframing]) -> Reframing | None:
    """Return one edit of text[start:end] that does all that is offered; None where that does not read together.

    What is said of the words stands behind the sentence, one after another.
    """
    end = start + len(text[start:end].rstrip())
    edits = sorted({each for each in offers if not each.adds}, key=lambda each: each.start)
    added = list(dict.fromkeys(each for each in offers if each.adds))
    if len(edits) + len(added) < 2 or any(one.end > other.start for one, other in pairwise(edits)):  # noqa: PLR2004
        return None
    pieces, at = [], start
    for each in edits:
        pieces += [text[at : each.start], each.text]
        at = each.end
    after = "".join(pieces) + text[at:end]
    if len(edits) > 1 and not _stand_together(text, start, end, after, edits):
        return None
    confidence = round(math.prod(each.confidence for each in (*edits, *added)), 4)
    evidence = tuple(dict.fromkeys(ground for each in edits for ground in each.evidence))
    behind = "".join([each.text for each in added[:1]] + [f" {each.words}" for each in added[1:]])
    return Reframing(start, end, after + behind, confidence, BECAUSE, evidence)


def _stand_together(text: str, start: int, end: int, after: str, edits: Sequence[Reframing]) -> bool:
    """Return whether text[start:end] with all the edits, `after`, passes the checks of one."""
    taken = " ".join(text[each.start : each.end] for each in edits)
    put = " ".join(each.text for each in edits)
    return stands(Change(text[start:end], after, taken, put, verbal=True))
