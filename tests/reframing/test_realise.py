"""Tests of putting a rung in its place: part of speech, tense, number, copula, article, pronoun, capitals."""

from __future__ import annotations

import pytest

from cse_text.lexicon.inflection import verb_forms, verb_tags
from cse_text.lexicon.rules import Rung
from cse_text.lexicon.tables import VerbTable
from cse_text.reframing.place import Place
from cse_text.reframing.realise import realise
from cse_text.reframing.rungs import saying, with_tail
from cse_text.reframing.slot import Site, read_slot
from cse_text.text import words

RISK = "<be> put at risk by others"
UPSET = "may be upset or afraid"


def reframed(marked: str, say: str, sex: str = "female") -> str | None:
    """Return the sentence with the marked words reframed, or None where the rung does not fit."""
    start = marked.index("[[")
    text = marked.replace("[[", "").replace("]]", "")
    end = marked.index("]]") - 2
    sentence = words(text, 0, len(text))
    first = next(n for n, word in enumerate(sentence) if word.start >= start)
    after = next((n for n, word in enumerate(sentence) if word.start >= end), len(sentence))
    site = Site(text, sentence, first, after, sex)
    tags = {word.form: verb_tags(word.form) for word in sentence}
    verbs = VerbTable(
        {form: each for form, each in tags.items() if each}, {v: verb_forms(v) for v in ("be", "spend", "go", "have")}
    )
    said = with_tail(saying(Rung(say)), site)
    if said is None:
        return None
    slot = read_slot(site, verbs.tags, verbal=say.startswith(("<", "may have")))
    slot = type(slot)(slot.kind, slot.governor, slot.past, slot.own_article, after)
    edit = realise(said, Place(site, slot, verbs))
    return None if edit is None else text[: edit.start] + edit.text + text[edit.end :]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("She [[puts herself at risk]].", "She is put at risk by others."),
        ("She [[put herself at risk]] again.", "She was put at risk by others again."),
        ("They [[put themselves at risk]].", "They were put at risk by others."),
        ("Kids [[put themselves at risk]].", "Kids were put at risk by others."),
        ("Kids [[go off]] at night.", "Kids are put at risk by others at night."),
        ("Amy and Leah [[put themselves at risk]].", "Amy and Leah were put at risk by others."),
        ("He and I saw she [[puts herself at risk]].", "He and I saw she is put at risk by others."),
        ("She is [[putting herself at risk]].", "She is being put at risk by others."),
        ("She has [[put herself at risk]].", "She has been put at risk by others."),
        ("She has repeatedly [[put herself at risk]].", "She has repeatedly been put at risk by others."),
        ("She will [[put herself at risk]].", "She will be put at risk by others."),
        ("She continues to [[put herself at risk]].", "She continues to be put at risk by others."),
        ("[[Putting herself at risk]] weekly.", "Being put at risk by others weekly."),
        ("She has been [[putting herself at risk]].", "She has been put at risk by others."),
        ("She will be [[putting herself at risk]].", "She will be put at risk by others."),
        ("[[PUTTING HERSELF AT RISK]]", "BEING PUT AT RISK BY OTHERS"),
        ("She WAS [[PUTTING herself at risk]].", "She WAS being put at risk by others."),
    ],
)
def test_the_verb_takes_the_form_of_the_words_it_replaces(marked: str, expected: str) -> None:
    """Tense, aspect, number, auxiliaries and capitals of the sentence are kept."""
    assert reframed(marked, RISK) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("She will [[put herself at risk]].", "She will often be upset."),
        ("She could [[put herself at risk]].", "She could often be upset."),
        ("She wants to [[put herself at risk]].", "She wants to be often upset."),
        ("She has [[put herself at risk]].", "She has often been upset."),
        ("She [[puts herself at risk]].", "She is often upset."),
    ],
)
def test_an_adverb_stands_where_the_verb_form_wants_it(marked: str, expected: str) -> None:
    """'often' stands before 'be' and 'been', and behind 'is'."""
    assert reframed(marked, "<be> often upset") == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("He is [[cocky]] with it.", "He may be upset or afraid with it."),
        ("He was very [[cocky]].", "He may have been upset or afraid."),
        ("He's [[cocky]].", "He's possibly upset or afraid."),
        ("[[Cocky]], walked out.", "May be upset or afraid, walked out."),
        ("A [[cocky]] lad.", "A lad who may be upset or afraid."),
        ("She could be [[cocky]].", "She could be possibly upset or afraid."),
        ("He is a [[cocky]] pupil and late.", "He is a pupil who may be upset or afraid and late."),
    ],
)
def test_what_may_be_is_said_where_it_fits(marked: str, expected: str) -> None:
    """'may be' takes the place of the copula and its tense; a telegraphic note stays one; an adjective moves."""
    assert reframed(marked, UPSET, "male") == expected


