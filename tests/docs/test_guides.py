"""Tests of the guides: every block runs, and prints what the guide says it prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.guides import BLOCK, run

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide-pandas.md"


def test_a_guide_prints_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block of the guide for analysts, run in order, prints the output that stands under it."""
    monkeypatch.chdir(ROOT)
    ran = list(run(GUIDE.read_text(encoding="utf-8")))

    assert len(ran) > 10
    changed = {line: given for line, shown, given in ran if given != shown}
    assert changed == {}, f"read what changed, then: python -m tests.docs.guides {GUIDE.relative_to(ROOT)}"


def test_every_block_of_the_guide_is_run() -> None:
    """No Python block stands in a form that the runner passes over."""
    text = GUIDE.read_text(encoding="utf-8")

    assert text.count("```python") == len(BLOCK.findall(text))


def test_a_changed_output_is_noticed() -> None:
    """A block that prints something else than the guide shows is told apart, by its line."""
    assert list(run("# T\n\n```python\nprint(2)\n```\n\n```text\n1\n```\n")) == [(3, "1\n", "2\n")]
