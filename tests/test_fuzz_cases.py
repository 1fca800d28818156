"""Inputs that once broke a promise, found by `python -m fuzz`, hold it now."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from cse_text.intake import SUFFIXES
from fuzz.__main__ import all_targets
from fuzz.cases import kept
from fuzz.seeds import seeds_of
from fuzz.target import Target, hold

CASES = list(kept())


@cache
def _targets() -> dict[str, Target]:
    return {target.name: target for target in all_targets()}


@pytest.mark.parametrize(("target", "path"), CASES, ids=[f"{target}-{path.stem}" for target, path in CASES])
def test_a_case_once_found(target: str, path: Path) -> None:
    """The promise of the target holds for an input that broke it."""
    hold(_targets()[target], path.read_bytes())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_that_is_read_is_tried(suffix: str) -> None:
    """Each format has whole files that damage begins from, and they hold the promise as they are."""
    target = _targets()[f"read{suffix}"]

    assert seeds_of(suffix)
    for seed in seeds_of(suffix):
        hold(target, seed)


def test_a_broken_promise_is_seen() -> None:
    """A target whose promise an input breaks raises, so that the cases above can fail."""
    with pytest.raises(AssertionError, match="neither a record"):
        hold(Target("t", _targets()["notation"].inputs, _refuse), b"x")


def _refuse(_: bytes) -> None:
    raise AssertionError("neither a record nor a problem")
