"""The live page in a real browser, by keyboard: axe-core finds nothing, nothing typed becomes markup or is kept.

Needs node, Chromium and, in a node_modules folder of the checkout or beside CSE_TEXT_AXE, axe-core and playwright-core.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.reports.test_html_in_browser import CHECKOUT, axe, chromium

pytestmark = pytest.mark.slow


def modules() -> Path:
    """Return the folder of node's modules, or skip where one is missing."""
    axe()
    given = os.environ.get("CSE_TEXT_AXE")
    folder = Path(given).resolve().parents[1] if given else CHECKOUT / "node_modules"
    if not shutil.which("node") or not (folder / "playwright-core").is_dir():
        pytest.skip("node or playwright-core is not installed (npm install playwright-core axe-core)")
    return folder


@pytest.fixture(name="page")
def _page() -> Iterator[str]:
    """Give the address of a page that is served, and end it as Ctrl-C would."""
    command = [sys.executable, str(CHECKOUT / "cli.py"), "demo", "--serve", "--no-browser", "--depth", "quick"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=CHECKOUT) as served:
        assert served.stdout is not None
        yield served.stdout.readline().split()[-1]
        served.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        _, said = served.communicate(timeout=20)
    if os.name == "posix":
        assert (served.returncode, said.splitlines()[-1]) == (
            0,
            "cse-text: The page has ended. Nothing that was typed has been kept.",
        )


def test_the_page_by_keyboard(page: str, tmp_path: Path) -> None:
    """Every look passes axe-core without sideways scrolling; Tab goes from field to marks; nothing is run or kept."""
    driver = Path(__file__).with_name("live_page.cjs")
    command = ["node", str(driver), str(modules()), chromium(), page, str(tmp_path)]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True).stdout
    seen: dict[str, Any] = json.loads(shown)

    for look in seen["looks"]:
        assert (look["name"], look["violations"], look["wide"] <= 0) == (look["name"], [], True)
        assert look["passes"] > 30
    assert seen["keys"] == {
        "order": ["text", "example", "clear", "[SE 1]"],
        "target": "#finding-1",
        "markup": 0,
        "kept": [0, 0, ""],
        "faults": [],
    }
