"""Fits which category a masking span is of, on annotated spans; measured on writers held out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cse_text.confidence.categories import FILE, FORMAT, UNIT, CategoryModel, joined_row, word_features
from cse_text.evaluation.scoring import same
from cse_text.lexicon import CompiledLexicon, load_lexicon
from cse_text.matching.phrases import PhraseDetector
from cse_text.matching.tagger import Tagger, view
from cse_text.matching.tagset import CATEGORIES
from cse_text.training.corpus import Pair, corpus_hash
from cse_text.training.judging import example_documents
from cse_text.training.run import Plan, judging_folder

WORDS_PENALTY = 3.0  # inverse strengths of the ridge penalties
JOINED_PENALTY = 0.05
SMALLEST = 5  # hundredths; weights below change nothing
FEWEST = 2  # spans that a word must stand in
UNSEEN = -20.0  # the score of a category that no span is of: too low ever to win and, unlike minus infinity, plain JSON


@dataclass(frozen=True, slots=True)
class Labelled:
    """A masking span with its category's number; `rule` is that of the rule whose wording stands there, or -1."""

    writer: str
    text: str
    start: int
    end: int
    category: int
    rule: int
    read: tuple[float, ...]


def train_categories(pairs: Sequence[Pair], plan: Plan, report: Callable[[str], None]) -> None:
    """Fit the model and write it.

    The second model learns from writers that neither the tagger it weighs nor the word model beside it has seen.
    """
    compiled = load_lexicon()
    examples = [("lexicon", document) for document in example_documents(compiled)]
    inside = [pair for pair in pairs if pair[0] not in plan.held]
    held = [pair for pair in pairs if pair[0] in plan.held]
    tagger = Tagger.load(judging_folder(pairs, plan))
    apart, spans = fit_words(spans_of([*inside, *examples])), list(spans_of(held, compiled, tagger))
    rows = np.array(
        [joined_row(apart.by_words(each.text, each.start, each.end), each.read, each.rule) for each in spans]
    )
    right = held_out_right(rows, spans)
    whole = fit_words(spans_of([*pairs, *examples]))
    model = CategoryModel(whole.names, whole.base, whole.words, fit_joined(rows, [each.category for each in spans]))
    card = {"spans": len(spans), "corpus": corpus_hash(pairs), "words": len(model.words), **right}
    data = {"format": FORMAT, "card": card, "model": model.as_data()}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (plan.models / FILE).write_text(text + "\n", encoding="utf-8", newline="\n")
    report(f"categories: {card}")


def spans_of(
    pairs: Sequence[Pair], compiled: CompiledLexicon | None = None, tagger: Tagger | None = None
) -> Iterator[Labelled]:
    """Yield the masking spans of (writer, document) pairs, with what rules and tagger hold of them where asked."""
    detector = PhraseDetector(compiled) if compiled else None
    for writer, document in pairs:
        text = document["text"]
        reading = tagger.read(text) if tagger else None
        hits = detector.find(text) if detector else []
        for span in (each for each in document["spans"] if each["masking"] is True):
            seen = view(reading, span["start"], span["end"]) if reading else None
            if tagger is None or seen is not None:
                own = (
                    CATEGORIES.index(hit.category) for hit in hits if same(span, {"start": hit.start, "end": hit.end})
                )
                number = CATEGORIES.index(span["category"])
                place = (text, span["start"], span["end"], number, next(own, -1))
                yield Labelled(writer, *place, seen.categories if seen else ())


def fit_words(spans: Iterator[Labelled]) -> CategoryModel:
    """Return the model by words, the second still empty."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    known = list(spans)
    rows = [dict(word_features(each.text, each.start, each.end)) for each in known]
    seen = Counter(name for row in rows for name in row)
    often = [{name: value for name, value in row.items() if seen[name] >= FEWEST} for row in rows]
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(often)
    model = LogisticRegression(C=WORDS_PENALTY, max_iter=300).fit(matrix, [each.category for each in known])
    weights = np.rint(model.coef_ * UNIT).astype(int)  # a row for each category seen
    numbers = model.classes_.tolist()
    kept = {
        str(name): [
            part
            for row, number in enumerate(numbers)
            if abs(weights[row, n]) >= SMALLEST
            for part in (number, int(weights[row, n]))
        ]
        for n, name in enumerate(vectors.feature_names_)
    }
    base = np.full(len(CATEGORIES), UNSEEN)
    base[numbers] = model.intercept_
    return CategoryModel(tuple(CATEGORIES), base, {name: each for name, each in kept.items() if each}, np.empty((0, 0)))


def fit_joined(rows: np.ndarray, categories: Sequence[int]) -> np.ndarray:
    """Return the weights (features and an intercept x categories) of the second model."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=JOINED_PENALTY, solver="newton-cg").fit(rows, categories)
    joined = np.zeros((rows.shape[1] + 1, len(CATEGORIES)))
    joined[-1] = UNSEEN
    joined[:-1, model.classes_] = model.coef_.T
    joined[-1, model.classes_] = model.intercept_
    return joined


def held_out_right(rows: np.ndarray, spans: Sequence[Labelled]) -> dict[str, float]:
    """Return the shares of categories right by the tagger, and by the model fitted without the span's writer."""
    truth = np.array([each.category for each in spans])
    writers = np.array([each.writer for each in spans])
    said = np.zeros(len(spans), dtype=int)
    with_one = np.column_stack([rows, np.ones(len(rows))])
    for writer in sorted(set(writers)):
        out = writers == writer
        said[out] = (with_one[out] @ fit_joined(rows[~out], truth[~out])).argmax(axis=1)
    by_tagger = np.array([each.read for each in spans]).argmax(axis=1)
    shares: dict[str, Any] = {"tagger_right": by_tagger == truth, "right_on_writers_held_out": said == truth}
    return {name: round(float(each.mean()), 4) for name, each in shares.items()}
