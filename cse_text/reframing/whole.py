"""One reframing of a whole sentence, where several of its findings have one of their own."""

from __future__ import annotations

import math
from collections.abc import Sequence
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
        made = whole_sentence(text, start, end, [each.reframings[0] for each in group]) if len(group) > 1 else None
        if made is not None and made.confidence >= floor:
            first = group[0]
            changed[id(first)] = replace(first, reframings=(*first.reframings[: most - 1], made))
    return tuple(changed.get(id(each), each) for each in findings)


def whole_sentence(text: str, start: int, end: int, edits: Sequence[Reframing]) -> Reframing | None:
    """Return one edit of text[start:end] that makes all the edits, or None where they meet or do not read together."""
    end = start + len(text[start:end].rstrip())
    ordered = sorted(set(edits), key=lambda each: each.start)
    if len(ordered) < 2 or any(one.end > other.start for one, other in pairwise(ordered)):  # noqa: PLR2004
        return None
    pieces, at = [], start
    for each in ordered:
        pieces += [text[at : each.start], each.text]
        at = each.end
    after = "".join(pieces) + text[at:end]
    taken, put = (" ".join(parts) for parts in zip(*((text[e.start : e.end], e.text) for e in ordered), strict=True))
    change = Change(text[start:end], after, taken, put, verbal=True)
    if not stands(change):
        return None
    confidence = round(math.prod(each.confidence for each in ordered), 4)
    evidence = tuple(dict.fromkeys(ground for each in ordered for ground in each.evidence))
    return Reframing(start, end, after, confidence, BECAUSE, evidence)
