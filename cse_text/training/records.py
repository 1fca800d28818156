"""Fits how sure the record checks are, on annotated documents; measured on writers held out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from cse_text.audit import CHECKS, over, signs
from cse_text.audit.case import Sign
from cse_text.audit.passages import OF_THE_RECORD
from cse_text.audit.weights import FILE, FORMAT, CheckWeights, Weights
from cse_text.confidence import Judge
from cse_text.context import find_people
from cse_text.evaluation.reading import as_record
from cse_text.evaluation.record_scoring import POOLED, meets, score_records
from cse_text.evaluation.scoring import brier, calibration_error
from cse_text.lexicon.compiled import load_lexicon
from cse_text.lexicon.load import lexicon_version, shipped_folder
from cse_text.matching.tagger import Tagger
from cse_text.scanner import Scanner
from cse_text.training.across import kept_across
from cse_text.training.corpus import SHORTEST, Pair, teachers
from cse_text.training.directions import Bounds, bounds_of
from cse_text.training.run import Plan, judging_folder
from cse_text.types import Passage

PENALTY = 1.0  # inverse strength of the ridge penalty
NEAR = 60  # code points from an annotated span within which a sign is about the same thing
ELSEWHERE = 0.25  # weight of a sign in another place of a document that bears the check out: perhaps right too
MORE = 4.0  # weight of a sign in a file of several entries: they are few among many notes, and what reviewers read
SHOWN = 0.4  # from here a finding is shown ("possible"): on writers held out, F1 is flat from 0.3 to 0.5
LATER = frozenset({over.CHECK})  # checks that only some writers were asked to annotate: the others teach nothing of it
READ = frozenset(f"writer-{letter}" for letter in "abcdfghiqrstu")  # their errors were read as the wording was made
FILES = frozenset(f"writer-{name}" for name in (*"fisxyz", "aa", "ab", "ac"))  # of case files; the others wrote notes
Found = dict[str, list[tuple[int, int]]]
Matrix = NDArray[np.float64]
UNFITTED = Weights(2.0, 1.0, 0.0, {})


@dataclass(frozen=True, slots=True)
class Seen:
    """One document as the checks saw it."""

    writer: str
    document: dict[str, Any]
    signs: tuple[Sign, ...]

    def gold(self, check: str) -> list[Any]:
        """Return the annotated spans of a check."""
        return [span for each in self.document["documents"] if each["type"] == check for span in each["spans"]]

    def bears_out(self, sign: Sign) -> bool:
        """Return whether the annotation has the sign's check, at or near its place."""
        gold = self.gold(sign.check)
        near = [(start - NEAR, end + NEAR) for start, end in gold]
        return bool(gold) if sign.check in OF_THE_RECORD else meets(sign.spans, near)


def see(pairs: Iterable[Pair], scanner: Scanner, read: Mapping[str, tuple[Passage, ...]] | None = None) -> list[Seen]:
    """Return what the checks see in (writer, document) pairs long enough to be records.

    `read` holds the passages of each document in which the tagger reads a finding; None where it read nothing.
    """
    annotated = (pair for pair in pairs if pair[1].get("documents") is not None)
    records = (pair for pair in annotated if len(pair[1]["text"]) >= SHORTEST)
    return [
        Seen(writer, document, _signs(document, scanner, read.get(document["id"], ()) if read else None))
        for writer, document in records
    ]


def _signs(document: dict[str, Any], scanner: Scanner, read: tuple[Passage, ...] | None) -> tuple[Sign, ...]:
    record = as_record(document)
    people = find_people(record.text, record.meta)
    findings = scanner.scan(record).findings
    evidence = (
        *scanner.evidence(record.text, people),
        *scanner.told(record.text, people),
        *scanner.stated(record.text, people),
    )
    return tuple(signs(record, findings, evidence, read))


def fit_weights(seen: Sequence[Seen]) -> Weights:
    """Return the weights of all checks, not yet calibrated."""
    return Weights(SHOWN, 1.0, 0.0, {check: _fit_check(check, seen) for check in CHECKS})


