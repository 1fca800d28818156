"""The one place where the stages meet: a record in, its findings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from cse_text.audit import concerns, is_whole_file, run_checks
from cse_text.audit.weights import Weights
from cse_text.confidence import Judge, features
from cse_text.context import ContextReader, People, find_people
from cse_text.context.evidence import EvidenceReader
from cse_text.context.practice import PracticeReader
from cse_text.lexicon import CompiledLexicon, load_lexicon
from cse_text.lexicon.rules import Rule
from cse_text.matching.bounds import judged
from cse_text.matching.cast import Known
from cse_text.matching.frames import FrameDetector
from cse_text.matching.phrases import PhraseDetector, settle_overlaps
from cse_text.matching.skimmer import Skimmer
from cse_text.matching.tagger import Reading, SpanView, Tagger, propose, view
from cse_text.reframing import MOST, Ranking, Suggester, with_whole_sentences
from cse_text.settings import Settings
from cse_text.types import Candidate, Context, Depth, Evidence, Finding, Reason, Record, RecordFinding, ScannedRecord

SURE = 0.9  # how probable the tagger must find a category to overrule the rule's
STYLED = 0.9  # confidence in a finding of house style, which no annotated note can tell
_VOICES = {
    "own": "the author's own words",
    "scare-quotes": "words held at a distance",
    "meta": "words talked about as words",
} | {
    f"{how}-{who}": f"{whose} words, {'in quotation marks' if how == 'quoted' else 'reported'}"
    for how in ("quoted", "reported")
    for who, whose in (
        ("child", "the child's"),
        ("family", "a relative's"),
        ("professional", "another professional's"),
        ("suspect", "a suspect's"),
    )
}
_ABOUT = {"child": "the child", "adult": "an adult", "suspect": "a suspect", "other": "something else"}


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
        threshold: float | None = None,
        weights: Weights | None = None,
    ) -> None:
        self.compiled = compiled
        self.judge = judge
        self.threshold = judge.threshold if threshold is None else threshold
        self._tagger = tagger
        self._skimmer = skimmer
        self._phrases = PhraseDetector(compiled)
        self._frames = frames
        self._contexts = ContextReader(compiled)
        self._evidence = EvidenceReader(compiled)
        self._practice = PracticeReader(compiled)
        self.suggester = Suggester(compiled, Ranking.load(), self._phrases.finder)
        self._weights = Weights.load() if weights is None else weights
        silent = compiled.lexicon.silent
        general = [rule for rule in compiled.lexicon.rules if rule.detector == "tagger" and rule.id not in silent]
        self._general = {rule.category: rule for rule in general}

    @classmethod
    def load(cls, settings: Settings, compiled: CompiledLexicon | None = None) -> Scanner:
        """Return a scanner with the shipped models, at the depth the settings ask for; with their lexicon or this."""
        if settings.depth == "quick":
            lexicon = compiled or load_lexicon(settings.lexicon_folders)
            return cls(lexicon, Judge.load("quick"), threshold=settings.threshold)
        with ThreadPoolExecutor(1) as beside:  # the models load while the lexicon does
            models = beside.submit(_load_models, settings.depth)
            lexicon = compiled or load_lexicon(settings.lexicon_folders)
            tagger, skimmer = models.result()
        frames = FrameDetector(lexicon)
        return cls(lexicon, Judge.load("full"), tagger, skimmer, frames=frames, threshold=settings.threshold)

    def scan(self, record: Record) -> ScannedRecord:
        """Return the record with its findings, those that context ruled out among them, and its good practice."""
        return replace(self._scan(record), good_practice=self._practice.find(record.text, record.meta))

    def pipe(self, records: Iterable[Record]) -> Iterator[ScannedRecord]:
        """Yield records scanned, one after another."""
        return map(self.scan, records)

    def _scan(self, record: Record) -> ScannedRecord:
        """Return the record with its findings, in order of place."""
        places = self._phrases.places(record.text)
        if not places and self._tagger is None and not concerns(record):
            return ScannedRecord(record)
        people = find_people(record.text, record.meta)
        listed, silenced = self._listed(record.text, people, places)
        reading = self._read(record.text, listed)
        found, problems = judged(record, self._joined(record.text, listed, silenced, reading))
        return replace(self._decide(record, people, found, reading), problems=problems)

    def decide(self, record: Record, candidates: list[Candidate]) -> tuple[Finding, ...]:
        """Return candidates of another's choosing, decided as the scanner decides its own."""
        people = find_people(record.text, record.meta)
        return self._decide(record, people, candidates, self._read(record.text, candidates)).findings

    def candidates(self, text: str, people: People, reading: Reading | None) -> list[Candidate]:
        """Return what all detectors propose, each stretch of text once."""
        return self._joined(text, *self._listed(text, people), reading)

    def evidence(self, text: str, people: People) -> tuple[Evidence, ...]:
        """Return what the record states."""
        return self._evidence.find(text, people)

    def stated(self, text: str, people: People) -> tuple[Evidence, ...]:
        """Return where the record first states who the child is."""
        return self._evidence.fields(text, people)

    def contexts(self, text: str, people: People, candidates: list[Candidate]) -> list[Context]:
        """Return the context of each candidate."""
        return self._contexts.assess(text, people, candidates)

    def _listed(
        self, text: str, people: People, places: Sequence[tuple[int, int]] | None = None
    ) -> tuple[list[Candidate], list[Candidate]]:
        """Return what the lexicon proposes, phrases and beside them frames, and what is silenced."""
        phrases, silenced = self._phrases.find_all(text, people.child, places)
        if self._frames is None:
            return phrases, silenced
        found = self._frames.find(text, Known(people.child, people.older, people.sex))
        silenced += [each for each in found if each.rule in self.compiled.lexicon.silent]
        frames = _beside(found, silenced)
        return _merge([_backed(each, frames) for each in phrases], self._claimed(phrases), frames), silenced

    def _read(self, text: str, listed: list[Candidate]) -> Reading | None:
        """Return the tagger's reading: of everything, or of what the skimmer and the lexicon point to."""
        if self._tagger is None or self._skimmer is None:
            return self._tagger.read(text) if self._tagger else None
        return self._tagger.read(text, self._skimmer.windows(text, [each.start for each in listed]))

    def _joined(
        self, text: str, listed: list[Candidate], silenced: list[Candidate], reading: Reading | None
    ) -> list[Candidate]:
        """Return what is listed, and what the tagger proposes beside it and beside wording that is silenced."""
        if reading is None:
            return listed
        proposed = (self._ruled(each) for each in propose(text, reading) if each.category in self._general)
        return _merge(listed, self._claimed(listed), _beside(proposed, silenced))

    def _claimed(self, listed: list[Candidate]) -> list[Candidate]:
        """Return the candidates that claim their words for themselves: house styles let others say more of them."""
        return [each for each in listed if not self.compiled.by_id[each.rule].style]

    def _ruled(self, candidate: Candidate) -> Candidate:
        return replace(candidate, rule=self._general[candidate.category].id)

    def _decide(self, record: Record, people: People, found: list[Candidate], reading: Reading | None) -> ScannedRecord:
        if not found and not concerns(record):
            return ScannedRecord(record)
        evidence = self.evidence(record.text, people)
        contexts = self.contexts(record.text, people, found)
        decided = [
            self._finding(record, candidate, context, evidence, people, reading)
            for candidate, context in zip(found, contexts, strict=True)
        ]
        findings = with_whole_sentences(record.text, self._styles_last(decided), MOST)
        return ScannedRecord(record, findings, self._checked(record, people, findings, evidence))

    def _styles_last(self, findings: list[Finding]) -> list[Finding]:
        """Return the findings without those of a style on words that mask, which say more."""
        styled = [each for each in findings if self.compiled.by_id[each.rule].style]
        masking = [each for each in findings if each.masking and each not in styled]
        said = {each for each in styled if any(each.start < one.end and one.start < each.end for one in masking)}
        return [each for each in findings if each not in said] if said else findings

    def _checked(
        self, record: Record, people: People, findings: tuple[Finding, ...], evidence: tuple[Evidence, ...]
    ) -> tuple[RecordFinding, ...]:
        """Return what the record as a whole shows."""
        stated = self.stated(record.text, people) if is_whole_file(record) else ()
        return run_checks(record, findings, (*evidence, *stated), self._weights)

    def _finding(
        self,
        record: Record,
        candidate: Candidate,
        context: Context,
        evidence: tuple[Evidence, ...],
        people: People,
        reading: Reading | None,
    ) -> Finding:
        rule = self.compiled.by_id[candidate.rule]
        words = record.text[candidate.start : candidate.end]
        seen = view(reading, candidate.start, candidate.end) if reading else None
        found = features(candidate, context, rule, evidence, seen.numbers if seen else None, words)
        confidence = _by_style(context) if rule.style else self.judge.confidence(found, rule.id)
        masking = confidence >= self.threshold
        context, category = read_again(candidate, context, seen)
        suggested = (
            self.suggester.suggest(record.text, candidate, context, rule, evidence, people.sex) if masking else ()
        )
        return Finding(
            rule=rule.id,
            name=rule.name,
            category=category,
            start=candidate.start,
            end=candidate.end,
            text=words,
            place=record.place_at(candidate.start),
            severity=rule.severity,
            masking=masking,
            confidence=round(confidence, 4),
            voice=context.voice,
            subject=context.subject,
            detector=candidate.detector,
            reasons=reasons(rule, context, seen, found, masking=masking),
            why=rule.why,
            sources=rule.sources,
            reframings=suggested,
            question=rule.question if masking else "",
            valid_from=rule.valid_from,
        )


