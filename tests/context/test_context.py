"""Tests of context: whose words, about whom, denied, meant otherwise. Each case is a sentence with marked words."""

from __future__ import annotations

import pytest

from cse_text.context import ContextReader, People, find_people
from cse_text.context.quotes import quotation_at, quotation_spans
from cse_text.lexicon import CompiledLexicon
from cse_text.types import Candidate, Context

GIRL = {"child_sex": "female", "child_name": "Kayla", "child_age": "14"}


def read(marked: str, compiled: CompiledLexicon, rule: str = "SE001") -> Context:
    """Return the context of the words marked with [[ ]] in a note about Kayla, 14."""
    start = marked.index("[[")
    text = marked.replace("[[", "").replace("]]", "")
    end = marked.index("]]") - 2
    people = find_people(text, GIRL)
    candidate = Candidate(start, end, rule, "relationship-framing", "phrase")
    return ContextReader(compiled).assess(text, people, [candidate])[0]


@pytest.mark.parametrize(
    ("marked", "voice"),
    [
        ("She has a new [[boyfriend]].", "own"),
        ("Mum said that she has a new [[boyfriend]].", "reported-family"),
        ("Police report that she is [[streetwise]].", "reported-professional"),
        ("According to school she is [[streetwise]].", "reported-professional"),
        ("School: attendance poor, [[streetwise]].", "reported-professional"),
        ("Kayla said that he is her [[boyfriend]].", "reported-child"),
        ("She told me he is her [[boyfriend]].", "reported-child"),
        ("The suspect claimed that she was his [[girlfriend]].", "reported-suspect"),
        ("Kayla said \u201che is my [[boyfriend]]\u201d.", "quoted-child"),
        ('"He is [[my boyfriend]]", Kayla told me.', "quoted-child"),
        ('Mum said "she is no [[angel]] these days".', "quoted-family"),
        ('PC Dale said "she is [[streetwise]] and tough".', "quoted-professional"),
        ('The man told officers "she [[wanted it]] all along".', "quoted-suspect"),
        ("Met outside by the \u2018[[boyfriend]]\u2019.", "scare-quotes"),
    ],
)
def test_voice(marked: str, voice: str, compiled: CompiledLexicon) -> None:
    """Quotation marks, verbs of saying and labels tell whose words they are."""
    assert read(marked, compiled).voice == voice


@pytest.mark.parametrize(
    ("marked", "subject"),
    [
        ("Kayla is [[manipulative]].", "child"),
        ("She is [[manipulative]].", "child"),
        ("YP is [[manipulative]].", "child"),
        ("Mum's [[boyfriend]] drove her.", "adult"),
        ("The suspect is [[manipulative]].", "suspect"),
        ("The landlord [[refuses to engage]].", "adult"),
        ("Her mother was [[promiscuous]].", "adult"),
        ("Kayla was seen with her [[boyfriend]].", "child"),
    ],
)
def test_subject(marked: str, subject: str, compiled: CompiledLexicon) -> None:
    """The nearest person before the words, or their owner, tells whom they are about."""
    assert read(marked, compiled).subject == subject


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("She is not [[streetwise]].", "negated"),
        ("There is no evidence that she is [[streetwise]].", "negated"),
        ("It would be wrong to say that she is [[streetwise]].", "challenged"),
        ("The term [[streetwise]] hides her fear.", "meta"),
        ("He was charged with [[possession with intent to supply]].", "offence-name"),
        ("[[Risk taking]] behaviour:", "heading"),
        ("She has a [[boyfriend]] in her class.", "peer"),
        ("She has a [[boyfriend]] aged 32.", "age-gap"),
    ],
)
def test_scope(marked: str, code: str, compiled: CompiledLexicon) -> None:
    """Negation, challenge, talk about words, offence names, headings, peers and age gaps are named as reasons."""
    assert code in {reason.code for reason in read(marked, compiled).reasons}


def test_people_are_told_by_age_title_and_field() -> None:
    """Names with a child's age are the child's, with an adult's age or a title they are adults'."""
    people = find_people("Tia (13) was seen with Kev (34). Mrs Bell rang. D, 15, came too.", {})

    assert people.child == frozenset({"tia", "d"})
    assert people.adults == frozenset({"kev", "bell"})
    assert find_people("Tia (13)", {"child_age": "13"}).age == 13


@pytest.mark.parametrize(
    ("text", "sex"), [("She went with her mum.", "female"), ("He and his dad.", "male"), ("They.", "")]
)
def test_sex_is_read_from_pronouns_where_no_field_states_it(text: str, sex: str) -> None:
    """Without a field, the commoner pronoun decides; without either, nothing is claimed."""
    assert find_people(text, {}).sex == sex


def test_quotations_are_found_in_every_style() -> None:
    """Straight, curly, double and single marks open and close quotations; apostrophes do not."""
    text = '\u201cone\u201d and "two" and \u2018three\u2019 but mum\'s and boys\u2019 are none'

    assert [text[start:end] for start, end in quotation_spans(text)] == ["one", "two", "three"]
    assert quotation_at(quotation_spans(text), 1, 3) == (1, 4)
    assert quotation_at(quotation_spans(text), 5, 8) is None


def test_a_record_without_people_is_no_error(compiled: CompiledLexicon) -> None:
    """An empty record gives no names and no contexts."""
    assert find_people("", {}) == People()
    assert ContextReader(compiled).assess("", People(), []) == []


@pytest.mark.parametrize(
    ("text", "child", "adults"),
    [
        ("Rowan told his TA. Later Rowan was seen with Dean.", {"rowan"}, set()),
        ("Met with the landlord, Terry. Amina's foster carer rang.", {"amina"}, {"terry"}),
        ("Strategy call. We heard Priya (support worker) speak for Leon, 15.", {"leon"}, {"priya"}),
        ("Kayla said no. Tia said no.", set(), set()),
    ],
)
def test_a_child_is_known_by_use_and_by_role(text: str, child: set[str], adults: set[str]) -> None:
    """The name a record keeps telling of is the child's; a role makes it an adult's; two alike settle nothing."""
    people = find_people(text, {})
    assert people.child == child
    assert people.adults == adults
