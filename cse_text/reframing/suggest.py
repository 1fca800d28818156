"""Up to three edits for a finding: the strongest wording that the record supports, fitted, checked and ranked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from cse_text.lexicon.by_rule import RuleFinders
from cse_text.lexicon.finder import PhraseFinder
from cse_text.lexicon.rules import Rule
from cse_text.lexicon.tables import CompiledLexicon, VerbTable
from cse_text.reframing import analysis
from cse_text.reframing.change import Change
from cse_text.reframing.checks import failed, stands
from cse_text.reframing.clean import CleanText
from cse_text.reframing.closed import BE, BEHIND_NOUNS, GOING, HANGING, SAYING
from cse_text.reframing.denial import denied
from cse_text.reframing.initials import with_initials
from cse_text.reframing.ladder import Ground, supported
from cse_text.reframing.leaving_out import TEMPLATE as LEFT_OUT
from cse_text.reframing.place import Edit, Place
from cse_text.reframing.ranking import Ranking, features_of
from cse_text.reframing.realise import realise
from cse_text.reframing.reword import Ladder, Wordings, reworded
from cse_text.reframing.rungs import saying, with_tail
from cse_text.reframing.slot import Site, follows, narrowed, read_slot, widened
from cse_text.text import sentence_at, sentence_starts, words
from cse_text.types import Candidate, Context, Evidence, Reframing

MOST = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A reframing with what it was made of: the rung, the template, the sentence, the features of its ranking."""

    reframing: Reframing
    rung: str
    rank: int
    template: str
    sentence: tuple[int, int]
    features: dict[str, float]


