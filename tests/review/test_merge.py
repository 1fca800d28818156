"""Tests of settling what several people decided, and of how far they agree."""

from __future__ import annotations

import pytest

from cse_text.review.agree import compare_all
from cse_text.review.merge import current, decided, differing, reviewers, settle, without
from cse_text.types import Decision
from tests.review.samples import case, row


def test_the_last_word_of_a_person_holds() -> None:
    """A later decision of the same person takes the place of the earlier one; an open one takes it back."""
    rows = [row("k"), row("k", verdict="rejected", reason="negated"), row("m"), row("m", verdict="open")]

    assert settle(rows) == {"k": Decision("rejected", ("A",), "negated")}
    assert current(rows, "A")["k"].verdict == "rejected"


def test_reviewers_who_agree_are_named_together() -> None:
    """Two people's same verdict is one decision with both names and all that they wrote."""
    rows = [row("k", note="one"), row("k", "B", reframing="is being harmed", note="two")]

    assert settle(rows)["k"] == Decision("accepted", ("A", "B"), "", "is being harmed", "one; two")
    assert reviewers(rows) == ["A", "B"]
    assert differing(rows) == {}


def test_reviewers_who_differ_are_settled_by_adjudication() -> None:
    """Until somebody settles it a difference stays one; then that verdict holds."""
    rows = [row("k"), row("k", "B", "rejected", reason="negated")]

    assert settle(rows)["k"].verdict == "differ"
    assert [each.reviewer for each in differing(rows)["k"]] == ["A", "B"]
    rows.append(row("k", "Lead", "rejected", role="adjudication", reason="quoted"))
    assert settle(rows)["k"] == Decision("rejected", ("Lead",), "quoted")


def test_a_note_alone_is_kept_and_decides_nothing() -> None:
    """A note on a finding nobody decided is shown as a note."""
    assert settle([row("k", verdict="open", note="see p. 3")])["k"] == Decision("open", ("A",), note="see p. 3")


def test_decisions_stand_with_their_findings() -> None:
    """Each finding of a scan gets the decision on its key, and only that."""
    found = case()
    shown = decided(found, {found.findings[1].key: Decision("accepted", ("A",))})

    assert [each.decision and each.decision.verdict for each in shown.findings] == [None, "accepted", None]
    assert shown.record_findings[0].decision is None


def test_known_findings_are_left_out() -> None:
    """A record without its known findings keeps the others, of the text and of the whole."""
    found = case()
    left = without(found, {found.findings[0].key, found.record_findings[0].key})

    assert left.findings == found.findings[1:]
    assert left.record_findings == ()


def test_agreement_with_kappa_and_interval() -> None:
    """Two people who agree on 8 of 10, half of it by chance, have kappa 0.6, with an interval drawn by record."""
    verdicts = [("accepted", "accepted")] * 4 + [("rejected", "rejected")] * 4
    verdicts += [("accepted", "rejected"), ("rejected", "accepted")]
    rows = [
        row(f"k{number}", name, verdict, record=f"r{number}", rule="IC001" if number < 5 else "check")
        for number, pair in enumerate(verdicts)
        for name, verdict in zip("AB", pair, strict=True)
    ]
    rows += [row("only", "A"), row("k1", "A", "open", note="a note of an undone decision")]
    rows += [row("k1", "A", record="r1", rule="IC001")]
    (found,) = compare_all(rows)

    assert (found.first, found.second, found.records, found.only_first, found.only_second) == ("A", "B", 10, 1, 0)
    assert found.verdicts.same == pytest.approx(0.8)
    assert found.verdicts.kappa is not None
    assert found.verdicts.kappa.value == pytest.approx(0.6)
    assert found.verdicts.kappa.interval is not None
    low, high = found.verdicts.kappa.interval
    assert low < 0.6 < high
    assert [each.name for each in found.by_category] == ["check", "implied-consent"]
    assert [(each.key, each.first, each.second) for each in found.differences] == [
        ("k8", "accepted", "rejected"),
        ("k9", "rejected", "accepted"),
    ]


def test_agreement_of_people_who_met_on_nothing() -> None:
    """Where no finding was decided by both there is no share and no kappa."""
    (found,) = compare_all([row("a"), row("b", "B")])

    assert (found.verdicts.count, found.verdicts.kappa, found.only_first, found.only_second) == (0, None, 1, 1)
