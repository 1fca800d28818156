"""What every suggestion must stand up to before it is shown: one small function a check, each by itself.

A check takes the sentence before and after the edit and returns whether the edit may be shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import pairwise

from cse_text.lexicon.load import shipped_folder
from cse_text.reframing.change import Change
from cse_text.reframing.closed import AUXILIARIES, DETERMINERS, IDIOMS, MODALS, NEGATIONS, PRONOUN_SUBJECTS
from cse_text.reframing.faults import faults
from cse_text.reframing.joins import JOINS
from cse_text.text import words

_NUMBER = re.compile(r"\d[\d:/.,-]*")
_TOKEN = re.compile(r"[\w'\u2019-]+")
_NAME = re.compile(r"(?<![.!?:;]\s)(?<!^)(?<![\w'\u2019-])[A-Z][\w'\u2019-]*")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_IDIOM = re.compile(rf"\b(?:{'|'.join(IDIOMS)})\b")
_SINGLE_QUOTES = (re.compile(r"(?<!\w)['\u2018](?=\w)"), re.compile(r"(?<=[\w.,!?])['\u2019](?!\w)(?<!s.)"))
_OPENING = tuple("\"'\u2018\u201c")
_MARKS = frozenset(",.;:!?()\u2013\u2014")
_FINITE = AUXILIARIES - {"be", "been", "being", "having"}
_SHORTENED = frozenset(f"{who}'{end}" for who in PRONOUN_SUBJECTS for end in ("s", "d", "re", "ve", "ll", "m"))
_AFTER_TO = frozenset(["have", "do"])
_OWN_CLAUSE = re.compile(  # 'others shared a video', not 'others who …'
    r"(?:she|he|they|we|it|someone|others) (?!(?:who|that|and|or|with|in|of|from|to|on|at|by|for|as|she|he|they|older"
    r"|else|close|known|not|\w+ing)\b)\w",
    re.IGNORECASE,
)
_WORDLIKE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_JOINED_BEFORE = re.compile(r"\w[-/]")
_JOINED_BEHIND = re.compile(r"[-/]\w")
_NEAR = 40  # characters beside an edit within which its faults show
_SHORT = 3  # words that read well beside a slash
_SEX = {**dict.fromkeys(("she", "her", "hers", "herself"), "f"), **dict.fromkeys(("he", "him", "his", "himself"), "m")}
_CONDITION = re.compile(r"\b(?:if|unless|until|till|once|whether)\b[^,.;:!?()]*$", re.IGNORECASE)
_PERFECT = frozenset("has have had did was were hasn't hadn't didn't wasn't weren't".split())
_NEEDS_MORE = frozenset("of from for by through into than at".split())


def failed(change: Change) -> tuple[str, ...]:
    """Return the names of the checks that a change does not stand up to."""
    return tuple(name for name, holds in CHECKS.items() if not holds(change))


def stands(change: Change) -> bool:
    """Return whether a change stands up to every check."""
    return all(holds(change) for holds in CHECKS.values())


def keeps_numbers(change: Change) -> bool:
    """Numbers, ages, dates and times stay as they were."""
    return Counter(_NUMBER.findall(change.before)) == Counter(_NUMBER.findall(change.after))


def keeps_names(change: Change) -> bool:
    """No name goes and none comes; a note in capitals shows its names by their being no word of any phrase."""
    before, after = (set(_TOKEN.findall(text.casefold())) for text in (change.before, change.after))
    if not change.before.isupper() and {each.casefold() for each in _NAME.findall(change.after)} - before:
        return False
    names = _TOKEN.findall(change.taken) if change.before.isupper() else _NAME.findall(change.before)
    lost = [each for each in names if each.casefold() not in after]
    return all(each in change.taken and _is_term(each, change) for each in lost)


def keeps_negation(change: Change) -> bool:
    """The words taken out hold at most as much denial as the finding's own; none outside it is touched."""
    kept = Counter(_forms(change.before)) - Counter(_forms(change.taken))
    now = Counter(_forms(change.after)) - Counter(_forms(change.put))
    return all(kept[word] == now[word] for word in NEGATIONS)


def keeps_modality(change: Change) -> bool:
    """A sentence that said may, could or would outside the finding still says so."""
    kept = Counter(_forms(change.before)) - Counter(_forms(change.taken))
    now = Counter(_forms(change.after)) - Counter(_forms(change.put))
    return all(kept[word] == now[word] for word in MODALS)


def frames_only(change: Change) -> bool:
    """Every content word put in stands in the note's sentence or in the closed list of framing words."""
    return set(_forms(change.put)) <= set(_forms(change.before)) | framing_words()


def agrees(change: Change) -> bool:
    """Subject and verb agree, auxiliaries take the form they ask for, articles and words are not doubled."""
    if change.at < 0:
        return faults(change.after) <= faults(change.before)
    low, taken, put = max(0, change.at - _NEAR), change.at + len(change.taken), change.at + len(change.put)
    return faults(change.after[low : put + _NEAR]) <= faults(change.before[low : taken + _NEAR])


