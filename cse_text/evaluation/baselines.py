"""What deciding without reading would reach on the same spans. A figure that is not clear of these says little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from cse_text.annotation import squash
from cse_text.evaluation.figures import Guess
from cse_text.evaluation.reading import Given

BOTH = (True, False)


def baselines(given: Sequence[Given], surfaces: Sequence[str]) -> tuple[Guess, ...]:
    """Return what the commoner answer reaches: of all spans, of the same phrase, of the same rule.

    A span never counts towards its own answer, so a phrase met once falls back on the commoner answer of all.
    """
    truths = [each.span["masking"] for each in given]
    everything = [""] * len(truths)
    phrases = [squash(surface) for surface in surfaces]
    rules = [each.finding.rule for each in given]
    return (
        grade("commoner answer of all", truths, [commoner(truths)] * len(truths)),
        grade("commoner answer per phrase", truths, left_out(truths, phrases, everything)),
        grade("commoner answer per rule", truths, left_out(truths, rules, everything)),
    )


def grade(name: str, truths: Sequence[bool], answers: Sequence[bool]) -> Guess:
    """Return how many answers are right, and F1 averaged over masking and not masking."""
    if not truths:
        return Guess(name, 0.0, 0.0)
    right = sum(truth == answer for truth, answer in zip(truths, answers, strict=True)) / len(truths)
    return Guess(name, right, sum(_f1(truths, answers, kind) for kind in BOTH) / len(BOTH))


def commoner(truths: Sequence[bool]) -> bool:
    """Return the answer that more spans have; masking where both are as common."""
    return sum(truths) * 2 >= len(truths)


def left_out(truths: Sequence[bool], keys: Sequence[str], above: Sequence[str]) -> list[bool]:
    """Return the commoner answer of the others with the same key; on none or a tie, of the others under `above`."""
    near, far = _counter(truths, keys), _counter(truths, above)
    answers = []
    for truth, key, wider in zip(truths, keys, above, strict=True):
        votes = near(key) - (1 if truth else -1)
        answers.append((votes or far(wider) - (1 if truth else -1)) >= 0)
    return answers


def _counter(truths: Sequence[bool], keys: Sequence[str]) -> Callable[[str], int]:
    votes: Counter[str] = Counter()
    for truth, key in zip(truths, keys, strict=True):
        votes[key] += 1 if truth else -1
    return votes.__getitem__


def _f1(truths: Sequence[bool], answers: Sequence[bool], kind: bool) -> float:  # noqa: FBT001 - one of two answers
    hits = sum(truth == answer == kind for truth, answer in zip(truths, answers, strict=True))
    below = sum(truth == kind for truth in truths) + sum(answer == kind for answer in answers)
    return 2 * hits / below if below else 0.0
