"""Small made-up records, scanned, for the tests of trends."""

from __future__ import annotations

import random
from datetime import date

from cse_text.trends import Tally, Trends, build_trends
from cse_text.types import Entry, Finding, Record, ScannedRecord

WORD = "risky"


def note(
    number: int,
    *,
    findings: int = 0,
    words: int = 10,
    category: str = "discrediting",
    day: date | None = date(2024, 5, 3),
    author: str = "",
    text: str = "",
    **meta: str,
) -> ScannedRecord:
    """Return a note of its own words with so many findings on its first word."""
    text = text or " ".join(f"w{number}x{place}" for place in range(words))
    found = tuple(finding(category) for _ in range(findings))
    entry = Entry(
        0, len(text), day, meta.get("agency", ""), meta.get("team", ""), "", meta.get("note_type", ""), author
    )
    return ScannedRecord(Record(f"n{number}", text, "made.csv", {"child_id": f"c{number}", **meta}, (entry,)), found)


def finding(category: str = "discrediting", start: int = 0, **changes: object) -> Finding:
    """Return a masking finding on one word."""
    values: dict[str, object] = {
        "rule": "DC001",
        "name": "x",
        "category": category,
        "start": start,
        "end": start + 1,
        "text": WORD,
        "place": "row 2",
        "severity": "high",
        "masking": True,
        "confidence": 0.9,
        "voice": "own",
        "subject": "child",
        "detector": "phrase",
        **changes,
    }
    return Finding(**values)  # type: ignore[arg-type]


def counted(*notes: ScannedRecord, by_worker: bool = False) -> Tally:
    """Return the counts of some notes."""
    tally = Tally(by_worker=by_worker)
    for each in notes:
        tally.add(each)
    return tally


def trends_of(*notes: ScannedRecord) -> Trends:
    """Return the report of some notes."""
    return build_trends(counted(*notes))


def random_tally(seed: int, *, notes: int, teams: int, types: int) -> Tally:
    """Return the counts of notes scattered unevenly over groups, as real ones are."""
    chance = random.Random(seed)
    tally = Tally(by_worker=seed % 3 == 0)
    for number in range(notes):
        team = min(int(chance.expovariate(0.6)), teams - 1)
        kind = min(int(chance.expovariate(0.7)), types - 1) if chance.random() < 0.7 else team % types
        meta = {
            "agency": f"agency {team % 3}",
            "team": f"team {team}",
            "note_type": f"type {kind}",
            "child_sex": chance.choice(("female", "female", "male", "")),
            "child_ethnicity": chance.choice(("White British", "Pakistani", "", "Mixed", "Black African")),
        }
        category = chance.choice(("discrediting", "discrediting", "other", "minimising"))
        day = date(2022 + int(chance.random() * 2), chance.randint(1, 12), 4) if chance.random() < 0.9 else None
        found = chance.choice((0, 0, 1, 2)) if team % 2 else chance.choice((0, 0, 0, 1))
        worker = f"worker {chance.randint(1, 3)}"
        tally.add(note(number, findings=found, words=6, category=category, day=day, author=worker, **meta))
    return tally
