"""Tests of the spaCy pipe."""

from __future__ import annotations

import pytest
import spacy

import cse_text.spacy_component
from cse_text.matching.nlp import PIPELINES, english_pipeline


def test_the_pipe_sets_spans() -> None:
    """A blank pipeline with the pipe marks the masking words with category, rule and confidence."""
    assert cse_text.spacy_component.SPANS == "masking"
    nlp = spacy.blank("en")
    nlp.add_pipe("cse_text", config={"depth": "quick"})
    doc = nlp("Kayla, 14, keeps putting herself at risk. Tea was pasta.")
    spans = doc.spans["masking"]

    assert [(span.text, span.label_, span.id_) for span in spans] == [
        ("putting herself at risk", "self-endangerment", "SE001")
    ]
    assert len(spans.attrs["confidences"]) == 1


@pytest.mark.slow
def test_the_english_pipeline_is_found() -> None:
    """The packaged pipeline, or an installed official one, loads and parses."""
    nlp = english_pipeline()

    assert f"{nlp.meta['lang']}_{nlp.meta['name']}" in {"en_core_web_sm", *PIPELINES}
    assert any(token.dep_ == "ROOT" for token in nlp("She was seen with a man."))
