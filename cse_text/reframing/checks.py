"""What every suggestion must stand up to before it is shown: one small function a check, each by itself.

A check takes the sentence before and after the edit and returns whether the edit may be shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from cse_text.lexicon.load import shipped_folder
from cse_text.reframing.closed import AUXILIARIES, MODALS, NEGATIONS
from cse_text.text import words

_NUMBER = re.compile(r"\d[\d:/.,-]*")
_NAME = re.compile(r"(?<![.!?:;]\s)(?<!^)\b[A-Z][\w'\u2019-]*")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_TERMS = frozenset("lolita casanova lothario walter mitty madam snap i".split())
_TWICE = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
_BAD_PAIRS = re.compile(
    r"\b(?:a|an) (?:a|an|the|not|is|was|being|in|at)\b|\b(?:the|her|his|their) (?:a|an|the|is|was|not)\b"
    r"|\bto (?:is|was|has|had|been|may|being)\b"
    r"|\b(?:may|could|can|might|would|should|will) (?:may|is|was|has|had|been|could|being)\b"
    r"|\b(?:is|was|are|were|be|been|being) (?:is|was|are|were|be|has|had|have|may|does|did)\b"
    r"|\b(?:she|he) (?:are|were|have|be|being|been|do)\b|\bthey (?:is|was|has|does|be)\b"
    r"|\b(?:has|have|had) (?:\w+ly )?(?:is|was|are|be|has|have|had not|may|being|does)\b"
    r"|\b(?:who|which) (?:who|which|be|being)\b"
    r"|\b(?:by|with|of|from|to) (?:by|of|with)\b|\b(?:do|does|did)(?:n't)? (?:is|was|are|been|being|has|may)\b"
    r"|\b(?:are|were) (?:a|an|the) (?:person|child|girl|boy|witness)\b|\bis (?:children|girls|boys)\b"
    r"|\b(?:faces?|faced|exposed to|exposure to) (?:a |the )?need\b"
    r"|\bin need for\b|\b(?:a|the|high|low|medium) need of\b|\b(?:her|his|their|a|an|the) (?:her|his|their)\b"
    r"|\bvery (?:not|in|a|an|the|treated|still|drawn)\b"
    r"|\ban? \w+(?<![suia'])s\b(?!'| old)|\b(?:left|leaves?|leaving) (?:from|to|by|over|off|out|up)\b"
    r"|\b(?:child|girl|boy|person|people|children|help) (?:teen|teenager|girl|boy|lad|lass|lassie|child|kid|female)\b"
    r"|\b(?:girls|boys|children|pupils|teens|teenagers|lads|men|males|selfies|pictures|photos|images|people)"
    r" (?:who )?(?:is|was|has|goes|faces|needs)\b"
    r"|(?<!did )(?<!does )(?<!would )(?<!could )(?<!should )(?<!will )(?<!can )(?<!may )(?<!might )(?<!must )"
    r"\b(?:she|he) (?:want|feel|need|know|think|say|go|get|come|take|make|see|tell|ask|give|find|leave|stay|seem|look"
    r"|speak|try|keep|meet|live|face|trust|share|send|use|call|like|believe|understand)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """An edit in its sentence: the sentence before and after, the words taken out and put in; `verbal` if by a verb."""

    before: str
    after: str
    taken: str
    put: str
    verbal: bool = False


def failed(change: Change) -> tuple[str, ...]:
    """Return the names of the checks that a change does not stand up to."""
    return tuple(name for name, holds in CHECKS.items() if not holds(change))


def keeps_numbers(change: Change) -> bool:
    """Numbers, ages, dates and times stay as they were."""
    return Counter(_NUMBER.findall(change.before)) == Counter(_NUMBER.findall(change.after))


def keeps_names(change: Change) -> bool:
    """No name goes and none comes."""
    if change.before.isupper():
        return True
    lost = set(_NAME.findall(change.before)) - set(re.findall(r"[\w'\u2019-]+", change.after))
    came = {each.lower() for each in _NAME.findall(change.after)} - set(
        re.findall(r"[\w'\u2019-]+", change.before.lower())
    )
    return not came and all(each.lower() in change.taken.lower() and _is_term(each) for each in lost)


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
    return _faults(change.after) <= _faults(change.before)


def keeps_verb(change: Change) -> bool:
    """A sentence that had a finite verb still has one; a fragment may stay a fragment."""
    return change.verbal or not _has_verb(change.before) or _has_verb(change.after) or not _has_verb(change.taken)


def keeps_marks(change: Change) -> bool:
    """Quotation marks and brackets are left in pairs."""
    return all(change.taken.count(mark) % 2 == 0 for mark in '"\u201c\u201d()[]')


CHECKS: dict[str, Callable[[Change], bool]] = {
    "numbers": keeps_numbers,
    "names": keeps_names,
    "negation": keeps_negation,
    "modality": keeps_modality,
    "framing": frames_only,
    "agreement": agrees,
    "verb": keeps_verb,
    "marks": keeps_marks,
}


@cache
def framing_words() -> frozenset[str]:
    """Return the closed list of words that a reframing may add."""
    lines = (shipped_folder() / "reframing" / "framing-words.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=8)  # the checks of one change read the same few texts
def _forms(text: str) -> tuple[str, ...]:
    return tuple(word.form for word in words(text, 0, len(text)))


def _faults(text: str) -> int:
    return len(_BAD_PAIRS.findall(text)) + len(_TWICE.findall(text))


def _has_verb(text: str) -> bool:
    return any(form in AUXILIARIES for form in _forms(text))


def _is_term(word: str) -> bool:
    """Return whether a capitalised word is the wording itself (AWOL, Lolita) and no one's name."""
    return (word.isupper() and len(word) > 1) or word.lower() in _TERMS
