"""Tests of how suggestions are ranked."""

from __future__ import annotations

from pathlib import Path

import pytest

from cse_text.errors import ModelError
from cse_text.reframing.ranking import Ranking, features_of

PLAIN = Ranking({"words": -0.5, "before=mark": 1.0}, 0.0, 1.0, {"R|good": (9, 10), "R|bad": (0, 10)}, 0.5, 2.0, 0.5)


def test_a_rung_that_readers_accepted_is_trusted_more() -> None:
    """The record of a rung and the features of its place both move the confidence."""
    here = {"words": 1.0}

    assert PLAIN.confidence(here, "R|good") > PLAIN.confidence(here, "R|new") > PLAIN.confidence(here, "R|bad")
    assert PLAIN.confidence({"words": 1.0, "before=mark": 1.0}, "R|new") > PLAIN.confidence(here, "R|new")


def test_features_describe_the_place_and_not_the_people() -> None:
    """Names and sexes leave the features as they are; articles and stops do not."""
    her = features_of("Kayla is a runaway.", 9, 18, "a child who goes missing", 0)
    him = features_of("Jordan is a runaway.", 10, 19, "a child who goes missing", 0)

    assert her == him
    assert {"before=be", "after=mark", "first=a", "replaced=a"} <= set(her)


def test_the_shipped_model_loads_and_a_missing_one_is_named(tmp_path: Path) -> None:
    """models/reframings.json is whole; a missing file gives a way on."""
    assert 0 < Ranking.load().floor < 1
    with pytest.raises(ModelError, match="install the package again"):
        Ranking.load(tmp_path)
