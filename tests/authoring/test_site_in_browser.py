"""The lexicon's site in a real browser: axe-core finds nothing, search narrows, narrow screens do, in light and dark.

Chromium and axe-core are found as for the report (tests/reports/test_html_in_browser.py).
"""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cse_text.authoring.site import site
from cse_text.lexicon import load_lexicon
from tests.reports.test_html_in_browser import RUN_AXE, RUN_NARROW, SAY, TAGS, axe, chromium

pytestmark = pytest.mark.slow

DARKLY = "--blink-settings=preferredColorScheme=0"
PAGES = ["index.html", "rules/CF001.html", "rules/ST001.html", "styles.html", "sources.html"]
SEARCH = """
(() => {
  const count = () => document.querySelectorAll("[data-words]:not([hidden])").length;
  const form = document.getElementById("find");
  const counts = [count()];
  form.elements.words.value = "Boyfriend older";
  form.dispatchEvent(new Event("input", {bubbles: true}));
  counts.push(count());
  form.elements.severity.value = "high";
  form.dispatchEvent(new Event("input", {bubbles: true}));
  counts.push(count());
  say({counts: counts, said: document.getElementById("shown").textContent});
})();
"""
DARK = "say(matchMedia('(prefers-color-scheme: dark)').matches);"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the shipped lexicon, on disk."""
    place = tmp_path_factory.mktemp("site")
    (place / "rules").mkdir()
    for name, text in site(load_lexicon().lexicon):
        (place / name).write_text(text, encoding="utf-8", newline="\n")
    return place


def browsed(page: Path, script: str, *flags: str) -> Any:
    """Return what a script says at the end of a page, opened from the disk without network."""
    copy = page.with_name(f"tested-{page.name}")
    added = f"<script>addEventListener('load', () => {{{SAY}{script}}});</script></body>"
    copy.write_text(page.read_text(encoding="utf-8").replace("</body>", added), encoding="utf-8", newline="\n")
    command = [chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--virtual-time-budget=30000"]
    command += [f"--user-data-dir={page.parent / 'profile'}", "--window-size=1280,900", *flags, copy.as_uri()]
    dumped = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=True).stdout
    said = re.search(r'<pre id="said">(.*?)</pre>', dumped, re.DOTALL)
    assert said, "the script did not come to its end"
    return json.loads(html.unescape(said[1]))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("flags", [(), (DARKLY,)], ids=["light", "dark"])
def test_axe_finds_nothing(folder: Path, page: str, flags: tuple[str, ...]) -> None:
    """axe-core finds no fault against WCAG 2.2 AA or its best practices."""
    found = browsed(folder / page, f"{axe()}\n{RUN_AXE % json.dumps(TAGS)}", *flags)

    assert found["violations"] == []
    assert found["passes"] > 15


def test_search_narrows_what_is_shown(folder: Path) -> None:
    """Words and severity narrow the list and the count is said."""
    said = browsed(folder / "index.html", SEARCH)
    everything, found, high = said["counts"]

    assert everything > found > high > 0
    assert said["said"] == f"{high:,} of {everything:,} rules shown."


def test_dark_is_dark(folder: Path) -> None:
    """What the tests call dark is what the pages' style answers to."""
    assert [browsed(folder / "styles.html", DARK, *flags) for flags in ((), (DARKLY,))] == [False, True]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_a_narrow_screen(folder: Path, page: str) -> None:
    """At 320 pixels, as at 400 % zoom, the page is no wider than the screen."""
    style = f"<style>{(folder / 'site.css').read_text(encoding='utf-8')}</style>"
    whole = (folder / page).read_text(encoding="utf-8").replace("</head>", f"{style}</head>")
    narrow = RUN_NARROW.replace("PAGE", json.dumps(whole).replace("</", "<\\/"))

    assert browsed(folder / page, narrow)["wide"] <= 320
