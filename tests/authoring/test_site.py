"""Tests of the lexicon's site: whole without network or script, every rule on a page, safe, good to read.

In a browser (slow): axe-core finds nothing against WCAG 2.2 AA in light and dark, search narrows, narrow screens fit.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cse_text.authoring.site import pieces, site
from cse_text.lexicon.rules import Lexicon, Local, Silence
from tests.lexicon.small import lexicon, rule

HOSTILE = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def small() -> Lexicon:
    """Three rules: a plain one with hostile words, a silenced one, a style."""
    first = replace(rule("put {self} at risk"), title=HOSTILE, sources=("guide",), valid_from="2013")
    second = rule("run off", identity="TT002")
    style = replace(rule("=victim", identity="ST001"), style="victim", against=("guide",))
    changed = Local(silenced=(Silence("TT002", "our form asks for it"),))
    return replace(lexicon(first, second, style), local=changed)


@pytest.fixture(scope="module")
def files(small: Lexicon) -> dict[str, str]:
    """The files of the site by name."""
    return dict(site(small))


def test_every_rule_has_a_page_and_every_link_leads_somewhere(files: dict[str, str]) -> None:
    """All links within the site lead to files and headings that are there."""
    assert {"rules/TT001.html", "rules/TT002.html", "rules/ST001.html", "index.html", "sources.html"} < set(files)
    for name, text in files.items():
        for link in re.findall(r'(?:href|src)="([^"#]*)(?:#[^"]*)?"', text):
            target = (Path("/site") / name).parent / link if link else Path("/site") / name
            assert target.resolve().relative_to("/site").as_posix() in files, (name, link)


def test_nothing_is_loaded_from_elsewhere(files: dict[str, str]) -> None:
    """No page, style or script names an address from which something is fetched."""
    for text in files.values():
        assert not re.search(r"(?:src|srcset|@import|url\()\s*=?\s*[\"'(]?\s*(?:https?:)?//", text)
        assert "fetch(" not in text


def test_words_of_a_rule_are_escaped(files: dict[str, str]) -> None:
    """Mark-up in an entry is shown as text."""
    assert all(HOSTILE not in text for text in files.values())
    assert "&lt;/script&gt;" in files["rules/TT001.html"]


def test_a_page_says_what_a_lexicon_of_ones_own_changes(files: dict[str, str]) -> None:
    """The date, the silence and its reason, and that a style is off and who holds otherwise stand on the pages."""
    assert "Out of line with published guidance since 2013" in files["rules/TT001.html"]
    assert "Silenced by your lexicon: our form asks for it" in files["rules/TT002.html"]
    assert "it is off" in files["rules/ST001.html"]
    assert "Guides that hold otherwise" in files["rules/ST001.html"]
    assert "ST001" not in files["index.html"]
    assert "ST001" in files["styles.html"]


def test_an_example_is_cut_at_its_marks() -> None:
    """Stretches in marks are told from those outside."""
    assert pieces("a [[b]] c [[d]]") == [("a ", False), ("b", True), (" c ", False), ("d", True)]
    assert pieces("plain") == [("plain", False)]
