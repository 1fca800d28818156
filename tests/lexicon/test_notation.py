"""Tests of the phrase notation."""

from __future__ import annotations

import pytest

from cse_text.lexicon.notation import Layout, NotationError, layouts


def shown(layout: Layout) -> str:
    """Write a layout as one line, for comparing."""
    names = {"gap": "…", "any": "{any}"}
    parts = []
    for step in layout:
        if step.kind == "word":
            words = "/".join(("=" if exact else "") + word for word, exact in step.alternatives)
            parts.append(words + "?" * step.optional)
        else:
            parts.append(names.get(step.kind) or f"{{{step.name}}}")
    return " ".join(parts)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("put {self} at risk", ["put {self} at risk"]),
        ("(boy|girl) friend", ["boy/girl friend"]),
        ("[very] mature", ["very? mature"]),
        ("=sex work", ["=sex work"]),
        ("got … car", ["got … car"]),
        ("got ... car", ["got … car"]),
        ("at-risk {any} child", ["at risk {any} child"]),
        ("(run|go off) again", ["run again", "go off again"]),
        ("don\u2019t engage", ["don't engage"]),
    ],
)
def test_layouts(phrase: str, expected: list[str]) -> None:
    """A phrase gives every way through it, one-word alternatives joined."""
    assert [shown(layout) for layout in layouts(phrase)] == expected


@pytest.mark.parametrize("phrase", ["(a|b", "a)", "[a", "{self}", "…", "a …", "… a", "", "[a]", "a {Upper} b"])
def test_a_broken_phrase_is_refused(phrase: str) -> None:
    """What cannot be read, or could match anything, raises an error."""
    with pytest.raises(NotationError):
        layouts(phrase)


def test_too_many_ways_are_refused() -> None:
    """A phrase with more ways through it than the limit asks to be split."""
    with pytest.raises(NotationError, match="split it"):
        layouts("[a b] [c d] [e f] [g h] [i j] [k l] [m n] [o p] [q r] word")
