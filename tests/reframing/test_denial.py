"""Tests of whether a finding's own clause denies its words."""

from __future__ import annotations

import pytest

from cse_text.lexicon.inflection import verb_tags
from cse_text.reframing.denial import denied
from cse_text.reframing.slot import Site
from cse_text.text import words


def is_denied(marked: str) -> bool:
    """Return whether the marked words are denied where they stand."""
    start, end = marked.index("[["), marked.index("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    sentence = words(text, 0, len(text))
    first = next(n for n, word in enumerate(sentence) if word.start >= start)
    after = next((n for n, word in enumerate(sentence) if word.start >= end), len(sentence))
    return denied(Site(text, sentence, first, after, "female"), {w.form: verb_tags(w.form) for w in sentence})


@pytest.mark.parametrize(
    "marked",
    [
        "She is not [[streetwise]].",
        "Nobody [[chose that life]].",
        "He hadn't [[run off]] in a temper.",
        "Not known as [[streetwise]].",
        "It is not because [[she is streetwise]].",
        "Nothing but [[trouble]].",
        "Not manipulative, [[attention seeking]] or rude.",
        "She was not seen as a [[streetwise]] girl.",
        "She did not run off and [[go missing]].",
        "She never comes in and [[engages]].",
        "She thinks she is [[grown up]].",
        "He fancies himself as a [[roadman]].",
    ],
)
def test_a_denial_holds_in_its_own_clause(marked: str) -> None:
    """Words that are denied, or that someone fancies of themselves, are not put otherwise."""
    assert is_denied(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "She is [[streetwise]].",
        "We cannot help [[until she engages]].",
        "Nothing we can do until she [[engages]].",
        "CSE tool not completed as he [[is a boy]].",
        "No meeting [[as the adult is a woman]].",
        "Not pursued [[given her background]].",
        "He has no girl, so [[draw your own conclusions]].",
        "She said no but [[things went too far]].",
        "He had not run, he'd been [[led astray]].",
        "She did not stay and she [[absconded]].",
        "Noor is no wallflower and ran [[with a fast set]].",
        "He did not answer, ran [[wild]].",
        "Nothing can be done [[without her cooperation]].",
        "Will not talk about the [[supposed rape]].",
        "Nan thinks he [[likes the money]].",
        "Not at school. [[Streetwise]].",
    ],
)
def test_a_denial_ends_with_its_clause(marked: str) -> None:
    """Until, but, so and a clause with its own subject or finite verb are not denied by what was said before."""
    assert not is_denied(marked)
