"""Asking what a mark is: what the words do, whether they mask, whose they are, about whom; a key each."""

from __future__ import annotations

from collections.abc import Mapping

from cse_text.commands.marking.keyboard import ESCAPE, Keyboard
from cse_text.commands.marking.screen import Screen
from cse_text.marking import Mark, fault_of_mark
from cse_text.marking.choices import CATEGORY_KEYS, REASON_KEYS, SUBJECT_KEYS, VERDICTS, VOICE_KEYS

LEAVE = ("0", ESCAPE)
HELP = "?"


class LeftError(Exception):
    """The person left the mark undone."""


def describe(start: int, end: int, screen: Screen, keyboard: Keyboard) -> Mark | None:
    """Return the mark that the person describes for text[start:end], None if they leave it."""
    try:
        category = _category(screen, keyboard)
        masking = VERDICTS[_ask("Do they mask?", _texts(VERDICTS), screen, keyboard)][0]
        voice = VOICE_KEYS[_ask("Whose words are they?", _texts(VOICE_KEYS), screen, keyboard, "o")][0]
        subject = SUBJECT_KEYS[_ask("About whom?", _texts(SUBJECT_KEYS), screen, keyboard, "c")][0]
        return settle(Mark(start, end, category, masking, voice, subject), screen, keyboard)
    except LeftError:
        return None


def settle(mark: Mark, screen: Screen, keyboard: Keyboard) -> Mark | None:
    """Return a mark that does not contradict itself: the person mends it, or leaves it (None)."""
    try:
        while fault := fault_of_mark(mark):
            screen.say(fault)
            mark = _with_reason(mark, screen, keyboard) if mark.masking is False else _again(mark, screen, keyboard)
    except LeftError:
        return None
    return mark


def _again(mark: Mark, screen: Screen, keyboard: Keyboard) -> Mark:
    verdict = VERDICTS[_ask("Do they mask?", _texts(VERDICTS), screen, keyboard)][0]
    if verdict is not True:
        return Mark(mark.start, mark.end, mark.category, verdict, mark.voice, mark.subject)
    voice = VOICE_KEYS[_ask("Whose words are they?", _texts(VOICE_KEYS), screen, keyboard, "o")][0]
    subject = SUBJECT_KEYS[_ask("About whom?", _texts(SUBJECT_KEYS), screen, keyboard, "c")][0]
    return Mark(mark.start, mark.end, mark.category, verdict, voice, subject)


def _with_reason(mark: Mark, screen: Screen, keyboard: Keyboard) -> Mark:
    key = _ask("What speaks against it?", REASON_KEYS, screen, keyboard)
    reason = REASON_KEYS[key]
    if key == "w":
        screen.ask("in a few words >")
        reason = " ".join(keyboard.line().split())
    return Mark(mark.start, mark.end, mark.category, mark.masking, mark.voice, mark.subject, reason)


def _category(screen: Screen, keyboard: Keyboard) -> str:
    names = {key: name for key, (name, _) in CATEGORY_KEYS.items()}
    while True:
        key = _ask("What do the words do? (? explains)", names, screen, keyboard, more=HELP)
        if key != HELP:
            return names[key]
        for each, (name, meaning) in CATEGORY_KEYS.items():
            screen.say(f"{each}  {name}: {meaning}")


def _ask(
    title: str, choices: Mapping[str, str], screen: Screen, keyboard: Keyboard, default: str = "", more: str = ""
) -> str:
    """Return the key that was chosen; Enter takes the default, a key that means nothing is asked for again."""
    screen.keys(title, choices, choices[default] if default else "")
    while True:
        key = keyboard.key() or default
        screen.answered(key)
        if key in LEAVE:
            raise LeftError
        if key in choices or (key and key == more):
            return key
        screen.ask("one of the keys above >")


def _texts(choices: Mapping[str, tuple[object, str]]) -> dict[str, str]:
    return {key: text for key, (_, text) in choices.items()}
