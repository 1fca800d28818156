"""Tests of fitting a rung to its sentence: verb, pronoun, article, capitals."""

from __future__ import annotations

import pytest

from cse_text.lexicon.inflection import verb_forms, verb_tags
from cse_text.lexicon.tables import VerbTable
from cse_text.reframing.grammar import Site, edit_range, fit
from cse_text.text import words


def reframed(marked: str, say: str, sex: str = "female") -> str | None:
    """Return the sentence with the marked words reframed."""
    start = marked.index("[[")
    text = marked.replace("[[", "").replace("]]", "")
    end = marked.index("]]") - 2
    sentence = words(text, 0, len(text))
    first = next(n for n, word in enumerate(sentence) if word.start >= start)
    after = next((n for n, word in enumerate(sentence) if word.start >= end), len(sentence))
    site = Site(text, sentence, first, after, sex)
    tags = {word.form: verb_tags(word.form) for word in sentence}
    verbs = VerbTable(
        {form: each for form, each in tags.items() if each}, {v: verb_forms(v) for v in ("be", "spend", "go")}
    )
    said = fit(say, site, verbs)
    if said is None:
        return None
    low, high, new = edit_range(site, said)
    return text[:low] + new + text[high:]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("She [[puts herself at risk]].", "She is put at risk by others."),
        ("She [[put herself at risk]] again.", "She was put at risk by others again."),
        ("They [[put themselves at risk]].", "They were put at risk by others."),
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
    assert reframed(marked, "<be> put at risk by others") == expected


@pytest.mark.parametrize(
    ("marked", "sex", "expected"),
    [
        ("He is [[streetwise]].", "male", "He is said to know his way around."),
        ("YP is [[streetwise]].", "", "YP is said to know their way around."),
        ("K is [[streetwise]].", "female", "K is said to know her way around."),
    ],
)
def test_pronouns_follow_the_child(marked: str, sex: str, expected: str) -> None:
    """The child's pronoun is taken from the record, 'they' where it is not known."""
    assert reframed(marked, "said to know {their} way around", sex) == expected


@pytest.mark.parametrize(
    ("marked", "say", "expected"),
    [
        ("She is a [[runaway]].", "exploited child", "She is an exploited child."),
        ("She is an [[absconder]].", "child who goes missing", "She is a child who goes missing."),
        ("He is a [[drug runner]].", "being exploited to carry drugs", "He is being exploited to carry drugs."),
    ],
)
def test_articles_follow(marked: str, say: str, expected: str) -> None:
    """'a' becomes 'an' or goes where the new words ask for it."""
    assert reframed(marked, say) == expected


def test_a_rung_with_a_verb_needs_a_verb() -> None:
    """Where the replaced words hold no verb, a rung that asks for its form is not offered."""
    assert reframed("She is [[promiscuous]].", "<be> sexually exploited") is None
