"""Tests of the checks that every suggestion must stand up to."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_text.lexicon import load_lexicon
from cse_text.reframing.change import Change
from cse_text.reframing.checks import CHECKS, failed, framing_words

KNOWN = frozenset("absconds streetwise sti".split())


def change(before: str, taken: str, put: str) -> Change:
    """Return the change that puts words for the first place of others."""
    return Change(before, before.replace(taken, put, 1), taken, put, at=before.index(taken), known=KNOWN)


GOOD = change("She is streetwise and was seen on 03/04/2024.", "streetwise", "used to coping")


def test_a_plain_change_stands_up_to_every_check() -> None:
    """A framing that keeps all facts fails nothing."""
    assert failed(GOOD) == ()


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("numbers", change("She could pass for 18 today.", "could pass for 18", "is treated as older")),
        ("names", change("Seen with Mark, streetwise.", "Mark, streetwise", "others")),
        ("names", change("SEEN WITH RHIANNON, STREETWISE", "WITH RHIANNON, STREETWISE", "CONFIDENT")),
        ("names", change("Seen MARK sly again.", "MARK sly", "unhappy")),
        ("names", change("Seen with a Romeo and Romy.", "a Romeo and Romy", "others")),
        ("negation", Change("She did not say.", "She did say.", "", "")),
        ("modality", Change("She might go.", "She does go.", "", "")),
        ("framing", change("She is streetwise.", "streetwise", "kidnapped")),
        ("agreement", change("She is streetwise.", "streetwise", "is used to coping")),
        ("agreement", change("She will go off.", "go off", "was away")),
        ("agreement", change("She is a streetwise.", "streetwise", "in need of care")),
        ("agreement", change("She has her own way.", "has her own way", "asks for what she want")),
        ("agreement", change("She is one of the girls who works for him.", "works for him", "is used by him")),
        ("verb", change("She was led.", "was led", "child")),
        ("verb", change("She says she was led on.", "was led on", "no child")),
        ("marks", change('He is "streetwise here.', '"streetwise', "used to coping")),
        ("marks", change("He is 'streetwise' here.", "'streetwise", "used to coping")),
        ("whole", change("She is going on thirty-five.", "going on thirty", "seen as older")),
        ("whole", change("She is sly/streetwise.", "streetwise", "used to coping by herself")),
        ("capital", change("Streetwise, she says.", "Streetwise", "used to coping")),
        ("people", change("He is streetwise.", "streetwise", "used to her own way")),
        ("condition", change("We close if she absconds.", "absconds", "has not returned")),
        ("condition", change("Safe unless she goes off.", "goes off", "may be away")),
        ("condition", change("It is open until she engages.", "engages", "does not want to talk")),
        ("end", change("She is sold off.", "sold off", "exploited by")),
        ("agreement", change("It is a two-way street.", "two-way street", "from both sides")),
        ("agreement", change("He is with the Radford olders.", "olders", "the older group")),
        ("agreement", change("She has become rather clingy.", "rather clingy", "looking for care")),
        ("agreement", change("Gay kids grow up fast.", "grow up fast", "has to grow up")),
        ("agreement", change("They forced him to run drugs.", "run drugs", "be used to carry drugs")),
        ("agreement", change("She had played us.", "played us", "what happened")),
        ("agreement", change("He paid a rent boy of 16.", "rent boy", "child exploited")),
    ],
)
def test_each_check_holds_back_what_it_is_for(name: str, bad: Change) -> None:
    """A change that breaks one promise is named by that check."""
    assert not CHECKS[name](bad)
    assert name in failed(bad)


@pytest.mark.parametrize(
    "good",
    [
        change("We close if she absconds.", "absconds", "goes missing"),
        change("If she won't engage we close.", "engage", "talk to us"),
        change("She is sly/streetwise.", "streetwise", "often scared"),
        change("She is sold off to men.", "sold off to", "exploited by"),
        change("The girls' home rang; she is 'streetwise' here.", "'streetwise'", "used to coping"),
        change("His mother says she is streetwise.", "streetwise", "used to her own way"),
        change("A story that is far-fetched.", "far-fetched", "hard to follow"),
        change("The girls absconded.", "absconded", "were missing"),
        change("Lily-Rose is streetwise.", "streetwise", "used to coping"),
        change("Known as a Houdini here.", "a Houdini", "a missing child"),
        change("She will act as Girl Friday to him.", "act as Girl Friday to", "be used by"),
        change("A well built Black boy.", "well built Black boy", "black boy"),
        change("She has recurrent STIs.", "recurrent STIs", "infections"),
        change("MUM SAYS SHE ABSCONDS.", "ABSCONDS", "GOES MISSING"),
        change('It reads "Streetwise" here.', "Streetwise", "used to coping"),
        change("Has done more than I have.", "more than I have", "much"),
        change("A film of her was leaked.", "A film of her was leaked", "Others shared a film of her"),
        change("Not interviewed; she would only lie", "she would only lie", ""),
        change("Butter wouldn't melt, says school.", "Butter wouldn't melt", "Polite"),
        change("He knows sex against her will.", "sex against her will", "rape"),
        change("J runs the risk of being used.", "risk of being used", "risk of harm"),
    ],
)
def test_a_change_that_reads_well_is_let_through(good: Change) -> None:
    """The checks hold back what breaks a promise and no more."""
    assert [name for name in failed(good) if name != "framing"] == []


@given(st.lists(st.integers(0, 2030), min_size=1, max_size=4), st.integers(0, 3))
def test_no_number_can_be_lost(numbers: list[int], lost: int) -> None:
    """Whatever numbers a sentence holds, taking one out is never shown."""
    before = "She was seen " + " and ".join(map(str, numbers)) + " times."
    taken = str(numbers[lost % len(numbers)])

    assert "numbers" in failed(change(before, taken, "often"))


def test_every_rung_keeps_to_the_closed_list_of_framing_words() -> None:
    """No edit brings in a word that is neither on lexicons/reframing/framing-words.txt nor in what it stands for."""
    brought = {
        word
        for rule in load_lexicon().lexicon.rules
        for rung in rule.reframings
        if not rung.speaks
        for word in re.findall(r"[a-z]+(?:'[a-z]+)?", re.sub(r"[<{][a-z]+[>}]", " ", rung.say).lower())
        if word not in re.findall(r"[a-z]+(?:'[a-z]+)?", " ".join(rung.wordings).lower())
    }

    assert brought - framing_words() == set()
