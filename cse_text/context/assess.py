"""One context for each candidate, whichever detector proposed it: voice, subject, scope and sense, with reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from cse_text.context.people import People
from cse_text.context.quotes import quotation_at, quotation_spans
from cse_text.context.scene import Hit, Scene, mentions
from cse_text.context.spoken_of import REASON as SPOKEN_OF
from cse_text.context.spoken_of import Analyses, is_spoken_of
from cse_text.context.subject import read_subject
from cse_text.context.voice import read_voice
from cse_text.lexicon.by_rule import RuleFinders
from cse_text.lexicon.finder import PhraseFinder
from cse_text.lexicon.tables import CompiledLexicon
from cse_text.text import sentence_at, sentence_starts, words
from cse_text.types import Candidate, Context, Reason

NEGATION_REACH = 7  # words from a negation to the words it rules out
NEAR = 12  # words within which a cue of meta talk, offence or peer bears on a candidate

_TEXTS = {
    "negated": "negated or ruled out",
    "challenged": "the wording is challenged or corrected",
    "meta": "the words are talked about as words",
    "offence-name": "the name of an offence or statute",
    "service-name": "the name of a service, project or course",
    "form-wording": "a form's own wording",
    "heading": "a heading",
    "other-sense": "another sense of the words",
    "peer": "a peer of the same age is named",
    "age-gap": "the other person is older or an adult",
    "hypothetical": "a condition or a possibility",
    "capitalised-name": "written with capitals, as a name",
}
_HEADING = re.compile(r"^[\s\d.)#*-]*(?:[A-Z][^a-z\n]{3,60}|[^\n:]{3,60}:)\s*$")
_FORM_END = re.compile(r"^\s*(?::|\?|\[|\(?\s*(?:Y/N|yes/no|Y|N)\b|[\u2610\u2611\u2612\u25a1])", re.IGNORECASE)


class ContextReader:
    """Reads the context of candidates in one record after another. Built once per lexicon."""

    def __init__(self, compiled: CompiledLexicon, unless: RuleFinders | None = None) -> None:
        self._cues = compiled.lexicon.cues
        self._cue_finder = PhraseFinder(compiled.cues)
        self._exceptions = compiled.exceptions
        self._unless = unless or RuleFinders.of_exceptions(compiled)
        self._analyses = Analyses(compiled.lexicon.rules)

    def assess(self, text: str, people: People, candidates: Iterable[Candidate]) -> list[Context]:
        """Return one context for each candidate of a text."""
        starts = sentence_starts(text)
        quotations = quotation_spans(text)
        analyses = self._analyses.find(text, starts)
        scenes: dict[int, Scene] = {}
        contexts = []
        for candidate in candidates:
            begin, end = sentence_at(starts, candidate.start, len(text))
            if begin not in scenes:
                scenes[begin] = self._scene(text, begin, max(end, candidate.end), people)
            quotation = quotation_at(quotations, candidate.start, candidate.end)
            context = self._context(scenes[begin], candidate, quotation)
            if is_spoken_of(text, candidate.start, candidate.end, analyses):
                context = replace(context, voice="meta", reasons=(*context.reasons, SPOKEN_OF))
            contexts.append(context)
        return contexts

    def _scene(self, text: str, start: int, end: int, people: People) -> Scene:
        found = words(text, start, end)
        cues = tuple(
            sorted(
                (Hit(self._cues[match.owner], match.first, match.last) for match in self._cue_finder.find(found)),
                key=lambda hit: hit.first,
            )
        )
        return Scene(text, start, end, found, cues, mentions(found, cues, people), people)

    def _context(self, scene: Scene, candidate: Candidate, quotation: tuple[int, int] | None) -> Context:
        voice, heard = read_voice(scene, candidate.start, candidate.end, quotation)
        subject, about = read_subject(scene, candidate.start, candidate.end)
        reasons = [reason for reason in (heard, about) if reason is not None]
        reasons += self._scope(scene, candidate)
        codes = {reason.code for reason in reasons}
        if "other-sense" in codes or "offence-name" in codes:
            subject = "other"
        if "meta" in codes and "challenged" in codes:
            voice = "meta"
        sense = next(
            (code for code in ("other-sense", "offence-name", "form-wording", "service-name") if code in codes), ""
        )
        return Context(voice, subject, "negated" in codes, sense, tuple(reasons))

    def _scope(self, scene: Scene, candidate: Candidate) -> list[Reason]:
        first, after = scene.position(candidate.start, candidate.end)
        codes: dict[str, str] = {}
        for hit in scene.cues:
            inside = first <= hit.first and hit.last < after
            if inside:
                continue
            code = _bearing(scene, hit, first, after)
            if code:
                codes.setdefault(code, _TEXTS[code])
        because = self._other_sense(scene, candidate, first, after)
        if because:
            codes["other-sense"] = because
        if _is_heading(scene.text, candidate):
            codes["heading"] = _TEXTS["heading"]
        if _is_name(scene, first, after):
            codes["capitalised-name"] = _TEXTS["capitalised-name"]
        return [Reason(code, text, masks=code == "age-gap") for code, text in codes.items()]

    def _other_sense(self, scene: Scene, candidate: Candidate, first: int, after: int) -> str:
        match = self._unless.meets(candidate.rule, scene.words, first, after - 1, scene.people.child)
        return self._exceptions[match.owner][1] if match else ""


def _bearing(scene: Scene, hit: Hit, first: int, after: int) -> str:
    """Return the code under which a cue bears on the words first..after, or ''."""
    kind = hit.cue.kind
    if kind == "negation":
        near = hit.last < first and first - hit.last <= NEGATION_REACH
        return "negated" if near and not _hard_between(scene, hit.last + 1, first) else ""
    distance = first - hit.last if hit.last < first else hit.first - after + 1
    if kind == "challenge":
        return "challenged" if distance <= 2 * NEAR else ""
    if kind == "meta":
        return "meta" if hit.last < first and distance <= NEAR // 2 else ""
    if kind == "offence":
        return "offence-name" if distance <= NEAR // 2 else ""
    if kind == "service":
        return "service-name" if 0 < distance <= 2 and hit.first >= after else ""  # noqa: PLR2004 - directly behind the words
    if kind == "form":
        return "form-wording" if distance <= NEAR else ""
    if kind in {"peer", "age-gap"}:
        return kind if distance <= NEAR else ""
    if kind == "hypothetical":
        return kind if hit.last < first and distance <= NEGATION_REACH else ""
    return ""


def _hard_between(scene: Scene, low: int, high: int) -> bool:
    return any(scene.words[n].gap > 1 for n in range(low, min(high + 1, len(scene.words))))


def _is_heading(text: str, candidate: Candidate) -> bool:
    start = text.rfind("\n", 0, candidate.start) + 1
    end = text.find("\n", candidate.end)
    line = text[start : end if end >= 0 else len(text)]
    return bool(_HEADING.match(line) or _FORM_END.match(text[candidate.end : candidate.end + 12]))


def _is_name(scene: Scene, first: int, after: int) -> bool:
    """True where several of the words are capitalised inside a sentence that is not all capitals."""
    inside = scene.words[first:after]
    capitals = [scene.text[word.start].isupper() for word in inside]
    shouted = scene.text[scene.start : scene.end].isupper()
    return not shouted and len(capitals) > 1 and sum(capitals) >= len(capitals) - 1 and sum(capitals) > 1
