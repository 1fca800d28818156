"""The values that flow from room to room: frozen, plain, picklable.

Every span is half-open, in Unicode code points, into `Record.text`, which is never altered.
Rooms take these values and return new ones; nothing here knows how they are made or shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Detector = Literal["phrase", "frame", "tagger"]
Severity = Literal["high", "medium", "low"]
Subject = Literal["child", "adult", "suspect", "other"]
Depth = Literal["quick", "standard", "full"]
Verdict = Literal["accepted", "rejected", "differ", "open"]
Voice = Literal[
    "own",
    "reported-professional",
    "reported-family",
    "reported-child",
    "reported-suspect",
    "quoted-professional",
    "quoted-family",
    "quoted-child",
    "quoted-suspect",
    "scare-quotes",
    "meta",
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text from offset `start` on stands in the source, as a person would look for it.

    `label` reads like "line 12", "paragraph 3", "table 2, row 4", "sheet Notes, row 12" or "page 3".
    """

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated part of a record: the stretch of its text and what the source says of it.

    `author` is named only where each part has its own, as in an exchange of messages; no report shows it unasked.
    """

    start: int
    end: int
    date: date | None = None
    agency: str = ""
    team: str = ""
    author_role: str = ""
    note_type: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or done, and a way on. Never holds a note's words."""

    source: str
    place: str
    slug: str
    message: str


@dataclass(frozen=True, slots=True)
class Record:
    """What one file, one row or one standard input holds about one child.

    `meta` holds the source's fields under the names of annotation.md where they exist
    (agency, child_age, child_sex, child_name, note_date, team, author_role, note_type, …), as strings.
    """

    id: str
    text: str
    source: str
    meta: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()

    def place_at(self, offset: int) -> str:
        """Return the label of the place that holds the character at `offset`, or ''."""
        index = bisect_right(self.places, offset, key=lambda place: place.start) - 1
        return self.places[index].label if index >= 0 else ""

    def entry_at(self, offset: int) -> Entry | None:
        """Return the dated entry that holds the character at `offset`, if any."""
        index = bisect_right(self.entries, offset, key=lambda entry: entry.start) - 1
        return self.entries[index] if index >= 0 and offset < self.entries[index].end else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span where wording may mask, the rule it stands for and the detector that proposed it.

    `score` is the detector's own, uncalibrated number (1.0 for a phrase). `backed_by` is the frame that says the same
    of these words, '' where none does.
    """

    start: int
    end: int
    rule: str
    category: str
    detector: Detector
    score: float = 1.0
    backed_by: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One named ground for a decision: a slug for machines, a sentence for people.

    `masks` says which way it weighs: True for masking, False against, None where it only informs.
    """

    code: str
    text: str
    masks: bool | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """How the words of a candidate are used where they stand, each part with its reason."""

    voice: Voice = "own"
    subject: Subject = "child"
    negated: bool = False
    sense: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a record that state something a reframing or a rule may rest on: a name and the span."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in which the tagger reads a finding about the whole record: which check's, and how probable it is."""

    check: str
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Reframing:
    """A suggested edit, for display only: replace text[start:end] by `text`, or, where start is end, add it there.

    `confidence` is the probability that a practitioner accepts it; `because` names the evidence it rests on, and
    `evidence` says where the record states it (an age known from a field has an empty span).
    """

    start: int
    end: int
    text: str
    confidence: float
    because: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def adds(self) -> bool:
        """Whether nothing is replaced: a sentence of analysis is added behind the words."""
        return self.start == self.end

    @property
    def words(self) -> str:
        """The new words, without what parts a sentence that is added from the one before."""
        return self.text.lstrip(" .") if self.adds else self.text


@dataclass(frozen=True, slots=True)
class Decision:
    """What reviewers made of a finding, and their own words for it.

    "differ": two reviewers do not agree and nobody has settled it yet; "open": nobody has decided, but there is a note.
    """

    verdict: Verdict
    by: tuple[str, ...] = ()
    reason: str = ""
    reframing: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A candidate decided: masking or not, with everything a reader needs to check the decision.

    `copied_from` is the earlier place in which the same words stand in the same paragraph, '' where there is none.
    `key` is a fingerprint that stays the same in later scans; `decision` is what reviewers made of the finding and
    `in_baseline` says that it was settled or reported before. `valid_from` is since when guidance speaks against the
    wording, as far as its rule says (dating.py).
    """

    rule: str
    name: str
    category: str
    start: int
    end: int
    text: str
    place: str
    severity: Severity
    masking: bool
    confidence: float
    voice: Voice
    subject: Subject
    detector: Detector
    reasons: tuple[Reason, ...] = ()
    why: str = ""
    sources: tuple[str, ...] = ()
    reframings: tuple[Reframing, ...] = ()
    question: str = ""
    copied_from: str = ""
    key: str = ""
    decision: Decision | None = None
    in_baseline: bool = False
    valid_from: str = ""


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """What a whole record shows, with the spans that show it, why it matters and what would settle it."""

    check: str
    spans: tuple[tuple[int, int], ...]
    confidence: float
    message: str
    title: str = ""
    why: str = ""
    settle: str = ""
    sources: tuple[str, ...] = ()
    key: str = ""
    decision: Decision | None = None
    in_baseline: bool = False


@dataclass(frozen=True, slots=True)
class GoodPractice:
    """A sentence that keeps the harm in sight: what it does well (a slug), where it stands, and why it counts."""

    kind: str
    start: int
    end: int
    because: str


@dataclass(frozen=True, slots=True)
class ScannedRecord:
    """One record with all that was found in it."""

    record: Record
    findings: tuple[Finding, ...] = ()
    record_findings: tuple[RecordFinding, ...] = ()
    problems: tuple[Problem, ...] = ()
    good_practice: tuple[GoodPractice, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One look at an installation: the part it belongs to, its name, how it stands, and a way on where one is needed.

    `state`: in order, worth knowing, or to be mended before the tool can be relied on.
    """

    part: str
    name: str
    state: Literal["ok", "note", "mend"]
    says: str
    way: str = ""
