"""Tests of rungs that are written for certain wordings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from cse_text.errors import LexiconError
from cse_text.lexicon.compiled import compile_lexicon
from cse_text.lexicon.rules import Rung
from cse_text.lexicon.schema import RungFile
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


def offered(compiled: CompiledLexicon, text: str, found: str, rungs: Sequence[Rung] = LADDER) -> list[str]:
    """Return the sentence with each rung that is written for the wording around `found`."""
    sentence = words(text, 0, len(text))
    first = next(n for n, word in enumerate(sentence) if word.start >= text.index(found))
    site = Site(text, sentence, first, first + len(found.split()), "female")
    worded = Wordings(compiled).read(site, "TT001").worded(supported(rungs, ()))
    edits = [reworded(each.say, each.site, compiled.verbs) for each in worded]
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


def small(*rungs: Rung) -> CompiledLexicon:
    """Return a lexicon of one rule with these rungs."""
    return compile_lexicon(lexicon(replace(rule("put {self} at risk"), reframings=rungs)))


RISK = ("put {self} at risk",)


@pytest.mark.parametrize(
    ("rung", "text", "expected"),
    [
        (
            Rung("<be> in danger", wordings=RISK, only_before=("of",)),
            "She put herself at risk of harm.",
            "in danger of",
        ),
        (Rung("<be> in danger", wordings=RISK, only_before=("of",)), "She put herself at risk.", ""),
        (Rung("<be> in danger", wordings=RISK, only_before=("of",)), "She put herself at risk, of course.", ""),
        (Rung("<be> unsafe", wordings=RISK, not_before=("of [further] harm",)), "She put herself at risk of harm.", ""),
        (Rung("<be> unsafe", wordings=RISK, not_before=("of harm",)), "She put herself at risk again.", "was unsafe a"),
        (
            Rung("<be> unsafe", wordings=RISK, only_before=(".",)),
            "She put herself at risk, and ran.",
            "was unsafe, and",
        ),
        (Rung("<be> unsafe", wordings=RISK, only_before=(".", "again")), "She put herself at risk.", "She was unsafe."),
        (Rung("<be> unsafe", wordings=RISK, only_before=(".",)), "She put herself at risk again.", ""),
        (
            Rung("<be> unsafe", wordings=RISK, only_after=("to",)),
            "She went to put herself at risk.",
            "went to be unsafe",
        ),
        (Rung("<be> unsafe", wordings=RISK, only_after=("to",)), "She put herself at risk.", ""),
        (Rung("<be> unsafe", wordings=RISK, not_after=("want to",)), "She wants to put herself at risk.", ""),
        (Rung("<be> unsafe", wordings=RISK, not_after=(".",)), "Put herself at risk.", ""),
        (
            Rung("<be> unsafe", wordings=RISK, only_before=(", who",)),
            "She put herself at risk, who says.",
            "unsafe, who",
        ),
        (Rung("<be> unsafe", wordings=RISK, only_before=(", who",)), "She put herself at risk who says.", ""),
        (Rung("<be> unsafe", wordings=RISK, only_before=(", who",)), "She put herself at risk; who says.", ""),
        (Rung("<be> unsafe", wordings=RISK, only_before=("who",)), "She put herself at risk, who says.", ""),
        (Rung("<be> unsafe", wordings=RISK, not_before=(", again",)), "She put herself at risk, again.", ""),
        (Rung("<be> unsafe", wordings=RISK, not_before=(", again",)), "She put herself at risk again.", "safe again"),
        (Rung("<be> unsafe", wordings=RISK, only_after=("she,",)), "And she, put herself at risk.", "she, was unsafe"),
        (Rung("<be> unsafe", wordings=RISK, only_after=("she,",)), "And she put herself at risk.", ""),
        (Rung("<be> unsafe", wordings=RISK, only_after=("{child}",)), "She put herself at risk.", "She was unsafe"),
        (Rung("<be> unsafe", wordings=RISK, only_after=("{child}",)), "It is to put herself at risk.", ""),
    ],
)
def test_a_rung_may_ask_for_words_beside_those_it_replaces(rung: Rung, text: str, expected: str) -> None:
    """What must stand right behind or in front does, what must not does not; '.' is a break or the sentence's edge."""
    found = offered(small(rung), text, "erself at risk" if text.startswith("Put") else "put herself at risk", (rung,))

    assert [expected in each for each in found] == ([True] if expected else [])


@pytest.mark.parametrize(
    ("rung", "message"),
    [
        (Rung("unsafe", wordings=RISK, only_before=("who, that",)), r"it may only begin with one \(', who'\)"),
        (Rung("unsafe", wordings=RISK, not_after=(", who",)), r"it may only end with one \('however,'\)"),
        (Rung("unsafe", wordings=RISK, not_after=("{any}",)), "'{any}' beside a rung says nothing"),
        (Rung("unsafe", wordings=RISK, not_before=("{nobody}",)), "there is no class {nobody}"),
    ],
)
def test_what_cannot_stand_beside_a_rung_is_said(rung: Rung, message: str) -> None:
    """A comma elsewhere, any word and an unknown class are refused with the way on."""
    with pytest.raises(LexiconError, match=message):
        small(rung)


