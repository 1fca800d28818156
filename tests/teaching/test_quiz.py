"""The quiz: right answers, results kept, two sittings compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from cse_text.errors import IntakeError
from cse_text.teaching.comparison import Change, Share, changes, chart
from cse_text.teaching.quiz import Answer, Player, Rating, chosen, level, shuffled, spotted
from cse_text.teaching.results import Sitting, as_text, read_sitting
from tests.teaching.samples import small_card, small_deck


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("putting herself at risk", True),
        ("Putting HERSELF at risk!", True),
        ("puting herself at risk", True),
        ("herself at risk", True),
        ("she keeps putting herself at risk", True),
        ("none", False),
        ("seen with dean", False),
        ("risk", False),
        ("Seen with Dean 34 She keeps putting herself at risk quixotry", False),
        ("...", False),
    ],
)
def test_spotting(tmp_path: Path, typed: str, right: bool) -> None:
    """The words count as spotted nearly as typed, not by the whole note, by one word or by others."""
    assert spotted(small_card(tmp_path), typed) is right


def test_nothing_to_spot(tmp_path: Path) -> None:
    """Where nothing masks, 'none' is right and the tempting words are wrong."""
    card = small_deck(tmp_path).cards[1]

    assert spotted(card, "None")
    assert not spotted(card, "attention seeking")


def test_choosing(tmp_path: Path) -> None:
    """Letters and numbers choose; the order is the same each time; anything else is asked again."""
    card = small_card(tmp_path)

    assert [chosen(card, key) for key in "abc"] == list(shuffled(card)) == [chosen(card, key) for key in "123"]
    assert chosen(card, "z") is None
    assert chosen(card, "") is None


def test_levels() -> None:
    """A level is known by its word, its letter or its number."""
    assert [level(each) for each in ("l", "MEDIUM", "3", "", "x")] == ["low", "medium", "high", None, None]


def sitting(right: int, total: int) -> Sitting:
    """Return a sitting of one player with so many right answers."""
    answers = tuple(Answer("one", "spot", "discrediting", number < right) for number in range(total))
    return Sitting("small", "2026-01-02", (Player("You", answers, (Rating("one", "low", "high"),)),))


def test_results_come_back(tmp_path: Path) -> None:
    """What is kept is read back the same, and another file is refused."""
    path = tmp_path / "results.json"
    path.write_text(as_text(sitting(2, 3)), encoding="utf-8")

    assert read_sitting(path) == sitting(2, 3)
    for broken in ("{}", "[1]", "no", as_text(sitting(2, 3)).replace('"spot"', '"spat"')):
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(IntakeError, match="not the results of a quiz"):
            read_sitting(path)


def test_newcombes_own_example() -> None:
    """The interval is the one that Newcombe published for 56 of 70 and 48 of 80."""
    low, high = Change("x", Share(48, 80), Share(56, 70)).interval()

    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


def test_intervals_stay_in_bounds() -> None:
    """All right, all wrong and no answers at all have intervals within what is possible."""
    for one in (Share(0, 0), Share(0, 5), Share(5, 5)):
        for two in (Share(0, 0), Share(0, 5), Share(5, 5)):
            low, high = Change("x", one, two).interval()
            assert -1 <= low <= high <= 1


def test_chart() -> None:
    """The chart fits 80 columns and names shares, change and interval."""
    shown = list(chart(sitting(4, 10), sitting(8, 10)))

    assert max(map(len, shown)) <= 80
    assert any("before |############..................| 4/10" in line for line in shown)
    assert any("change +40 points (-2 to +67)" in line for line in shown)
    assert "before: rated higher once reframed in 1 of 1 ratings" in shown
    assert [change.name for change in changes(sitting(1, 2), sitting(1, 2))][-1] == "discrediting"


def test_sittings_over_other_cards_are_said_to_be() -> None:
    """Two sittings that did not ask the same cards are compared with a warning."""
    other = Sitting("small", "2024-05-02", (Player("You", (Answer("two", "spot", "discrediting", right=True),)),))

    assert not any("same cards" in line for line in chart(sitting(1, 2), sitting(2, 2)))
    assert any("did not ask the same cards" in line for line in chart(sitting(1, 2), other))
