"""The HTML report in a real browser: axe-core finds nothing against WCAG 2.2 AA, filters work, narrow screens do.

Chromium is found on the path or in CSE_TEXT_CHROMIUM; axe-core (`npm install axe-core`) in CSE_TEXT_AXE or in a
node_modules folder of the checkout.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cse_text.reports.audit_html import as_html
from cse_text.types import Decision
from tests.reports.audited import audited
from tests.reports.runs import sample_report, single_report
from tests.reports.samples import note
from tests.reports.test_hostile_text import record_of

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
CHECKOUT = Path(__file__).parents[2]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = pytest.mark.slow

RUN_AXE = """
(async () => {
  const result = await axe.run(document, {runOnly: {type: "tag", values: %s}});
  const told = result.violations.map((each) => each.id + ": " + each.nodes.length);
  say({violations: told, passes: result.passes.length});
})();
"""
RUN_FILTERS = """
(() => {
  const shown = () => document.querySelectorAll(".finding:not([hidden])").length;
  const form = document.getElementById("filters");
  const counts = [shown()];
  form.elements.confidence.value = "0.8";
  form.dispatchEvent(new Event("change", {bubbles: true}));
  counts.push(shown());
  form.querySelector('input[value="Police"]').click();
  form.querySelector('input[value="missing-blame"]').click();
  counts.push(shown());
  const records = document.querySelectorAll(".record:not([hidden])").length;
  say({counts: counts, records: records, status: document.getElementById("shown").textContent, hidden: form.hidden});
})();
"""
RUN_NARROW = """
(() => {
  const frame = document.createElement("iframe");
  frame.style.width = "WIDTH";
  frame.srcdoc = PAGE;
  frame.onload = () => say({wide: frame.contentDocument.documentElement.scrollWidth});
  document.body.replaceChildren(frame);
})();
"""
SAY = 'const say = (value) => { const out = document.createElement("pre"); out.id = "said"; '
SAY += "out.textContent = JSON.stringify(value); document.body.append(out); };"


def reviewed_report() -> str:
    """Return a report that shows decisions, a baseline and dates of guidance."""
    given = note()
    first, second = given.findings
    known = replace(
        first, decision=Decision("rejected", ("KL",), "negated", note="see page 3"), valid_from="2015-05-03"
    )
    return single_report("html", replace(given, findings=(known, replace(second, in_baseline=True)))).decode()


PAGES = {
    "report": lambda: sample_report("html").decode(),
    "reviewed": reviewed_report,
    "time line": lambda: as_html(audited()).decode(),
}


def chromium() -> str:
    """Return the browser, or skip where there is none."""
    named = os.environ.get("CSE_TEXT_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not named:
        pytest.skip("no Chromium is installed (apt-get install chromium, or CSE_TEXT_CHROMIUM=path)")
    return named


def axe() -> str:
    """Return the script of axe-core, or skip where it is not installed."""
    given = os.environ.get("CSE_TEXT_AXE")
    path = Path(given) if given else CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        pytest.skip("axe-core is not installed (npm install axe-core, or CSE_TEXT_AXE=path of axe.min.js)")
    return path.read_text(encoding="utf-8")


def browsed(folder: Path, page: str, script: str) -> Any:
    """Return what a script says that runs at the end of the page, in a browser without network."""
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    path = folder / "page.html"
    path.write_text(open_page.replace("</body>", f"<script>{SAY}{script}</script></body>"), encoding="utf-8")
    command = [chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--virtual-time-budget=20000"]
    command += [f"--user-data-dir={folder / 'profile'}", "--window-size=1280,900", path.as_uri()]
    dumped = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True).stdout
    said = re.search(r'<pre id="said">(.*?)</pre>', dumped, re.DOTALL)
    assert said, "the script did not come to its end"
    return json.loads(html.unescape(said[1]))


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(tmp_path: Path, name: str) -> None:
    """axe-core finds no fault against WCAG 2.2 AA or its best practices, in reports and in a time line."""
    script = f"{axe()}\n{RUN_AXE % json.dumps(TAGS)}"
    found = browsed(tmp_path, PAGES[name](), script)

    assert found["violations"] == []
    assert found["passes"] > 25


def test_a_hostile_note_runs_nothing(tmp_path: Path) -> None:
    """Script in a note does not run, even in a page without its content policy."""
    words = "</h5></script><script>document.title='x'</script><img src=x onerror=\"document.title='x'\">"
    page = single_report("html", record_of(words)).decode()

    assert browsed(tmp_path, page, "say(document.title);") == "Language findings: 1 record"


def test_filters_narrow_what_is_shown(tmp_path: Path) -> None:
    """Confidence, agency and category filters hide findings and say how many are left."""
    said = browsed(tmp_path, sample_report("html").decode(), RUN_FILTERS)

    assert said["counts"] == [9, 4, 3]
    assert said["records"] == 1
    assert said["status"] == "3 of 9 findings shown."
    assert not said["hidden"]


@pytest.mark.parametrize("width", [640, 320])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_fits_a_narrow_screen(tmp_path: Path, name: str, width: int) -> None:
    """At 640 and 320 pixels, as at 200 and 400 % zoom, a page is no wider than the screen."""
    page = PAGES[name]()
    narrow = RUN_NARROW.replace("PAGE", json.dumps(page).replace("</", "<\\/")).replace("WIDTH", f"{width}px")

    assert browsed(tmp_path, page, narrow)["wide"] <= width
