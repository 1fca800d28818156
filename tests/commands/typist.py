"""A keyboard for tests of dialogues at the terminal."""

from __future__ import annotations

from collections.abc import Iterable


class Typist:
    """A keyboard on which somebody types what was written down before; then it is taken away."""

    def __init__(self, typed: Iterable[str]) -> None:
        self._typed = iter(typed)

    def line(self) -> str:
        """Return the next thing typed."""
        for each in self._typed:
            return each
        raise EOFError

    key = line
