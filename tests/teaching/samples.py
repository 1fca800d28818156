"""A small deck that many tests share, and findings made by hand."""

from __future__ import annotations

from pathlib import Path

from cse_text.teaching.cards import Card, Deck
from cse_text.teaching.load import read_deck
from cse_text.types import Finding, Record, Reframing, ScannedRecord

CANARY = "quixotry"
DECK = """\
name: small
title: Small <b>deck</b>
audience: The tests
about: Two cards.
cards:
- id: one
  setting: Duty note
  note: >-
    Seen with Dean, 34. She keeps putting herself at risk & quixotry.
  marks:
  - words: putting herself at risk
    category: self-endangerment
    does: The man has gone from the sentence.
  reframings:
  - Dean, 34, was with her.
  changes: He is asked.
  choose:
    because: He is in it.
    others:
    - text: She is unwise.
      because: Still hers.
    - text: He raped her.
      because: Not recorded.
  risk:
    before: low
    after: high
    because: He is 34.
  ask: Who acts?
  sources: [a-key, A book of our own]
- id: two
  setting: Coach
  note: He is attention seeking in goal.
  kind: leave
  marks:
  - words: attention seeking
    category: discrediting
    does: A joke.
  changes: Nothing.
  choose:
    because: A joke stays one.
    others:
    - text: He seeks connection.
      because: Worse.
    - text: He has needs.
      because: Made up.
  risk:
    before: low
    after: low
    because: A joke.
"""


def deck_file(folder: Path, text: str = DECK) -> Path:
    """Return a deck file with this text."""
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def small_deck(folder: Path) -> Deck:
    """Return the small deck."""
    return read_deck(deck_file(folder))


def small_card(folder: Path) -> Card:
    """Return its card whose words mask."""
    return small_deck(folder).cards[0]


def scanned(text: str, *phrases: tuple[str, str], offer: str = "") -> ScannedRecord:
    """Return a record in which each phrase, given with its category, masks."""
    return ScannedRecord(Record("r", text, "r.txt"), tuple(_finding(text, *each, offer) for each in phrases))


def _finding(text: str, words: str, category: str, offer: str) -> Finding:
    start = text.index(words)
    end = start + len(words)
    offers = (Reframing(start, end, offer, 0.9, "the record"),) if offer else ()
    return Finding(
        rule="SE001",
        name="name",
        category=category,
        start=start,
        end=end,
        text=words,
        place="line 1",
        severity="high",
        masking=True,
        confidence=0.9,
        voice="own",
        subject="child",
        detector="phrase",
        why="Because.",
        sources=("a-key",),
        reframings=offers,
    )
