"""What many tests share: the shipped lexicon, compiled once."""

from __future__ import annotations

import pytest

from cse_text.lexicon import CompiledLexicon, load_lexicon


@pytest.fixture(scope="session")
def compiled() -> CompiledLexicon:
    """The shipped lexicon, ready for matching."""
    return load_lexicon()
