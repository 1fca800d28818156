"""What an evaluation finds, as plain values. No knowledge of how it is measured or shown.

Shares lie between 0 and 1; intervals are 95 %, drawn by document (bootstrap.py).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with its interval where one was drawn."""

    part: int
    whole: int
    interval: Interval | None = None

    @property
    def value(self) -> float:
        """The share, 0 where there is nothing."""
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its interval where one was drawn."""

    value: float
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """Hits, misses and false alarms of some part of the whole."""

    name: str
    hits: int
    missed: int
    false: int

    @property
    def precision(self) -> float:
        """Hits among what was flagged."""
        return self.hits / (self.hits + self.false) if self.hits + self.false else 0.0

    @property
    def recall(self) -> float:
        """Hits among what masks."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        below = 2 * self.hits + self.missed + self.false
        return 2 * self.hits / below if below else 0.0


@dataclass(frozen=True, slots=True)
class SpanFigures:
    """Spans alone: what any detector proposed, whatever was decided, and how well the edges of flags sit."""

    candidates: int
    proposed: Share
    proposed_exact: Share
    traps_proposed: Share
    overlap: Quality
    exact: Quality
    characters: Quality


@dataclass(frozen=True, slots=True)
class Guess:
    """How well a way of deciding does on given spans. `macro_f1` weighs masking and not masking alike."""

    name: str
    right: float
    macro_f1: float


@dataclass(frozen=True, slots=True)
class GivenFigures:
    """Decisions on the annotated spans, handed to the judge as candidates."""

    spans: int
    judge: Guess
    interval: Interval
    baselines: tuple[Guess, ...]
    auroc: float | None
    masking: Quality
    traps_flagged: Share
    by_category: tuple[tuple[str, Share], ...]
    by_detector: tuple[tuple[str, Share], ...]
    pairs: Share
    voice: Share
    subject: Share


@dataclass(frozen=True, slots=True)
class EndFigures:
    """From the text to the flag, as a user meets it."""

    hits: int
    missed: int
    false: int
    duplicates: int
    precision: Measure
    recall: Measure
    f1: Measure
    traps_flagged: Share
    category_right: Share
    pairs: Share
    false_per_1000: float


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One category end to end: annotated spans found; flags under it that were right; hits given this very name."""

    name: str
    found: Share
    flags_right: Share
    named_right: Share


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule's flags: how many were right, and how many of the false ones stood on a trap."""

    rule: str
    name: str
    right: int
    shown: int
    on_traps: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings whose confidence lies in one tenth: how many, the mean said, the share that masks."""

    low: float
    high: float
    count: int
    said: float
    seen: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Whether confidence keeps its word, over one group of candidates."""

    name: str
    count: int
    ece: float
    brier: float
    bins: tuple[Bin, ...]
    ece_interval: Interval | None = None
    brier_interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class CleanFigures:
    """False alarms where nothing masks."""

    name: str
    documents: int
    words: int
    alarms: int
    per_1000: Measure
    documents_alarmed: int
    by_rule: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class NovelFigures:
    """Recall of masking wording, apart for what a published list holds and what none does."""

    phrases: int
    novel: Share
    listed: Share


@dataclass(frozen=True, slots=True)
class WhoFigures:
    """Who is who: subjects and voices read on given spans, and the names that `context/people.py` knows."""

    subjects: tuple[tuple[str, Share], ...]
    confusion: tuple[tuple[str, str, int], ...]
    voices: tuple[tuple[str, Share], ...]
    child_names: tuple[tuple[str, int], ...]
    other_names: tuple[tuple[str, int], ...]
    sex_from_text: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to read: what kind, where, and what the tool and the annotation say of it."""

    kind: str
    document: str
    start: int
    end: int
    place: str
    said: str
    annotated: str
    rule: str = ""
    category: str = ""
    confidence: float | None = None
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Figures:
    """All that one evaluation found."""

    documents: int
    words: int
    masking: int
    traps: int
    doubtful: int
    depth: str
    threshold: float
    spans: SpanFigures
    given: GivenFigures
    end: EndFigures
    by_category: tuple[CategoryRow, ...]
    by_rule: tuple[RuleRow, ...]
    by_detector: tuple[tuple[str, Share], ...]
    by_kind: tuple[Quality, ...]
    by_agency: tuple[Quality, ...]
    calibration: Calibration
    calibration_by_detector: tuple[Calibration, ...]
    calibration_by_category: tuple[Calibration, ...]
    clean: tuple[CleanFigures, ...]
    novel: NovelFigures
    who: WhoFigures
    by_check: tuple[Quality, ...] = ()
    mistakes: tuple[Mistake, ...] = field(default=(), repr=False)


def as_data(figures: Any) -> Any:
    """Return figures as plain data for JSON, rounded, without the lists that hold a note's words."""
    return _plain({key: value for key, value in asdict(figures).items() if key not in {"mistakes", "differences"}})


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        share = {"share": value["part"] / value["whole"] if value["whole"] else None} if "whole" in value else {}
        return {key: _plain(each) for key, each in (value | share).items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value
