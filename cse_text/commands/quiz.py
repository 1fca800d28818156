"""`cse-text quiz`: a deck's questions put to one person or to teams, scored in the open. Knows no rule of scoring."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from cse_text.commands.console import prepare_output, say, write_out
from cse_text.commands.exit_codes import NOT_DONE, NOTHING_FOUND
from cse_text.commands.teach import beside, open_deck
from cse_text.errors import SettingsError
from cse_text.resources import check_pictures

if TYPE_CHECKING:
    from cse_text.commands.marking.keyboard import Terminal
    from cse_text.teaching.cards import Card, Deck
    from cse_text.teaching.quiz import Part, Player
    from cse_text.teaching.results import Sitting

Given = TypeVar("Given")
ALONE = "You"
_SIZE = (80, 24)
_NARROWEST, _WIDEST = 40, 100
_TWO = 2
_LEVELS = "l low, m medium, h high"


def quiz(wanted: str, teams: str, save: Path | None, cards: int | None, first: int) -> int:
    """Put a deck's questions and save the results; return the exit code."""
    from cse_text.commands.marking.keyboard import Terminal
    from cse_text.commands.output import open_report
    from cse_text.reports.wording import count
    from cse_text.teaching.comparison import by_part_and_category
    from cse_text.teaching.results import Sitting, as_text

    names = team_names(teams)
    if save is not None and save.exists():
        raise SettingsError("results-there", f"{save.name} is there already; name another file with --save.")
    deck = open_deck(wanted)
    chosen = deck.cards[first - 1 :][:cards]
    if not chosen:
        raise SettingsError("no-such-card", f"The deck {deck.name} has {count(len(deck.cards), 'card')}; see --from.")
    dialogue = Dialogue(prepare_output(), Terminal(), names, beside(deck)[1])
    players, asked = dialogue.run(deck, chosen)
    sitting = Sitting(deck.name, datetime.now(UTC).astimezone().date().isoformat(), players)
    if asked:
        write_out(_visible(by_part_and_category(sitting)))
    if save is not None and asked:
        with open_report(save, "utf-8") as stream:
            stream.write(as_text(sitting))
        say(f"Results of {count(asked, 'card')} kept in {save}.")
    return NOTHING_FOUND if asked else NOT_DONE


def compare(files: Sequence[Path], out: Path | None) -> int:
    """Write two sittings side by side, to the terminal or into a file; return the exit code."""
    from cse_text.commands.output import write_bytes
    from cse_text.teaching.comparison import chart
    from cse_text.teaching.results import read_sitting

    write = _writer(out)
    if len(files) != _TWO:
        raise SettingsError("two-files", "--compare takes two files: cse-text quiz --compare BEFORE.json AFTER.json")
    before, after = (read_sitting(each) for each in files)
    if out is not None and write is not None:
        write_bytes(out, write(before, after))
        say(f"{out}: the two sittings compared.")
    else:
        write_out(_visible(chart(before, after)))
    return NOTHING_FOUND


def _writer(out: Path | None) -> Callable[[Sitting, Sitting], bytes] | None:
    """Return what makes the file that an ending asks for, None for the terminal; refuse any other ending."""
    from cse_text.teaching.change_page import as_page
    from cse_text.teaching.change_picture import as_picture

    writers = {".html": as_page, ".htm": as_page, ".png": as_picture}
    ending = out.suffix.lower() if out else ""
    if ending == ".png":
        check_pictures("A page needs nothing: --out change.html.")
    if out is not None and ending not in writers:
        raise SettingsError("unknown-ending", "--out ends in .html for a page or .png for a picture.")
    return writers.get(ending)