@pytest.mark.parametrize(
    ("marked", "say", "expected"),
    [
        ("He is [[streetwise]].", "used to {their} own way", "He is used to his own way."),
        ("[[Streetwise]], said Mum.", "used to coping", "Used to coping, said Mum."),
        ("She is a [[runaway]].", "exploited child", "She is an exploited child."),
        ("She is an [[absconder]].", "child who goes missing", "She is a child who goes missing."),
        ("The [[runaway]] was found.", "missing child", "The missing child was found."),
        ("She's [[a liar]].", "child whose accounts have differed", "She's a child whose accounts have differed."),
        ("He is an [[adult in all but name]].", "still a child in law", "He is still a child in law."),
        ("She [[hangs around with older men]].", "<be> in contact with {tail}", "She is in contact with older men."),
        ("She is [[chatting to men]].", "<be> in contact with {tail}", "She is in contact with men."),
        ("He has [[gone along]].", "may have been led by others", "He may have been led by others."),
    ],
)
def test_words_of_each_kind_find_their_place(marked: str, say: str, expected: str) -> None:
    """States, nouns with their articles, and whom the finding names are put where their kind of phrase fits."""
    assert reframed(marked, say, "male") == expected


@pytest.mark.parametrize(
    ("marked", "say"),
    [
        ("The [[promiscuous]] one.", RISK),
        ("She was at the [[trap]].", UPSET),
        ("She wants to [[sulk]].", "could not have known"),
        ("She is [[streetwise]].", "in contact with {tail}"),
    ],
)
def test_a_rung_that_does_not_fit_is_not_offered(marked: str, say: str) -> None:
    """A verb is not put for a noun, a finite clause not behind 'to', and no one is named whom the finding does not."""
    assert reframed(marked, say) is None


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Both girls are [[easily led]].", "Both girls are led on by those who harm them."),
        ("Ali and Bo are [[easily led]].", "Ali and Bo are led on by those who harm them."),
        ("The children [[follow along]].", "The children are led on by those who harm them."),
        ("The girls say she is [[easily led]].", "The girls say she is led on by those who harm her."),
        ("The men saw she was [[easily led]].", "The men saw she was led on by those who harm her."),
    ],
)
def test_pronouns_of_several_children_are_plural(marked: str, expected: str) -> None:
    """Several children are 'them'; others named before them are not taken for the child."""
    say = "<be> led on by those who harm {them}" if "follow" in marked else "led on by those who harm {them}"

    assert reframed(marked, say) == expected


@pytest.mark.parametrize(("sex", "expected"), [("male", "him"), ("female", "her"), ("", "them")])
def test_pronouns_follow_the_child(sex: str, expected: str) -> None:
    """The child's pronoun is taken from the record, 'they' where it is not known."""
    assert (
        reframed("K is [[easily led]].", "led on by those who harm {them}", sex)
        == f"K is led on by those who harm {expected}."
    )
