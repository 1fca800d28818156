"""Which rungs of a rule's ladder the record supports, and where it says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cse_text.lexicon.rules import Rung
from cse_text.types import Evidence

_TEXTS = {
    "under-13": "the record says the child is under 13",
    "under-16": "the record says the child is under 16",
    "under-18": "the record says the child is under 18",
    "adult": "the record describes an adult",
    "harm": "the record states harm",
    "harm-suspected": "the record states a concern about harm",
    "gifts": "the record states gifts or money",
    "coercion": "the record states threats or force",
    "missing": "the record states that the child was missing",
    "online": "the record states contact online",
    "drugs": "the record states drugs or alcohol",
}
_IMPLIED = {"harm-suspected": ("harm",), "under-16": ("under-13",), "under-18": ("under-16", "under-13")}
NO_NEED = "needs no further evidence"


@dataclass(frozen=True, slots=True)
class Ground:
    """A rung that the record supports, its place in the ladder, and the words of the record it rests on."""

    rung: Rung
    rank: int
    because: str
    evidence: tuple[Evidence, ...] = ()


def supported(rungs: Sequence[Rung], evidence: Iterable[Evidence], near: int = 0) -> list[Ground]:
    """Return the rungs whose needs the record meets, in the ladder's order; of the grounds, those nearest `near`."""
    nearest: dict[str, Evidence] = {}
    for each in evidence:
        kept = nearest.get(each.name)
        if kept is None or abs(each.start - near) < abs(kept.start - near):
            nearest[each.name] = each
    found = []
    for rank, rung in enumerate(rungs):
        grounds = [_meets(need, nearest) for need in rung.needs]
        if all(grounds):
            because = "; ".join(_TEXTS[need] for need in rung.needs) or NO_NEED
            found.append(Ground(rung, rank, because, tuple(each for each in grounds if each)))
    return found


def _meets(need: str, nearest: dict[str, Evidence]) -> Evidence | None:
    return next((nearest[name] for name in (need, *_IMPLIED.get(need, ())) if name in nearest), None)
