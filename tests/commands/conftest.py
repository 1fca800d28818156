"""The command line with stand-ins behind it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import CliRunner

from cse_text.commands import app
from tests.commands.fakes import Items, fake_rooms, some

Cli = Callable[..., Any]  # gives typer's result of a run


@pytest.fixture
def seen() -> dict[str, Any]:
    """Return what the stand-ins were given, once a command ran."""
    return {}


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, seen: dict[str, Any]) -> Cli:
    """Return a function that runs `cse-text` with arguments over the items given."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str, items: Callable[[], Items] = some) -> Any:
        rooms, given = fake_rooms(items)
        for name, room in rooms.items():
            monkeypatch.setitem(sys.modules, name, room)
        result = CliRunner().invoke(app, list(arguments))
        seen.update(given)
        return result

    return run
