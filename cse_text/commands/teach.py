"""`cse-text teach`: a session from a deck, and what is made from decks. Thin: the training room knows the rest."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from cse_text.commands.console import prepare_output, say, write_out
from cse_text.commands.exit_codes import FOUND, NOT_DONE, NOTHING_FOUND
from cse_text.errors import IntakeError, SettingsError

if TYPE_CHECKING:
    from cse_text.scanner import Scanner
    from cse_text.teaching.cards import Deck
    from cse_text.teaching.session import Session
    from cse_text.types import ScannedRecord

_SIZE = (80, 24)
_TYPED = 8  # columns left for what is typed after the keys
_OPENED = 5  # cards named in a list before it is cut to what the screen holds


def show(wanted: str, at: int) -> int:
    """Hold a session with a deck; return the exit code."""
    from cse_text.commands.marking.keyboard import Terminal
    from cse_text.teaching.pages import screens
    from cse_text.teaching.session import Session

    deck = open_deck(wanted)
    said, size = beside(deck), shutil.get_terminal_size(_SIZE)
    session = Session(screens(deck, *size, *said)).at_card(at)
    keyboard, stage = Terminal(), Stage(prepare_output())
    while not session.over:
        if shutil.get_terminal_size(_SIZE) != size:  # letters made larger while the room looks on
            size = shutil.get_terminal_size(_SIZE)
            session = session.laid_anew(screens(deck, *size, *said))
        stage.show(deck, session)
        try:
            session = session.after(keyboard.line())
        except EOFError:
            break
    stage.close()
    return NOTHING_FOUND


def open_deck(wanted: str) -> Deck:
    """Return a deck by its name or its file; say so where places of it are still to be written."""
    from cse_text.reports.wording import count
    from cse_text.teaching.load import find_deck, read_deck, unwritten

    path = find_deck(wanted)
    deck = read_deck(path)
    open_places = len(unwritten(path))
    if open_places:
        say(f"{path.name}: {count(open_places, 'line')} still to be written; cse-text teach check {path} names them.")
    return deck


def list_decks() -> int:
    """Write the decks, a line or two each; return the exit code."""
    from cse_text.reports.wording import count
    from cse_text.teaching.load import read_deck, shipped_decks

    lines = []
    for name, path in shipped_decks().items():
        deck = read_deck(path)
        lines.append(f"{name:<22} {count(len(deck.cards), 'card'):>8}  {deck.title}\n{'':<22} {deck.audience}\n")
    write_out("".join(lines))
    return NOTHING_FOUND


def check(path: Path, depth: str) -> int:
    """Say every fault of a trainer's own deck; return 0 if it has none, 1 for things to look at, 2 if it is broken."""
    from cse_text.reports.wording import count
    from cse_text.teaching.load import read_deck, unwritten

    try:
        deck = read_deck(path)
    except IntakeError as error:
        write_out(f"{error.message}\n")
        return NOT_DONE
    faults = [f"{path.name}, line {line}: still to be written." for line in unwritten(path)]
    faults += [f"{path.name}, line {line}: {fault}" for line, fault in _wording(deck, depth)]
    faults += [f"{path.name}, line {line}: {fault}" for line, fault in _sources(deck)]
    cards = count(len(deck.cards), "card")
    ending = f"{path.name}: {cards}, " + (f"{len(faults)} to look at." if faults else "all in order.")
    write_out("\n".join([*faults, ending]) + "\n")
    return FOUND if faults else NOTHING_FOUND


def make(source: str, out: Path, depth: str) -> int:
    """Begin a deck from notes of the user's own; return the exit code."""
    from cse_text.commands.output import open_report
    from cse_text.reports.wording import count
    from cse_text.teaching.make import skeleton

    if out.suffix.lower() not in {".yaml", ".yml"}:
        raise SettingsError("unknown-ending", "--out ends in .yaml for a deck.")
    if out.exists():
        raise SettingsError("deck-there", f"{out.name} is there already; name another file with --out.")
    scanned = _scanned(source, depth)
    if not scanned:
        say("Nothing could be read.")
        return NOT_DONE
    text, cards = skeleton(out.stem, scanned)
    if not cards:
        say("No masking wording was found in these notes, so there is no card to begin. Try --depth full.")
        return NOT_DONE
    with open_report(out, "utf-8") as stream:
        stream.write(text)
    say(f"{out}: {count(cards, 'card')} begun. Change whatever could name a child and write what is open.")
    say(f"Then: cse-text teach check {out}")
    return NOTHING_FOUND


