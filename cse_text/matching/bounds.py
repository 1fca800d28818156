"""How many places of one record are judged: beyond that it is made to keep the tool busy, or no record of one child."""

from __future__ import annotations

from cse_text.types import Candidate, Problem, Record

MOST_FOUND = 5_000  # no child's whole file has so many


def judged(record: Record, found: list[Candidate]) -> tuple[list[Candidate], tuple[Problem, ...]]:
    """Return the candidates that are judged, and what is said of the others."""
    if len(found) <= MOST_FOUND:
        return found, ()
    place = record.place_at(found[MOST_FOUND].start)
    message = (
        f"{record.source} holds more than {MOST_FOUND:,} places to judge in one record; those from {place or 'there'} "
        "on were not judged. Split it, or name the column that holds the notes."
    )
    return found[:MOST_FOUND], (Problem(record.source, place, "too-many-findings", message),)
