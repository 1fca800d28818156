"""A seeded sample of notes for a person to judge, also of unflagged ones, without saying which are which.

Whether a note was flagged stands in a key, apart from what the reader sees.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

FLAGGED, UNFLAGGED = "flagged", "unflagged"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One note of the sample, and where a reader finds it."""

    record: str
    source: str
    place: str
    day: str
    note_type: str
    text: str


@dataclass(frozen=True, slots=True)
class Sample:
    """The notes in the order in which they are read; `strata` says of each whether it was flagged."""

    notes: tuple[Drawn, ...]
    strata: tuple[str, ...]
    sizes: dict[str, int]
    seed: int


@dataclass(slots=True)
class Sampler:
    """Draws from a stream of unknown length, each note of a kind with the same chance (reservoir sampling)."""

    wanted: int
    seed: int
    sizes: dict[str, int] = field(default_factory=lambda: {FLAGGED: 0, UNFLAGGED: 0})
    _kept: dict[str, list[Drawn]] = field(default_factory=lambda: {FLAGGED: [], UNFLAGGED: []})
    _chance: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)

    def offer(self, note: Drawn, *, flagged: bool) -> None:
        """Take note of one more."""
        kind = FLAGGED if flagged else UNFLAGGED
        kept = self._kept[kind]
        self.sizes[kind] += 1
        if len(kept) < self.wanted:
            kept.append(note)
        elif (place := self._chance.randrange(self.sizes[kind])) < self.wanted:
            kept[place] = note

    def sample(self) -> Sample:
        """Return the sample: half of it flagged where there are so many, the rest unflagged, in an order of chance."""
        flagged, unflagged = self._kept[FLAGGED], self._kept[UNFLAGGED]
        many = min(len(flagged), max(self.wanted // 2, self.wanted - len(unflagged)))
        chosen = self._some(flagged, many, FLAGGED) + self._some(unflagged, self.wanted - many, UNFLAGGED)
        self._chance.shuffle(chosen)
        notes, strata = zip(*chosen, strict=True) if chosen else ((), ())
        return Sample(tuple(notes), tuple(strata), dict(self.sizes), self.seed)

    def _some(self, kept: Sequence[Drawn], many: int, kind: str) -> list[tuple[Drawn, str]]:
        return [(note, kind) for note in self._chance.sample(list(kept), min(many, len(kept)))]
