"""Which rungs of a rule's ladder the record supports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
_IMPLIED = {"harm-suspected": {"harm"}}


def supported(rungs: Sequence[Rung], evidence: Iterable[Evidence]) -> list[tuple[Rung, str]]:
    """Return the rungs whose needs the record meets, in the ladder's order, each with the ground it rests on."""
    names = {each.name for each in evidence}
    found = []
    for rung in rungs:
        if all(need in names or names & _IMPLIED.get(need, set()) for need in rung.needs):
            because = "; ".join(_TEXTS[need] for need in rung.needs) or "needs no further evidence"
            found.append((rung, because))
    return found
