"""Whose words a candidate is: the writer's, reported, quoted, at a distance."""

from __future__ import annotations

import re

from cse_text.context.scene import FEMALE, MALE, OPPOSITE, Hit, Scene
from cse_text.types import Reason, Voice

LONGEST_SCARE_QUOTE = 4  # words; longer quotations without a speaker are somebody's speech
REACH_BEFORE, REACH_AFTER = 9, 7  # words around a quotation in which its speaker is looked for

_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I\u2019m|im|my|me|we|i)\b")
_LABEL = re.compile(r"(?:^|\n)\s*[-*\u2022]?\s*(?P<label>[A-Z][\w' /()-]{1,40}?):\s")
_QUOTED: dict[str, Voice] = {
    "family": "quoted-family",
    "professional": "quoted-professional",
    "child": "quoted-child",
    "suspect": "quoted-suspect",
}
_REPORTED: dict[str, Voice] = {
    "family": "reported-family",
    "professional": "reported-professional",
    "child": "reported-child",
    "suspect": "reported-suspect",
}
_TEXT = {
    "family": "a relative's",
    "professional": "another professional's",
    "child": "the child's",
    "suspect": "a suspect's",
}
_OTHERS = {
    "own": "the author's own words",
    "scare-quotes": "words held at a distance",
    "meta": "words talked about as words",
}


def whose_words(voice: Voice) -> str:
    """Return in words whose words those of a voice are."""
    if voice in _OTHERS:
        return _OTHERS[voice]
    how, who = voice.split("-")
    return f"{_TEXT[who]} words, {'in quotation marks' if how == 'quoted' else 'reported'}"


def read_voice(scene: Scene, start: int, end: int, quotation: tuple[int, int] | None) -> tuple[Voice, Reason | None]:
    """Return the voice of text[start:end] and why it is not the writer's own, where it is not."""
    if quotation is not None:
        return _quoted(scene, quotation)
    who = _reporter(scene, scene.position(start, end)[0])
    if who:
        voice = _REPORTED[who]
        return voice, Reason(voice, whose_words(voice), masks=who in {"family", "professional"})
    return "own", None


def _quoted(scene: Scene, quotation: tuple[int, int]) -> tuple[Voice, Reason]:
    first, after = scene.position(*quotation)
    who = _speaker_before(scene, first) or _speaker_after(scene, after)
    inside = scene.text[quotation[0] : quotation[1]]
    if not who and _FIRST_PERSON.search(inside) and after - first > 1:
        who = "child"
    if who:
        voice = _QUOTED[who]
        return voice, Reason(voice, whose_words(voice), masks=who == "professional")
    if after - first <= LONGEST_SCARE_QUOTE:
        return "scare-quotes", Reason("scare-quotes", "in quotation marks with no speaker named", masks=False)
    return "quoted-professional", Reason("quoted-unnamed", "a quotation with no speaker named", masks=None)


def _speaker_before(scene: Scene, first: int) -> str:
    """Return who is named as speaking shortly before a quotation."""
    near = [hit for hit in scene.cues if first - REACH_BEFORE <= hit.last < first]
    verbs = [hit for hit in near if hit.cue.kind in {"report", "defence"}]
    if verbs:
        return _subject_of(scene, verbs[-1]) or ""
    label = [hit for hit in near if hit.cue.kind == "speaker" and hit.last >= first - 2]
    return label[-1].cue.who if label else ""


def _speaker_after(scene: Scene, after: int) -> str:
    near = [hit for hit in scene.cues if after <= hit.first < after + REACH_AFTER]
    verb = next((hit for hit in near if hit.cue.kind == "report"), None)
    if verb is None or verb.first > after + 3:
        return ""
    speaker = next((hit for hit in near if hit.cue.kind == "speaker" and abs(hit.first - verb.first) <= 3), None)  # noqa: PLR2004
    return speaker.cue.who if speaker else _person_near(scene, verb, after) or "child"


def _person_near(scene: Scene, verb: Hit, after: int) -> str:
    for mention in scene.mentions:
        if after <= mention.at <= verb.last + 2:
            return _as_speaker(mention.who)
    return ""


def _reporter(scene: Scene, first: int) -> str:
    """Return who reports what stands from word `first` on: 'mum says she …', 'according to school …', 'Police: …'."""
    for verb in reversed([hit for hit in scene.hits("report") if hit.last < first]):
        if _breaks(scene, verb.last + 1, first) > 1:
            break
        if scene.words[verb.first].form == "according":
            after = [hit for hit in scene.hits("speaker") if verb.last < hit.first <= verb.last + 4]
            return after[0].cue.who if after else ""
        who = _subject_of(scene, verb)
        if who:
            return who
    return _labelled(scene)


def _breaks(scene: Scene, low: int, high: int) -> int:
    """Return how many hard breaks stand between two words: a report seldom reaches over two."""
    return sum(scene.words[n].gap > 1 for n in range(low, min(high, len(scene.words))))


def _subject_of(scene: Scene, verb: Hit) -> str:
    """Return who stands as subject before a verb of saying."""
    for at in range(verb.first - 1, max(-1, verb.first - 7), -1):
        if scene.words[at + 1].gap > 1:
            break
        form = scene.words[at].form
        sex = scene.people.sex
        if form in FEMALE or form in MALE:
            return "suspect" if sex and form in OPPOSITE[sex] else "child"
        if form in {"i", "we", "writer", "me"}:
            return ""
        if form in scene.people.child:
            return "child"
        speaker = next((hit for hit in scene.hits("speaker") if hit.last == at), None)
        if speaker:
            return speaker.cue.who
        if form in scene.people.adults:
            return "professional"
    return ""


def _labelled(scene: Scene) -> str:
    """Return who a label such as 'School:' at the head of the line names."""
    head = scene.text.rfind("\n", 0, scene.start) + 1
    match = _LABEL.match(scene.text, head, scene.end)
    if not match:
        return ""
    label = match["label"].lower()
    for hit in scene.hits("speaker"):
        if scene.words[hit.first].form in label and scene.words[hit.first].start < match.end():
            return hit.cue.who if hit.cue.who in {"family", "professional"} else ""
    return ""


def _as_speaker(who: str) -> str:
    return {"adult": "suspect", "peer": "child"}.get(who, who)
