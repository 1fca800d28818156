"""Fits how likely a suggestion is to be accepted, on suggestions that readers judged."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from cse_text.confidence.fit import feature_matrix
from cse_text.evaluation.scoring import brier, calibration_error
from cse_text.lexicon import CompiledLexicon, load_lexicon
from cse_text.reframing.analysis import TEMPLATE
from cse_text.reframing.ranking import FORMAT, Ranking
from cse_text.training.corpus import read_lines

STRENGTH = 2.0  # how many judgements the general rate weighs against a rung's own record
PENALTY = 0.2
FOLDS = 10
Matrix = NDArray[np.float64]
EDITS, ANALYSES = "edits", "analyses"
IS_ANALYSIS = f"template={TEMPLATE}"
FLOOR = 0.55  # below it a suggestion is refused too often; of fresh ones above it nearly two in three are accepted


def train_reframings(samples: Path, models: Path, report: Callable[[str], None]) -> None:
    """Fit the ranking of suggestions and write it; on those held out, of texts kept for measuring, only measure it."""
    every = read_lines(samples / "judged.jsonl")
    held = one_by_one([each for each in every if each.get("held")])
    judged = one_by_one(still_said([each for each in every if not each.get("held")], load_lexicon()))
    fresh = [each for each in judged if each.get("fresh")]
    others = [each for each in judged if not each.get("fresh")]
    scores = across(others, fresh)
    kinds = {kind: [n for n, each in enumerate(fresh) if _kind(each) == kind] for kind in (EDITS, ANALYSES)}
    shifts = {kind: _shift(scores[at], [_accepted(fresh[n]) for n in at]) for kind, at in kinds.items()}
    card: dict[str, Any] = {"judged": len(every), "verdicts_on_those_still_said": len(judged)}
    both: list[tuple[float, bool]] = []
    for kind, at in kinds.items():
        points = [(float(expit(scores[n] + shifts[kind])), bool(_accepted(fresh[n]))) for n in at]
        card[kind] = {"verdicts": sum(_kind(each) == kind for each in judged), **_measured(points)}
        both += points
    card["ece_fresh"] = round(calibration_error(both), 4)
    ranking = _shifted(_fit(judged), shifts)
    card["held_out"] = _measured(
        [(ranking.confidence(each["features"], _rung(each)), bool(_accepted(each))) for each in held]
    )
    data = {"format": FORMAT, "card": card, "model": ranking.as_data()}
    path = models / "reframings.json"
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    report(f"reframings: {card}")


def across(others: Sequence[dict[str, Any]], fresh: Sequence[dict[str, Any]]) -> Matrix:
    """Return the log odds of each fresh suggestion by rankings fitted without its verdicts.

    Fresh ones are first offers on texts and by rungs that nobody had judged. The others were read while rungs were
    mended, so those still said were accepted more often than fresh ones are: hence a shift for each kind.
    """
    scores = np.zeros(len(fresh))
    rungs = sorted({_rung(each) for each in fresh})
    fold_of = {rung: n % FOLDS for n, rung in enumerate(rungs)}
    for fold in range(FOLDS if fresh else 0):
        out = [n for n, each in enumerate(fresh) if fold_of[_rung(each)] == fold]
        ranking = _fit([*others, *(each for each in fresh if fold_of[_rung(each)] != fold)])
        scores[out] = [ranking.score(fresh[n]["features"], _rung(fresh[n])) for n in out]
    return scores


def _shift(scores: Matrix, accepted: Sequence[int]) -> float:
    """Return what brings the mean of these log odds, as probabilities, to the rate at which they were accepted."""
    if not accepted:
        return 0.0
    wanted = sum(accepted) / len(accepted)
    shifts = np.arange(-3, 3, 0.01)
    misses = [abs(expit(scores + shift).mean() - wanted) for shift in shifts]
    return float(shifts[int(np.argmin(misses))])


def _shifted(ranking: Ranking, shifts: Mapping[str, float]) -> Ranking:
    """Return the ranking with the log odds of each kind shifted."""
    between = shifts[ANALYSES] - shifts[EDITS]
    weights = {**ranking.weights, IS_ANALYSIS: round(ranking.weights.get(IS_ANALYSIS, 0.0) + between, 4)}
    return replace(ranking, weights=weights, intercept=round(ranking.intercept + shifts[EDITS], 5))


def _measured(points: Sequence[tuple[float, bool]]) -> dict[str, float]:
    """Return how many fresh suggestions were accepted, of all and of those shown, and how far the confidence is off."""
    shown = [accepted for confidence, accepted in points if confidence >= FLOOR]
    return {
        "fresh": len(points),
        "accepted_of_fresh": round(sum(accepted for _, accepted in points) / max(1, len(points)), 4),
        "accepted_of_fresh_at_or_above_floor": round(sum(shown) / max(1, len(shown)), 4),
        "share_of_fresh_at_or_above_floor": round(len(shown) / max(1, len(points)), 4),
        "ece_fresh": round(calibration_error(points), 4),
        "brier_fresh": round(brier(points), 4),
    }


def still_said(judged: Sequence[dict[str, Any]], compiled: CompiledLexicon) -> list[dict[str, Any]]:
    """Return the suggestions whose rung the lexicon still has: what was mended teaches nothing of the rest.

    Fresh ones stay: they tell how often one that nobody has judged is accepted.
    """
    said = {(rule.id, say) for rule in compiled.lexicon.rules for say in rule.says()}
    known = [each for each in judged if each.get("features")]
    return [each for each in known if each.get("fresh") or (each["rule"], each["say"]) in said]


def one_by_one(judged: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a row for each verdict: the confidence is that one practitioner accepts, not all who were asked."""
    return [{**each, "verdicts": [verdict]} for each in judged for verdict in each["verdicts"]]


def _fit(judged: Sequence[dict[str, Any]]) -> Ranking:
    from sklearn.linear_model import LogisticRegression

    rungs: dict[str, tuple[int, int]] = {}
    for each in judged:
        accepted, seen = rungs.get(_rung(each), (0, 0))
        rungs[_rung(each)] = (accepted + _accepted(each), seen + 1)
    base = sum(accepted for accepted, _ in rungs.values()) / len(judged)
    ranking = Ranking({}, 0.0, 0.0, dict(sorted(rungs.items())), base, STRENGTH, FLOOR)
    records = [ranking.rung_odds_without(_rung(each), accepted=bool(_accepted(each))) for each in judged]
    names, matrix = feature_matrix([each["features"] for each in judged], records)
    model = LogisticRegression(C=PENALTY, max_iter=2000).fit(matrix, [_accepted(each) for each in judged])
    weights = {name: round(float(value), 4) for name, value in zip(names, model.coef_[0], strict=False)}
    return replace(
        ranking, weights=weights, intercept=float(model.intercept_[0]), record_weight=float(model.coef_[0][-1])
    )


def _kind(each: dict[str, Any]) -> str:
    return ANALYSES if IS_ANALYSIS in each["features"] else EDITS


def _rung(each: dict[str, Any]) -> str:
    return f"{each['rule']}|{each['say']}"


def _accepted(each: dict[str, Any]) -> int:
    """Return whether the judge accepts."""
    return int(each["verdicts"][0])