def beside(deck: Deck) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return what is said beside a deck: each source in full by key, and the tool's own reading by card.

    The tool reads at quick depth, as it is today, so that no deck makes a claim of it that an edit could undo.
    """
    from cse_text.teaching.cards import tool_words
    from cse_text.types import Record

    scanner = _scanner("quick")
    sources = scanner.compiled.lexicon.sources.values()
    said = {}
    for card in deck.cards:
        found = [each for each in scanner.scan(Record(card.id, card.note, "")).findings if each.masking]
        marked = any(each.start < end and each.end > start for each in found for start, end in card.spans())
        said[card.id] = tool_words(card, marked=marked)
    return {each.key: f"{each.title}. {each.organisation}, {each.year}" for each in sources}, said


def _sources(deck: Deck) -> Iterator[tuple[int, str]]:
    """Yield the cards without any source: guidance is what a trainer is asked for first."""
    for card in deck.cards:
        if not card.sources:
            yield card.line, f"{card.id} names no source."


def _wording(deck: Deck, depth: str) -> Iterator[tuple[int, str]]:
    """Yield the cards whose reframings hold wording that the tool itself marks, quickly read or at the depth given.

    Quick reading is always part of it: a closer look rules out some of what it marks, and the slides show it.
    """
    from cse_text.teaching.schema import TO_WRITE

    scanners = [_scanner(each) for each in dict.fromkeys(("quick", depth))]
    for card in deck.cards:
        for number, text in enumerate(card.reframings, start=1):
            rules = "" if TO_WRITE in text else ", ".join(_marked_by(scanners, text))
            if rules:
                yield card.line, f"{card.id}, reframing {number} holds wording that is marked itself ({rules})."


def _marked_by(scanners: Sequence[Scanner], text: str) -> Iterable[str]:
    """Return the rules under which any of the scanners marks a text, each once."""
    from cse_text.types import Record

    found = (each for scanner in scanners for each in scanner.scan(Record("", text, "")).findings)
    return dict.fromkeys(each.rule for each in found if each.masking)


def _scanner(depth: str) -> Scanner:
    from cse_text.scanner import Scanner
    from cse_text.settings import Settings

    return Scanner.load(Settings(depth=depth))  # type: ignore[arg-type]  # the option allows the three depths only


def _scanned(source: str, depth: str) -> list[ScannedRecord]:
    from cse_text.intake import IntakeSettings, read_paths
    from cse_text.types import Record

    items = list(read_paths([source], IntakeSettings(), notify=say))
    for item in items:
        if not isinstance(item, Record):
            say(f"{item.source}: {item.message}")
    records = [item for item in items if isinstance(item, Record) and item.text.strip()]
    scanner = _scanner(depth)
    return [scanner.scan(record) for record in records]


class Stage:
    """What the room sees: one screen at a time, framed; a terminal is cleared between, a pipe is not."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console

        self._stream = stream
        self._console = Console(file=stream, highlight=False, markup=False, emoji=False)
        self._clears = self._console.is_terminal

    def show(self, deck: Deck, session: Session) -> None:
        """Show where the session stands, or the list of cards."""
        from cse_text.reports.wording import count
        from cse_text.teaching.session import KEYS, SHORT_KEYS

        columns, _ = shutil.get_terminal_size(_SIZE)
        cards = len(deck.cards)
        if session.listing:
            held = count(cards, "card")
            self.frame(deck.title, held, "Cards", _list(deck), "A number and Enter opens a card. > ")
            return
        screen = session.screen
        of_card = [each for each in session.screens if each.card == screen.card]
        place = f"card {screen.card + 1} of {cards}, page {of_card.index(screen) + 1} of {len(of_card)}"
        keys = KEYS if len(KEYS) + _TYPED < columns else SHORT_KEYS
        self.frame(deck.title, place, screen.title, screen.lines, f"{keys} > ")

    def frame(self, left: str, right: str, title: str, lines: Sequence[str], prompt: str) -> None:
        """Show lines in a frame that fills the terminal, the prompt at its foot."""
        from cse_text.reports.visible import make_visible

        if self._clears:
            self._console.clear()
        columns, rows = shutil.get_terminal_size(_SIZE)
        width = columns - 1
        head = f"{left}{right:>{width - len(left)}}" if len(left) + len(right) < width else right
        shown = [head, f"== {title.upper()} ".ljust(width, "="), "", *lines]
        if self._clears:
            shown += [""] * (rows - len(shown) - 2)
        shown.append("=" * width)
        self._stream.write("\n".join(make_visible(line) for line in shown) + f"\n{prompt}")
        self._stream.flush()

    def close(self) -> None:
        """End the line of the prompt, so that the shell's own stands on a line of its own."""
        self._stream.write("\n")
        self._stream.flush()


def _list(deck: Deck) -> list[str]:
    columns, rows = shutil.get_terminal_size(_SIZE)
    lines = [f"{number:>3}  {card.setting}"[: columns - 6] for number, card in enumerate(deck.cards, start=1)]
    spaced = [line for each in lines for line in (each, "")]
    return spaced if len(spaced) <= rows - _OPENED else lines
