"""Tests of how a finding's category is weighed from its words, the rule and the tagger."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_text.confidence.categories import CategoryModel, joined_row, word_features
from cse_text.errors import ModelError
from cse_text.matching.tagset import CATEGORIES

NAMES = ("blame", "trade")


def model(words: dict[str, list[int]], rows: list[list[float]]) -> CategoryModel:
    """Return a model of two categories."""
    return CategoryModel(NAMES, np.zeros(2), words, np.array(rows))


def trusting(part: int) -> CategoryModel:
    """Return a model that goes by one of its three parts alone: words, tagger, rule."""
    rows = np.zeros((8, 2))
    rows[2 * part : 2 * part + 2] = np.eye(2)
    return CategoryModel(NAMES, np.zeros(2), {"sold": [1, 500], "> herself": [0, 300]}, rows)


def test_each_part_has_its_say() -> None:
    """The words, the tagger and the rule each decide where the model goes by them."""
    said = [trusting(part).category("was sold", 4, 8, "blame", (0.9, 0.1)) for part in range(3)]

    assert said == ["trade", "blame", "blame"]


def test_where_no_rule_stands_none_is_weighed() -> None:
    """A finding of the tagger alone has no rule's category."""
    row = joined_row([0.5, 0.5], (0.5, 0.5), -1)

    assert row[4:].tolist() == [0, 0, 2]
    assert joined_row([0.5, 0.5], (0.5, 0.5), 1)[4:].tolist() == [0, 2, 0]


def test_the_words_beside_a_span_count() -> None:
    """What stands behind the span turns the balance."""
    alone = model({"> herself": [0, 300]}, []).by_words("put herself at risk", 0, 3)

    assert alone[0] > 0.6


@given(st.text(alphabet="ab .\n'", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_each_kind_of_feature_has_length_one(text: str, one: int, other: int) -> None:
    """The runs of a span's words have length one together; those on its sides the weight they are given."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = list(word_features(text, start, end))
    inside = sum(value**2 for name, value in found if "<" not in name and ">" not in name)

    assert len(dict(found)) == len(found)
    assert not inside or math.isclose(inside, 1)


def test_the_shipped_model_knows_every_category() -> None:
    """models/categories.json names the tagger's categories in its order."""
    shipped = CategoryModel.load()

    assert shipped.names == CATEGORIES
    assert CategoryModel.from_data(shipped.as_data()).as_data() == shipped.as_data()
    assert shipped.category("She went to sell sex.", 12, 20, "", [1 / 15] * 15) == "commercial-framing"


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    """A missing file gives a way on."""
    with pytest.raises(ModelError, match=r"categories\.json is missing or damaged"):
        CategoryModel.load(tmp_path)
