"""Results of a quiz as a file: right and wrong by card, part and category; no words of any note."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cse_text.errors import IntakeError
from cse_text.teaching.cards import LEVELS
from cse_text.teaching.quiz import PARTS, Answer, Player, Rating

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Sitting:
    """One quiz held: the deck, the day and who played."""

    deck: str
    day: str
    players: tuple[Player, ...]

    def answers(self) -> tuple[Answer, ...]:
        """Return the answers of all who played."""
        return tuple(answer for player in self.players for answer in player.answers)

    def ratings(self) -> tuple[Rating, ...]:
        """Return the ratings of all who played."""
        return tuple(rating for player in self.players for rating in player.ratings)


def as_text(sitting: Sitting) -> str:
    """Return the sitting as JSON, the same text for the same results."""
    players = [asdict(player) for player in sitting.players]
    data = {"schema": SCHEMA, "deck": sitting.deck, "day": sitting.day, "players": players}
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def read_sitting(path: Path) -> Sitting:
    """Return the sitting that a file holds."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        return _sitting(data)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"{path.name}: not the results of a quiz. They are written by cse-text quiz --save FILE.json."
        raise IntakeError("not-results", message, source=str(path)) from error


def _sitting(data: dict[str, Any]) -> Sitting:
    if data["schema"] != SCHEMA:
        raise ValueError
    return Sitting(str(data["deck"]), str(data["day"]), tuple(_player(each) for each in data["players"]))


def _player(data: dict[str, Any]) -> Player:
    answers = tuple(_answer(each) for each in data["answers"])
    ratings = tuple(_rating(each) for each in data["ratings"])
    return Player(str(data["name"]), answers, ratings)


def _answer(data: dict[str, Any]) -> Answer:
    if data["part"] not in PARTS or not isinstance(data["right"], bool):
        raise ValueError
    return Answer(str(data["card"]), data["part"], str(data["category"]), data["right"])


def _rating(data: dict[str, Any]) -> Rating:
    if data["before"] not in LEVELS or data["after"] not in LEVELS:
        raise ValueError
    return Rating(str(data["card"]), data["before"], data["after"])


def counted(answers: Sequence[Answer], *, part: str = "", category: str = "") -> tuple[int, int]:
    """Return how many answers of a part or category are right, and how many there are."""
    kept = [each for each in answers if part in {"", each.part} and category in {"", each.category}]
    return sum(each.right for each in kept), len(kept)
