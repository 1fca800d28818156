"""The quiz: right answers, results kept, two sittings compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cse_text.errors import IntakeError
from cse_text.teaching.change_page import as_page
from cse_text.teaching.change_picture import as_picture
from cse_text.teaching.comparison import ONE_ONLY, Change, Share, by_part_and_category, changes, chart
from cse_text.teaching.load import read_deck
from cse_text.teaching.quiz import Answer, Player, Rating, chosen, level, shuffled, spotted
from cse_text.teaching.results import Sitting, as_text, read_sitting
from tests.teaching.samples import DECK, deck_file, small_card, small_deck


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


def test_other_words_that_are_fair_to_name(tmp_path: Path) -> None:
    """Words that the deck holds fair to name are right; words that do not stand in the note are refused with a line."""
    text = DECK.replace("  sources: [a-key, A book of our own]", "  also: [Seen with Dean]")
    card = read_deck(deck_file(tmp_path, text)).cards[0]

    assert spotted(card, "seen with dean")
    with pytest.raises(IntakeError, match=r"line 6: .*'also' number 1 does not stand in the note"):
        read_deck(deck_file(tmp_path, text.replace("[Seen with Dean]", "[Seen with Sam]")))


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


def test_the_page_and_the_picture(tmp_path: Path) -> None:
    """The page holds every figure of the chart in words, escaped; the picture is a PNG, the same each time."""
    before, after = replace(sitting(4, 10), deck="<b>"), sitting(8, 10)
    page = as_page(before, after).decode()

    assert "4 of 10, 40% (17% to 69%)" in page
    assert "+40 points (-2 to +67)" in page
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert "different decks" in page
    assert not any(word in page for word in ("http://", "https://", 'src="', "href="))
    pytest.importorskip("matplotlib")
    assert as_picture(before, after).startswith(b"\x89PNG")
    assert as_picture(before, after) == as_picture(before, after)


def test_a_category_asked_once_has_no_change(tmp_path: Path) -> None:
    """What one of the two sittings did not ask is shown without a change."""
    other = Answer("two", "choose", "gender-bias", right=True)
    after = Sitting("small", "2026-01-03", (Player("You", (other,)),))
    page = as_page(sitting(1, 2), after).decode()

    assert page.count("<td>not asked</td>") == 4
    assert page.count("<circle") == 1
    assert page.count(f"<td>{ONE_ONLY}</td>") == 4


def test_shares_at_the_end() -> None:
    """After a quiz the shares right of all who played are shown by part and category."""
    assert list(by_part_and_category(sitting(1, 2))) == [
        "all answers            |###############...............| 1/2",
        "spot the phrase        |###############...............| 1/2",
        "discrediting           |###############...............| 1/2",
    ]


def test_sittings_over_other_cards_are_said_to_be() -> None:
    """Two sittings that did not ask the same cards are compared with a warning."""
    other = Sitting("small", "2024-05-02", (Player("You", (Answer("two", "spot", "discrediting", right=True),)),))

    assert not any("same cards" in line for line in chart(sitting(1, 2), sitting(2, 2)))
    assert any("did not ask the same cards" in line for line in chart(sitting(1, 2), other))
