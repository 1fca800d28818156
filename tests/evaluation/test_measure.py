"""Tests of the figures: each counted by hand on a few documents."""

from __future__ import annotations

import json

import numpy as np
import pytest

from cse_text.evaluation.baselines import commoner, grade, left_out
from cse_text.evaluation.bootstrap import f1, interval, ratio
from cse_text.evaluation.figures import Quality, Share, as_data
from cse_text.evaluation.measure import measure
from cse_text.evaluation.mistakes import choose
from cse_text.evaluation.novel import listing, read_phrases
from cse_text.evaluation.reading import Read
from cse_text.evaluation.reliability import calibration
from cse_text.evaluation.who import shown_owners
from tests.evaluation.gold_files import document, finding, gold_span, read


@pytest.fixture
def reads() -> list[Read]:
    """Three documents: a hit under another name, a trap flagged and a miss; clean notes with and without an alarm."""
    mixed = document(
        "mixed",
        gold_span("promiscuous", category="implied-consent"),
        gold_span("boyfriend", masking=False, subject="adult", category="relationship-framing"),
        gold_span("absconded", category="missing-blame"),
        kind="note",
        pair="p1",
    )
    found = (finding("is promiscuous", 0.9), finding("boyfriend", 0.7, rule="RF001"), finding("absconded", 0.2))
    given = (finding("promiscuous", 0.9), finding("boyfriend", 0.7), finding("absconded", 0.3))
    alarmed = document("alarmed", group="ordinary", pair="p1")
    return [
        read(mixed, *found, given=given),
        read(alarmed, finding("came back", 0.6, rule="MB001")),
        read(document("clean", group="ordinary", pair="p2")),
    ]


def test_end_to_end(reads: list[Read]) -> None:
    """Hits, misses, false alarms, traps, names and pairs are counted from the text to the flag."""
    end = measure(reads, []).end

    assert (end.hits, end.missed, end.false, end.duplicates) == (1, 1, 2, 0)
    assert (end.precision.value, end.recall.value, end.f1.value) == (1 / 3, 1 / 2, 2 / 5)
    assert (end.traps_flagged.part, end.traps_flagged.whole) == (1, 1)
    assert (end.category_right.part, end.category_right.whole) == (0, 1)
    assert (end.pairs.part, end.pairs.whole) == (1, 2)


def test_spans(reads: list[Read]) -> None:
    """What was seen at all is told from what was flagged, and overlap from exact edges."""
    spans = measure(reads, []).spans

    assert (spans.proposed, spans.proposed_exact) == (Share(2, 2), Share(1, 2))
    assert spans.traps_proposed == Share(1, 1)
    assert (spans.overlap.hits, spans.overlap.false) == (1, 2)
    assert (spans.exact.hits, spans.exact.missed, spans.exact.false) == (0, 2, 3)
    assert spans.characters.hits == len("promiscuous")


def test_given_spans(reads: list[Read]) -> None:
    """Decisions, voice and subject are counted on the annotated spans, with ruled-out ones among them."""
    given = measure(reads, []).given

    assert (given.spans, given.judge.right) == (3, 1 / 3)
    assert (given.masking, given.traps_flagged) == (Quality("masking", 1, 1, 1), Share(1, 1))
    assert (given.voice, given.subject) == (Share(3, 3), Share(2, 3))
    assert given.auroc == 0.5


def test_groups(reads: list[Read]) -> None:
    """Rules, detectors and kinds of text each get their own counts."""
    figures = measure(reads, [])

    assert [(row.rule, row.right, row.shown, row.on_traps) for row in figures.by_rule] == [
        ("DC001", 1, 1, 0),
        ("MB001", 0, 1, 0),
        ("RF001", 0, 1, 1),
    ]
    assert figures.by_detector == (("phrase", Share(1, 3)),)
    assert [(row.name, row.hits, row.missed, row.false) for row in figures.by_kind] == [
        ("note", 1, 1, 1),
        ("ordinary", 0, 0, 1),
    ]
    found = {row.name: (row.found, row.flags_right) for row in figures.by_category}
    assert found["implied-consent"] == (Share(1, 1), Share(0, 0))
    assert found["discrediting"] == (Share(0, 0), Share(1, 3))


def test_clean_documents(reads: list[Read]) -> None:
    """False alarms are counted by words and by rule where nothing masks."""
    every, ordinary = measure(reads, []).clean

    assert (every.documents, ordinary.documents, ordinary.documents_alarmed) == (2, 2, 1)
    assert ordinary.by_rule == (("MB001", 1),)
    assert ordinary.per_1000.value == pytest.approx(1000 / ordinary.words)


