"""Tests of lexicons added to one another: what is made anew finds the same as what is made at once."""

from __future__ import annotations

from dataclasses import replace

from cse_text.lexicon.compiled import compile_lexicon, extend, with_styles
from cse_text.lexicon.finder import PhraseFinder
from cse_text.lexicon.tables import CompiledLexicon, PhraseTable, pack, unpack
from cse_text.text import words
from tests.lexicon.small import lexicon, rule

FIRST = rule("put {self} at [{adj}] risk", identity="TT001")
OTHER = rule("get … car", "{child} run off", identity="TT002")
CHANGED = rule("place {self} in danger", identity="TT001")
TEXTS = (
    "She puts herself at serious risk and got into his car.",
    "He placed himself in danger; the girl ran off.",
    "putting themselves at rsik, runing off",
)


def found(table: PhraseTable) -> list[tuple[str, int, int, int]]:
    """Return every match in the texts."""
    finder = PhraseFinder(table)
    return [
        (text, match.owner, match.first, match.last)
        for text in TEXTS
        for match in sorted(finder.find(words(text, 0, len(text))), key=lambda each: (each.owner, each.first))
    ]


def same(one: CompiledLexicon, other: CompiledLexicon) -> bool:
    """Return whether two compiled lexicons find the same and know the same verbs."""
    return found(one.rules) == found(other.rules) and one.verbs == other.verbs and one.by_id == other.by_id


def test_an_added_rule_is_found_as_if_compiled_at_once() -> None:
    """A rule added to a compiled lexicon changes nothing else."""
    extended = extend(compile_lexicon(lexicon(FIRST)), lexicon(FIRST, OTHER))

    assert same(extended, compile_lexicon(lexicon(FIRST, OTHER)))
    assert len(found(extended.rules)) == 3


def test_a_rule_put_in_place_of_another_leaves_nothing_of_it() -> None:
    """The phrases and exceptions of the earlier entry are gone."""
    extended = extend(compile_lexicon(lexicon(FIRST, OTHER)), lexicon(CHANGED, OTHER))

    assert {owner for _, owner, _, _ in found(extended.rules)} == {0, 1}
    assert not any("puts herself" in text and owner == 0 for text, owner, _, _ in found(extended.rules))
    assert [rule for rule, _ in extended.exceptions] == ["TT001", "TT002", "TT001"]
    assert {phrase.owner for phrase in extended.unless.phrases} == {1, 2}


def test_nothing_added_changes_nothing() -> None:
    """A lexicon extended by nothing finds the same."""
    known = compile_lexicon(lexicon(FIRST, OTHER))

    assert same(extend(known, lexicon(FIRST, OTHER)), known)


def test_rules_of_a_style_are_left_out_until_it_is_on() -> None:
    """A style that is off matches nothing but can still be explained."""
    styled = compile_lexicon(lexicon(FIRST, replace(OTHER, style="victim")))

    assert {phrase.owner for phrase in with_styles(styled, ()).rules.phrases} == {0}
    assert {phrase.owner for phrase in with_styles(styled, ("victim",)).rules.phrases} == {0, 1}
    assert "TT002" in with_styles(styled, ()).by_id


def test_steps_are_packed_and_unpacked() -> None:
    """Kind and value come back from the one number they are packed in."""
    assert [unpack(pack(kind, value)) for kind in (0, 3, 11) for value in (0, 7, 70_000)] == [
        (kind, value) for kind in (0, 3, 11) for value in (0, 7, 70_000)
    ]