def keeps_verb(change: Change) -> bool:
    """A sentence that had a finite verb still has one; a fragment may stay one, a clause taken whole become one."""
    if change.verbal or not _has_verb(change.taken) or _has_verb(change.after):
        return True
    return bool(_OWN_CLAUSE.match(change.put)) or _whole_clause(change)


def keeps_marks(change: Change) -> bool:
    """Quotation marks and brackets are left in pairs."""
    opened, closed = (len(found.findall(change.taken)) for found in _SINGLE_QUOTES)
    return opened == closed and all(change.taken.count(mark) % 2 == 0 for mark in '"\u201c\u201d()[]')


def keeps_words_whole(change: Change) -> bool:
    """No part of a hyphened word is replaced, and no clause is put beside a slash: 'going on thirty-five'."""
    if change.at < 0 or not change.put:
        return True
    end = change.at + len(change.taken)
    before, behind = change.before[max(0, change.at - 2) : change.at], change.before[end : end + 2]
    joined = _JOINED_BEFORE.fullmatch(before), _JOINED_BEHIND.fullmatch(behind)
    marks = {found[0].strip(_WORDLIKE) for found in joined if found}
    return "-" not in marks and not (marks and len(change.put.split()) > _SHORT)


def keeps_capital(change: Change) -> bool:
    """A sentence that began with a capital still does."""
    return not (change.before[:1].isupper() and change.after[:1].islower())


def keeps_people(change: Change) -> bool:
    """No 'he' is put into a sentence about 'her', and no 'she' into one about 'him'."""
    sentence, put = ({_SEX[form] for form in _forms(text) if form in _SEX} for text in (change.before, change.put))
    return not put or not sentence or put <= sentence


def keeps_conditions(change: Change) -> bool:
    """Behind 'if', 'unless', 'until' and 'once', nothing is made possible, past or undone that was not."""
    if change.at < 0 or not _CONDITION.search(change.before[: change.at]):
        return True
    taken, put = set(_forms(change.taken)), set(_forms(change.put))
    if (taken & MODALS) != (put & MODALS) or (not taken & NEGATIONS and put & NEGATIONS):
        return False
    return not (put - taken) & _PERFECT or bool(taken & _PERFECT)


def ends_well(change: Change) -> bool:
    """What is put in does not end in a preposition with nothing behind it, unless what stood there did."""
    forms, were = _forms(change.put)[-1:], _forms(change.taken)[-1:]
    if change.at < 0 or not forms or forms[0] not in _NEEDS_MORE or were == forms or {"who", "what"} & set(forms):
        return True
    return bool(re.match(r"[\s\"'\u2018\u201c]*[\w\u00a3]", change.before[change.at + len(change.taken) :]))


CHECKS: dict[str, Callable[[Change], bool]] = {
    "numbers": keeps_numbers,
    "names": keeps_names,
    "negation": keeps_negation,
    "modality": keeps_modality,
    "framing": frames_only,
    "agreement": agrees,
    "verb": keeps_verb,
    "marks": keeps_marks,
    "whole": keeps_words_whole,
    "capital": keeps_capital,
    "people": keeps_people,
    "condition": keeps_conditions,
    "end": ends_well,
    **JOINS,
}


@cache
def framing_words() -> frozenset[str]:
    """Return the closed list of words that a reframing may add."""
    lines = (shipped_folder() / "reframing" / "framing-words.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=8)  # the checks of one change read the same few texts
def _forms(text: str) -> tuple[str, ...]:
    return tuple(word.form for word in words(text, 0, len(text)))


def _has_verb(text: str) -> bool:
    """Return whether a text holds a finite auxiliary: not 'to have', 'being used' or 'against her will'."""
    forms = _forms(text)
    return any(
        (form in _FINITE or form in _SHORTENED)
        and not (before == "to" and form in _AFTER_TO)
        and not (form == "will" and (before in DETERMINERS or before in {"own", "free", "good"}))
        for before, form in pairwise(("", *forms))
    )


def _whole_clause(change: Change) -> bool:
    """Return whether a clause with its subject is taken out, between marks: "not seen; [she would only lie]"."""
    end = change.at + len(change.taken)
    ahead, behind = change.before[: max(change.at, 0)].rstrip(), change.before[end:].lstrip()
    led = change.at >= 0 and _forms(change.taken)[0] not in AUXILIARIES
    return led and (not ahead or ahead[-1] in _MARKS) and (not behind or behind[0] in _MARKS)


def _is_term(word: str, change: Change) -> bool:
    """Return whether a capitalised word is the wording itself (AWOL, Lolita) and no one's name."""
    folded = word.casefold().replace("\u2019", "'").removesuffix("'s").removesuffix("'d")
    if word.isupper() or word[:-1].isupper():  # AWOL, STIs
        spelt = {folded, folded.removesuffix("s")}
        return word == "I" or (len(word) > 1 and (not change.known or any(each in change.known for each in spelt)))
    if change.taken.startswith(word) and change.before[change.at - 1 : change.at] in _OPENING:
        return folded in change.known
    return any(folded in idiom.group().split() for idiom in _IDIOM.finditer(change.taken.casefold()))
