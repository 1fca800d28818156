"""Fits how likely a suggestion is to be accepted, on suggestions that readers judged."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from cse_text.confidence.fit import feature_matrix
from cse_text.evaluation.scoring import brier, calibration_error
from cse_text.lexicon import CompiledLexicon, load_lexicon
from cse_text.reframing.ranking import FORMAT, Ranking
from cse_text.training.corpus import read_lines

STRENGTH = 2.0  # how many judgements the general rate weighs against a rung's own record
PENALTY = 0.2
FOLDS = 10
Matrix = NDArray[np.float64]
FLOOR = 0.55  # below it a suggestion is refused too often; of fresh ones above it nearly two in three are accepted


def train_reframings(samples: Path, models: Path, report: Callable[[str], None]) -> None:
    """Fit the ranking of suggestions and write it."""
    every = read_lines(samples / "judged.jsonl")
    judged = still_said(every, load_lexicon())
    fresh = [each for each in judged if each.get("fresh")]
    others = [each for each in judged if not each.get("fresh")]
    scores, shift = across(others, fresh)
    fitted = _fit(judged)
    ranking = replace(fitted, intercept=round(fitted.intercept + shift, 5))
    points = [(float(expit(score + shift)), bool(_accepted(each))) for score, each in zip(scores, fresh, strict=True)]
    shown = [accepted for confidence, accepted in points if confidence >= FLOOR]
    card = {
        "judged": len(every),
        "of_rungs_still_said": len(judged),
        "accepted": round(sum(map(_accepted, others)) / len(others), 4),
        "fresh": len(points),
        "accepted_of_fresh": round(sum(accepted for _, accepted in points) / max(1, len(points)), 4),
        "accepted_of_fresh_at_or_above_floor": round(sum(shown) / max(1, len(shown)), 4),
        "share_of_fresh_at_or_above_floor": round(len(shown) / max(1, len(points)), 4),
        "ece_fresh": round(calibration_error(points), 4),
        "brier_fresh": round(brier(points), 4),
    }
    data = {"format": FORMAT, "card": card, "model": ranking.as_data()}
    path = models / "reframings.json"
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    report(f"reframings: {card}")


def across(others: Sequence[dict[str, Any]], fresh: Sequence[dict[str, Any]]) -> tuple[Matrix, float]:
    """Return the log odds of each fresh suggestion by rankings fitted without it, and what brings them to their rate.

    Fresh ones are first offers on texts and by rungs that nobody had judged. The others were read while rungs were
    mended, so those still said were accepted more often than fresh ones are.
    """
    scores = np.zeros(len(fresh))
    if not fresh:
        return scores, 0.0
    for fold in range(FOLDS):
        kept = [each for n, each in enumerate(fresh) if n % FOLDS != fold]
        ranking = _fit([*others, *kept])
        scores[fold::FOLDS] = [ranking.score(each["features"], _rung(each)) for each in fresh[fold::FOLDS]]
    wanted = sum(map(_accepted, fresh)) / len(fresh)
    shifts = np.arange(-3, 3, 0.01)
    misses = [abs(expit(scores + shift).mean() - wanted) for shift in shifts]
    return scores, float(shifts[int(np.argmin(misses))])


def still_said(judged: Sequence[dict[str, Any]], compiled: CompiledLexicon) -> list[dict[str, Any]]:
    """Return the suggestions whose rung the lexicon still has: what was mended teaches nothing of the rest."""
    said = {(rule.id, rung.say) for rule in compiled.lexicon.rules for rung in rule.reframings}
    return [each for each in judged if each.get("features") and (each["rule"], each["say"]) in said]


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


def _rung(each: dict[str, Any]) -> str:
    return f"{each['rule']}|{each['say']}"


def _accepted(each: dict[str, Any]) -> int:
    """Return whether the judges accept: all of them, so that a divided bench is a refusal."""
    return int(all(each["verdicts"]))
