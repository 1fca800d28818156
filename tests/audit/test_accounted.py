"""Tests of plain causes of a time away: a record that gives one needs no enquiry."""

from __future__ import annotations

import pytest

from cse_text.audit.accounted import accounted_for
from cse_text.audit.case import read_case
from cse_text.types import Record

BACK = "Back at 22:40"


def _accounted(text: str) -> bool:
    start = text.index(BACK)
    return accounted_for(read_case(Record("r", text, ""), (), ()), start, start + len(BACK))


@pytest.mark.parametrize(
    "told",
    [
        "Back at 22:40; the bus had broken down and the driver confirmed by phone.",
        "Back at 22:40. She had missed the last bus.",
        "Back at 22:40. Report cancelled, logged in error.",
        "Back at 22:40. His phone had died at choir.",
        "Back at 22:40, late from training.",
    ],
)
def test_a_plain_cause_accounts_for_a_time_away(told: str) -> None:
    """What held the child up is told beside the return."""
    assert _accounted(told)


@pytest.mark.parametrize(
    "told",
    [
        "Back at 22:40 in a car, smelling of drink.",
        "Back at 22:40. Bed. Report closed.",
        "Back at 22:40 by a taxi that nobody had booked.",
        "Back at 22:40. Fed. Washed. The bus had broken down, says the log of another child.",
    ],
)
def test_what_is_only_noted_is_no_cause(told: str) -> None:
    """A return with what was seen of it, or a cause told further on of somebody else, accounts for nothing."""
    assert not _accounted(told)
