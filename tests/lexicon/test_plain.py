"""Tests of dataclasses as plain lists."""

from __future__ import annotations

import json
from dataclasses import dataclass

from cse_text.lexicon.plain import as_plain, restored, shape
from cse_text.lexicon.rules import Lexicon
from tests.lexicon.small import lexicon, rule


@dataclass(frozen=True)
class Pair:
    """A test value."""

    name: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Wider:
    """A test value with one field more."""

    name: str
    numbers: tuple[int, ...]
    more: dict[str, tuple[Pair, ...]]


def test_a_lexicon_comes_back_through_json() -> None:
    """What was made plain and written as JSON is restored to an equal value."""
    whole = lexicon(rule("put {self} at risk"), rule("run off", identity="TT002"))

    assert restored(Lexicon, json.loads(json.dumps(as_plain(whole)))) == whole


def test_nested_values_come_back() -> None:
    """Dataclasses in tuples in mappings are restored."""
    value = Wider("a", (1, 2), {"b": (Pair("c", (3,)), Pair("d", ()))})

    assert restored(Wider, json.loads(json.dumps(as_plain(value)))) == value


def test_the_shape_tells_fields_apart() -> None:
    """Another field, anywhere inside, is another shape."""
    assert shape(Pair) == "Pair name numbers"
    assert shape(Wider) == "Wider name numbers more Pair name numbers"
