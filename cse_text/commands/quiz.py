"""`cse-text quiz`: a deck's questions put to one person or to teams, scored in the open. Knows no rule of scoring."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from cse_text.commands.console import prepare_output, say, write_out
from cse_text.commands.exit_codes import NOT_DONE, NOTHING_FOUND
from cse_text.commands.teach import beside
from cse_text.errors import SettingsError

if TYPE_CHECKING:
    from cse_text.commands.marking.keyboard import Terminal
    from cse_text.teaching.cards import Card, Deck
    from cse_text.teaching.quiz import Part, Player

Given = TypeVar("Given")
ALONE = "You"
_WIDTH = 72
_TWO = 2
_LEVELS = "l low, m medium, h high"


def quiz(wanted: str, teams: str, save: Path | None, cards: int | None) -> int:
    """Put a deck's questions and save the results; return the exit code."""
    from cse_text.commands.marking.keyboard import Terminal
    from cse_text.commands.output import open_report
    from cse_text.teaching.load import find_deck, read_deck
    from cse_text.teaching.results import Sitting, as_text

    names = team_names(teams)
    if save is not None and save.exists():
        raise SettingsError("results-there", f"{save.name} is there already; name another file with --save.")
    deck = read_deck(find_deck(wanted))
    dialogue = Dialogue(prepare_output(), Terminal(), names, beside(deck)[1])
    players, asked = dialogue.run(deck, deck.cards[:cards])
    if save is not None and asked:
        with open_report(save, "utf-8") as stream:
            stream.write(as_text(Sitting(deck.name, datetime.now(UTC).astimezone().date().isoformat(), players)))
        say(f"Results of {asked} cards kept in {save}.")
    return NOTHING_FOUND if asked else NOT_DONE


def compare(files: Sequence[Path]) -> int:
    """Write two sittings side by side; return the exit code."""
    from cse_text.teaching.comparison import chart
    from cse_text.teaching.results import read_sitting

    if len(files) != _TWO:
        raise SettingsError("two-files", "--compare takes two files: cse-text quiz --compare BEFORE.json AFTER.json")
    from cse_text.reports.visible import make_visible

    write_out("".join(f"{make_visible(line)}\n" for line in chart(read_sitting(files[0]), read_sitting(files[1]))))
    return NOTHING_FOUND


def team_names(teams: str) -> list[str]:
    """Return the teams' names, or the one for a person alone."""
    names = [name.strip() for name in teams.split(",") if name.strip()]
    if len(set(names)) < len(names):
        raise SettingsError("teams-alike", "Two teams have the same name; give each its own with --teams A,B.")
    return names or [ALONE]


