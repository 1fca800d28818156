"""About whom a candidate's words are: the child, an adult, a suspect, nobody."""

from __future__ import annotations

from cse_text.context.scene import PREPOSITIONS, Mention, Scene
from cse_text.types import Reason, Subject

_AS_SUBJECT: dict[str, Subject] = {
    "child": "child",
    "suspect": "suspect",
    "family": "adult",
    "professional": "adult",
    "adult": "adult",
    "peer": "child",
}


def read_subject(scene: Scene, start: int, end: int) -> tuple[Subject, Reason]:
    """Return whom text[start:end] is about, with the ground for it."""
    first, after = scene.position(start, end)
    mention = _owner(scene, first) or _subject_before(scene, first)
    if mention is None:
        inside = [each for each in scene.mentions if first <= each.at < after and each.who == "child"]
        if inside:
            return "child", Reason("subject-child-inside", "the words themselves name the child", masks=True)
        return "child", Reason("subject-unstated", "no person is named before the words", masks=None)
    who = _AS_SUBJECT[mention.who]
    if who == "child":
        code = "subject-child-pronoun" if mention.pronoun else "subject-child-named"
        return who, Reason(code, "about the child", masks=True)
    return who, Reason(f"subject-{mention.who}", f"about {_ARTICLE[mention.who]}", masks=False)


_ARTICLE = {
    "suspect": "a suspect",
    "family": "a member of the family",
    "professional": "a professional or a service",
    "adult": "an adult",
}


def _owner(scene: Scene, first: int) -> Mention | None:
    """Return the person in the possessive directly before the words: "mum's [boyfriend]", "her [boyfriend]"."""
    for mention in scene.mentions:
        if mention.possessive and first - 3 <= mention.at < first:
            between = range(mention.at + 1, first)
            others = any(other.at in between for other in scene.mentions)  # "her mother was …" is not hers
            if not others and not any(scene.words[n].gap > 1 for n in between):
                return mention
    return None


def _subject_before(scene: Scene, first: int) -> Mention | None:
    """Return the nearest person before the words who is not merely the object of a preposition."""
    before = [mention for mention in scene.mentions if mention.at < first]
    for mention in reversed(before):
        if mention.at and _after_preposition(scene, mention.at) and len(before) > 1:
            continue
        return mention
    return before[-1] if before else None


def _after_preposition(scene: Scene, at: int) -> bool:
    return any(scene.words[n].form in PREPOSITIONS for n in range(max(0, at - 2), at))
