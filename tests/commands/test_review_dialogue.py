"""Tests of the dialogue of `cse-text review`: keys go in, decisions come out, one at a time."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import pytest

from cse_text.commands.reviewing.choices import REASONS, WHOLE_REASONS
from cse_text.commands.reviewing.dialogue import Dialogue
from cse_text.commands.reviewing.items import items_of
from cse_text.commands.reviewing.screen import Screen
from cse_text.reports.base import ReportOptions
from cse_text.review.merge import current, differing, settle
from cse_text.review.store import Row
from tests.commands.typist import Typist
from tests.review.samples import case, row


class Sitting:
    """One sitting over the sample record: what was shown, the rows that were kept, what holds at the end."""

    def __init__(self, *typed: str, before: Iterable[Row] = (), **other: Any) -> None:
        self.stream = io.StringIO()
        self.rows = list(before)
        screen = Screen(self.stream, ReportOptions(width=80, colour=False), clears=False)
        self.items = items_of([case()])
        mine = current(self.rows, "A", other.get("role", "review"))
        self.dialogue = Dialogue(self.items, mine, screen, Typist(typed), self.keep, reviewer="A", **other)
        self.done = self.dialogue.run()

    def keep(self, given: Row) -> Row:
        """Keep a row as the file does."""
        self.rows.append(row(given.key, given.reviewer, given.verdict, **_rest(given), uid=str(len(self.rows) + 1)))
        return self.rows[-1]

    @property
    def shown(self) -> str:
        """All that was on the screen."""
        return self.stream.getvalue()

    @property
    def said(self) -> list[tuple[str, str, str, str]]:
        """What is decided of each finding in turn."""
        held = current(self.rows, "A")
        rows = [held.get(item.key) for item in self.items]
        return [(each.verdict, each.reason, each.reframing, each.note) if each else ("", "", "", "") for each in rows]


def _rest(given: Row) -> dict[str, Any]:
    names = ("record", "rule", "role", "reason", "reframing", "note")
    return {name: getattr(given, name) for name in names}


NOTHING = ("", "", "", "")


def test_a_decision_a_key() -> None:
    """Accept, reject with a reason by key, own words and a note are kept with their finding."""
    sitting = Sitting("a", "r", "n", "w", "  He harmed  her. ", "n", "see p. 3", "r", "w", "seen elsewhere")

    assert sitting.done
    assert sitting.said == [
        ("accepted", "", "", ""),
        ("rejected", "negated or ruled out", "", ""),
        ("accepted", "", "He harmed her.", ""),
        ("rejected", "seen elsewhere", "", "see p. 3"),
    ]
    assert {each.record for each in sitting.rows} == {"r1"}


def test_a_finding_is_shown_with_its_sentence_and_the_keys() -> None:
    """The words stand marked in their sentence, with the rule, how far the review is and what can be pressed."""
    shown = Sitting("q").shown

    assert "Finding 1 of 4, 0 decided" in shown
    assert "She is [[promiscuous]]." in shown
    assert "IC025" in shown
    assert "a accept" in shown


def test_undo_takes_back_the_last_thing_done() -> None:
    """U goes back to the finding and to what was said of it before, one step each."""
    assert Sitting("a", "a", "u", "u", "q").said == [("open", "", "", ""), ("open", "", "", ""), NOTHING, NOTHING]
    assert Sitting("a", "b", "r", "n", "u", "q").said[0] == ("accepted", "", "", "")
    assert "Nothing to undo" in Sitting("u", "", "q").shown


def test_back_and_on_decide_nothing() -> None:
    """Enter and b move; before the beginning there is nothing."""
    sitting = Sitting("", "b", "b", "", "", "a", "q")

    assert sitting.said == [NOTHING, ("accepted", "", "", ""), NOTHING, NOTHING]
    assert "This is the beginning" in sitting.shown


@pytest.mark.parametrize(
    "keys",
    [("r", "0", ""), ("r", "\x1b", ""), ("r", "q", ""), ("r", "", "", ""), ("r", "w", " ", ""), ("w", "", "")],
)
def test_what_is_left_undone_is_not_kept(keys: tuple[str, ...]) -> None:
    """A rejection without a reason and own words without words decide nothing."""
    assert Sitting(*keys, "n", "", "q").rows == []


def test_keys_without_meaning_and_help() -> None:
    """Another key is said to do nothing; ? says what the keys do; a wrong reason is asked for again."""
    sitting = Sitting("z", "", "?", "", "r", "z", "t", "q")

    assert "does nothing here" in sitting.shown
    assert "takes back the last thing" in sitting.shown
    assert sitting.said[0][1] == "somebody else's words, reported or quoted"


def test_an_enter_right_after_a_key_only_ends_it() -> None:
    """Who types every key with Enter decides one finding after the other and skips none; a second Enter skips."""
    sitting = Sitting("a", "", "r", "", "n", "", "", "a", "", "q")

    assert [verdict for verdict, *_ in sitting.said] == ["accepted", "rejected", "", "accepted"]
    assert sitting.said[1][1] == "negated or ruled out"


def test_what_is_skipped_is_said() -> None:
    """Going on from an undecided finding is said at the next one; going on from a decided one is not."""
    assert "Finding 1 is left undecided; b goes back to it." in Sitting("", "q").shown
    assert "left undecided" not in Sitting("a", "b", "", "", "q").shown


@pytest.mark.parametrize("choices", [REASONS, WHOLE_REASONS])
def test_no_reason_has_the_key_that_quits(choices: dict[str, str]) -> None:
    """Who wants to quit from among the reasons records none by mistake."""
    assert not {"q", "0", ""} & set(choices)


def test_a_later_sitting_goes_on_where_the_first_stopped() -> None:
    """What was decided stays; the first undecided finding is shown; a note decides nothing."""
    first = Sitting("a", "n", "a note", "q")
    second = Sitting("a", "q", before=first.rows)

    assert "Finding 2 of 4, 1 decided" in second.shown
    assert "note: a note" in second.shown
    assert second.said[1] == ("accepted", "", "", "a note")


def test_a_keyboard_taken_away_ends_the_sitting() -> None:
    """At the end of input what was decided is kept."""
    assert Sitting("a").said[0] == ("accepted", "", "", "")


def test_adjudication_shows_what_each_said() -> None:
    """Who settles a difference sees both verdicts, and the decision is kept as one between them."""
    key = case().findings[0].key
    rows = [row(key, "B"), row(key, "C", "rejected", reason="negated", note="see p. 3")]
    sitting = Sitting("r", "n", "q", before=rows, role="adjudication", others=differing(rows))

    assert "B accepted it" in sitting.shown
    assert "C rejected it: negated; see p. 3" in sitting.shown
    assert settle(sitting.rows)[key].by == ("A",)
