"""Sentences, marks and numbers."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from cse_text.reports.passages import marked_text, sentences_of, split_passages, split_pieces
from cse_text.reports.visible import one_line
from tests.reports.samples import finding


def marked(text: str, *phrases: str, spared: tuple[str, ...] = ()) -> list[str]:
    """Return the shown sentences of a text with findings on the phrases."""
    findings = [finding(text, phrase, masking=phrase not in spared) for phrase in phrases]
    return [marked_text(text, passage) for passage in split_passages(text, findings)]


def test_the_whole_sentence_is_shown() -> None:
    """A phrase is shown in its whole sentence, over a soft line break, and nothing beyond it."""
    text = "Seen at home. She keeps putting herself\nat risk with Mr. Hale. Mum is well."

    assert marked(text, "putting herself\nat risk") == ["She keeps [[putting herself at risk]] with Mr. Hale."]


def test_findings_of_one_sentence_are_numbered() -> None:
    """Several findings in one sentence are shown in it once, numbered from the left."""
    text = "He is streetwise and won't engage."

    assert marked(text, "won't engage", "streetwise") == ["He is [[streetwise]](1) and [[won't engage]](2)."]


def test_findings_of_two_sentences_stand_apart() -> None:
    """Findings in two sentences make two passages without numbers."""
    text = "He is streetwise. He won't engage."

    assert marked(text, "streetwise", "won't engage") == ["He is [[streetwise]].", "He [[won't engage]]."]


def test_one_span_with_two_rules_is_marked_once() -> None:
    """Two findings on the same words share one mark with both numbers."""
    text = "He is streetwise."

    assert marked(text, "streetwise", "streetwise") == ["He is [[streetwise]](1, 2)."]


def test_nested_spans_are_marked_one_inside_the_other() -> None:
    """A phrase inside another keeps brackets that match."""
    text = "She is involved in prostitution."

    assert marked(text, "involved in prostitution", "prostitution") == [
        "She is [[involved in [[prostitution]](2)]](1)."
    ]


def test_what_was_left_alone_has_single_brackets() -> None:
    """A phrase that was left alone is marked more quietly than one that masks."""
    text = "Her aunt's boyfriend drove."

    assert marked(text, "boyfriend", spared=("boyfriend",)) == ["Her aunt's [boyfriend] drove."]


def test_a_very_long_sentence_is_cut_at_words() -> None:
    """Of a text without stops only the stretch around the phrase is shown, cut between words."""
    text = "word " * 500 + "absconded" + " word" * 500
    (shown,) = marked(text, "absconded")

    assert shown.startswith("\u2026 word word")
    assert shown.endswith("word word \u2026")
    assert "[[absconded]]" in shown
    assert len(shown) < 520


def test_sentences_of_a_table_row_are_plain() -> None:
    """The sentence of a finding is given without marks, on one line."""
    text = "First. She was AWOL\r\n\tagain. Last."

    assert sentences_of(text, [finding(text, "AWOL")]) == ["She was AWOL again."]


@st.composite
def texts_with_findings(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """Return any text and any spans of it that hold more than space."""
    text = draw(st.text(st.sampled_from("ab .\n\r\t?A[]\u202e\x1b\u00a0"), min_size=1, max_size=80))
    edges = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(edges, edges), max_size=5))
    return text, [(start, end) for start, end in spans if start < end]


@given(texts_with_findings())
def test_nothing_is_lost_or_marked_twice(sample: tuple[str, list[tuple[int, int]]]) -> None:
    """Every finding stands in exactly one passage; its marks are balanced; the words shown are the text's own."""
    text, spans = sample
    findings = [finding("x", "x", start=start, end=end, text=text[start:end]) for start, end in spans]
    passages = split_passages(text, findings)

    assert sum(len(passage.findings) for passage in passages) == len(findings)
    for passage in passages:
        pieces = split_pieces(text, passage)
        distinct = {(finding.start, finding.end) for finding in passage.findings}
        assert all(passage.start <= start < end <= passage.end for start, end in distinct)
        assert sum(len(piece.opens) for piece in pieces) == len(distinct)
        assert sum(len(piece.closes) for piece in pieces) == len(distinct)
        shown = "".join(piece.text for piece in pieces)
        assert shown.strip() == one_line(text[passage.start : passage.end])
    assert all(one.end <= two.start for one, two in itertools.pairwise(passages))
