"""Tests of what a rule's page says of its rungs."""

from __future__ import annotations

from dataclasses import replace

from cse_text.lexicon.pages import sections
from cse_text.lexicon.rules import Rung
from tests.lexicon.small import lexicon, rule


def test_a_page_says_where_a_rung_stands_and_what_it_keeps() -> None:
    """What must stand beside the words, what is kept of them, and that words are left out can be read there."""
    rungs = (
        Rung("difficulties {1}", wordings=("bother (here|there)",), not_before=(".", "at once")),
        Rung("", wordings=("as usual",)),
    )
    shown = replace(rule("as usual"), reframings=rungs)

    said = [
        (item.text, item.note) for part in sections(shown, lexicon(shown)) for item in part.items if item.kind == "say"
    ]

    assert said == [
        ("difficulties \u2026", "for 'bother (here|there)', not before a stop, 'at once'"),
        ("(leave these words out)", "for 'as usual'"),
    ]
