"""Tests of the judge: plain arithmetic, readable data, fitting that beats a guess on writers held out."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from cse_text.confidence.calibration import FORMAT, Judge
from cse_text.confidence.fit import Row, fit_judge
from cse_text.errors import ModelError

PLAIN = Judge({"a": 2.0, "b": -1.0}, 0.5, 1.0, 0.0, 0.6, {"R1": (9, 10)}, 0.5, 4.0, 1.0)


def test_confidence_rises_and_falls_with_its_features() -> None:
    """Weights act by sign, unknown features by nothing, and a rule that often masked counts for masking."""
    middle = PLAIN.confidence({}, "R2")

    assert PLAIN.confidence({"a": 1}, "R2") > middle > PLAIN.confidence({"b": 1}, "R2")
    assert PLAIN.confidence({"unknown": 9}, "R2") == middle
    assert PLAIN.confidence({}, "R1") > middle


def test_a_judge_is_written_and_read_as_plain_json(tmp_path: Path) -> None:
    """What is written as JSON is read back the same."""
    (tmp_path / "judge-x.json").write_text(json.dumps({"format": FORMAT, "model": PLAIN.as_data()}), encoding="utf-8")

    assert Judge.load("x", tmp_path) == PLAIN


@pytest.mark.parametrize("content", ["", "{}", '{"format": 99}', '{"format": 1, "model": {}}'])
def test_a_damaged_model_is_refused(content: str, tmp_path: Path) -> None:
    """A missing or damaged file gives a clear error with a way on."""
    (tmp_path / "judge-x.json").write_text(content, encoding="utf-8")

    with pytest.raises(ModelError, match="install the package again"):
        Judge.load("x", tmp_path)


def test_fitting_learns_what_decides() -> None:
    """On made-up rows in which one feature decides nine times in ten, the judge learns it and is calibrated."""
    rng = random.Random(3)
    rows = []
    for n in range(600):
        masks = rng.random() < 0.5
        telling = masks if rng.random() < 0.9 else not masks
        rows.append(Row({"telling": float(telling), "noise": rng.random()}, f"R{n % 7}", masks, f"w{n % 6}"))
    fit = fit_judge(rows)

    assert fit.judge.confidence({"telling": 1.0}, "R1") > 0.8
    assert fit.judge.confidence({"telling": 0.0}, "R1") < 0.2
    assert abs(fit.held_out.mean() - sum(row.masks for row in rows) / len(rows)) < 0.05
