"""The one place where the stages meet: a record in, its findings out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache, partial

from cse_text.audit import concerns, deserves, is_case_file, rests_on, run_checks
from cse_text.audit.weights import Weights
from cse_text.confidence import Judge, features
from cse_text.confidence.categories import CategoryModel
from cse_text.confidence.company import alone, less_sure
from cse_text.confidence.grounds import Weighed, grounds
from cse_text.context import ContextReader, People, find_people
from cse_text.context.evidence import EvidenceReader
from cse_text.context.practice import PracticeReader
from cse_text.context.reread import read_again
from cse_text.context.spoken_of import REASON as SPOKEN_OF
from cse_text.lexicon import CompiledLexicon, load_lexicon
from cse_text.lexicon.by_rule import RuleFinders
from cse_text.lexicon.numbers import Vocabulary
from cse_text.matching.bounds import judged
from cse_text.matching.cast import Known
from cse_text.matching.detectors import Detectors
from cse_text.matching.frames import FrameDetector
from cse_text.matching.passages import PassageReader
from cse_text.matching.skimmer import Skimmer
from cse_text.matching.tagger import Reading, SpanView, Tagger, view
from cse_text.reframing import MOST, Ranking, Suggester, with_whole_sentences
from cse_text.settings import Settings
from cse_text.types import Candidate, Context, Depth, Evidence, Finding, Record, RecordFinding, ScannedRecord

READ_WHOLE = 100_000  # code points up to which the tagger reads all of a record that concerns the checks
SURE = 0.9  # confidence where the definition decides and no annotated note can tell: a house style, words spoken of


class Scanner:
    """Reads records at one depth. Built once; holds no state between records."""

    def __init__(
        self,
        compiled: CompiledLexicon,
        judge: Judge,
        tagger: Tagger | None = None,
        skimmer: Skimmer | None = None,
        *,
        frames: FrameDetector | None = None,
        categories: CategoryModel | None = None,
        threshold: float | None = None,
        weights: Weights | None = None,
        passages: PassageReader | None = None,
    ) -> None:
        self.compiled = compiled
        self.judge = judge
        self.threshold = judge.threshold if threshold is None else threshold
        rules, evidence, practice = Vocabulary((compiled.rules, compiled.evidence, compiled.practice)).tables
        self._detectors = Detectors(compiled, tagger, skimmer, frames, rules)
        unless = RuleFinders.of_exceptions(compiled)
        self._contexts = ContextReader(compiled, unless)
        self._evidence = EvidenceReader(compiled, evidence)
        self._practice = PracticeReader(compiled, practice)
        self.suggester = Suggester(compiled, Ranking.load(), self._detectors.phrases.finder, unless)
        self._categories = categories
        self._passages = passages
        self._weights = Weights.load() if weights is None else weights

    @classmethod
    def load(cls, settings: Settings, compiled: CompiledLexicon | None = None) -> Scanner:
        """Return a scanner with the shipped models, at the depth the settings ask for; with their lexicon or this."""
        if settings.depth == "quick":
            lexicon = compiled or load_lexicon(settings.lexicon_folders)
            return cls(lexicon, Judge.load("quick"), threshold=settings.threshold)
        with ThreadPoolExecutor(1) as beside:  # the models load while the lexicon does
            models = beside.submit(_load_models, settings.depth)
            lexicon = compiled or load_lexicon(settings.lexicon_folders)
            tagger, skimmer, categories, passages = models.result()
        return cls(
            lexicon,
            Judge.load("full"),
            tagger,
            skimmer,
            frames=FrameDetector(lexicon),
            categories=categories,
            threshold=settings.threshold,
            passages=passages,
        )

    def scan(self, record: Record) -> ScannedRecord:
        """Return the record with its findings, those that context ruled out among them, and its good practice."""
        people_of = cache(partial(find_people, record.text, record.meta))  # most records never ask
        scanned = self._scan(record, people_of)
        practice = self._practice.find(record.text, people_of)
        return replace(scanned, good_practice=practice) if practice else scanned

    def prepare(self, records: Iterable[Record]) -> None:
        """Read ahead what is read faster for several records at once; `scan` finds the same without it."""
        if self._detectors.prepares:
            self._detectors.prepare((each.text, _known(find_people(each.text, each.meta))) for each in records)

    def pipe(self, records: Iterable[Record]) -> Iterator[ScannedRecord]:
        """Yield records scanned, one after another."""
        return map(self.scan, records)

    def _scan(self, record: Record, people_of: Callable[[], People]) -> ScannedRecord:
        """Return the record with its findings, in order of place."""
        places = self._detectors.phrases.places(record.text)
        concerned = cache(partial(concerns, record))
        if not places and not self._detectors.reads and not concerned():
            return ScannedRecord(record)
        people = people_of()
        of_record = self._detectors.reads and concerned()
        whole = of_record and len(record.text) <= READ_WHOLE
        asked = self._rests_on(record.text, people) if of_record and not whole else None
        candidates, reading = self._detectors.find(record.text, _known(people), places, whole=whole, asked=asked)
        found, problems = judged(record, candidates)
        decided = self._decide(record, people, found, reading, concerned)
        return replace(decided, problems=problems) if problems else decided

    def _rests_on(self, text: str, people: People) -> list[int]:
        """Return the places of a long record on which its checks rest."""
        return rests_on((*self.evidence(text, people), *self.told(text, people)))

    def decide(self, record: Record, candidates: list[Candidate]) -> tuple[Finding, ...]:
        """Return candidates of another's choosing, decided as the scanner decides its own."""
        people = find_people(record.text, record.meta)
        reading = self._detectors.read(record.text, candidates)
        return self._decide(record, people, candidates, reading, partial(concerns, record)).findings

    def candidates(self, text: str, people: People, reading: Reading | None) -> list[Candidate]:
        """Return what all detectors propose, each stretch of text once."""
        return self._detectors.beside(text, _known(people), reading)

    def evidence(self, text: str, people: People) -> tuple[Evidence, ...]:
        """Return what the record states."""
        return self._evidence.find(text, people)

    def told(self, text: str, people: People) -> tuple[Evidence, ...]:
        """Return what the record tells that only the checks of whole records rest on."""
        return self._evidence.of_records(text, people)

    def stated(self, text: str, people: People) -> tuple[Evidence, ...]:
        """Return where the record first states who the child is."""
        return self._evidence.fields(text, people)

    def contexts(self, text: str, people: People, candidates: list[Candidate]) -> list[Context]:
        """Return the context of each candidate."""
        return self._contexts.assess(text, people, candidates)

    def _decide(
        self,
        record: Record,
        people: People,
        found: list[Candidate],
        reading: Reading | None,
        concerned: Callable[[], bool],
    ) -> ScannedRecord:
        """Return the record decided; `concerned` tells whether it concerns the record checks by itself."""
        if not found and not concerned():
            return ScannedRecord(record)
        evidence = self.evidence(record.text, people)
        weighed = [
            self._weigh(record.text, candidate, context, evidence, reading)
            for candidate, context in zip(found, self.contexts(record.text, people, found), strict=True)
        ]
        lone = alone([each.confidence for each in weighed if not each.rule.style], record.text)
        decided = [self._finding(record, each, evidence, people, lone=lone) for each in weighed]
        findings = with_whole_sentences(record.text, self._styles_last(decided), MOST, self.suggester.floor)
        if not deserves(findings) and not concerned():
            return ScannedRecord(record, findings)
        return ScannedRecord(record, findings, self._checked(record, people, findings, evidence, reading))

    def _styles_last(self, findings: list[Finding]) -> list[Finding]:
        """Return the findings without those of a style on words that mask, which say more."""
        styled = [each for each in findings if self.compiled.by_id[each.rule].style]
        masking = [each for each in findings if each.masking and each not in styled]
        said = {each for each in styled if any(each.start < one.end and one.start < each.end for one in masking)}
        return [each for each in findings if each not in said] if said else findings

    def _checked(
        self,
        record: Record,
        people: People,
        findings: tuple[Finding, ...],
        evidence: tuple[Evidence, ...],
        reading: Reading | None,
    ) -> tuple[RecordFinding, ...]:
        """Return what the record as a whole shows."""
        stated = self.stated(record.text, people) if is_case_file(record) else ()
        known = (*evidence, *self.told(record.text, people), *stated)
        read = self._passages.passages(record.text, reading) if self._passages and reading else None
        return run_checks(record, findings, known, self._weights, read, reading.stretches if reading else None)

    def _weigh(
        self, text: str, candidate: Candidate, context: Context, evidence: Iterable[Evidence], reading: Reading | None
    ) -> Weighed:
        """Return a candidate with what speaks for it and against it, taken by itself."""
        rule = self.compiled.by_id[candidate.rule]
        seen = view(reading, candidate.start, candidate.end) if reading else None
        words = text[candidate.start : candidate.end]
        found = features(candidate, context, rule, evidence, seen.numbers if seen else None, words)
        confidence = _by_style(context) if rule.style else self.judge.confidence(found, rule.id)
        if SPOKEN_OF in context.reasons:
            confidence = min(confidence, 1 - SURE)
        if seen is None:
            return Weighed(candidate, context, rule, candidate.category, frozenset(found), None, confidence)
        category = self._named(text, candidate, seen)
        if candidate.detector == "tagger":
            rule = self.compiled.by_id[self._detectors.general.get(category, rule.id)]
        if SPOKEN_OF not in context.reasons:
            context = read_again(context, seen.voice, seen.subject)
        return Weighed(candidate, context, rule, category, frozenset(found), seen.masking, confidence)

    def _finding(
        self, record: Record, weighed: Weighed, evidence: tuple[Evidence, ...], people: People, *, lone: bool
    ) -> Finding:
        """Return the finding with its decision; `lone`: it is one of no sure ones in a long record."""
        candidate, context, rule = weighed.candidate, weighed.context, weighed.rule
        lone = lone and not rule.style
        confidence = less_sure(weighed.confidence) if lone else weighed.confidence
        masking = confidence >= self.threshold
        suggested = (
            self.suggester.suggest(record.text, candidate, context, rule, evidence, people.sex) if masking else ()
        )
        return Finding(
            rule=rule.id,
            name=rule.name,
            category=weighed.category,
            start=candidate.start,
            end=candidate.end,
            text=record.text[candidate.start : candidate.end],
            place=record.place_at(candidate.start),
            severity=rule.severity,
            masking=masking,
            confidence=round(confidence, 4),
            voice=context.voice,
            subject=context.subject,
            detector=candidate.detector,
            reasons=grounds(weighed, masking=masking, lone=lone),
            why=rule.why,
            sources=rule.sources,
            reframings=suggested,
            question=rule.question if masking else "",
            valid_from=rule.valid_from,
        )

    def _named(self, text: str, candidate: Candidate, seen: SpanView) -> str:
        """Return the category of a candidate that the tagger has read."""
        if self._categories is None or self.compiled.by_id[candidate.rule].style:
            return candidate.category
        rule = "" if candidate.detector == "tagger" else candidate.category
        return self._categories.category(text, candidate.start, candidate.end, rule, seen.categories)


def _by_style(context: Context) -> float:
    """Return how sure a style switch is: the words are there, and all that can be against them is how they are used."""
    used = context.voice == "own" and not context.sense
    return SURE if used else 1 - SURE


def _load_models(depth: Depth) -> tuple[Tagger, Skimmer | None, CategoryModel, PassageReader]:
    tagger = Tagger.load()
    skimmer = Skimmer.load(tagger) if depth == "standard" else None
    return tagger, skimmer, CategoryModel.load(), PassageReader.load()


def _known(people: People) -> Known:
    return Known(people.child, people.older, people.sex)
