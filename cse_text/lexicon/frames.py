"""Frames made ready for matching: who does what to whom, as word forms.

    who: "{child}"                    the doer; {child}, {exploiter}, {adult}, {both} are people, other words are things
    does: [seek out, "meet [up] with"]  verbs with what belongs to them, in the phrase notation; `not` first: denied
    undergoes: [take to, pass round]  in place of `does`: done to `who`, with nobody named who did it
    whom: "{exploiter}"               the object of the verb, or of the preposition that ends the verb phrase
    near: "{exploiter}"               someone of this kind stands in the sentence or in the one before it
    gain: "{goods}"                   what it is done for: 'for ...', 'in return for ...', 'to get ...'

Every frame names an exploiter or an adult somewhere, so that only sentences with such a person are parsed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Group = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Path:
    """One way through one frame. `steps` hold forms, the verb's first; who, whom and gain name groups of words."""

    owner: int
    steps: tuple[tuple[str, ...], ...]
    undergone: bool = False
    denied: bool = False
    who: str = ""
    whom: str = ""
    near: str = ""
    gain: str = ""


@dataclass(frozen=True, slots=True)
class FrameTable:
    """All paths, and the words of every group that they name."""

    paths: tuple[Path, ...] = ()
    groups: dict[str, Group] = field(default_factory=dict)

    def only(self, owners: frozenset[int]) -> FrameTable:
        """Return the table with the paths of these owners alone."""
        return FrameTable(tuple(path for path in self.paths if path.owner in owners), self.groups)

    def verbs(self) -> frozenset[str]:
        """Return every form of every verb."""
        return frozenset(form for path in self.paths for form in path.steps[0])
