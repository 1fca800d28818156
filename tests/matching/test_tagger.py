"""Tests of reading tagger scores: windows, runs, whole words, views of spans. The scores here are made up."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_text.errors import ModelError
from cse_text.matching.skimmer import around
from cse_text.matching.tagger import Tagger, propose, view
from cse_text.matching.tagset import BEGIN, CATEGORIES, CATEGORY, OUTPUTS
from cse_text.matching.windows import LONGEST_SENTENCE, cut_sentences, cut_windows

TEXTS = st.text(alphabet=st.sampled_from("ab c.\nD\u2019!?"), max_size=400)


class Encoded:
    """One encoded window: a piece for each word, with the special pieces around."""

    def __init__(self, text: str) -> None:
        places, at = [], 0
        for word in text.split():
            start = text.index(word, at)
            places.append((start, start + len(word)))
            at = start + len(word)
        self.offsets = [(0, 0), *places, (0, 0)]
        self.ids = [101, *(1000 + len(text[a:b].strip(".")) for a, b in places), 102]
        self.words = text.split()


class FakeTokenizer:
    """Words as pieces."""

    def encode_batch(self, texts: list[str]) -> list[Encoded]:
        """Return one encoding a text."""
        return [Encoded(text) for text in texts]


def scorer(masking_ids: set[int], beginning: int = 0) -> Any:
    """Return a scorer that finds the given piece ids masking, as self-endangerment; `beginning` begins a span."""

    def score(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        scores = np.zeros((*ids.shape, OUTPUTS), dtype=np.float32)
        hit = np.isin(ids, list(masking_ids))
        scores[..., 0] = np.where(hit, -4, 4)
        scores[..., 1] = np.where(hit, 4, -4)
        scores[..., 2] = -4
        scores[..., BEGIN] = np.where(ids == beginning, 4, -4)
        scores[..., CATEGORY.start + CATEGORIES.index("self-endangerment")] = 4
        return scores

    return score


def test_runs_of_masking_pieces_become_candidates_with_whole_words() -> None:
    """Neighbouring pieces join, stops and quotation marks stay outside, the category is the likeliest."""
    text = "She went bananas yesterday. Tea."
    reading = Tagger(FakeTokenizer(), scorer({1007, 1009})).read(text)
    found = propose(text, reading)

    assert [text[each.start : each.end] for each in found] == ["bananas yesterday"]
    assert found[0].category == "self-endangerment"
    assert found[0].score > 0.9
    seen = view(reading, found[0].start, found[0].end)
    assert seen is not None
    assert seen.masking > 0.9
    assert seen.category == "self-endangerment"


def test_grammar_before_a_span_belongs_to_it_and_says_nothing_alone() -> None:
    """A cut between "she had been" and what she was is mended; a lone "did" is no candidate."""
    text = "She had been reckless. We did."
    reading = Tagger(FakeTokenizer(), scorer({1003, 1004, 1008}, beginning=1008)).read(text)

    assert [text[each.start : each.end] for each in propose(text, reading)] == ["She had been reckless"]


def test_what_was_not_read_has_no_view() -> None:
    """A span outside the windows read has no opinion of the tagger, and nothing is proposed there."""
    text = "One two. Three four."
    reading = Tagger(FakeTokenizer(), scorer({1003})).read(text, [(0, 8)])

    assert view(reading, 9, 14) is None
    assert all(each.end <= 8 for each in propose(text, reading))
    assert propose("", Tagger(FakeTokenizer(), scorer(set())).read("")) == []


def test_a_missing_tagger_is_named_with_a_way_on(tmp_path: Any) -> None:
    """Without its files the tagger says which depth does without."""
    with pytest.raises(ModelError, match="--depth quick"):
        Tagger.load(tmp_path)


@given(TEXTS)
def test_windows_cover_all_that_is_not_space(text: str) -> None:
    """No character but space is left out, windows do not overlap, and none is overlong."""
    for ranges in (cut_windows(text), cut_sentences(text)):
        inside = "".join(text[start:end] for start, end in ranges)
        assert "".join(inside.split()) == "".join(text.split())
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(ranges))
        assert all(end - start <= LONGEST_SENTENCE for start, end in ranges)


def test_a_line_without_spaces_is_cut() -> None:
    """Even a text of one endless word is cut into windows."""
    assert max(end - start for start, end in cut_windows("x" * 5000)) <= LONGEST_SENTENCE


def test_chosen_sentences_are_read_with_their_neighbours() -> None:
    """Each chosen sentence brings the one before; neighbours join into one window."""
    sentences = [(n * 10, n * 10 + 10) for n in range(8)]

    assert around(sentences, [1]) == [(0, 20)]
    assert around(sentences, [0, 6]) == [(0, 10), (50, 70)]
    assert around(sentences, []) == []


@pytest.mark.parametrize("text", ["She went home.", "The same words again and again, and more of them. " * 40])
def test_the_shipped_tagger_reads_every_word_once_and_in_order(text: str) -> None:
    """Neither padding nor truncation of the tokenizer's file reaches a reading: its places ascend to the text's end."""
    reading = Tagger.load().read(text)
    assert (np.diff(reading.starts) > 0).all()
    assert reading.starts[0] == 0
    assert reading.ends[-1] == len(text.rstrip())


def test_what_stands_beside_a_window_does_not_bear_on_it() -> None:
    """The same sentence reads the same alone and among others."""
    tagger, sentence = Tagger.load(), "Staff feel she is putting herself at risk."
    text = f"{sentence} Tea was at six and the bus was late again, as it often is in that part of the town."
    windows = [(0, len(sentence)), (len(sentence) + 1, len(text))]

    assert np.array_equal(
        Tagger.load().read(sentence).scores, tagger.read(text, windows).scores[: len(tagger.read(sentence).scores)]
    )