def _fit_check(check: str, seen: Sequence[Seen]) -> CheckWeights:
    teachers = _teachers(check, seen)
    rows = [row for each in seen if each.writer in teachers for row in _rows(check, each)]
    names = sorted({ground for grounds, _, _ in rows for ground in grounds})
    if len({right for _, right, _ in rows}) < 2:  # noqa: PLR2004 - one kind of answer teaches no weight
        return CheckWeights(0.0, {})
    matrix = np.array([[name in grounds for name in names] for grounds, _, _ in rows], dtype=float)
    truth = np.array([right for _, right, _ in rows], dtype=float)
    share = np.array([weight for _, _, weight in rows])
    base, *values = _least_loss(matrix, truth, share, [bounds_of(check, name) for name in names])
    return CheckWeights(base, dict(zip(names, values, strict=True)))


def _least_loss(matrix: Matrix, truth: Matrix, share: Matrix, bounds: Sequence[Bounds]) -> list[float]:
    """Return the base and the weights of least ridge-penalised logistic loss, each weight within its bounds."""
    from scipy.optimize import minimize

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        odds = matrix @ weights[1:] + weights[0]
        off = PENALTY * share * (expit(odds) - truth)
        cost = PENALTY * (share * (np.logaddexp(0, odds) - odds * truth)).sum() + 0.5 * (weights[1:] ** 2).sum()
        return float(cost), np.concatenate([[off.sum()], matrix.T @ off + weights[1:]])

    start = np.zeros(matrix.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(None, None), *bounds])
    return [round(float(value), 4) for value in found.x]


def _teachers(check: str, seen: Sequence[Seen]) -> set[str]:
    """Return the writers who were asked to annotate a check."""
    return {each.writer for each in seen if check not in LATER or each.gold(check)}


def _rows(check: str, seen: Seen) -> list[tuple[tuple[str, ...], bool, float]]:
    """Return grounds, whether they were right, and weight, of each different sign of a check in a document."""
    rows = {(sign.grounds, seen.bears_out(sign)) for sign in seen.signs if sign.check == check}
    known, share = bool(seen.gold(check)), max(1, len(rows)) ** -0.5
    return [
        (grounds, right, share * (ELSEWHERE if known and not right else 1.0) * (MORE if "file" in grounds else 1.0))
        for grounds, right in sorted(rows)
    ]


def held_out(seen: Sequence[Seen]) -> list[tuple[float, bool]]:
    """Return the log odds of the surest sign of each check in each document, and whether it was borne out.

    The weights are those fitted without the document's writer.
    """
    teachers = {check: _teachers(check, seen) for check in CHECKS}
    points = []
    for writer in sorted({each.writer for each in seen}):
        weights = fit_weights([each for each in seen if each.writer != writer])
        for each in seen:
            if each.writer == writer:
                points += _points(each, weights, {check for check in CHECKS if writer in teachers[check]})
    return points


def _points(seen: Seen, weights: Weights, checks: set[str]) -> list[tuple[float, bool]]:
    best: dict[str, tuple[float, bool]] = {}
    for sign in seen.signs:
        if sign.check in checks:
            best[sign.check] = max(best.get(sign.check, (-np.inf, False)), (weights.odds(sign), seen.bears_out(sign)))
    return list(best.values())


def calibrated(weights: Weights, seen: Sequence[Seen]) -> tuple[Weights, list[tuple[float, bool]]]:
    """Return the weights calibrated on writers held out, and the points (confidence, borne out) it was done on."""
    from sklearn.linear_model import LogisticRegression

    points = held_out(seen)
    raw = np.array([[odds] for odds, _ in points])
    platt = LogisticRegression(C=1e6).fit(raw, [right for _, right in points])
    slope, shift = round(float(platt.coef_[0][0]), 4), round(float(platt.intercept_[0]), 4)
    confidences = platt.predict_proba(raw)[:, 1]
    done = replace(weights, slope=slope, shift=shift)
    return done, [(float(sure), right) for sure, (_, right) in zip(confidences, points, strict=True)]


def cross_fitted(seen: Sequence[Seen], teachers: Sequence[Seen], scale: Weights) -> list[tuple[Seen, Found]]:
    """Return each document with what is found in it by weights that were fitted without its writer.

    The two numbers of the calibration are those of `scale`, fitted over all writers.
    """
    found = []
    for writer in sorted({each.writer for each in seen}):
        fitted = fit_weights([each for each in teachers if each.writer != writer])
        weights = replace(fitted, slope=scale.slope, shift=scale.shift)
        found += [(each, _found(weights, each)) for each in seen if each.writer == writer]
    return found


