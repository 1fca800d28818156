"""Fits how sure the record checks are, on annotated documents; measured on writers held out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from cse_text.audit import CHECKS, over, signs
from cse_text.audit.case import Sign
from cse_text.audit.weights import FILE, FORMAT, CheckWeights, Weights
from cse_text.confidence import Judge
from cse_text.confidence.fit import choose_threshold
from cse_text.context import find_people
from cse_text.evaluation.measure import as_record
from cse_text.evaluation.records import score_checks
from cse_text.evaluation.scoring import brier, calibration_error
from cse_text.lexicon.compiled import load_lexicon
from cse_text.lexicon.load import lexicon_version, shipped_folder
from cse_text.matching.tagger import Tagger
from cse_text.scanner import Scanner
from cse_text.training.corpus import Pair
from cse_text.training.run import Plan, judging_folder

PENALTY = 0.5  # inverse strength of the ridge penalty
NEAR = 100  # code points from an annotated span within which a sign is about the same thing
ELSEWHERE = 0.25  # weight of a sign in another place of a document that bears the check out: perhaps right too
AIM = 0.7  # precision to reach on writers held out when the threshold is chosen
LATER = frozenset({over.CHECK})  # checks that only some writers were asked to annotate: the others teach nothing of it
WHOLE = frozenset({"not-recorded"})  # checks whose signs are about the record, not about a place in it
JUDGED = frozenset({"writer-c", "writer-h", "writer-i"})  # writers whose texts no one read while building the checks
UNFITTED = Weights(1.0, 1.0, 0.0, {})


@dataclass(frozen=True, slots=True)
class Seen:
    """One document as the checks saw it."""

    writer: str
    document: dict[str, Any]
    signs: tuple[Sign, ...]

    def bears_out(self, check: str) -> bool:
        """Return whether the document is annotated with a check."""
        return any(each["type"] == check for each in self.document["documents"])

    def near(self, sign: Sign) -> bool:
        """Return whether a sign stands at or near a place annotated with its check."""
        places = [span for each in self.document["documents"] if each["type"] == sign.check for span in each["spans"]]
        return any(a < f + NEAR and b < e + NEAR for a, e in sign.spans for b, f in places)


def see(pairs: Iterable[Pair], scanner: Scanner) -> list[Seen]:
    """Return what the checks see in (writer, document) pairs."""
    return [Seen(writer, document, _signs(document, scanner)) for writer, document in pairs]


def _signs(document: dict[str, Any], scanner: Scanner) -> tuple[Sign, ...]:
    record = as_record(document)
    people = find_people(record.text, record.meta)
    findings = scanner.scan(record).findings
    evidence = (*scanner.evidence(record.text, people), *scanner.stated(record.text, people))
    return tuple(signs(record, findings, evidence))


def fit_weights(seen: Sequence[Seen]) -> Weights:
    """Return the weights of all checks, not yet calibrated."""
    return Weights(0.5, 1.0, 0.0, {check: _fit_check(check, seen) for check in CHECKS})


def _fit_check(check: str, seen: Sequence[Seen]) -> CheckWeights:
    from sklearn.linear_model import LogisticRegression

    rows = [row for each in seen if _teaches(check, each.writer, seen) for row in _rows(check, each)]
    names = sorted({ground for grounds, _, _ in rows for ground in grounds})
    truth = [right for _, right, _ in rows]
    if len(set(truth)) < 2:  # noqa: PLR2004 - one kind of answer teaches no weight
        return CheckWeights(0.0, {})
    matrix = np.array([[name in grounds for name in names] for grounds, _, _ in rows], dtype=float)
    model = LogisticRegression(C=PENALTY, max_iter=2000)
    model.fit(matrix, truth, sample_weight=[weight for _, _, weight in rows])
    weights = {name: round(float(value), 4) for name, value in zip(names, model.coef_[0], strict=True)}
    return CheckWeights(round(float(model.intercept_[0]), 4), weights)


def _teaches(check: str, writer: str, seen: Sequence[Seen]) -> bool:
    return check not in LATER or any(each.writer == writer and each.bears_out(check) for each in seen)


def _rows(check: str, seen: Seen) -> list[tuple[tuple[str, ...], bool, float]]:
    """Return grounds, whether they were right, and weight, of each different sign of a check in a document."""
    known = seen.bears_out(check)
    rows = {
        (sign.grounds, known if check in WHOLE else seen.near(sign)) for sign in seen.signs if sign.check == check
    }
    share = len(rows) ** -0.5 if rows else 0.0
    return [
        (grounds, right, share * (ELSEWHERE if known and not right else 1.0)) for grounds, right in sorted(rows)
    ]


def held_out(seen: Sequence[Seen]) -> list[tuple[str, str, float, bool]]:
    """Return (writer, check, log odds of the surest sign, borne out) of every document with a sign, writers held out."""
    points = []
    for writer in sorted({each.writer for each in seen}):
        weights = fit_weights([each for each in seen if each.writer != writer])
        for each in seen:
            if each.writer == writer:
                points += [(writer, *point) for point in _points(each, weights, seen)]
    return points


def _points(seen: Seen, weights: Weights, everything: Sequence[Seen]) -> list[tuple[str, float, bool]]:
    best: dict[str, float] = {}
    for sign in seen.signs:
        if _teaches(sign.check, seen.writer, everything):
            best[sign.check] = max(best.get(sign.check, -np.inf), weights.odds(sign))
    return [(check, odds, seen.bears_out(check)) for check, odds in best.items()]


def calibrated(weights: Weights, seen: Sequence[Seen]) -> tuple[Weights, list[tuple[float, bool]]]:
    """Return the weights calibrated and given their threshold on writers held out, and the points it was done on."""
    from sklearn.linear_model import LogisticRegression

    points = held_out(seen)
    raw = np.array([[odds] for _, _, odds, _ in points])
    truth = np.array([right for *_, right in points], dtype=float)
    platt = LogisticRegression(C=1e6).fit(raw, truth)
    confidences = platt.predict_proba(raw)[:, 1]
    annotated = sum(each.bears_out(check) for each in seen for check in CHECKS)
    shown = choose_threshold(confidences, truth, annotated - int(truth.sum()), AIM)
    slope, shift = round(float(platt.coef_[0][0]), 4), round(float(platt.intercept_[0]), 4)
    done = replace(weights, slope=slope, shift=shift, shown=shown)
    return done, [(float(c), bool(right)) for c, right in zip(confidences, truth, strict=True)]


def found_by(weights: Weights, seen: Seen) -> set[str]:
    """Return the checks that are shown for a document."""
    return {sign.check for sign in seen.signs if weights.probability(sign) >= weights.shown}


def figures(weights: Weights, seen: Sequence[Seen]) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of each check and of all pooled, on documents that the weights have not seen."""
    counts = score_checks([each.document for each in seen], [found_by(weights, each) for each in seen], list(CHECKS))
    return {
        name: {
            "hits": each.hits,
            "false": each.false,
            "missed": each.missed,
            "precision": round(each.precision, 3),
            "recall": round(each.recall, 3),
            "f1": round(each.f1, 3),
        }
        for name, each in counts.items()
    }


