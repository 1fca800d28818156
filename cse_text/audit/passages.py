"""What the tagger read as showing a finding about the whole record, beside what the checks saw by words and order.

The tagger reads a passage and knows many ways of telling; the checks know the record's order, and what comes later.
So a passage it reads as a finding makes a check's sign at that place surer, one it passes over makes it less sure, and
where no check saw anything it is a sign by itself. At quick depth nothing is read, and the checks stand alone; so does,
in a record too long to be read whole, a sign at a place that was not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cse_text.audit import missing, not_recorded
from cse_text.audit.case import Case, Sign, Span
from cse_text.types import Passage

NEAR = 40  # code points between a sign and a passage that is about the same thing
STEPS = ((0.8, "sure"), (0.55, "likely"), (0.3, "perhaps"), (0.12, "doubtful"))
ALONE = STEPS[-1][0]  # probability from which a passage is a sign by itself
OF_THE_RECORD = frozenset({not_recorded.CHECK})  # whose signs are about the record, not about a place in it
LEFT_ALONE = {missing.CHECK: missing.left_alone}  # near misses that only what comes later tells from findings


def with_passages(case: Case, signs: Iterable[Sign]) -> list[Sign]:
    """Return the signs with what the tagger read at their places, and the passages that no check saw."""
    signs = list(signs)
    if case.passages is None:
        return signs
    told: dict[str, list[Passage]] = {}
    for passage in case.passages:
        told.setdefault(passage.check, []).append(passage)
    read = [_read(told.get(sign.check, ()), sign) if case.saw(sign.spans) else sign for sign in signs]
    return [*read, *_alone(case, case.passages, signs)]


def _read(passages: Iterable[Passage], sign: Sign) -> Sign:
    """Return a sign with how far the tagger reads a finding at its place, by the passages of its check."""
    near = (each.probability for each in passages if _touches(each, sign.spans))
    return replace(sign, grounds=(*sign.grounds, f"reads-{_step(max(near, default=0.0))}"))


def _alone(case: Case, passages: Iterable[Passage], signs: list[Sign]) -> Iterator[Sign]:
    """Yield a sign for each passage of a check whose own signs lie elsewhere."""
    for passage in passages:
        if passage.probability < ALONE or passage.check in OF_THE_RECORD:
            continue
        own = [sign for sign in signs if sign.check == passage.check]
        if any(_touches(passage, sign.spans) for sign in own):
            continue
        span = (passage.start, passage.end)
        if (left_alone := LEFT_ALONE.get(passage.check)) and left_alone(case, span):
            continue
        seen = "seen-elsewhere" if own else "seen-nowhere"
        grounds = ("passage", f"passage-{_step(passage.probability)}", seen, "file" if case.is_file() else "note")
        yield Sign(passage.check, (span,), grounds)


def _touches(passage: Passage, spans: Iterable[Span]) -> bool:
    return any(start < passage.end + NEAR and passage.start < end + NEAR for start, end in spans)


def _step(probability: float) -> str:
    return next((name for least, name in STEPS if probability >= least), "nothing")
