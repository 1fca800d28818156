"""Tests of suggesting, from a ladder to checked edits, with a lexicon of one rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cse_text.lexicon.compiled import compile_lexicon
from cse_text.lexicon.finder import PhraseFinder
from cse_text.lexicon.rules import Rung
from cse_text.reframing import Ranking, Suggester
from cse_text.types import Candidate
from tests.lexicon.small import lexicon, rule


def suggested(rung: Rung, text: str, found: str) -> list[str]:
    """Return the sentence with each edit that a ladder of one rung gives."""
    ruled = replace(rule("of her own accord", "streetwise", "put {self} at risk"), reframings=(rung,))
    compiled = compile_lexicon(lexicon(ruled))
    suggester = Suggester(compiled, Ranking.load(), PhraseFinder(compiled.rules))
    start = text.index(found)
    candidate = Candidate(start, start + len(found), ruled.id, ruled.category, "phrase")
    made = (each.reframing for each in suggester.suggestions(text, candidate, ruled, (), "female"))
    return [text[: each.start] + each.text + text[each.end :] for each in made]


@pytest.mark.parametrize(
    ("rung", "text", "found", "expected"),
    [
        (Rung("", wordings=("of her own accord",)), "She went of her own accord.", "of her own accord", "She went."),
        (Rung("", wordings=("own",)), "She went of her own accord.", "of her own accord", "She went of her accord."),
        (Rung("", wordings=("streetwise",)), "Streetwise and streetwise.", "streetwise", None),
        (Rung("able to cope", not_before=("enough",)), "She is streetwise.", "streetwise", "She is able to cope."),
        (Rung("able to cope", not_before=("enough",)), "She is streetwise enough.", "streetwise", None),
        (Rung("able to cope", only_after=("=is",)), "She is streetwise.", "streetwise", "She is able to cope."),
        (Rung("able to cope", only_after=("=was",)), "She is streetwise.", "streetwise", None),
        (
            Rung("was seen {1}", wordings=("put {self} at risk",)),
            "She put herself at risk.",
            "put herself at risk",
            "She was seen herself.",
        ),
    ],
)
def test_a_rung_becomes_an_edit_where_it_may_stand(rung: Rung, text: str, found: str, expected: str | None) -> None:
    """Words are left out, kept, and asked for beside the edit, with and without wordings of the rung's own."""
    assert suggested(rung, text, found) == ([expected] if expected else [])
