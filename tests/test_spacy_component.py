"""Tests of the spaCy pipe."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import DocBin

import cse_text.spacy_component
from cse_text.matching.nlp import PIPELINES, english_pipeline


def test_the_pipe_sets_spans() -> None:
    """A blank pipeline with the pipe marks the masking words with category, rule and confidence."""
    assert cse_text.spacy_component.SPANS == "masking"
    nlp = spacy.blank("en")
    nlp.add_pipe("cse_text", config={"depth": "quick", "threshold": 0.0})
    doc = nlp("Kayla, 14, keeps putting herself at risk. Tea was pasta.")
    spans = doc.spans["masking"]

    assert [(span.text, span.label_, span.id_) for span in spans] == [
        ("putting herself at risk", "self-endangerment", "SE001")
    ]
    assert len(spans.attrs["confidences"]) == 1


def test_spans_say_why_and_what_to_consider() -> None:
    """Confidence, why, question and reframings are asked of a span; a span of one's own has none of them."""
    nlp = spacy.blank("en")
    nlp.add_pipe("cse_text", config={"depth": "quick", "threshold": 0.0})
    doc = nlp("Kayla, 14, went AWOL on Friday.")
    found = doc.spans["masking"][0]
    start, end, words = found._.masking_reframings[0]

    assert found._.masking_confidence == doc.spans["masking"].attrs["confidences"][0] > 0
    assert found._.masking_why
    assert found._.masking_question.endswith("?")
    assert 0 <= start <= end <= len(doc.text)
    assert words
    assert doc[0:2]._.masking_confidence is None


def test_what_spans_say_survives_a_doc_bin() -> None:
    """A doc that was stored and read again says the same of its spans."""
    nlp = spacy.blank("en")
    nlp.add_pipe("cse_text", config={"depth": "quick", "threshold": 0.0})
    doc = nlp("Kayla, 14, keeps putting herself at risk.")
    again = next(iter(DocBin().from_bytes(DocBin(docs=[doc]).to_bytes()).get_docs(nlp.vocab)))

    for name in cse_text.spacy_component.EXTENSIONS:
        here, there = (getattr(each.spans["masking"][0]._, name) for each in (doc, again))
        assert here == there is not None


def test_two_findings_on_the_same_tokens_keep_their_own() -> None:
    """Every span of a group answers with its own confidence, whatever other span shares its words."""
    nlp = spacy.blank("en")
    nlp.add_pipe("cse_text", config={"depth": "quick", "threshold": 0.0})
    doc = nlp("She is promiscuous, streetwise, sexually active and keeps absconding to see her boyfriend.")
    group = doc.spans["masking"]

    assert len(group) > 2
    assert [span._.masking_confidence for span in group] == group.attrs["confidences"]


def test_the_pipe_passes_over_a_text_without_words() -> None:
    """An empty doc has an empty group."""
    nlp = spacy.blank("en")
    nlp.add_pipe("cse_text", config={"depth": "quick", "threshold": 0.0})

    assert len(nlp("").spans["masking"]) == 0


@pytest.mark.slow
def test_the_english_pipeline_is_found() -> None:
    """The packaged pipeline, or an installed official one, loads and parses."""
    nlp = english_pipeline()

    assert f"{nlp.meta['lang']}_{nlp.meta['name']}" in {"en_core_web_sm", *PIPELINES}
    assert any(token.dep_ == "ROOT" for token in nlp("She was seen with a man."))
