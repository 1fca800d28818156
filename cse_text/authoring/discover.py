"""Candidates for new rules in notes of one's own: wording that the tagger finds again and again and no rule names.

Runs of two to five words of the tagger's own findings are set against the rest of the notes: how clearly they belong
there (Dunning's log likelihood ratio, which holds for rare words), how much likelier they are there (log odds), in how
many records and by how many writers they stand. What one writer says often is that writer's turn of phrase; what
recurs across writers is worth a rule.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cse_text.lexicon.building import common_words
from cse_text.text import HARD_BREAK, Word, sentence_at, sentence_starts, words
from cse_text.types import Finding, Record, ScannedRecord

SHORTEST, LONGEST = 2, 5  # words in a run
SURE = 3.0  # in standard errors: thousands of runs are looked at, and two would let chance through
MOST_SENTENCES = 3
_MOST_RUNS = 2_000_000  # runs of plain text held at once; beyond that, those seen once are forgotten
_COMMON = 800  # times a million words: a run of nothing but commoner words names no wording
_SAME = 0.7  # share of places by which two runs are one candidate
_EDGES = frozenset(
    "a an the and or but of at in on to for from by with about as than that this these those it its is was are were be "
    "been being has have had her his their she he they him them i we who which there so then also not no".split()
)

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a run stands in wording that masks: where, whose, of what category, and the sentence."""

    record: str
    writer: str
    category: str
    place: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """A candidate for a rule: its words, its most frequent category, where it stands.

    `times` is how much likelier the words are in wording that masks than in the rest of the notes.
    """

    words: str
    category: str
    times: float
    records: int
    writers: int
    sentences: tuple[Sighting, ...]


@dataclass
class Gatherer:
    """Counts runs of words in wording that masks and in the rest. The one value here that changes."""

    masking: Counter[Run] = field(default_factory=Counter)
    plain: Counter[Run] = field(default_factory=Counter)
    seen: dict[Run, list[Sighting]] = field(default_factory=lambda: defaultdict(list))
    plain_total: int = 0

    def add(self, scanned: ScannedRecord) -> None:
        """Take in one record."""
        text = scanned.record.text
        tagged = [each for each in scanned.findings if each.masking and each.detector == "tagger"]
        taken = sorted((each.start, each.end) for each in scanned.findings if each.masking)
        starts = sentence_starts(text)
        for finding in tagged:
            sighting = _sighting(scanned.record, finding, starts)
            for run in set(_runs(words(text, finding.start, finding.end))):
                self.masking[run] += 1
                self.seen[run].append(sighting)
        for start, end in _rest(taken, len(text)):
            self._add_plain(words(text, start, end))

    def _add_plain(self, found: Sequence[Word]) -> None:
        for run in _runs(found):
            self.plain[run] += 1
            self.plain_total += 1
        if len(self.plain) > _MOST_RUNS:
            self.plain = Counter({run: times for run, times in self.plain.items() if times > 1})

    def suggestions(self, least: int, writers: int) -> list[Suggested]:
        """Return the candidates seen in at least so many records, by at least so many writers; the clearest first."""
        often = [run for run, each in self.seen.items() if _records(each) >= least and _writers(each) >= writers]
        often = [run for run in often if any(common_words().get(word, 0) < _COMMON for word in run)]
        rated = ((self._odds(run)[0], run) for run in often)
        ranked = sorted(((clear, run) for clear, run in rated if clear >= SURE), key=lambda each: (-each[0], each[1]))
        return [self._suggested(run) for _, run in _grouped(ranked, self.seen)]

    def _odds(self, run: Run) -> tuple[float, float]:
        """Return how clearly a run belongs to wording that masks (root of Dunning's G), and its log odds there."""
        inside, total = self.masking[run], sum(self.masking.values())
        outside, rest = self.plain[run], self.plain_total
        share = (inside + outside) / (total + rest)
        clear = 2 * (_gain(inside, total * share) + _gain(outside, rest * share))
        odds = math.log((inside + 0.5) / (total - inside + 0.5)) - math.log((outside + 0.5) / (rest - outside + 0.5))
        return math.copysign(math.sqrt(max(0.0, clear)), odds), odds

    def _suggested(self, run: Run) -> Suggested:
        sightings = self.seen[run]
        category = Counter(each.category for each in sightings).most_common(1)[0][0]
        shown = tuple({each.sentence: each for each in sightings}.values())[:MOST_SENTENCES]
        times = round(math.exp(self._odds(run)[1]), 1)
        return Suggested(" ".join(run), category, times, _records(sightings), _writers(sightings), shown)


def discover(scanned: Iterable[ScannedRecord], *, least: int = 3, writers: int = 2) -> list[Suggested]:
    """Return the candidates that scanned records hold."""
    gatherer = Gatherer()
    for each in scanned:
        gatherer.add(each)
    return gatherer.suggestions(least, writers)


def _grouped(ranked: Iterable[tuple[float, Run]], seen: dict[Run, list[Sighting]]) -> Iterator[tuple[float, Run]]:
    """Yield candidates, of those that stand in nearly the same places only the longest among the clearest."""
    kept: list[tuple[float, Run]] = []
    for odds, run in ranked:
        like = next((n for n, (_, other) in enumerate(kept) if _alike(run, other, seen)), None)
        if like is None:
            kept.append((odds, run))
        elif len(run) > len(kept[like][1]) and len(seen[run]) >= _SAME * len(seen[kept[like][1]]):
            kept[like] = (kept[like][0], run)
    yield from kept


def _alike(run: Run, other: Run, seen: dict[Run, list[Sighting]]) -> bool:
    mine, theirs = ({(each.record, each.sentence) for each in seen[each_run]} for each_run in (run, other))
    return len(mine & theirs) >= _SAME * min(len(mine), len(theirs))


def _runs(found: Sequence[Word]) -> Iterator[Run]:
    """Yield the runs of words that no stop breaks and that begin and end with a word that means something."""
    for first, word in enumerate(found):
        if word.form in _EDGES and word.form not in {"not", "no"}:
            continue
        for length in range(1, LONGEST + 1):
            last = first + length - 1
            if last >= len(found) or (length > 1 and found[last].gap >= HARD_BREAK):
                break
            if length >= SHORTEST and found[last].form not in _EDGES:
                yield tuple(each.form for each in found[first : last + 1])


def _gain(seen: int, expected: float) -> float:
    return seen * math.log(seen / expected) if seen else 0.0


def _rest(taken: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in taken:
        if start > at:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length


def _sighting(record: Record, finding: Finding, starts: Sequence[int]) -> Sighting:
    first, last = sentence_at(starts, finding.start, len(record.text))
    sentence = " ".join(record.text[first : max(last, finding.end)].split())
    return Sighting(
        record.id or record.source, _writer(record, finding.start), finding.category, finding.place, sentence
    )


def _writer(record: Record, offset: int) -> str:
    """Return who wrote, as far as the source says: a person, else a team, an agency, a file."""
    entry = record.entry_at(offset)
    named = (entry.author, entry.team, entry.agency) if entry else ()
    from_meta = (record.meta.get(key, "") for key in ("author", "team", "agency"))
    return next(filter(None, (*named, *from_meta)), record.id or record.source)


def _records(sightings: list[Sighting]) -> int:
    return len({each.record for each in sightings})


def _writers(sightings: list[Sighting]) -> int:
    return len({each.writer for each in sightings})
