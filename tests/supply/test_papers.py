"""The governance papers quote what was measured, and their examples do what the page says."""

from __future__ import annotations

import re
from functools import cache

import pytest

from cse_text.confidence import Judge
from cse_text.lexicon import CompiledLexicon
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from supply.lock import ROOT
from supply.papers import (
    DEPTHS,
    FIGURES,
    FOLDER,
    LIMITS,
    Figure,
    examples,
    examples_anew,
    figures_page,
    papers,
    quoted_anew,
    read_figures,
    said,
)

AGAIN = "run: python -m supply.papers, and read what changed"
LINK = re.compile(r"\]\(([^)#]+)\)")
PAGES = sorted(
    [*FOLDER.glob("*.md"), ROOT / "docs/licences.md", ROOT / "docs/offline-install.md", ROOT / "SECURITY.md"]
)


@cache
def figures() -> dict[str, Figure]:
    """Return every figure by its number."""
    return {figure.id: figure for figure in read_figures()}


def test_every_figure_has_a_number_of_its_own() -> None:
    """Numbers run from F1 without a gap, so that none is given twice."""
    assert list(figures()) == [f"F{n}" for n in range(1, len(list(read_figures())) + 1)]


def test_the_page_of_figures_is_what_was_measured() -> None:
    """Each figure stands on its page as its source has it now."""
    assert FIGURES.read_text(encoding="utf-8") == figures_page(list(figures().values())), AGAIN


@pytest.mark.parametrize("path", papers(), ids=lambda path: path.name)
def test_no_paper_quotes_another_number(path: object) -> None:
    """Every quoted figure is the measured one."""
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]

    assert quoted_anew(text, figures()) == text, AGAIN


def test_every_number_is_explained() -> None:
    """No paper names a figure that the page of figures does not hold, and each is measured with some precision."""
    named = {found for path in papers() for found in re.findall(r"\[(F\d+)\]", path.read_text(encoding="utf-8"))}

    assert named
    assert named <= set(figures())


def test_a_changed_figure_changes_every_paper_that_quotes_it() -> None:
    """Value and number go together; the unit stays."""
    known = {"F1": Figure("F1", "precision", "0.91", "README.md"), "F2": Figure("F2", "found", "1,439", "README.md")}

    assert quoted_anew("about 0.90 [F1], 78 % [F2].", known) == "about 0.91 [F1], 1,439 % [F2]."
    with pytest.raises(KeyError):
        quoted_anew("0.5 [F3]", known)


def test_the_limits_are_as_the_page_shows_them(compiled: CompiledLexicon) -> None:
    """Each example is read now as the page says it is, at both depths."""
    scanners = {
        "quick": Scanner(compiled, Judge.load("quick")),
        "standard": Scanner.load(Settings(depth="standard")),
    }
    text = LIMITS.read_text(encoding="utf-8")

    assert set(scanners) == set(DEPTHS)
    assert len(examples(text)) >= 15
    assert examples_anew(text, lambda words, depth: said(scanners[depth], words)) == text, AGAIN


def test_what_the_tool_says_replaces_what_it_said() -> None:
    """Only the last two cells of an example are written."""
    row = "| \u201cShe ran.\u201d | plain | *old* | |"

    assert examples_anew(row, lambda _words, depth: depth) == "| \u201cShe ran.\u201d | plain | quick | standard |"


def test_the_sizes_of_samples_are_those_of_the_formula() -> None:
    """The protocol's table is 1.96^2 p (1-p) / d^2, rounded up, with no table of another's."""
    text = (FOLDER / "validation.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (0\.\d\d) \| (\d+) \| (\d+) \| (\d+) \|$", text, re.MULTILINE)

    assert len(rows) == 4
    for share, *sizes in rows:
        p = float(share)
        assert sizes == [str(int(-(-(1.96**2) * p * (1 - p) // d**2))) for d in (0.05, 0.07, 0.10)], share


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: object) -> None:
    """A page that is lifted out of the folder may lose its links; here each leads to a file."""
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    folder = path.parent  # type: ignore[attr-defined]

    assert [
        target for target in LINK.findall(text) if not target.startswith("http") and not (folder / target).exists()
    ] == []
