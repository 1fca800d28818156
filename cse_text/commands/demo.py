"""`cse-text demo`: the first deck in the terminal, or a live page in the browser. Thin: it joins server and scanner."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cse_text.commands.console import say, write_out
from cse_text.commands.exit_codes import NOTHING_FOUND

if TYPE_CHECKING:
    from cse_text.commands.serving.site import Site

EXAMPLES = ("newcomers", "counter-examples")
# Reaches phrases, tagger and parser, each of which is loaded by the first sentence that needs it.
WARM = "She keeps putting herself at risk. Sexual activity took place with a group of men."


def serve(port: int, depth: str, deck: str | None, *, browser: bool) -> int:
    """Serve the live page until Ctrl-C; return the exit code."""
    from cse_text.commands.serving.server import PageServer

    offered = examples(deck)  # a deck that is not there is said before the wait
    say("Getting ready; the address follows in some seconds.")
    site = live_site(depth, offered)
    with PageServer(site, port) as server:
        address = site.address(server.port)
        try:
            write_out(f"The live page: {address}\nOnly this computer can open it. Ctrl-C ends it.\n")
            if browser:
                threading.Thread(target=_open, args=(address,), daemon=True).start()
            server.serve_forever()
        except KeyboardInterrupt:
            say("The page has ended. Nothing that was typed has been kept.")
    return NOTHING_FOUND


def live_site(depth: str, offered: Mapping[str, Sequence[tuple[str, str]]]) -> Site:
    """Return the page with a scanner behind it, both ready."""
    from cse_text.commands.serving.site import Site
    from cse_text.reports.live import page_files

    read = reader(depth)
    read(WARM)  # the first reading takes seconds; nobody should meet it at a key
    return Site(page_files(offered), read)


def reader(depth: str) -> Callable[[str], Mapping[str, Any]]:
    """Return what reads a text for the page, one text at a time.

    The whole text is read each time, since a sentence's meaning hangs on the others: who the child is, what the record
    states. The scanner remembers the windows it has read, so the models run over what has changed alone.
    """
    from cse_text.reports.live import MOST_CHARACTERS, live_view
    from cse_text.scanner import Scanner
    from cse_text.settings import Settings
    from cse_text.types import Record

    scanner = Scanner.load(Settings(depth=depth))  # type: ignore[arg-type]  # the option allows the three depths only
    sources = {
        each.key: f"{each.title}. {each.organisation}, {each.year}"
        for each in scanner.compiled.lexicon.sources.values()
    }
    one_at_a_time = threading.Lock()

    def read(text: str) -> Mapping[str, Any]:
        with one_at_a_time:
            return live_view(scanner.scan(Record("page", text[:MOST_CHARACTERS], "")), sources)

    return read


def examples(wanted: str | None) -> dict[str, list[tuple[str, str]]]:
    """Return the notes that the page offers to begin with, by deck; those of a deck that is asked for come first."""
    from cse_text.teaching.load import find_deck, read_deck

    decks = [read_deck(find_deck(name)) for name in dict.fromkeys([*([wanted] if wanted else []), *EXAMPLES])]
    return {deck.title: [(card.setting, card.note) for card in deck.cards] for deck in decks}


def _open(address: str) -> None:
    """Open the user's browser; where there is none, the address has been said."""
    import webbrowser

    webbrowser.open(address)
