"""Tests of what a finding's company says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_text.confidence.company import LONG, SURE, alone, less_sure
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Record

ORDINARY = "Breakfast was porridge and the bus was late, then maths, art and a walk by the canal with his gran. " * 4
BEDTIME = f"{ORDINARY}Took himself off to bed."


def test_one_sure_finding_is_company() -> None:
    """In a long record unsure findings are alone until one is sure; in a short one they never are."""
    long, short = "word " * LONG, "word " * (LONG - 1)

    assert alone([0.5, 0.6], long)
    assert not alone([0.5, SURE], long)
    assert not alone([0.5], short)


@given(st.floats(0, 1), st.floats(0, 1))
def test_being_alone_keeps_the_order(one: float, other: float) -> None:
    """What is likelier stays likelier, and nothing gets likelier."""
    assert 0 <= less_sure(one) <= one
    assert (less_sure(one) <= less_sure(other)) or one > other


@pytest.mark.parametrize(
    ("text", "alone"),
    [(BEDTIME, True), (f"{BEDTIME} He was involved in prostitution and keeps putting himself at risk.", False)],
)
def test_an_unsure_finding_by_itself_says_why_it_is_left(text: str, alone: bool) -> None:
    """The reason is named where a finding stands alone, and only there."""
    findings = Scanner.load(Settings(depth="quick", threshold=0.0)).scan(Record("r", text, "")).findings
    found = next(each for each in findings if each.text.startswith("Took himself off"))

    assert ("alone" in [reason.code for reason in found.reasons]) == (alone and found.confidence < SURE)
