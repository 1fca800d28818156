"""The command line with stand-ins behind it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cse_text.commands import app
from cse_text.reports.json_report import JsonReporter
from cse_text.reports.summary import Tally
from tests.commands.fakes import Items, fake_rooms, some
from tests.review.samples import TEXT, case

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


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return a report whose source stands beside it."""
    stream = io.StringIO()
    reporter = JsonReporter(stream)
    reporter.begin()
    reporter.add_record(case())
    reporter.end(Tally(all_shown=False).summary())
    (tmp_path / "r1.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "r.json"
    path.write_text(stream.getvalue(), encoding="utf-8")
    return path
