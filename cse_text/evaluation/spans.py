"""How spans sit: what was proposed at all, and the edges of what was flagged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cse_text.evaluation.figures import Quality, Share, SpanFigures
from cse_text.evaluation.reading import Read
from cse_text.evaluation.scoring import pair, same

Span = Mapping[str, Any]


def span_figures(reads: Sequence[Read]) -> SpanFigures:
    """Return the figures of spans alone."""
    masking = [(span, read.findings) for read in reads for span in read.masking]
    traps = [(span, read.findings) for read in reads for span in read.traps]
    exact = sum(any(edges(span) == edges(each) for each in found) for span, found in masking)
    return SpanFigures(
        sum(len(read.findings) for read in reads),
        Share(_proposed(masking), len(masking)),
        Share(exact, len(masking)),
        Share(_proposed(traps), len(traps)),
        _added("shares half of the shorter", [_overlapping(read) for read in reads]),
        _added("exactly the same words", [_exact(read) for read in reads]),
        _added("characters", [_characters(read) for read in reads]),
    )


def edges(span: Span) -> tuple[int, int]:
    """Return where a span begins and ends."""
    return span["start"], span["end"]


def not_doubtful(read: Read) -> list[dict[str, Any]]:
    """Return what was flagged, without what stands on spans that are never scored and on nothing that masks."""
    return [
        each
        for each in read.flagged
        if any(same(span, each) for span in read.masking) or not any(same(span, each) for span in read.doubtful)
    ]


def _proposed(spans: Sequence[tuple[Span, Sequence[Span]]]) -> int:
    return sum(any(same(span, each) for each in found) for span, found in spans)


def _overlapping(read: Read) -> tuple[int, int, int]:
    masking, flagged = read.masking, read.flagged
    hits = len(pair(masking, flagged))
    false = sum(not any(same(span, each) for span in (*masking, *read.doubtful)) for each in flagged)
    return hits, len(masking) - hits, false


def _exact(read: Read) -> tuple[int, int, int]:
    """Count edges for edges: here a flag with other edges is both a miss and a false alarm."""
    masking = {edges(span) for span in read.masking}
    flagged = {edges(each) for each in not_doubtful(read)}
    hits = len(masking & flagged)
    return hits, len(masking) - hits, len(flagged) - hits


def _characters(read: Read) -> tuple[int, int, int]:
    masking = _covered(read.masking)
    flagged = _covered(not_doubtful(read)) - _covered(read.doubtful)
    hits = len(masking & flagged)
    return hits, len(masking) - hits, len(flagged) - hits


def _covered(spans: Sequence[Span]) -> set[int]:
    return {place for span in spans for place in range(span["start"], span["end"])}


def _added(name: str, counts: Sequence[tuple[int, int, int]]) -> Quality:
    hits, missed, false = (sum(each[n] for each in counts) for n in range(3))
    return Quality(name, hits, missed, false)