def test_the_keys_are_read_from_a_lexicon_file() -> None:
    """The four keys and an empty rung are read as CONTRIBUTING has them; an empty one without 'for' is refused."""
    written = {
        "say": "",
        "for": RISK,
        "only-before": ["."],
        "not-before": ["of"],
        "only-after": ["to"],
        "not-after": ["a"],
    }

    rung = Rung(**RungFile.model_validate(written).model_dump())

    assert rung == Rung("", (), "", RISK, (".",), ("of",), ("to",), ("a",))
    assert list(rung.around()) == ["only_before", "not_before", "only_after", "not_after"]
    with pytest.raises(ValueError, match="names them under 'for'"):
        RungFile.model_validate({"say": ""})


def test_a_longer_wording_that_may_not_stand_there_gives_way() -> None:
    """Where the longest wording's rung asks for other words beside it, the next one is offered."""
    rungs = (
        Rung("<be> in danger", wordings=("put {self} at risk",), only_before=("of",)),
        Rung("is put", wordings=("put {self}",)),
    )

    assert offered(small(*rungs), "She puts herself at risk.", "puts herself at risk", rungs) == ["She is put at risk."]


@pytest.mark.parametrize(
    ("say", "wording", "text", "found", "expected"),
    [
        (
            "difficulties {2}",
            "nothing but (trouble|bother) (to the (unit|school)|here)",
            "He is nothing but bother to the school.",
            "bother",
            "He is difficulties to the school.",
        ),
        (
            "a child at {1} {2}",
            "(the|a) {any} girl",
            "The Northfield girl left.",
            "Northfield",
            "A child at the Northfield left.",
        ),
        ("<be> seen {1} cars", "get in … cars", "She gets in some men's cars.", "gets", "She is seen some men's cars."),
        ("<be> seen {1} cars", "get in … cars", "She gets in cars.", "gets", "She is seen cars."),
        (
            "<be> at {2} risk",
            "put {self} at [serious] risk",
            "She put herself at serious risk.",
            "put",
            "She was at serious risk.",
        ),
        ("<be> {2} hurt", "be [so|very] (badly|often) hurt", "She is very badly hurt.", "hurt", "She is badly hurt."),
        ("met {1}", "(fell|ran) in with {exploiter}", "She fell in with men.", "fell", "She met fell."),
    ],
)
def test_a_rung_keeps_the_words_of_a_part(say: str, wording: str, text: str, found: str, expected: str) -> None:
    """{1}, {2} … are what the brackets, classes and gaps of the wording took, counted from the left, as written."""
    rung = Rung(say, wordings=(wording,))
    made = lexicon(replace(rule("put {self} at risk"), reframings=(rung,)))
    made = replace(made, classes={**made.classes, "exploiter": ("men",)})

    assert offered(compile_lexicon(made), text, found, (rung,)) == [expected]


@pytest.mark.parametrize("rung", [Rung("kept {2}", wordings=("get (in|out)",)), Rung("kept {1}")])
def test_a_part_that_is_not_there_is_named(rung: Rung) -> None:
    """A rung that keeps a part which its wording lacks, or that has no wording, is refused."""
    with pytest.raises(LexiconError, match=r"TT001, reframings"):
        small(rung)


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("She left of her own accord.", "of her own accord", "She left."),
        ("She left of her own accord with him.", "of her own accord", "She left with him."),
        ("She left, as usual, with him.", "as usual", "She left with him."),
        ("She left, as usual.", "as usual", "She left."),
        ("She left, as usual and slept.", "as usual", "She left, and slept."),
        ("She left as usual, he said.", "as usual", "She left, he said."),
        ("As usual, she left.", "As usual", "She left."),
        ("as usual she left.", "as usual", "she left."),
        ("Home late. As usual", "As usual", "Home late. "),
        ("He drove; as usual she left.", "as usual", "He drove; she left."),
        ("She left (as usual) with him.", "as usual", "She left () with him."),
    ],
)
def test_an_empty_rung_leaves_words_out(text: str, found: str, expected: str) -> None:
    """Spaces, commas and the capital are mended where nothing is said instead."""
    rung = Rung("", wordings=("of her own accord", "as usual"))

    assert offered(small(rung), text, found, (rung,)) == [expected]


def test_a_wording_that_cannot_be_read_is_named() -> None:
    """A broken phrase under 'for' names the file, the line and the rule."""
    broken = replace(rule("get into cars"), reframings=(Rung("alone", wordings=("get (into",)),), file="a.yaml", line=3)

    with pytest.raises(LexiconError, match=r"a\.yaml, line 3: TT001, reframings: phrase 'get \(into'"):
        compile_lexicon(lexicon(broken))
