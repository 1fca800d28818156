"""The forms of words: the verb's tense and number, the child's pronoun, the article, capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cse_text.lexicon.tables import SLOT
from cse_text.reframing.closed import CHILDREN, PLURAL, PRONOUN_SUBJECTS, SINGULAR
from cse_text.reframing.slot import Site, breaks_before
from cse_text.text import HARD_BREAK, NO_BREAK

_PRONOUNS = {
    "female": {"they": "she", "them": "her", "their": "her", "theirs": "hers", "themself": "herself"},
    "male": {"they": "he", "them": "him", "their": "his", "theirs": "his", "themself": "himself"},
    "": {"they": "they", "them": "them", "their": "their", "theirs": "theirs", "themself": "themselves"},
}
_PRONOUN = re.compile(r"\{(they|them|their|theirs|themself)\}")
_FEMALE = re.compile(r"\b(she|her|hers|herself)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(he|him|his|himself)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\bthem(?:self|selves)\b", re.IGNORECASE)
_PLURAL_VERBS = frozenset("are were have aren't weren't haven't".split())
_SUBJECT_REACH = 6
_SHOUTED = 5  # letters: 'COUNTY LINES NOMINAL' is written in capitals, 'CSE' always is
_NAMES = 3  # words: 'Leah and Amy'
_VOWEL = re.compile(r"(?:[aeio]|un(?!i)|u(?!ni|se|k)|hour|honest)", re.IGNORECASE)


def with_pronouns(say: str, site: Site) -> str:
    """Return the words with the child's pronouns: those the finding uses, else those of the sentence or record."""
    forms = _PRONOUNS[child_sex(site)]
    return _PRONOUN.sub(lambda match: forms[match[1]], say)


def with_verbs(say: str, tag: str, slots: Mapping[str, Mapping[str, str]], *, plural: bool) -> str:
    """Return the words with each verb slot in the form of the Penn tag."""
    return SLOT.sub(lambda match: inflected(slots[match[1]], tag, plural=plural), say)


def inflected(forms: Mapping[str, str], tag: str, *, plural: bool) -> str:
    """Return the form of a verb; a present or past form agrees with a plural subject."""
    if tag == "VBD" and plural:
        return forms.get("VBDP", forms["VBD"])
    if tag == "VBZ" and plural:
        return forms["VBP"]
    return forms[tag]


def finite_tag(options: Sequence[str], *, past: bool) -> str:
    """Return the tense of a finite verb form as the tag of a third person: VBZ or VBD."""
    if past or ("VBD" in options and "VBZ" not in options):
        return "VBD"
    return "VBZ"


def plural_subject(form: str, lead: str, tags: Sequence[str] = ()) -> bool:
    """Return whether the subject's word, or the verb that stands there now, is plural: 'kids grow up', 'girls were'."""
    if form in PRONOUN_SUBJECTS - PLURAL:
        return False
    return form in PLURAL or lead in _PLURAL_VERBS or ("VBP" in tags and not {"VBZ", "VBD"} & set(tags))


def several(site: Site) -> bool:
    """Return whether the words are about several children: 'both girls say they', 'Leah and Amy put themselves'."""
    words, first = site.words, site.first
    for n in range(first - 1, max(-1, first - 1 - _SUBJECT_REACH), -1):
        if words[n + 1].gap >= HARD_BREAK or words[n].form in SINGULAR:
            return False
        if words[n].form in CHILDREN | {"both"} or (words[n].form == "they" and n == first - 1):
            return True
        if joined_names(site, n + 1):
            return True
    return False


def joined_names(site: Site, at: int) -> bool:
    """Return whether two names joined by 'and' stand right before a word: 'Leah and Amy put'."""
    if at < _NAMES or any(word.gap > NO_BREAK for word in site.words[at - 2 : at + 1]):
        return False
    one, joint, other = site.words[at - _NAMES : at]
    return joint.form == "and" and all(site.text[word.start].isupper() for word in (one, other))


def article(words: str) -> str:
    """Return 'a' or 'an' as the words ask for."""
    return "an" if _VOWEL.match(words) else "a"


def cased(text: str, site: Site, start: int) -> str:
    """Return the text with the capitals of the words it replaces from offset `start` on."""
    original = site.text[start : site.words[site.after - 1].end]
    shouted = original.isupper() and any(len(word) >= _SHOUTED for word in original.split()) and " " in original
    if shouted or site.text[site.words[0].start : site.words[-1].end].isupper():
        return text.upper()
    if original[:1].isupper() and (breaks_before(site) or start < site.words[site.first].start):
        return text[:1].upper() + text[1:]
    return text


def child_sex(site: Site) -> str:
    """Return the child's sex as the finding's words or the record tell it; '' for several, or where none is told."""
    inside = site.text[site.words[site.first].start : site.words[site.after - 1].end]
    for pattern, sex in ((_FEMALE, "female"), (_MALE, "male")):
        if pattern.search(inside):
            return sex
    if _SEVERAL.search(inside) or several(site):
        return ""
    return site.sex