def _visible(lines: Iterable[str]) -> str:
    from cse_text.reports.visible import make_visible

    return "".join(f"{make_visible(line)}\n" for line in lines)


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
        self._turn = 0

    def run(self, deck: Deck, cards: Sequence[Card]) -> tuple[tuple[Player, ...], int]:
        """Put all questions; return the players, and how many cards were played to their end."""
        from cse_text.reports.wording import count

        self._say(*_wrapped(f"{deck.title}: {count(len(cards), 'card')}. q and Enter ends at any time."), "")
        for number, card in enumerate(cards, start=1):
            before = self._players
            self._turn = number - 1
            try:
                self._card(card, f"CARD {number} OF {len(cards)}")
            except (EOFError, KeyboardInterrupt):  # what was played to its end is kept, however the room leaves
                self._players = before
                self._say("", *_wrapped("Ended here; the card that was open does not count."))
                self._scores("SO FAR")
                return self._players, number - 1
        self._scores("AT THE END")
        return self._players, len(cards)

    def _card(self, card: Card, title: str) -> None:
        rule = "=" * _width()
        self._say(rule, title, rule, "", *_wrapped(card.setting), "", *_wrapped(card.note, "    "), "")
        before = self._rate("1. As it is written: how serious would a reader take this to be?")
        self._spot(card)
        self._choose(card)
        self._rate_after(card, before)
        self._scores("SCORE")

    def _spot(self, card: Card) -> None:
        from cse_text.teaching.quiz import spotted

        self._say(*_wrapped("2. Which words mask what happens to the child? Type them, or none."), "")
        given = self._all(lambda typed: typed.strip() or None, "Type words from the note, or none.")
        self._mark(card, "spot", [spotted(card, typed) for typed in given])
        for mark in card.marks:
            self._say(*_wrapped(f'"{mark.words}"', "    "), *_wrapped(mark.does, "        "))
        if card.also:
            fair = ", ".join(f'"{words}"' for words in card.also)
            self._say(*_wrapped(f"Fair to name too: {fair}.", "    "))
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
        from cse_text.teaching.cards import SCALE
        from cse_text.teaching.quiz import Rating

        after = self._rate("4. By the facts, with the wording that holds them: how serious is it?", SCALE)
        self._mark(card, "rate", [given == card.risk.after for given in after])
        said = f"As written it reads as {card.risk.before}; the facts say {card.risk.after}. {card.risk.because}"
        self._say(*_wrapped(said, "    "), "", *_wrapped(f"For the child: {card.changes}", "    "), "")
        ratings = [Rating(card.id, one, two) for one, two in zip(before, after, strict=True)]  # type: ignore[arg-type]
        rated = zip(self._players, ratings, strict=True)
        self._players = tuple(replace(player, ratings=(*player.ratings, rating)) for player, rating in rated)

    def _rate(self, question: str, scale: str = "") -> list[str]:
        from cse_text.teaching.quiz import level

        self._say(*_wrapped(question), *_wrapped(scale, "    "), "")
        given = self._all(level, f"Type {_LEVELS}.")
        self._say("")
        return list(given)

    def _all(self, read: Callable[[str], Given | None], hint: str) -> list[Given]:
        """Return every player's answer, each asked until it can be read; another begins with every card.

        Who answers later has heard the others, so nobody is always last.
        """
        order = [(self._turn + place) % len(self._players) for place in range(len(self._players))]
        given = {place: self._one(self._players[place].name, read, hint) for place in order}
        return [given[place] for place in sorted(given)]

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
        self._say("", *_wrapped(said, "    "), "")

    def _scores(self, title: str) -> None:
        rule = "-" * _width()
        self._say(rule)
        for player in self._players:
            self._say(f"{title}  {player.name}: {player.score} of {len(player.answers)}")
        self._say(rule, "")

    def _say(self, *lines: str) -> None:
        from cse_text.reports.visible import make_visible

        self._stream.write("".join(f"{make_visible(line)}\n" for line in lines))


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    import textwrap

    return textwrap.wrap(text, _width(), initial_indent=first, subsequent_indent=rest or first)


def _width() -> int:
    """Return the columns to use now: a window whose letters are made larger in the middle of a quiz has fewer."""
    return max(_NARROWEST, min(shutil.get_terminal_size(_SIZE).columns - 2, _WIDEST))
