"""How far two reviewers agree on the same findings: shares, kappa with its interval, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from cse_text.annotation import CATEGORIES
from cse_text.evaluation.agreement import Agreed, agreed_on
from cse_text.review.merge import OPEN, Current, current, reviewers
from cse_text.review.store import Row


@dataclass(frozen=True, slots=True)
class Difference:
    """A finding on which two reviewers do not agree: ids and reasons, none of its words."""

    key: str
    record: str
    rule: str
    first: str
    second: str
    first_reason: str = ""
    second_reason: str = ""


@dataclass(frozen=True, slots=True)
class ReviewAgreement:
    """Two reviewers compared. Records are drawn again for the intervals, since findings of one record go together."""

    first: str
    second: str
    records: int
    verdicts: Agreed
    by_category: tuple[Agreed, ...]
    only_first: int
    only_second: int
    differences: tuple[Difference, ...] = field(default=(), repr=False)


def compare_all(rows: Sequence[Row]) -> list[ReviewAgreement]:
    """Return the agreement of every two reviewers of a file."""
    return [compare(rows, first, second) for first, second in combinations(reviewers(rows), 2)]


def compare(rows: Sequence[Row], first: str, second: str) -> ReviewAgreement:
    """Return how far two reviewers agree on the findings that both decided."""
    ours, theirs = (_decided(current(rows, name)) for name in (first, second))
    both = [(ours[key], theirs[key]) for key in ours if key in theirs]
    records = {one.record for one, _ in both}
    return ReviewAgreement(
        first,
        second,
        len(records),
        agreed_on("verdict", _by_record(both)),
        tuple(agreed_on(name, _by_record(each)) for name, each in sorted(_by_category(both).items())),
        len(ours.keys() - theirs.keys()),
        len(theirs.keys() - ours.keys()),
        tuple(_difference(one, other) for one, other in both if one.verdict != other.verdict),
    )


def _decided(rows: Current) -> Current:
    return {key: row for key, row in rows.items() if row.verdict != OPEN}


def _by_category(both: Iterable[tuple[Row, Row]]) -> dict[str, list[tuple[Row, Row]]]:
    """Return the pairs by the category that the letters of a rule stand for; a check of whole records by its name."""
    found: dict[str, list[tuple[Row, Row]]] = {}
    for one, other in both:
        found.setdefault(CATEGORIES.get(one.rule[:2], one.rule), []).append((one, other))
    return found


def _by_record(both: Iterable[tuple[Row, Row]]) -> list[list[tuple[str, str]]]:
    records: dict[str, list[tuple[str, str]]] = {}
    for one, other in both:
        records.setdefault(one.record, []).append((one.verdict, other.verdict))
    return list(records.values())


def _difference(one: Row, other: Row) -> Difference:
    return Difference(one.key, one.record, one.rule, one.verdict, other.verdict, one.reason, other.reason)