def test_novel(reads: list[Read]) -> None:
    """Recall is told apart for wording that a list holds and wording that none does."""
    novel = measure(reads, ["absconded"]).novel

    assert (novel.novel.part, novel.novel.whole) == (1, 1)
    assert (novel.listed.part, novel.listed.whole) == (0, 1)


def test_mistakes_name_kind_and_place(reads: list[Read]) -> None:
    """Each error is listed with its kind; what was ruled out is told from what was not seen."""
    every = measure(reads, []).mistakes

    assert [(each.kind, each.document, each.said) for each in every] == [
        ("missed", "mixed", "seen, left alone"),
        ("trap flagged", "mixed", "discrediting"),
        ("category", "mixed", "discrediting"),
        ("subject", "mixed", "child"),
        ("false alarm", "alarmed", "discrediting"),
    ]
    assert "[[absconded]]" in every[0].words
    assert "absconded" not in repr(every[0])
    assert choose(every, 2) == choose(every, 2)
    assert len(choose(every, 2)) == 2


def test_figures_are_plain_data(reads: list[Read]) -> None:
    """The figures go to JSON, shares written out, without a note's words."""
    text = json.dumps(as_data(measure(reads, [], depth="quick", threshold=0.5)))

    assert '"share"' in text
    assert "promiscuous" not in text


def test_nothing_to_measure_gives_zero_and_no_error() -> None:
    """Figures of no document, and of documents without spans, are nothing and not an error."""
    assert measure([], []).end.f1.value == 0
    assert measure([read(document("a"))], []).given.spans == 0


def test_intervals_hold_the_value_and_repeat() -> None:
    """The interval is drawn by document, holds the share it belongs to and is the same each time."""
    rows = np.array([(1, 2, 0)] * 10 + [(2, 2, 1)] * 10, dtype=float)
    low, high = interval(rows, ratio)

    assert low < 0.75 < high
    assert interval(rows, ratio) == (low, high)
    assert interval(np.array([(3, 1, 1)] * 5), f1) == pytest.approx((0.75, 0.75))
    assert interval(np.zeros((0, 2)), ratio) == (0.0, 0.0)


def test_baselines_never_see_the_span_itself() -> None:
    """The commoner answer per phrase is that of the others; a phrase met once takes the answer of all."""
    truths = [True, True, False, True]

    assert commoner(truths)
    assert left_out(truths, ["a", "a", "b", "b"], [""] * 4) == [True, True, True, False]
    assert grade("x", truths, [True] * 4).right == 0.75
    assert grade("x", truths, [True] * 4).macro_f1 == pytest.approx((6 / 7 + 0) / 2)


def test_calibration_by_bin() -> None:
    """Bins hold how many, what was said and what was seen; no bin is shown that holds nothing."""
    found = calibration("all", [[(0.95, True), (0.95, False)], [(1.0, True)], []], drawn=True)

    assert [(each.low, each.count) for each in found.bins] == [(0.9, 3)]
    assert found.bins[0].seen == pytest.approx(2 / 3)
    assert found.ece == pytest.approx((0.95 * 2 + 1 - 2) / 3)
    assert found.ece_interval is not None
    assert found.ece_interval[0] <= found.ece <= found.ece_interval[1]


def test_published_phrases_are_whole_words() -> None:
    """The shipped list is read without its remarks, and a phrase is found only as whole words."""
    phrases = read_phrases()
    is_listed = listing(phrases)

    assert "promiscuous" in phrases
    assert not any(phrase.startswith("#") or phrase != phrase.strip() for phrase in phrases)
    assert is_listed("very Promiscuous, they say")
    assert not is_listed("promiscuously inclined to wander")


def test_names_whose_owner_the_annotation_shows() -> None:
    """A name directly before an annotated span is its subject's; pronouns, kin and prepositions in between are not."""
    text = "Seen by Bell. Then Tia keeps running off. Old Kev is a player. Her aunt rang Tia about it."
    spans = [gold_span("running off", text), gold_span("a player", text, subject="suspect", masking=False)]

    assert shown_owners(document("a", *spans, text=text)) == {"tia": "child", "kev": "other"}
    assert shown_owners(document("a", gold_span("about it", text), text=text)) == {"tia": "child"}
