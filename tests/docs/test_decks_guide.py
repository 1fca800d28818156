"""The guide to decks of one's own: the deck it shows is one."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from cse_text.commands import app

GUIDE = Path(__file__).parents[2] / "docs" / "decks-of-your-own.md"


def test_the_deck_of_the_guide_is_in_order(tmp_path: Path) -> None:
    """Copied into a file, the deck that the guide shows passes teach check with nothing to look at."""
    [shown] = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    own = tmp_path / "own.yaml"
    own.write_text(shown, encoding="utf-8")
    checked = CliRunner().invoke(app, ["teach", "check", str(own)])

    assert (checked.exit_code, checked.stdout) == (0, "own.yaml: 1 card, all in order.\n")
