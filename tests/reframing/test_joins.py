"""Tests of what the new words join on to: right before them and right behind."""

from __future__ import annotations

import pytest

from cse_text.reframing.change import Change
from cse_text.reframing.checks import failed

FRAMING = "framing"  # the words here are made up; that check has tests of its own


def failures(marked: str, put: str) -> list[str]:
    """Return the checks that putting words for those marked fails."""
    at, end = marked.index("[["), marked.index("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    change = Change(text, text[:at] + put + text[end:], text[at:end], put, verbal=True, at=at)
    return [name for name in failed(change) if name != FRAMING]


@pytest.mark.parametrize(
    ("marked", "put", "name"),
    [
        ("She is [[a truant]] who liked the high life.", "a child who is often away", "relative"),
        ("Known as [[a misper]] who plays the system.", "often missing", "relative"),
        ("He started [[burning the candle]].", "short of sleep", "beginning"),
        ("It makes them [[poor witnesses]].", "child who needs support", "number"),
        ("Hasan has a [[shifty]] look.", "saying little", "noun"),
        ("She put [[partners]], her age apart.", "people who harm her", "once"),
        ("A girl who's [[burnt out]] now.", "is short of sleep", "agreement"),
        ("Later she'd [[kicked off]] again.", "was upset", "agreement"),
        ("She's [[gallivanting]] again.", "being out", "agreement"),
        ("He is a big [[strapping lad]].", "a boy of his age", "agreement"),
        ("Felt to be [[vulnerable]] to approaches.", "needing protection", "agreement"),
        ("Mother has [[failed]] to protect her.", "in need of help", "agreement"),
        ("Known as a bit of [[a bolter]] here.", "often missing", "agreement"),
        ("There have been [[several DNAs]].", "not seen several times", "agreement"),
        ("She's [[camming]] again.", "sexual exploitation", "agreement"),
    ],
)
def test_an_edit_that_does_not_join_is_refused(marked: str, put: str, name: str) -> None:
    """The check that is for this kind of join names it."""
    assert failures(marked, put) == [name]


@pytest.mark.parametrize(
    ("marked", "put"),
    [
        ("She is [[a truant]] who liked the high life.", "a child"),
        ("She is [[a truant]] and who knows why.", "a child who is often away"),
        ("He keeps [[lying to staff]].", "not telling staff"),
        ("He started [[mouthing off]].", "to be upset"),
        ("It makes them [[poor witnesses]].", "children who need support"),
        ("Priya is [[one of those girls]] now.", "a child in need of protection"),
        ("Hasan has a [[shifty]] look.", "quiet"),
        ("It leaves her [[open to]] harm.", "still not safe from"),
        ("She [[took it well]], it seems.", "was calm about it"),
        ("We met on [[her vulnerability]] again.", "the risk of further harm to her"),
        ("She's [[built]] a base.", "had"),
    ],
)
def test_an_edit_that_joins_is_let_through(marked: str, put: str) -> None:
    """The checks of joins hold back nothing that reads on."""
    assert failures(marked, put) == []
