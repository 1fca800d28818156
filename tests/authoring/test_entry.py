"""Tests of new entries: their id, their text, the file they are added to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cse_text.authoring.entry import Draft, category_of, entry_text, next_id, with_entry
from cse_text.authoring.trial import already_found, try_entry
from cse_text.errors import LexiconError
from cse_text.lexicon import CompiledLexicon
from cse_text.lexicon.load import read_part
from tests.lexicon.small import compiled, rule

DRAFT = Draft(
    name="going-zigzag",
    title="Says the child goes zigzag",
    category="other",
    severity="low",
    why="It hides who took the child along: nobody is named.",
    sources=("own-reading",),
    match=("go zigzag with {child}", "=zigzag zoo"),
    reframings=("was taken along by others",),
    question="Who took the child along?",
    examples=(
        ("flag", "She [[went zigzag with him]].", ""),
        ("flag", 'A "[[zigzag zoo]]" again.', ""),
        ("pass", "The path zigzags: it is steep.", "yes"),
    ),
)

TYPED = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))


@pytest.fixture(scope="module")
def small() -> CompiledLexicon:
    """A lexicon of one rule."""
    known = compiled("put {self} at risk")
    return replace(known, lexicon=replace(known.lexicon, classes={**known.lexicon.classes, "child": ("(=she|=him)",)}))


@pytest.mark.parametrize(
    ("ids", "shipped", "expected"),
    [
        ((), False, "LO001"),
        (("LO001", "LO007", "SE050"), False, "LO008"),
        (("OT001", "OT012", "SE050"), True, "OT013"),
        ((), True, "LO001"),
    ],
)
def test_the_next_id_is_assigned(ids: tuple[str, ...], shipped: bool, expected: str) -> None:
    """A local lexicon has letters of its own; the shipped one those of most rules of the category."""
    rules = [replace(rule("a zoo", identity=each), category=each[:2].lower()) for each in ids]

    assert next_id(rules, "ot", shipped=shipped) == expected


def test_ids_do_not_run_over() -> None:
    """After the last number an error says so."""
    with pytest.raises(LexiconError, match="LO999"):
        next_id([rule("a zoo", identity="LO999")], "other", shipped=False)


def test_an_entry_is_read_back_as_it_was_meant(tmp_path: Path) -> None:
    """Everything that was answered stands in the entry, quoted where YAML needs it."""
    path = tmp_path / "own.yaml"
    path.write_text(with_entry(path, entry_text("LO001", DRAFT, "0.1"), "other"), encoding="utf-8")
    (tmp_path / "classes.yaml").write_text("child: [=she]\n", encoding="utf-8")
    read = read_part(tmp_path).rules[0]

    assert (read.id, read.name, read.title, read.category) == ("LO001", DRAFT.name, DRAFT.title, "other")
    assert (read.why, read.match, read.question, read.sources) == (
        DRAFT.why,
        DRAFT.match,
        DRAFT.question,
        DRAFT.sources,
    )
    assert [each.text for each in (*read.flag, *read.passes)] == [text for _, text, _ in DRAFT.examples]
    assert read.passes[0].because == "yes"


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).map(
        lambda t: " ".join(t.split())
    )
)
@settings(max_examples=60, deadline=None)
def test_any_answer_is_read_back(answer: str) -> None:
    """Whatever an author types, the entry holds it and nothing else."""
    text = entry_text("LO001", replace(DRAFT, why=answer, title=answer), "0.1")
    read = yaml.safe_load(text)[0]

    assert read["why"] == answer
    assert read["title"] == answer
    assert read["name"] == DRAFT.name


def test_comments_and_order_stay(tmp_path: Path) -> None:
    """An entry is added at the end; every other byte of the file is as it was, line ends too."""
    path = tmp_path / "own.yaml"
    before = "# ours\r\ncategory: other  # all of it\r\nrules:\r\n  # the first\r\n  - id: LO001\r\n    name: a-name"
    path.write_bytes(before.encode())
    after = with_entry(path, "- id: LO002\n  name: b\n", "other")

    assert after == before + "\r\n  - id: LO002\r\n    name: b\r\n"
    assert category_of(path) == "other"


def test_examples_are_run_before_anything_is_written(small: CompiledLexicon) -> None:
    """What the phrases do not bear out is said without the file's name; a good entry has nothing to mend."""
    good = entry_text("LO001", DRAFT, "0.1")
    wrong = entry_text("LO001", replace(DRAFT, examples=(("flag", "She [[went away]].", ""),)), "0.1")

    assert try_entry(good, "other", small)[0] == ["LO001: source 'own-reading' is not in sources.yaml"]
    faults = try_entry(wrong, "other", small)[0]
    assert any("flag 'She [[went away]].'" in fault for fault in faults)
    assert not any("entry.yaml" in fault for fault in faults)


def test_what_is_found_already_is_said(small: CompiledLexicon) -> None:
    """A sentence that another rule finds, or a phrase that stands in one, names that rule."""
    assert already_found((), ["She puts herself at risk."], small) == ["TT001"]
    assert already_found(["put {self} at risk"], [], small) == ["TT001"]
    assert already_found(["go home"], ["She goes home."], small) == []
