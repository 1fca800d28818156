"""Tests of rungs that are written for certain wordings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cse_text.errors import LexiconError
from cse_text.lexicon.compiled import compile_lexicon
from cse_text.lexicon.rules import Rung
from cse_text.lexicon.tables import CompiledLexicon
from cse_text.reframing.ladder import supported
from cse_text.reframing.reword import Wordings, reworded
from cse_text.reframing.slot import Site
from cse_text.text import words
from tests.lexicon.small import lexicon, rule

LADDER = (
    Rung("<be> driven off by adults", ("adult",), wordings=("get into (car|cars)",)),
    Rung("<be> driven off by", wordings=("(get|jump) into (car|cars) with",)),
    Rung("<be> driven off by someone", wordings=("get into (car|cars)",)),
    Rung("a child who needs looking after", wordings=("streetwise (girl|boy)",)),
    Rung("alone"),
)


@pytest.fixture(scope="module")
def compiled() -> CompiledLexicon:
    """Return a lexicon of one rule with a ladder for several wordings."""
    return compile_lexicon(lexicon(replace(rule("get into cars", "streetwise"), reframings=LADDER)))


def offered(compiled: CompiledLexicon, text: str, found: str) -> list[str]:
    """Return the sentence with each rung that is written for the wording around `found`."""
    sentence = words(text, 0, len(text))
    first = next(n for n, word in enumerate(sentence) if word.start >= text.index(found))
    site = Site(text, sentence, first, first + len(found.split()), "female")
    sites = Wordings(compiled).sites(site, "TT001", supported(LADDER, ()))
    edits = [reworded(ground.rung.say, where, compiled.verbs) for ground, where in sites]
    return [text[: edit.start] + edit.text + text[edit.end :] for edit in edits]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("She gets into cars at night.", "gets into cars", "She is driven off by someone at night."),
        ("She got into cars.", "got into cars", "She was driven off by someone."),
        ("Seen getting into cars.", "into cars", "Seen being driven off by someone."),
        ("She gets into cars with older men.", "gets into cars", "She is driven off by older men."),
        ("She had jumped into cars with men.", "cars", "She had been driven off by men."),
        ("She's got into cars.", "got into cars", "She's been driven off by someone."),
        ("She is a streetwise girl.", "streetwise", "She is a child who needs looking after."),
        ("He is streetwise.", "streetwise", None),
    ],
)
def test_a_rung_stands_for_its_wording(compiled: CompiledLexicon, text: str, found: str, expected: str | None) -> None:
    """It replaces what its wording matches; of two wordings the longer is meant; verbs take the place's form."""
    assert offered(compiled, text, found) == ([expected] if expected else [])


def test_what_the_record_must_support_is_asked_of_such_rungs_too(compiled: CompiledLexicon) -> None:
    """A rung that needs an adult is not offered where the record names none."""
    assert "adults" not in "".join(offered(compiled, "She gets into cars.", "gets into cars"))


def test_a_wording_that_cannot_be_read_is_named() -> None:
    """A broken phrase under 'for' names the file, the line and the rule."""
    broken = replace(rule("get into cars"), reframings=(Rung("alone", wordings=("get (into",)),), file="a.yaml", line=3)

    with pytest.raises(LexiconError, match=r"a\.yaml, line 3: TT001, reframings: phrase 'get \(into'"):
        compile_lexicon(lexicon(broken))
