"""The same counts by category, rule, detector, agency and kind of text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from cse_text.evaluation.figures import CategoryRow, Quality, RuleRow, Share
from cse_text.evaluation.reading import Read
from cse_text.evaluation.scoring import count, pair, same
from cse_text.evaluation.spans import not_doubtful

UNNAMED = "not said"


def by_category(reads: Sequence[Read]) -> tuple[CategoryRow, ...]:
    """Return a row for each category annotated or flagged, the most frequent first."""
    seen, hit, named = Counter[str](), Counter[str](), Counter[str]()
    shown, right = Counter[str](), Counter[str]()
    for read in reads:
        seen.update(span["category"] for span in read.masking)
        for i, j in pair(read.masking, read.flagged).items():
            category = read.masking[i]["category"]
            hit[category] += 1
            named[category] += category == read.flagged[j]["category"]
        for flag in not_doubtful(read):
            shown[flag["category"]] += 1
            right[flag["category"]] += is_right(read, flag)
    names = sorted(seen.keys() | shown.keys(), key=lambda name: (-seen[name], name))
    return tuple(
        CategoryRow(name, Share(hit[name], seen[name]), Share(right[name], shown[name]), Share(named[name], hit[name]))
        for name in names
    )


def by_rule(reads: Sequence[Read]) -> tuple[RuleRow, ...]:
    """Return a row for each rule that flagged something, the most frequent first."""
    shown, right, trapped = Counter[str](), Counter[str](), Counter[str]()
    names: dict[str, str] = {}
    for read in reads:
        for flag in not_doubtful(read):
            rule = flag["finding"].rule
            names[rule] = flag["finding"].name
            shown[rule] += 1
            right[rule] += is_right(read, flag)
            trapped[rule] += not is_right(read, flag) and any(same(span, flag) for span in read.traps)
    return tuple(
        RuleRow(rule, names[rule], right[rule], many, trapped[rule])
        for rule, many in sorted(shown.items(), key=lambda each: (-each[1], each[0]))
    )


def by_detector(reads: Sequence[Read]) -> tuple[tuple[str, Share], ...]:
    """Return how many flags of each detector are right."""
    shown, right = Counter[str](), Counter[str]()
    for read in reads:
        for flag in not_doubtful(read):
            shown[flag["finding"].detector] += 1
            right[flag["finding"].detector] += is_right(read, flag)
    return tuple((name, Share(right[name], shown[name])) for name in sorted(shown))


def by_text(reads: Sequence[Read], key: Callable[[Read], str]) -> tuple[Quality, ...]:
    """Return hits, misses and false alarms of each kind of document, those with most masking spans first."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for read in reads:
        counts = count(read.document, read.findings)
        sums[key(read)].update(hits=counts.hits, missed=counts.missed, false=counts.false)
    rows = (Quality(name, each["hits"], each["missed"], each["false"]) for name, each in sums.items())
    return tuple(sorted(rows, key=lambda row: (-row.hits - row.missed, row.name)))


def kind_of(read: Read) -> str:
    """Return what kind of text a document is, from its meta."""
    meta: dict[str, Any] = dict(read.document.get("meta", {}))
    parts = [str(meta[name]) for name in ("kind", "group") if meta.get(name)]
    return ", ".join(parts) or UNNAMED


def agency_of(read: Read) -> str:
    """Return which agency wrote a document, from its meta."""
    return str(read.document.get("meta", {}).get("agency") or UNNAMED).strip().lower()


def is_right(read: Read, flag: Any) -> bool:
    """Return whether a flag stands on a span that masks."""
    return any(same(span, flag) for span in read.masking)
