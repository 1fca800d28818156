"""Every form in which a word of a phrase may stand in a note: inflections and common typing slips.

lemminflect does the inflecting; it is slow to import, so only compiling a lexicon needs it.
"""

from __future__ import annotations

from functools import cache

SHORTEST_SLIP = 7

# Words whose "inflections" are other words altogether.
_FIXED = frozenset(
    "a an the and or but of at in on to for from by with about as than that this these those it its her his "
    "their him them she he they who whom whose which what when where why how not no nor never so too very more "
    "most much many any all some such own same other another up down out off over under again back away only "
    "just ever even yet still also if because while until after before between against into through during "
    "without within on upon onto me my we our us you your i".split()
)
_BE = frozenset(["be", "is", "are", "was", "were", "been", "being", "am", "isn't", "aren't", "wasn't", "weren't"])
_EXTRA = {
    "be": _BE,
    "have": frozenset({"haven't", "hasn't", "hadn't"}),
    "do": frozenset({"don't", "doesn't", "didn't"}),
    "will": frozenset({"won't", "would", "wouldn't"}),
}


@cache
def forms(word: str) -> frozenset[str]:
    """Return the noun and verb inflections of a word, itself among them, in lower case."""
    if word in _FIXED or "'" in word or not word.isalpha():
        return frozenset({word})
    if word in _BE:
        return _BE
    if word == "will":
        return frozenset({"will"})
    import lemminflect

    found = {word}
    for part, lemmas in lemminflect.getAllLemmas(word).items():
        if part not in {"NOUN", "VERB"}:
            continue
        for lemma in lemmas:
            for inflected in lemminflect.getAllInflections(lemma, upos=part).values():
                found.update(form.lower() for form in inflected)
    if len(found) == 1 and not lemminflect.getAllLemmas(word):
        found.add(word + "s")  # slang and abbreviations that no dictionary has: "misper", "mispers"
    return frozenset(found | _EXTRA.get(word, frozenset()) if word in {"have", "do"} else found)


@cache
def verb_forms(lemma: str) -> dict[str, str]:
    """Return the forms of a verb by Penn tag: VB, VBP, VBZ, VBG, VBD, VBN (and plural VBDP, VBPP of 'be')."""
    if lemma == "be":
        return {"VB": "be", "VBP": "are", "VBZ": "is", "VBG": "being", "VBD": "was", "VBN": "been", "VBDP": "were"}
    import lemminflect

    found = lemminflect.getAllInflections(lemma, upos="VERB") or lemminflect.getAllInflectionsOOV(lemma, upos="VERB")
    forms_by_tag = {tag: shapes[0] for tag, shapes in found.items()}
    past = forms_by_tag.setdefault("VBD", f"{lemma}ed")
    forms_by_tag.setdefault("VBN", past)  # regular verbs have but one past form
    if lemma == "get":
        forms_by_tag["VBN"] = "got"  # British use
    for tag, shape in (("VB", lemma), ("VBP", lemma), ("VBZ", f"{lemma}s"), ("VBG", f"{lemma}ing")):
        forms_by_tag.setdefault(tag, shape)
    return forms_by_tag


@cache
def verb_tags(form: str) -> tuple[str, ...]:
    """Return the Penn tags under which a form may be a verb; none where it is not one."""
    if form in _FIXED or not form.isalpha():
        return ()
    import lemminflect

    lemmas = lemminflect.getAllLemmas(form, upos="VERB").get("VERB", ())
    found = {tag for lemma in lemmas for tag, shape in verb_forms(lemma).items() if form == shape}
    return tuple(sorted(found - {"VBDP"} | ({"VBD"} if "VBDP" in found else set())))


@cache
def slips(form: str) -> frozenset[str]:
    """Return likely mistypings of a longer word that are not words themselves."""
    if len(form) < SHORTEST_SLIP or not form.isalpha():
        return frozenset()
    made = set()
    for at in range(1, len(form) - 1):
        made.add(form[:at] + form[at + 1 :])  # a letter left out
        made.add(form[:at] + form[at + 1] + form[at] + form[at + 2 :])  # two letters swapped
    made.discard(form)
    return frozenset(slip for slip in made if not _is_word(slip))


@cache
def _is_word(form: str) -> bool:
    import lemminflect

    return form in _FIXED or bool(lemminflect.getAllLemmas(form))
