"""Where a session stands and where a key leads. Knows no terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cse_text.teaching.pages import Screen

BACK, QUIT, LIST = {"b", "back", "p", "-"}, {"q", "quit", "x"}, {"l", "list", "?", "h", "help"}
KEYS = "Enter next   b back   a number jumps   l list   q quit"
SHORT_KEYS = "Enter, b, number, l, q"  # for a window with few columns


@dataclass(frozen=True, slots=True)
class Session:
    """The screens of a deck and the one that is shown; `over` once the room has left."""

    screens: Sequence[Screen]
    at: int = 0
    over: bool = False
    listing: bool = False

    @property
    def screen(self) -> Screen:
        """Return the screen that is shown."""
        return self.screens[self.at]

    def after(self, typed: str) -> Session:
        """Return the session after a key or a number has been typed; what means nothing changes nothing."""
        word = typed.strip().lower()
        if word in QUIT:
            return replace(self, over=True)
        if word in LIST:
            return replace(self, listing=True)
        shown = replace(self, listing=False)
        if word.isdecimal():
            return shown.at_card(int(word))
        if word in BACK:
            return shown if self.listing else replace(shown, at=max(0, self.at - 1))
        if word in {"", "n", "next", "f", "+"}:
            return shown if self.listing else shown.onward()
        return shown

    def at_card(self, number: int) -> Session:
        """Return the session at the first screen of a card; a number beyond the deck changes nothing."""
        places = [place for place, screen in enumerate(self.screens) if screen.card == number - 1]
        return replace(self, at=places[0]) if places else self

    def laid_anew(self, screens: Sequence[Screen]) -> Session:
        """Return the session in a window of another size, at the part of the card that was shown."""
        part = self.screen.card, self.screen.title
        return replace(self, screens=screens, at=[(each.card, each.title) for each in screens].index(part))

    def onward(self) -> Session:
        """Return the session one screen on; after the last it is over."""
        last = self.at + 1 >= len(self.screens)
        return replace(self, over=True) if last else replace(self, at=self.at + 1)
