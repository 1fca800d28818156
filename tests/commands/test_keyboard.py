"""Tests of the keyboard of a terminal: keys that arrive together are read one by one."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import typer

from cse_text.commands.marking.keyboard import ESCAPE, Terminal


class _Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


Open = Callable[..., Terminal]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Return what opens a terminal that hands out these bursts of keys, and then these lines."""

    def _opened(*bursts: str, lines: str = "") -> Terminal:
        given = iter(bursts)
        monkeypatch.setattr(typer, "getchar", lambda: next(given))
        return Terminal(_Tty(lines))

    return _opened


@pytest.mark.parametrize(
    ("burst", "keys"),
    [
        ("r\r", ["r", ""]),
        ("q\r\n", ["q", ""]),
        ("ran", ["r", "a", "n"]),
        ("a\x1b[Ab\x1b", ["a", ESCAPE, "b", ESCAPE]),
        ("\xe0Ha", [ESCAPE, "a"]),
    ],
)
def test_keys_that_arrive_together_are_read_one_by_one(opened: Open, burst: str, keys: list[str]) -> None:
    """Each answers a question of its own; an arrow key is one key."""
    terminal = opened(burst)

    assert [terminal.key() for _ in keys] == keys


def test_the_rest_begins_the_next_line(opened: Open, capsys: pytest.CaptureFixture[str]) -> None:
    """What waits when a line is asked for is shown as its beginning, whole if its Enter waits too."""
    terminal = opened("wsee p. 3\ra", "nse", lines="en\n")

    assert [terminal.key(), terminal.line(), terminal.key()] == ["w", "see p. 3", "a"]
    assert [terminal.key(), terminal.line()] == ["n", "seen"]
    assert capsys.readouterr().out == "see p. 3\nse"


def test_a_key_that_was_rubbed_out_is_not_in_the_line(opened: Open) -> None:
    """Backspace takes back what waits."""
    terminal = opened("nab\x7fc\x1b[D\r")

    assert [terminal.key(), terminal.line()] == ["n", "ac"]


@pytest.mark.parametrize("ask", [Terminal.key, Terminal.line])
def test_a_stop_among_the_keys_ends_the_sitting(opened: Open, ask: Callable[[Terminal], str]) -> None:
    """The keys before it count, it ends."""
    terminal = opened("a\x03")

    assert terminal.key() == "a"
    with pytest.raises(EOFError):
        ask(terminal)


def test_a_terminal_that_is_gone_ends_the_sitting(opened: Open) -> None:
    """No key at all is an end."""
    with pytest.raises(EOFError):
        opened("").key()
