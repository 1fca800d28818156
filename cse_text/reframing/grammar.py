"""Makes a rung fit its sentence: the verb's form, the child's pronoun, the article, capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cse_text.lexicon.tables import SLOT, VerbTable
from cse_text.text import Word

_AFTER_HAVE = frozenset(["have", "has", "had", "having", "haven't", "hasn't", "hadn't", "'ve"])
_AFTER_BE = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "isn't",
        "wasn't",
        "aren't",
        "weren't",
        "gets",
        "got",
        "getting",
    ]
)
_AFTER_BARE = frozenset(
    "to will would could can may might must should shall did does do didn't doesn't don't won't can't couldn't "
    "wouldn't cannot not let lets".split()
)
_SKIPPED = frozenset(
    [
        "not",
        "never",
        "also",
        "still",
        "often",
        "again",
        "repeatedly",
        "always",
        "just",
        "already",
        "even",
        "ever",
        "sometimes",
    ]
)
_PRONOUNS = {
    "female": {"they": "she", "them": "her", "their": "her", "theirs": "hers", "themself": "herself"},
    "male": {"they": "he", "them": "him", "their": "his", "theirs": "his", "themself": "himself"},
    "": {"they": "they", "them": "them", "their": "their", "theirs": "theirs", "themself": "themselves"},
}
_BE_SLOT = re.compile(r"<be> (?:being )?")
_PRONOUN = re.compile(r"\{(they|them|their|theirs|themself)\}")
_FEMALE = re.compile(r"\b(she|her|hers|herself)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(he|him|his|himself)\b", re.IGNORECASE)
_VOWEL = re.compile(r"(?:[aeio]|un(?!i)|u(?!ni|se|k)|hour|honest)", re.IGNORECASE)
PLURAL = frozenset(["they", "we", "you", "girls", "boys", "children"])


@dataclass(frozen=True, slots=True)
class Site:
    """Where a reframing is to stand: the words of the sentence, which of them are replaced, the child's sex."""

    text: str
    words: Sequence[Word]
    first: int
    after: int
    sex: str


def fit(say: str, site: Site, verbs: VerbTable) -> str | None:
    """Return the rung's text fitted to its place, or None where it cannot be made to fit."""
    sex = _sex(site)
    text = _PRONOUN.sub(lambda match: _PRONOUNS[sex][match[1]], say)
    if SLOT.search(text):
        tag = _head_tag(site, verbs.tags)
        if tag is None:
            return None
        plural = _plural_subject(site)
        if tag == "VBG" and _governor(site, site.first) in {"be", "been", "being"}:
            text = _BE_SLOT.sub("", text)  # "has been selling" becomes "has been exploited", not "been being"
        text = SLOT.sub(lambda match: _inflected(verbs.slots[match[1]], tag, plural=plural), text)
    return _cased(text, site)


def edit_range(site: Site, said: str) -> tuple[int, int, str]:
    """Return the edit as (start, end, text), taking in an article before the words where it must change."""
    start, end = site.words[site.first].start, site.words[site.after - 1].end
    before = site.words[site.first - 1] if site.first else None
    if before is None or before.form not in {"a", "an"} or site.words[site.first].gap:
        return start, end, said
    if re.match(r"(?:a|an|the|being|is|was|were|are|at|under|in|having|not|kept|made)\b", said, re.IGNORECASE):
        article = ""
    else:
        article = "an " if _VOWEL.match(said) else "a "
    original = site.text[before.start : before.end]
    if article.strip() == original.lower():
        return start, end, said
    fitted = article + said
    return before.start, end, fitted[:1].upper() + fitted[1:] if original[:1].isupper() else fitted


def _sex(site: Site) -> str:
    inside = site.text[site.words[site.first].start : site.words[site.after - 1].end]
    for pattern, sex in ((_FEMALE, "female"), (_MALE, "male")):
        if pattern.search(inside):
            return sex
    if re.search(r"\bthem(?:self|selves)\b", inside, re.IGNORECASE):
        return ""
    return site.sex


def _head_tag(site: Site, tags: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the Penn tag of the first verb among the replaced words."""
    for at in range(site.first, site.after):
        options = tags.get(site.words[at].form, ())
        if options:
            return _choose(options, _governor(site, at))
    return None


def _governor(site: Site, at: int) -> str:
    """Return the word that governs the verb's form: the nearest one before it that is no adverb."""
    for n in range(at - 1, max(-1, at - 4), -1):
        if site.words[n + 1].gap > 1:
            return ""
        form = site.words[n].form
        if form not in _SKIPPED and not form.endswith("ly"):
            return form
    return ""


def _choose(options: Sequence[str], governor: str) -> str:
    if "VBG" in options:
        return "VBG"
    if governor in _AFTER_HAVE or governor.endswith("'ve"):
        return _first(options, ("VBN", "VBD"))
    if governor in _AFTER_BARE or (governor.endswith("'ll")):
        return _first(options, ("VB", "VBP"))
    if governor in _AFTER_BE or governor.endswith(("'s", "'re", "'m")):
        return _first(options, ("VBN", "VBG"))
    if "VBZ" in options:
        return "VBZ"
    if "VBD" in options:
        return "VBD"
    return _first(options, ("VBP", "VB", "VBN"))


def _first(options: Sequence[str], wanted: Sequence[str]) -> str:
    return next((tag for tag in wanted if tag in options), options[0])


def _inflected(forms: Mapping[str, str], tag: str, *, plural: bool) -> str:
    if tag == "VBD" and plural:
        return forms.get("VBDP", forms["VBD"])
    if tag == "VBP" and not plural:
        return forms["VB"] if "VBDP" not in forms else forms["VBP"]
    return forms[tag]


def _plural_subject(site: Site) -> bool:
    governor = _governor(site, site.first)
    return governor in PLURAL


def _cased(text: str, site: Site) -> str:
    original = site.text[site.words[site.first].start : site.words[site.after - 1].end]
    if site.text[site.words[0].start : site.words[-1].end].isupper():
        return text.upper()
    if original[:1].isupper() and _opens_sentence(site):
        return text[:1].upper() + text[1:]
    return text


def _opens_sentence(site: Site) -> bool:
    return site.first == 0 or site.words[site.first].gap > 1