def _by_style(context: Context) -> float:
    """Return how sure a style switch is: the words are there, and all that can be against them is how they are used."""
    used = context.voice == "own" and not context.sense
    return STYLED if used else 1 - STYLED


def _load_models(depth: Depth) -> tuple[Tagger, Skimmer | None]:
    tagger = Tagger.load()
    return tagger, Skimmer.load(tagger) if depth == "standard" else None


def read_again(candidate: Candidate, context: Context, seen: SpanView | None) -> tuple[Context, str]:
    """Return the context and category with the tagger's labels, which tell voice and subject better than cues do.

    A rule's own category gives way only to one the tagger is sure of.
    """
    if seen is None:
        return context, candidate.category
    kept = context.reasons
    if seen.subject != context.subject:
        kept = tuple(each for each in kept if not each.code.startswith("subject-"))
        kept += (Reason("subject-read", f"reads as about {_ABOUT[seen.subject]}", masks=seen.subject == "child"),)
    if seen.voice != context.voice:
        kept = tuple(each for each in kept if each.code != context.voice)
        kept += (Reason("voice-read", f"reads as {_VOICES.get(seen.voice, seen.voice)}", masks=None),)
    category = seen.category if seen.category_probability >= SURE else candidate.category
    return replace(context, voice=seen.voice, subject=seen.subject, reasons=kept), category