def figures(found: Sequence[tuple[Seen, Found]]) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of each check and of the six pooled."""
    return {
        row.name: {
            "hits": row.hits,
            "false": row.false,
            "missed": row.missed,
            "precision": round(row.precision, 3),
            "recall": round(row.recall, 3),
            "f1": round(row.f1, 3),
        }
        for row in score_records([(each.document, spans) for each, spans in found])
    }


def _groups(found: Sequence[tuple[Seen, Found]]) -> dict[str, dict[str, dict[str, float]]]:
    """Return figures of case files and of notes, whether their errors were read while the wording was made."""
    groups = {
        "case_files": [each for each in found if each[0].writer in FILES],
        "case_files_unread": [each for each in found if each[0].writer in FILES - READ],
        "notes": [each for each in found if each[0].writer not in FILES],
        "notes_unread": [each for each in found if each[0].writer not in FILES | READ],
    }
    return {name: figures(each) for name, each in groups.items()}


def _found(weights: Weights, seen: Seen) -> Found:
    found: dict[str, list[tuple[int, int]]] = {}
    for sign in seen.signs:
        if weights.probability(sign) >= weights.shown:
            found.setdefault(sign.check, []).extend(sign.spans)
    return found


def train_records(pairs: Sequence[Pair], plan: Plan, report: Callable[[str], None]) -> None:
    """Fit the weights on all writers and write them, with figures cross-fitted by writer.

    What is seen without the tagger teaches, and what is seen with passages read by heads that had not seen the writer;
    of writers that a tagger was not fitted on, with its findings too.
    """
    compiled = load_lexicon()
    skimming = Scanner(compiled, Judge.load("quick", plan.models), weights=UNFITTED)
    across = kept_across(plan.scratch, teachers(pairs))
    quick = see(pairs, skimming)
    read = see([pair for pair in pairs if pair[0] not in plan.held], skimming, across) if across else []
    folder = judging_folder(pairs, plan)
    if (folder / "tagger.onnx").is_file():
        reader = Scanner(compiled, Judge.load("full", plan.models), Tagger.load(folder), weights=UNFITTED)
        read += see([pair for pair in pairs if pair[0] in plan.held], reader, across)
    else:
        report(f"{folder.name}: no tagger there; the record checks are fitted on what is seen without it")
    write_weights(quick, read, plan.models, report)


def write_weights(quick: Sequence[Seen], read: Sequence[Seen], models: Path, report: Callable[[str], None]) -> None:
    """Fit on what was seen without the tagger and with it, and write models/audit.json with its card."""
    everything = [*quick, *read]
    weights, points = _fitted(everything)
    measured = {
        "quick": _groups(cross_fitted(quick, everything, weights)),
        "with_tagger": _groups(cross_fitted(read, everything, weights)),
    }
    card = {
        "how": "logistic weights of named grounds, each held to the direction that its meaning allows, fitted on "
        "signs near annotated places, calibrated (Platt) on writers held out; the figures are of whole documents, with "
        "weights fitted without the writer of each",
        "wording": "the checks' wording was made while reading errors on the texts named under read; only figures "
        "called unread say how the checks do on texts that nobody looked at",
        "read": dict.fromkeys(sorted(READ), "all"),
        "documents": len(quick),
        "documents_read_by_a_tagger": len(read),
        "writers": len({each.writer for each in quick}),
        "lexicon": lexicon_version([shipped_folder()]),
        "ece_on_writers_held_out": round(calibration_error(points), 4),
        "brier_on_writers_held_out": round(brier(points), 4),
        **measured,
    }
    data = {"format": FORMAT, "card": card, "model": weights.as_data()}
    (models / FILE).write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    for depth, groups in measured.items():
        for group, rows in groups.items():
            report(f"records, {depth}, {group}: F1 {rows.get(POOLED, {}).get('f1', 'not measured')}")


def _fitted(seen: Sequence[Seen]) -> tuple[Weights, list[tuple[float, bool]]]:
    return calibrated(fit_weights(seen), seen)
