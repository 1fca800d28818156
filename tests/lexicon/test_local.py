"""Tests of lexicon folders of one's own: adding, overriding, silencing with a reason, styles, errors with lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cse_text.errors import LexiconError
from cse_text.lexicon import load_lexicon
from cse_text.lexicon.load import Part, join, read_part
from cse_text.lexicon.local import read_local
from cse_text.lexicon.rules import Lexicon
from cse_text.matching.phrases import PhraseDetector
from cse_text.scanner import Scanner
from cse_text.settings import Settings
from cse_text.types import Record
from tests.lexicon.small import SOURCES, lexicon, rule

ENTRY = """category: other
rules:
- id: {id}
  name: {name}
  title: Says zigzag
  severity: low
  why: It is a test.
  sources: [own-reading]
  match: [zigzag zoo]
"""
OWN = ENTRY.format(id="LO001", name="own-one")


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep what is compiled out of the user's own cache."""
    monkeypatch.setenv("CSE_TEXT_CACHE", str(tmp_path / "cache"))


def folder(path: Path, **files: str) -> Path:
    """Write a lexicon folder; `_` in a name stands for the dot of its ending."""
    path.mkdir()
    for name, text in files.items():
        (path / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return path


def masking(path: Path, text: str) -> list[str]:
    """Return the rules of what masks in a text, read with a folder of one's own."""
    scanner = Scanner.load(Settings(depth="quick", lexicon_folders=(path,)))
    return [each.rule for each in scanner.scan(Record("r", text, "")).findings if each.masking]


def test_a_folder_adds_and_overrides(tmp_path: Path) -> None:
    """A new id adds a rule; a shipped id puts the entry in the shipped one's place."""
    entries = ENTRY.format(id="LO001", name="own-one") + ENTRY.format(id="SE001", name="own-two").split("rules:\n")[1]
    own = folder(
        tmp_path / "own", own_yaml=entries.replace("zoo]\n- id", "zoo]\n- id").replace("zigzag zoo", "zigzag zoo", 1)
    )
    whole = load_lexicon([own]).lexicon

    assert whole.local.added == ("LO001",)
    assert whole.local.overridden == ("SE001",)
    assert next(each for each in whole.rules if each.id == "SE001").match == ("zigzag zoo",)
    assert not any(
        hit.rule == "SE001" for hit in PhraseDetector(load_lexicon([own])).matches("She puts herself at risk.")
    )


def test_a_silenced_rule_is_not_found_and_gives_its_reason(tmp_path: Path) -> None:
    """A rule is silenced by id or name; what else stands in the sentence is still found."""
    text = "She puts herself at risk and is sexually active."
    assert "SE001" in masking(folder(tmp_path / "empty"), text)

    for wanted in ("SE001", "putting-self-at-risk"):
        own = folder(tmp_path / wanted, silence_yaml=f"{wanted}: Our form asks\n  for these words.\n")
        assert "SE001" not in masking(own, text)
        assert masking(own, text) != []
        assert read_local([own]) == [f"silenced {wanted}: Our form asks for these words"]


def test_a_style_is_found_only_where_it_is_switched_on(tmp_path: Path) -> None:
    """Words that guides dispute are left alone until a folder switches their style on."""
    text = "The victim was seen at home."

    assert masking(folder(tmp_path / "off", settings_toml="[style]\nvictim = false\n"), text) == []
    assert masking(folder(tmp_path / "on", settings_toml="[style]\nvictim = true\n"), text) == ["ST001"]
    assert read_local([tmp_path / "on"]) == ["switched on house style 'victim'"]


def test_a_style_does_not_hide_what_masks(tmp_path: Path) -> None:
    """With every style on, what masked before still masks, and the style adds nothing on the same words."""
    styles = "alleged cse disclosed exploitative-relationship survivor victim vulnerable young-person".split()
    own = folder(tmp_path / "all", settings_toml="[style]\n" + "".join(f"{name} = true\n" for name in styles))
    text = "The young person puts herself at risk. The victim is sexually active."
    before = masking(folder(tmp_path / "none"), text)

    assert before != []
    assert [each for each in masking(own, text) if not each.startswith("ST")] == before
    assert masking(own, text).count("ST008") == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("silence.yaml", "SE001:\n", "silence.yaml, line 1: SE001: a silence says why"),
        ("silence.yaml", "# why\nSE001: ''\n", "silence.yaml, line 2: SE001: a silence says why"),
        ("silence.yaml", "SE999: gone\n", "there is no rule 'SE999'"),
        ("settings.toml", "[style]\nvictim = 1\n", "settings.toml, line 2: 'victim' is true or false"),
        ("settings.toml", "[style]\nnobody = true\n", "there is no style 'nobody'; known: alleged"),
        ("settings.toml", "[styles]\n", "settings.toml, line 1: 'styles' is not understood"),
        ("settings.toml", "style", "not valid TOML"),
        ("own.yaml", "category: other\ncategory: other\nrules: []\n", "own.yaml, line 2: 'category' stands twice"),
        (
            "own.yaml",
            ENTRY.format(id="LO001", name="x").replace("[zigzag zoo]", "['zigzag (zoo']"),
            "line 9: LO001: phrase",
        ),
        (
            "own.yaml",
            ENTRY.format(id="LO001", name="x").replace("[zigzag zoo]", "['{zoo} gate']"),
            "line 9: LO001: phrase",
        ),
    ],
)
def test_a_broken_folder_is_refused_with_its_line(tmp_path: Path, name: str, content: str, message: str) -> None:
    """The error names file and line, says what is wrong and shows the author's own line."""
    own = folder(tmp_path / "own", **{name.replace(".", "_"): content})

    with pytest.raises(LexiconError) as caught:
        load_lexicon([own])
    assert message in str(caught.value)
    assert "line" not in message or "> " in str(caught.value)


def test_a_kept_copy_is_used_until_the_folder_changes(tmp_path: Path) -> None:
    """What was compiled once is read again; any edit gives another version."""
    own = folder(tmp_path / "own", own_yaml=ENTRY.format(id="LO001", name="own-one"))
    first = load_lexicon([own])
    kept = list((tmp_path / "cache").iterdir())
    again = load_lexicon([own])
    (own / "own.yaml").write_text(ENTRY.format(id="LO002", name="own-one"), encoding="utf-8")

    assert len(kept) == 1
    assert again.lexicon == first.lexicon
    assert load_lexicon([own]).lexicon.version != first.lexicon.version
    assert "LO002" in load_lexicon([own]).by_id


def test_a_rule_takes_the_date_of_its_earliest_guidance(tmp_path: Path) -> None:
    """A date of the entry's own stands; else that of its source; our own reading has none."""
    plain = rule("a zoo")
    dated = replace(plain, id="TT002", sources=("own-reading", "guide"))
    given = replace(plain, id="TT003", sources=("guide",), valid_from="2015-05-03")
    whole = join(
        Lexicon("v", (), {}, {}, (), ()), Part(rules=(plain, dated, given), sources=SOURCES, classes=lexicon().classes)
    )

    assert [each.valid_from for each in whole.rules] == ["", "2013", "2015-05-03"]
    assert read_part(folder(tmp_path / "empty")).rules == ()
