"""Tests that a decision rests on what was done and said: never on a name or a sex, nor on quotation marks alone."""

from __future__ import annotations

import pytest

from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Depth, Finding, Record

# Each sentence is about {name}, whose pronouns stand in braces. What masks and what does not is mixed on purpose.
SENTENCES = (
    "{name} (14) keeps putting {self} at risk by going out at night.",
    "{They} is promiscuous and known to local officers.",
    "{name}, 15, is streetwise and mature for {their} age.",
    "{They} refuses to engage with the worker and will not disclose.",
    "{name} absconded from the unit again and returned of {their} own accord.",
    "{They} is attention seeking and manipulative.",
    "{name} has been associating with older males and making poor choices.",
    "{They} is involved in drug running and chose that lifestyle.",
    "{name} was sending explicit pictures to a man {they} met online.",
    "Police say that {they} is known to lie.",
    "There is no evidence that {they} is promiscuous.",
    "{name} said \u201cI was not making poor choices\u201d.",
    "It would be wrong to say that {they} puts {self} at risk.",
    "Mum said that {name} is out of control.",
    "{They} knew what {they} was doing and went along with it.",
    "{name} is sexually active with a man of 32.",
    "{name} went to football and had tea with {their} aunt.",
    "The man told {them} to carry the package; {they} was frightened.",
    "{They} came back at 23.40, was asked what had happened and wanted to sleep.",
    "{name} gets new trainers for being friendly to the men at the shop.",
)
FEMALE = {"They": "She", "they": "she", "them": "her", "their": "her", "self": "herself"}
MALE = {"They": "He", "they": "he", "them": "him", "their": "his", "self": "himself"}
NAMES = {"female": ("Kayla", "Amina", "Wei", "Siobhan"), "male": ("Jordan", "Mohammed", "Kwame", "Piotr")}
DEPTHS: tuple[Depth, ...] = ("quick", "standard")
QUOTED = (
    "{name} (14) is [[promiscuous]].",
    "{They} keeps [[putting {self} at risk]].",
    "{name}, 15, is [[streetwise]].",
    "{They} [[refuses to engage]] with the worker.",
    "{name} is [[attention seeking]].",
    "{name} has been [[making poor choices]].",
)
MARKS = (("\u201c", "\u201d"), ('"', '"'), ("\u2018", "\u2019"))

# Where ANNOTATION.md itself holds words in quotation marks of distance to be no masking, or the judge falls just short.
CLEARED = {
    "quick": ("promiscuous", "at risk", "streetwise", "attention seeking", "poor choices"),
    "standard": ("at risk",),
}
AT_THE_LINE = {"standard": ("It would be wrong to say that",)}
UNHEARD = {"quick": ("said \u201c",)}
REPORTED = ("PC Dale said \u201cshe is promiscuous and streetwise\u201d.", "PC Dale said that she is promiscuous.")

_scanners: dict[str, Scanner] = {}


def scanner(depth: Depth) -> Scanner:
    """Return the scanner of a depth, built once."""
    if depth not in _scanners:
        _scanners[depth] = Scanner.load(Settings(depth=depth))
    return _scanners[depth]


def found(text: str, depth: Depth, sex: str) -> tuple[Finding, ...]:
    """Return the findings of a text whose record states the child's sex."""
    return scanner(depth).scan(Record("n", text, "", {"child_sex": sex, "child_age": "14"})).findings


def shown(text: str, depth: Depth, sex: str) -> list[str]:
    """Return the rules held to mask in a text."""
    return [finding.rule for finding in found(text, depth, sex) if finding.masking]


def told(sentence: str) -> list[tuple[str, str]]:
    """Return a sentence told of each name and sex, with the sex."""
    girls = [(sentence.format(name=name, **FEMALE), "female") for name in NAMES["female"]]
    return [*girls, *((sentence.format(name=name, **MALE), "male") for name in NAMES["male"])]


def cases(sentences: tuple[str, ...], known: dict[str, tuple[str, ...]], why: str) -> list[object]:
    """Return each sentence at each depth as parameters; those known to fail are marked so, with the reason."""
    mark = pytest.mark.xfail(reason=why, strict=True)
    return [
        pytest.param(depth, sentence, marks=mark if any(words in sentence for words in known.get(depth, ())) else ())
        for depth in DEPTHS
        for sentence in sentences
    ]


@pytest.mark.parametrize(("depth", "sentence"), cases(SENTENCES, AT_THE_LINE, "the judge stands at its threshold"))
def test_names_and_sexes_do_not_move_a_decision(depth: Depth, sentence: str) -> None:
    """The same sentence about a girl or a boy of any name gets the same decisions."""
    decided = {tuple(shown(text, depth, sex)) for text, sex in told(sentence)}

    assert len(decided) == 1


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_sentences_hold_both_answers(depth: Depth) -> None:
    """The sentences that are told of many names are of both kinds, so that the promise above can be broken."""
    answers = [bool(shown(*told(sentence)[0][:1], depth, "female")) for sentence in SENTENCES]

    assert answers.count(True) >= 8
    assert answers.count(False) >= 4


@pytest.mark.parametrize(("depth", "sentence"), cases(QUOTED, CLEARED, "quotation marks without a source clear it"))
def test_quotation_marks_alone_never_clear_a_flag(depth: Depth, sentence: str) -> None:
    """Words that mask still mask in quotation marks of any kind where nobody else is named as having said them."""
    text = sentence.format(name="Kayla", **FEMALE)
    bare = text.replace("[[", "").replace("]]", "")
    quoted = [text.replace("[[", left).replace("]]", right) for left, right in MARKS]

    assert shown(bare, depth, "female")
    assert all(shown(each, depth, "female") == shown(bare, depth, "female") for each in quoted)


@pytest.mark.parametrize(("depth", "text"), cases(REPORTED, UNHEARD, "a professional's words are held for another's"))
def test_a_professionals_words_stay_flagged(depth: Depth, text: str) -> None:
    """Words that a professional is quoted or reported with are the record's words, and mask."""
    assert shown(text, depth, "female")


@pytest.mark.parametrize(("depth", "sentence"), cases(SENTENCES, {}, ""))
def test_every_decision_names_its_reasons(depth: Depth, sentence: str) -> None:
    """The wording comes first, and each reason has a name and a sentence for people."""
    for finding in found(*told(sentence)[0][:1], depth, "female"):
        assert finding.reasons[0].code == "wording"
        assert all(reason.code and reason.text for reason in finding.reasons)


@pytest.mark.parametrize(("depth", "sentence"), cases(SENTENCES, {}, ""))
def test_what_is_left_alone_says_why(depth: Depth, sentence: str) -> None:
    """A phrase that is left alone has at least one reason that speaks against masking."""
    left = [each for each in found(*told(sentence)[0][:1], depth, "female") if not each.masking]

    assert all(any(reason.masks is False for reason in each.reasons) for each in left)
