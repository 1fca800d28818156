"""Progress on standard error."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from cse_text.commands import progress as room
from cse_text.commands.progress import Progress, wants_progress


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Return True."""
        return True


def put_screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Return a screen that stands for standard error from now on."""
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    return screen


def test_progress_needs_a_screen_and_consent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress is shown on a live screen only, and only if it was not declined."""
    put_screen(monkeypatch)
    assert wants_progress(asked=True, to_file=True)
    assert not wants_progress(asked=False, to_file=True)
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_progress(asked=True, to_file=True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert not wants_progress(asked=True, to_file=True)


def test_progress_keeps_out_of_a_pager(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Beside a report that goes to a screen or a file progress is shown, beside one in a pipe it is not."""
    put_screen(monkeypatch)
    monkeypatch.setattr(sys, "stdout", Screen())
    assert wants_progress(asked=True, to_file=False)
    with (tmp_path / "report.txt").open("w", encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdout", file)
        assert wants_progress(asked=True, to_file=False)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert not wants_progress(asked=True, to_file=False)


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that ends soon shows no progress."""
    screen = put_screen(monkeypatch)
    progress = Progress(shown=True)
    progress.update(5, 1)
    progress.close()

    assert screen.getvalue() == ""


def test_a_long_run_tells_its_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A longer run shows records and findings, steps aside for other writing, and comes back."""
    screen = put_screen(monkeypatch)
    monkeypatch.setattr(room, "_PATIENCE", 0)
    progress = Progress(shown=True)
    progress.update(1204, 31)
    with progress.aside():
        before = len(screen.getvalue())
        screen.write("a finding\n")
    progress.close()

    assert "Reading: 1,204 records, 31 findings" in screen.getvalue()[:before]
    assert "1,204 records" in screen.getvalue()[before:]


def test_declined_progress_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress that is not to be shown writes nothing, whatever happens."""
    screen = put_screen(monkeypatch)
    monkeypatch.setattr(room, "_PATIENCE", 0)
    progress = Progress(shown=False)
    progress.update(5, 1)
    with progress.aside():
        pass
    progress.close()

    assert screen.getvalue() == ""
