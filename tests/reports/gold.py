"""Golden files: what a report looked like when somebody last looked at it and was content.

CSE_TEXT_WRITE_GOLD=1 writes them anew; a report that differs is left in actual/ beside the checkout's pyproject.toml.
"""

from __future__ import annotations

import os
from pathlib import Path

GOLD = Path(__file__).parent / "gold"
ACTUAL = Path(__file__).parents[2] / "actual"


def check_gold(name: str, actual: str) -> None:
    """Compare a report with its golden file, or write that file if the environment asks for it."""
    path = GOLD / name
    if os.environ.get("CSE_TEXT_WRITE_GOLD") == "1":
        GOLD.mkdir(exist_ok=True)
        path.write_text(actual, encoding="utf-8", newline="\n")
    expected = path.read_text(encoding="utf-8") if path.exists() else ""
    if actual != expected:
        ACTUAL.mkdir(exist_ok=True)
        (ACTUAL / name).write_text(actual, encoding="utf-8", newline="\n")
    assert actual == expected, f"{name} differs; see actual/{name}. Content with it? CSE_TEXT_WRITE_GOLD=1 pytest"