class Suggester:
    """Suggests reframings. Built once per lexicon."""

    def __init__(
        self, compiled: CompiledLexicon, ranking: Ranking, finder: PhraseFinder, unless: RuleFinders | None = None
    ) -> None:
        self._ranking = ranking
        self.floor = ranking.floor
        self._verbs = compiled.verbs
        self._clean = CleanText(compiled, finder, unless)
        self._wordings = Wordings(compiled)
        self._known = frozenset().union(compiled.rules.forms, compiled.cues.forms, compiled.evidence.forms)

    def suggest(
        self, text: str, candidate: Candidate, context: Context, rule: Rule, evidence: Sequence[Evidence], sex: str
    ) -> tuple[Reframing, ...]:
        """Return the edits that fit, the strongest that the record supports first; those unlikely to please are left.

        A sentence of analysis stands last, or first where it is likelier to please than the first edit. Other people's
        quoted words are not rewritten: they get the analysis alone.
        """
        ladder = self._ladder(text, candidate, rule, sex)
        if ladder is None:
            return ()
        quoted = context.voice.startswith("quoted")
        added = self._likely(self._analysed(ladder, candidate, rule), MOST)
        made = () if quoted else self._checked(ladder, candidate, rule, evidence)
        edits = self._likely(made, MOST - len(added))
        if added and edits and edits[0].confidence < added[0].confidence:
            return (*added, *edits)
        return (*edits, *added)

    def _likely(self, made: Iterable[Suggestion], most: int) -> tuple[Reframing, ...]:
        """Return the first of those that a practitioner is likely enough to accept; no more are made."""
        likely = (each.reframing for each in made if each.reframing.confidence >= self.floor)
        return tuple(islice(likely, most))

    def suggestions(
        self, text: str, candidate: Candidate, rule: Rule, evidence: Sequence[Evidence], sex: str
    ) -> Iterator[Suggestion]:
        """Yield what fits and stands up to every check, in the ladder's order, however it ranks."""
        if (ladder := self._ladder(text, candidate, rule, sex)) is not None:
            yield from self._checked(ladder, candidate, rule, evidence)

    def analyses(self, text: str, candidate: Candidate, rule: Rule, sex: str) -> Iterator[Suggestion]:
        """Yield the sentence of analysis to stand behind the words, where the rule has one."""
        if (ladder := self._ladder(text, candidate, rule, sex)) is not None:
            yield from self._analysed(ladder, candidate, rule)

    def refused(
        self, text: str, candidate: Candidate, rule: Rule, evidence: Sequence[Evidence], sex: str
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each edited sentence that is not offered, with what objects: checks by name, rules by their id."""
        ladder = self._ladder(text, candidate, rule, sex)
        if ladder is None:
            return
        for edit, _ in self._made(ladder, candidate, rule, evidence):
            change = self._change(ladder.site, candidate, edit)
            objecting = (*failed(change), *sorted(self._objecting(change, edit, candidate.rule)))
            if objecting:
                yield change.after, objecting

    def _ladder(self, text: str, candidate: Candidate, rule: Rule, sex: str) -> Ladder | None:
        """Return what the rule's rungs find in the sentence of a finding; None where it holds no word."""
        site = _site(text, candidate, sex, self._verbs)
        return None if site is None else self._wordings.read(site, rule.id)

    def _checked(
        self, ladder: Ladder, candidate: Candidate, rule: Rule, evidence: Sequence[Evidence]
    ) -> Iterator[Suggestion]:
        """Yield the edits that stand up to every check, in the ladder's order."""
        for edit, ground in self._made(ladder, candidate, rule, evidence):
            change = self._change(ladder.site, candidate, edit)
            if change.after != change.before and stands(change) and not self._objecting(change, edit, candidate.rule):
                yield self._suggestion(candidate, change, edit, ground)

    def _made(
        self, ladder: Ladder, candidate: Candidate, rule: Rule, evidence: Sequence[Evidence]
    ) -> Iterator[tuple[Edit, Ground]]:
        """Yield each edit that can be made, once, before any check."""
        if denied(ladder.site, self._verbs.tags):
            return
        seen: set[tuple[int, int, str]] = set()
        grounds = [each for each in supported(rule.reframings, evidence, candidate.start) if not each.rung.speaks]
        for edit, ground in self._edits(ladder, rule, grounds):
            if "<" not in edit.text and (edit.start, edit.end, edit.text) not in seen:
                seen.add((edit.start, edit.end, edit.text))
                yield edit, ground

    def _edits(self, ladder: Ladder, rule: Rule, grounds: Sequence[Ground]) -> Iterator[tuple[Edit, Ground]]:
        """Yield the edits that can be made, in the ladder's order: first those written for this very wording."""
        for each in ladder.worded(grounds):
            yield reworded(each.say, each.site, self._verbs), each.ground
        place = self._place(ladder.site, rule)
        for ground in grounds:
            said = None if ground.rung.wordings else with_tail(saying(ground.rung), place.site)
            if said is not None and _ends_well(ground.rung.say, said.kind, place):
                edit = realise(said, _unwidened(place) if goes_on(ground.rung.say, said.kind, place) else place)
                if edit is not None and ladder.allows(ground, *_span(ladder.site, edit)):
                    yield edit, ground

    def _analysed(self, ladder: Ladder, candidate: Candidate, rule: Rule) -> Iterator[Suggestion]:
        """Yield the sentence of analysis: that for the wording there, or else the rule's general one."""
        site = ladder.site
        speaking = [each for each in supported(rule.reframings, ()) if each.rung.speaks]
        say = next((each.say for each in ladder.worded(speaking)), rule.analysis)
        edit = analysis.analysed(site, say, self._verbs)
        if edit is None:
            return
        found = {f"template={edit.template}": 1.0, f"template={edit.template}/{candidate.detector}": 1.0}
        confidence = round(self._ranking.confidence(found, f"{candidate.rule}|{say}"), 4)
        reframing = Reframing(edit.start, edit.end, edit.text, confidence, analysis.BECAUSE)
        sentence = (site.words[0].start, max(site.words[-1].end, edit.end))
        yield Suggestion(reframing, say, 0, edit.template, sentence, found)

    def _place(self, site: Site, rule: Rule) -> Place:
        """Return the place of a finding: its words with those before and behind that belong to them."""
        rungs = [rung for rung in rule.reframings if not rung.speaks]
        if HANGING.isdisjoint(word for rung in rungs for word in rung.say.split()[-1:]):
            site = narrowed(site)
        verbal = any(rung.say.startswith("<") or saying(rung).kind == "finite" for rung in rungs)
        slot = read_slot(site, self._verbs.tags, verbal=verbal)
        found_her = slot.kind == "noun" and slot.governor >= 0 and site.words[slot.governor].form == "her"
        if found_her and not any(saying(rung).kind == "noun" for rung in rungs):
            slot = replace(slot, kind="other")  # 'found her [guarded]'
        after = site.after if slot.kind == "modifier" else widened(site)
        return Place(site, replace(slot, after=after or site.after), self._verbs, whole=after is not None)

    def _change(self, site: Site, candidate: Candidate, edit: Edit) -> Change:
        """Return an edit with its sentence, for the checks."""
        text, start, end = site.text, site.words[0].start, max(site.words[-1].end, candidate.end)
        after = text[start : edit.start] + edit.text + text[edit.end : end]
        taken = text[edit.start : edit.end]
        return Change(text[start:end], after, taken, edit.text, edit.verbal, edit.start - start, self._known)

    def _objecting(self, change: Change, edit: Edit, rule: str) -> frozenset[str]:
        """Return the rules that the edited sentence is flagged by; words left out put none in."""
        high = change.at if edit.template == LEFT_OUT else change.at + len(edit.text)
        return self._clean.objecting(change, change.at, high, rule)

    def _suggestion(self, candidate: Candidate, change: Change, edit: Edit, ground: Ground) -> Suggestion:
        """Return an edit that stands up to every check, ranked."""
        at, after = change.at, change.at + len(change.taken)
        found = features_of(change.before, at, after, edit.text, ground.rank)
        found |= {f"template={edit.template}": 1.0, "evidence": float(len(ground.evidence))}
        found["widened"] = float(max(0, candidate.start - edit.start) + max(0, edit.end - candidate.end)) / 10
        confidence = round(self._ranking.confidence(found, f"{candidate.rule}|{ground.rung.say}"), 4)
        reframing = Reframing(edit.start, edit.end, edit.text, confidence, ground.because, ground.evidence)
        start = edit.start - at
        sentence = (start, start + len(change.before))
        return Suggestion(reframing, ground.rung.say, ground.rank, edit.template, sentence, found)


def _span(site: Site, edit: Edit) -> tuple[int, int]:
    """Return the first word that an edit replaces, and the one behind the last."""
    first = sum(word.end <= edit.start for word in site.words)
    return first, sum(word.start < edit.end for word in site.words)


def _site(text: str, candidate: Candidate, sex: str, verbs: VerbTable) -> Site | None:
    start, end = sentence_at(sentence_starts(text), candidate.start, len(text))
    sentence = with_initials(text, words(text, start, max(end, candidate.end)), verbs)
    first = next((n for n, word in enumerate(sentence) if word.start >= candidate.start), None)
    after = next((n for n, word in enumerate(sentence) if word.start >= candidate.end), len(sentence))
    return None if first is None or after <= first else Site(text, sentence, first, after, sex)


def _unwidened(place: Place) -> Place:
    """Return the place with the finding's own end: what follows is gone on from, not taken in."""
    return replace(place, slot=replace(place.slot, after=place.site.after))


def _ends_well(say: str, kind: str, place: Place) -> bool:
    """Return whether the rung's end meets what follows: neither half a phrase left over nor one left hanging."""
    on = goes_on(say, kind, place)
    hanging = say.rsplit(maxsplit=1)[-1] in HANGING or say == "<be>"
    return on if hanging else place.whole or on


def goes_on(say: str, kind: str, place: Place) -> bool:
    """Return whether a rung goes on as the finding's words do, so that what follows still fits ('having sex with')."""
    site = place.site
    last, said = site.words[site.after - 1].form, say.split()
    behind = follows(site, site.after)
    if said[-1] == "{tail}" or said[-1] == last or (last in HANGING and said[-1] in HANGING):
        return True
    if kind == "noun" and place.slot.kind in {"noun", "label", "state", "other"} and behind in BEHIND_NOUNS:
        return True
    if said[-1] in GOING and behind in {"with", "from", "for"}:
        return True
    if kind == "state" and place.slot.kind in {"state", "label", "other"} and behind == "to":
        return True
    return (behind == "about" and bool(SAYING & set(say.replace("<", "").replace(">", "").split()))) or (
        say == "<be>" and last in BE
    )
