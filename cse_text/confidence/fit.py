"""Fits the judge on judged candidates: logistic regression, calibrated on writers it has not seen. Offline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cse_text.confidence.calibration import Judge
from cse_text.odds import sigmoid

STRENGTH = 4.0  # how many sightings the corpus's mean weighs against a rule's own record
PENALTY = 0.3  # inverse strength of the ridge penalty
FOLDS = 5
# A rule whose words mask more often than not in records is not held back by its own record: the corpus sets traps for
# the best known phrases far oftener than records do.
LIKELY = "prior-likely"
LEAST = 0.5  # nothing is shown that is likelier plain recording than masking


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate with its features, its rule and whether careful reading says that it masks.

    A row of less than full weight teaches but is no part of calibration: a rule's own examples are not records.
    """

    features: dict[str, float]
    rule: str
    masks: bool
    writer: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted judge with its confidences on rows whose writers, or whose rules, it had not seen."""

    judge: Judge
    held_out: np.ndarray
    rules_held_out: np.ndarray


def fit_judge(rows: Sequence[Row], aim: float = 0.8) -> Fit:
    """Return the judge fitted on all rows, calibrated and given its threshold on writers held out.

    `aim`: the precision that the threshold must reach on the writers held out.
    """
    truth = np.array([row.masks for row in rows], dtype=float)
    by_writer = _scores_held_out(rows, [row.writer for row in rows])
    by_rule = _scores_held_out(rows, [row.rule for row in rows])
    real = np.array([row.weight >= 1 for row in rows])
    slope, shift = _platt(by_writer[real], truth[real])
    confidences, of_rules = (
        np.array([sigmoid(slope * value + shift) for value in scores]) for scores in (by_writer, by_rule)
    )
    threshold = choose_threshold(confidences[real], truth[real], aim)
    return Fit(replace(_fit(rows), slope=slope, shift=shift, threshold=threshold), confidences, of_rules)


def _scores_held_out(rows: Sequence[Row], groups: Sequence[str]) -> np.ndarray:
    """Return each row's score before calibration, of a judge that saw no row of its group."""
    scores = np.zeros(len(rows))
    for held in _folds(np.array(groups)):
        judge = _fit([row for row, out in zip(rows, held, strict=True) if not out])
        scores[held] = [judge.score(row.features, row.rule) for row, out in zip(rows, held, strict=True) if out]
    return scores


def recalibrate(judge: Judge, rows: Sequence[Row], aim: float) -> tuple[Judge, np.ndarray]:
    """Return the judge calibrated again, and given its threshold, on candidates of the tagger that ships.

    None of the rows may come from a document that this tagger was fitted on. Also returns their confidences.
    """
    raw = np.array([judge.score(row.features, row.rule) for row in rows])
    truth = np.array([row.masks for row in rows], dtype=float)
    slope, shift = _platt(raw, truth)
    confidences = np.array([sigmoid(slope * value + shift) for value in raw])
    threshold = choose_threshold(confidences, truth, aim)
    return replace(judge, slope=slope, shift=shift, threshold=threshold), confidences


def choose_threshold(confidences: np.ndarray, truth: np.ndarray, aim: float = 0.8) -> float:
    """Return the lowest confidence, from an even chance on, from which precision reaches the aim."""
    for threshold in np.arange(LEAST, 0.91, 0.01):
        shown = confidences >= threshold
        if shown.any() and truth[shown].mean() >= aim:
            return round(float(threshold), 2)
    return LEAST


def _folds(groups: np.ndarray) -> list[np.ndarray]:
    """Return masks of held-out rows, each group in exactly one."""
    names = sorted(set(groups))
    return [np.isin(groups, names[n::FOLDS]) for n in range(min(FOLDS, len(names)))]


def _fit(rows: Sequence[Row]) -> Judge:
    from sklearn.linear_model import LogisticRegression

    masking: dict[str, int] = {}
    seen: dict[str, int] = {}
    for row in rows:
        masking[row.rule] = masking.get(row.rule, 0) + row.masks
        seen[row.rule] = seen.get(row.rule, 0) + 1
    base = sum(masking.values()) / max(1, len(rows))
    likely = {row.rule for row in rows if LIKELY in row.features}
    table = {
        rule: (masking[rule], seen[rule])
        for rule in sorted(seen)
        if rule not in likely or masking[rule] >= base * seen[rule]
    }
    judge = Judge({}, 0.0, 1.0, 0.0, 0.5, table, base, STRENGTH, 0.0)
    records = [judge.rule_odds_without(row.rule, masks=row.masks) for row in rows]
    names, matrix = feature_matrix([row.features for row in rows], records)
    model = LogisticRegression(C=PENALTY, max_iter=2000)
    model.fit(matrix, [row.masks for row in rows], sample_weight=[row.weight for row in rows])
    weights = {name: round(float(value), 5) for name, value in zip(names, model.coef_[0], strict=False)}
    return replace(judge, weights=weights, intercept=float(model.intercept_[0]), rule_weight=float(model.coef_[0][-1]))


def feature_matrix(rows: Sequence[Mapping[str, float]], last: Sequence[float]) -> tuple[list[str], np.ndarray]:
    """Return the names of all features and a row of their values for each row, with `last` as one more column."""
    names = sorted({name for row in rows for name in row})
    column = {name: n for n, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names) + 1))
    for n, row in enumerate(rows):
        for name, value in row.items():
            matrix[n, column[name]] = value
    matrix[:, -1] = last
    return names, matrix


def _platt(raw: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e6).fit(raw.reshape(-1, 1), truth)
    return float(model.coef_[0][0]), float(model.intercept_[0])
