"""How far two people agree who marked the same notes without seeing each other's marks.

The first is taken as the measure of the second, as scoring takes the annotation; F1 is the same both ways but for
spans that one of them holds to be doubtful, which are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from cse_text.evaluation.bootstrap import Numbers, f1, interval
from cse_text.evaluation.figures import Measure, Mistake, Quality
from cse_text.evaluation.scoring import Counts, count, pair, same

Document = Mapping[str, Any]
Span = Mapping[str, Any]
VERDICT, CATEGORY, VOICE, SUBJECT = "masking", "category", "voice", "subject"
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Agreed:
    """How often two people say the same of something, and kappa: the same beyond chance (None: only one answer)."""

    name: str
    count: int
    same: float
    kappa: Measure | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """All that a comparison of two people's marks shows."""

    documents: int
    words: int
    spans: Quality
    f1: Measure
    agreed: tuple[Agreed, ...]
    by_category: tuple[Quality, ...]
    only_first: int = 0
    only_second: int = 0
    other_text: int = 0
    differences: tuple[Mistake, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Both:
    """One note as both marked it, doubtful spans of either apart."""

    name: str
    text: str
    first: Document
    second: tuple[Span, ...]

    @property
    def met(self) -> list[tuple[Span, Span]]:
        """Spans that both marked, masking or trap."""
        ours = [span for span in self.first["spans"] if span["masking"] is not None]
        return [(ours[i], self.second[j]) for i, j in pair(ours, self.second).items()]


def compare(first: Sequence[Document], second: Sequence[Document]) -> Agreement:
    """Return the agreement on the notes that both marked."""
    others = {str(each["id"]): each for each in second}
    known = [(each, others[str(each["id"])]) for each in first if str(each["id"]) in others]
    both = [_both(one, other) for one, other in known if one["text"] == other["text"]]
    counts = [count(each.first, each.second) for each in both]
    total = sum(counts, Counts())
    rows = np.array([(each.hits, each.missed, each.false) for each in counts])
    asked = (VERDICT, CATEGORY, VOICE, SUBJECT)
    agreed = (
        agreed_on("masking, word by word", [list(_words(each)) for each in both]),
        *(agreed_on(name, [_labels(each, name) for each in both]) for name in asked),
    )
    return Agreement(
        len(both),
        sum(len(each.text.split()) for each in both),
        Quality("spans that mask", total.hits, total.missed, total.false),
        Measure(total.f1, interval(rows, f1)),
        agreed,
        tuple(_by_category(both)),
        len(first) - len(known),
        len(second) - len(known),
        len(known) - len(both),
        tuple(each for document in both for each in _differences(document)),
    )


def kappa(table: Numbers) -> Numbers:
    """Return Cohen's kappa of tables of counts, the last two axes the answers; not a number where all are the same."""
    total = table.sum(axis=(-2, -1))
    safe = np.maximum(total, 1)
    agreed = np.trace(table, axis1=-2, axis2=-1) / safe
    chance = (table.sum(axis=-1) * table.sum(axis=-2)).sum(axis=-1) / safe**2
    found: Numbers = np.divide(agreed - chance, 1 - chance, out=np.full(np.shape(total), np.nan), where=chance < 1)
    return found


def _both(first: Document, second: Document) -> Both:
    doubtful = [span for span in second["spans"] if span["masking"] is None]
    spans = [
        {**span, "masking": None} if any(same(span, other) for other in doubtful) else span for span in first["spans"]
    ]
    stated = tuple(span for span in second["spans"] if span["masking"] is not None)
    return Both(str(first["id"]), first["text"], {**first, "spans": spans}, stated)


def agreed_on(name: str, labels: Sequence[Sequence[tuple[str, str]]]) -> Agreed:
    """Return how often two answers are the same; the interval is drawn by what the outer sequence holds, as records."""
    values = sorted({label for each in labels for pair_ in each for label in pair_})
    place = {value: n for n, value in enumerate(values)}
    rows = np.zeros((len(labels), len(values), len(values)))
    for row, each in zip(rows, labels, strict=True):
        for one, other in each:
            row[place[one], place[other]] += 1
    seen = int(rows.sum())
    agreed = float(np.trace(rows.sum(axis=0))) / seen if seen else 0.0
    value = kappa(rows.sum(axis=0)) if seen else np.nan
    if np.isnan(value):
        return Agreed(name, seen, agreed, None)
    size = len(values)
    within = interval(rows.reshape(len(labels), -1), lambda sums: kappa(sums.reshape(-1, size, size)))
    return Agreed(name, seen, agreed, Measure(float(value), within))


def _words(both: Both) -> Iterator[tuple[str, str]]:
    ours = [span for span in both.first["spans"] if span["masking"] is True]
    theirs = [span for span in both.second if span["masking"] is True]
    for match in _WORD.finditer(both.text):
        here = {"start": match.start(), "end": match.end()}
        yield _inside(here, ours), _inside(here, theirs)


def _inside(word: Span, spans: Sequence[Span]) -> str:
    return str(any(span["start"] < word["end"] and word["start"] < span["end"] for span in spans))


def _labels(both: Both, name: str) -> list[tuple[str, str]]:
    """Return both answers on spans that both marked; categories only where both say that the words mask."""
    met = [each for each in both.met if name != CATEGORY or (each[0]["masking"] and each[1]["masking"])]
    return [(str(one[name]), str(other[name])) for one, other in met if name in one and name in other]


def _by_category(both: Sequence[Both]) -> Iterator[Quality]:
    names = sorted({span["category"] for each in both for span in each.first["spans"] if span["masking"] is True})
    for name in names:
        hits = seen = 0
        for each in both:
            ours = [span for span in each.first["spans"] if span["masking"] is True]
            met = pair(ours, [span for span in each.second if span["masking"] is True])
            seen += sum(span["category"] == name for span in ours)
            hits += sum(ours[i]["category"] == name for i in met)
        yield Quality(name, hits, seen - hits, 0)


def _differences(both: Both) -> Iterator[Mistake]:
    for one, other in both.met:
        for name in (VERDICT, CATEGORY, VOICE, SUBJECT):
            if one.get(name) != other.get(name):
                yield _difference(name, both, one, str(one.get(name)), str(other.get(name)))
    ours = [span for span in both.first["spans"] if span["masking"] is not None]
    met = pair(ours, both.second)
    for i, span in enumerate(ours):
        if i not in met:
            yield _difference("one marked", both, span, _said(span), "nothing")
    for j, span in enumerate(both.second):
        if j not in met.values() and not any(same(span, each) for each in both.first["spans"]):
            yield _difference("one marked", both, span, "nothing", _said(span))


def _said(span: Span) -> str:
    return f"{span['category']}, {'masking' if span['masking'] else 'trap'}"


def _difference(kind: str, both: Both, span: Span, first: str, second: str) -> Mistake:
    start, end = span["start"], span["end"]
    place = f"line {both.text.count(chr(10), 0, start) + 1}, character {start}"
    return Mistake(kind, both.name, start, end, place, first, second, words=both.text[start:end])