def reasons(
    rule: Rule, context: Context, seen: SpanView | None, found: dict[str, float], *, masking: bool
) -> tuple[Reason, ...]:
    """Return the named grounds of a decision, the wording first; what is left alone has one against it."""
    grounds = [Reason("wording", rule.title, masks=True), *context.reasons]
    if "no-harm-recorded" in found:
        grounds.append(Reason("no-harm-recorded", "no harm is found in what was read", masks=False))
    if "harm-recorded" in found:
        grounds.append(Reason("harm-recorded", "the record states harm", masks=True))
    if "frame-agrees" in found:
        grounds.append(Reason("frame-agrees", "the grammar of the sentence says the same", masks=True))
    if seen is not None:
        leans = seen.masking >= 0.5  # noqa: PLR2004 - an even chance
        text = "the sentence reads as masking" if leans else "the sentence reads as plain recording"
        grounds.append(Reason("reading", f"{text} ({seen.masking:.2f})", masks=leans))
    if not masking and not any(each.masks is False for each in grounds):
        grounds.append(
            Reason("often-plain", "such words are often plain recording, and nothing here says more", masks=False)
        )
    return tuple(grounds)


def _backed(phrase: Candidate, frames: list[Candidate]) -> Candidate:
    """Return a phrase with the frame that says the same, where there is one."""
    frame = next((each.rule for each in frames if _same(each, phrase)), "")
    return replace(phrase, backed_by=frame) if frame else phrase


def _beside(found: Iterable[Candidate], silenced: Sequence[Candidate]) -> list[Candidate]:
    return [each for each in found if not any(_same(each, other) for other in silenced)]


def _merge(first: list[Candidate], claimed: list[Candidate], second: list[Candidate]) -> list[Candidate]:
    """Return the candidates of one detector, and those of another where none of those stand that claim their words."""
    kept = [each for each in second if not any(_same(each, other) for other in claimed)]
    return sorted([*first, *settle_overlaps(kept)], key=lambda each: (each.start, each.end))


def _same(one: Candidate, other: Candidate) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and shared * 2 >= min(one.end - one.start, other.end - other.start)