def train_records(pairs: Sequence[Pair], plan: Plan, report: Callable[[str], None]) -> None:
    """Fit the weights on all writers and write them, with figures for the judged writers, held out as a group.

    What is seen without the tagger teaches, and, of the writers it was not fitted on, what is seen with it.
    """
    compiled = load_lexicon()
    quick = see(pairs, Scanner(compiled, Judge.load("quick", plan.models), weights=UNFITTED))
    read: list[Seen] = []
    folder = judging_folder(pairs, plan)
    if (folder / "tagger.onnx").is_file():
        reader = Scanner(compiled, Judge.load("full", plan.models), Tagger.load(folder), weights=UNFITTED)
        read = see([pair for pair in pairs if pair[0] in plan.held], reader)
    else:
        report(f"{folder.name}: no tagger there; the record checks are fitted on what is seen without it")
    _write(quick, read, plan.models, report)


def _write(quick: Sequence[Seen], read: Sequence[Seen], models: Path, report: Callable[[str], None]) -> None:
    everything = [*quick, *read]
    apart, _ = _fitted([each for each in everything if each.writer not in JUDGED])
    weights, points = _fitted(everything)
    card = {
        "how": "logistic weights of named grounds, fitted on signs near annotated places; Platt and threshold on "
        "writers held out; the figures are of whole documents, with weights fitted without the judged writers",
        "documents": len(quick),
        "documents_read_by_a_tagger": len(read),
        "writers": len({each.writer for each in quick}),
        "lexicon": lexicon_version([shipped_folder()]),
        "ece_on_writers_held_out": round(calibration_error(points), 4),
        "brier_on_writers_held_out": round(brier(points), 4),
        "judged_writers": sorted(JUDGED),
        "judged_quick": figures(apart, [each for each in quick if each.writer in JUDGED]),
        "judged_read": figures(apart, [each for each in read if each.writer in JUDGED]),
    }
    data = {"format": FORMAT, "card": card, "model": weights.as_data()}
    (models / FILE).write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    for depth in ("judged_quick", "judged_read"):
        report(f"records, {depth}: {card[depth]}")


def _fitted(seen: Sequence[Seen]) -> tuple[Weights, list[tuple[float, bool]]]:
    return calibrated(fit_weights(seen), seen)
