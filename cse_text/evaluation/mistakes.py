"""The errors of an evaluation, each with its place, to be read one by one."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cse_text.evaluation.bootstrap import SEED
from cse_text.evaluation.figures import Mistake
from cse_text.evaluation.reading import Given, Read
from cse_text.evaluation.scoring import pair, same

MISSED, FALSE, TRAP = "missed", "false alarm", "trap flagged"
CATEGORY, SUBJECT, VOICE = "category", "subject", "voice"
BEFORE, AFTER = 60, 40  # characters around the words of an error


def mistakes(reads: Sequence[Read]) -> tuple[Mistake, ...]:
    """Return all errors, in order of place."""
    return tuple(each for read in reads for each in (*_missed(read), *_false(read), *_named(read), *_read_wrong(read)))


def choose(found: Sequence[Mistake], most: int) -> list[Mistake]:
    """Return so many errors drawn by lot, the same ones each time, in their order."""
    if len(found) <= most:
        return list(found)
    return [found[n] for n in sorted(random.Random(SEED).sample(range(len(found)), most))]


def _missed(read: Read) -> Iterator[Mistake]:
    """Yield masking spans that nothing flags, with what stands there undecided or ruled out."""
    met = pair(read.masking, read.flagged)
    for i, span in enumerate(read.masking):
        if i not in met:
            near = next((each["finding"] for each in read.findings if same(span, each)), None)
            said = "seen, left alone" if near else "not seen"
            yield _mistake(MISSED, read, span, said, span["category"], near)


def _false(read: Read) -> Iterator[Mistake]:
    for flag in read.flagged:
        if any(same(span, flag) for span in (*read.masking, *read.doubtful)):
            continue
        trap = next((span for span in read.traps if same(span, flag)), None)
        annotated = f"trap: {trap['category']}" if trap else "nothing"
        yield _mistake(TRAP if trap else FALSE, read, flag, flag["category"], annotated, flag["finding"])


def _named(read: Read) -> Iterator[Mistake]:
    for i, j in pair(read.masking, read.flagged).items():
        span, flag = read.masking[i], read.flagged[j]
        if span["category"] != flag["category"]:
            yield _mistake(CATEGORY, read, span, flag["category"], span["category"], flag["finding"])


def _read_wrong(read: Read) -> Iterator[Mistake]:
    for each in read.given:
        for kind in (SUBJECT, VOICE):
            if kind in each.span and getattr(each.finding, kind) != each.span[kind]:
                yield _of_given(kind, read, each)


def _of_given(kind: str, read: Read, given: Given) -> Mistake:
    said = str(getattr(given.finding, kind))
    return _mistake(kind, read, given.span, said, str(given.span[kind]), given.finding)


def _mistake(kind: str, read: Read, span: Mapping[str, Any], said: str, annotated: str, finding: Any) -> Mistake:
    text, start, end = read.document["text"], span["start"], span["end"]
    words = f"{text[max(0, start - BEFORE) : start]}[[{text[start:end]}]]{text[end : end + AFTER]}"
    return Mistake(
        kind,
        read.name,
        start,
        end,
        f"line {text.count(chr(10), 0, start) + 1}, character {start}",
        said,
        annotated,
        finding.rule if finding else "",
        finding.category if finding else str(span["category"]),
        finding.confidence if finding else None,
        " ".join(words.split()),
    )