class Dialogue:
    """Asks, waits, scores in the open and gives reasons. Each card counts only once all have answered all of it."""

    def __init__(self, stream: TextIO, keyboard: Terminal, names: Sequence[str], tool: Mapping[str, str]) -> None:
        from cse_text.teaching.quiz import Player

        self._stream = stream
        self._keyboard = keyboard
        self._tool = tool
        self._players = tuple(Player(name) for name in names)

    def run(self, deck: Deck, cards: Sequence[Card]) -> tuple[tuple[Player, ...], int]:
        """Put all questions; return the players, and how many cards were played to their end."""
        self._say(f"{deck.title}: {len(cards)} cards. q and Enter ends at any time.", "")
        for number, card in enumerate(cards, start=1):
            before = self._players
            try:
                self._card(card, f"CARD {number} OF {len(cards)}")
            except EOFError:
                self._players = before
                self._say("", "Ended here; the card that was open does not count.")
                self._scores("SO FAR")
                return self._players, number - 1
        self._scores("AT THE END")
        return self._players, len(cards)

    def _card(self, card: Card, title: str) -> None:
        self._say("=" * _WIDTH, title, "=" * _WIDTH, "", *_wrapped(card.setting), "", *_wrapped(card.note, "    "), "")
        before = self._rate("1. As it is written: how serious would a reader take this to be?", card)
        self._spot(card)
        self._choose(card)
        self._rate_after(card, before)
        self._scores("SCORE")

    def _spot(self, card: Card) -> None:
        from cse_text.teaching.quiz import spotted

        self._say("2. Which words mask what happens to the child? Type them, or none.", "")
        given = self._all(lambda typed: typed.strip() or None, "Type words from the note, or none.")
        self._mark(card, "spot", [spotted(card, typed) for typed in given])
        for mark in card.marks:
            self._say(*_wrapped(f'"{mark.words}"', "    "), *_wrapped(mark.does, "        "))
        self._say(*_wrapped(self._tool.get(card.id, ""), "    "), "")

    def _choose(self, card: Card) -> None:
        from cse_text.teaching.quiz import chosen, shuffled

        self._say("3. Which of these would you write?", "")
        options = shuffled(card)
        for letter, option in zip("ABC", options, strict=True):
            self._say(*_wrapped(f"{letter}  {option.text}", "    ", "       "), "")
        given = self._all(lambda typed: chosen(card, typed), "Type a, b or c.")
        self._mark(card, "choose", [option.good for option in given])
        for letter, option in zip("ABC", options, strict=True):
            self._say(*_wrapped(f"{letter}  {'YES. ' if option.good else 'No. '}{option.because}", "    ", "       "))
        self._say("")

    def _rate_after(self, card: Card, before: list[str]) -> None:
        from cse_text.teaching.quiz import Rating

        after = self._rate("4. By the facts, with the wording that holds them: how serious is it?", card)
        self._mark(card, "rate", [given == card.risk.after for given in after])
        said = f"As written it reads as {card.risk.before}; the facts say {card.risk.after}. {card.risk.because}"
        self._say(*_wrapped(said, "    "), "", *_wrapped(f"For the child: {card.changes}", "    "), "")
        ratings = [Rating(card.id, one, two) for one, two in zip(before, after, strict=True)]  # type: ignore[arg-type]
        rated = zip(self._players, ratings, strict=True)
        self._players = tuple(replace(player, ratings=(*player.ratings, rating)) for player, rating in rated)

    def _rate(self, question: str, _card: Card) -> list[str]:
        from cse_text.teaching.quiz import level

        self._say(question, "")
        given = self._all(level, f"Type {_LEVELS}.")
        self._say("")
        return list(given)

    def _all(self, read: Callable[[str], Given | None], hint: str) -> list[Given]:
        """Return every player's answer, each asked until it can be read."""
        return [self._one(player.name, read, hint) for player in self._players]

    def _one(self, name: str, read: Callable[[str], Given | None], hint: str) -> Given:
        from cse_text.reports.visible import one_line

        while True:
            self._stream.write(f"{one_line(name)} > ")
            self._stream.flush()
            typed = self._keyboard.line()
            if typed.strip().lower() in {"q", "quit"}:
                raise EOFError
            given = read(typed)
            if given is not None:
                return given
            self._say(hint)

    def _mark(self, card: Card, part: Part, right: Sequence[bool]) -> None:
        """Keep the answers and say, before all, who was right."""
        from cse_text.teaching.quiz import Answer, category_of

        marked = zip(self._players, right, strict=True)
        kept = [replace(p, answers=(*p.answers, Answer(card.id, part, category_of(card), ok))) for p, ok in marked]
        self._players = tuple(kept)
        said = ", ".join(f"{p.name}: {'right' if ok else 'not this time'}" for p, ok in zip(kept, right, strict=True))
        self._say("", f"    {said}", "")

    def _scores(self, title: str) -> None:
        self._say("-" * _WIDTH)
        for player in self._players:
            self._say(f"{title}  {player.name}: {player.score} of {len(player.answers)}")
        self._say("-" * _WIDTH, "")

    def _say(self, *lines: str) -> None:
        from cse_text.reports.visible import make_visible

        self._stream.write("".join(f"{make_visible(line)}\n" for line in lines))


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    import textwrap

    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=rest or first)
