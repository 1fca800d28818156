"""The shipped lexicon: every entry is whole, every example of every rule is a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from cse_text.authoring.coverage import coverage
from cse_text.errors import LexiconError
from cse_text.lexicon import CompiledLexicon, load_lexicon
from cse_text.lexicon.kept import kept_path
from cse_text.lexicon.load import lexicon_version, read_lexicon, shipped_folder
from cse_text.lexicon.pages import find_rule, rule_page
from cse_text.lexicon.rules import Rule
from cse_text.matching.phrases import PhraseDetector
from cse_text.rule_tests import Detectors, check_examples, check_whole

RULES = [rule for rule in load_lexicon().lexicon.rules if rule.detector != "tagger"]
FEWEST, WORDINGS = 600, 3000
CATEGORIES = 15

GOOD = """
- id: ZZ001
  name: zz-test
  title: Says zz
  severity: low
  why: It is a test.
  sources: [own-reading]
  match: [zigzag zoo]
  reframings: [{say: a plain word}]
  question: What happened?
  examples:
    - flag: "She is [[zigzag zoo]]."
    - flag: "A [[zigzag zoo]]."
    - pass: "A zoo."
      because: another word
"""


@pytest.fixture(scope="session")
def styled() -> CompiledLexicon:
    """The shipped lexicon with every house style switched on."""
    return load_lexicon(all_styles=True)


@pytest.fixture(scope="session")
def detectors(styled: CompiledLexicon) -> Detectors:
    """The shipped phrases, those of house styles among them, and frames."""
    return Detectors.of(styled)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_an_entry_flags_exactly_the_marked_words_of_its_examples(rule: Rule, detectors: Detectors) -> None:
    """A flag is found with its marked span and no other; a gap is still not found, nor what a frame is to pass."""
    assert check_examples(rule, detectors) == []


def test_the_lexicon_is_whole(styled: CompiledLexicon) -> None:
    """Names and phrases are unique, sources exist, every rule has examples, and no reframing is itself flagged."""
    assert check_whole(styled) == []


def test_the_kept_copy_is_current() -> None:
    """models/lexicon.json was compiled from these files; if not: python cli.py lexicon compile."""
    assert kept_path().is_file()
    assert load_lexicon().lexicon.version == lexicon_version([shipped_folder()])
    assert f'"version":"{lexicon_version([shipped_folder()])}"' in kept_path().read_text(encoding="utf-8")


def test_breadth(compiled: CompiledLexicon) -> None:
    """There are at least as many rules as promised, in every category."""
    assert coverage(RULES)[-1].rules >= FEWEST
    assert coverage(RULES)[-1].wordings >= WORDINGS
    assert len({rule.category for rule in compiled.lexicon.rules}) == CATEGORIES


@pytest.mark.parametrize("rule", RULES[::25], ids=lambda rule: rule.id)
def test_a_rule_has_a_page(rule: Rule, compiled: CompiledLexicon) -> None:
    """The page of a rule names what it finds, why, what to consider and its sources."""
    page = rule_page(rule, compiled)

    assert find_rule(compiled, rule.name) == rule
    assert all(title in page for title in ("## Why it matters", "## What it finds", "## Sources"))
    assert ("## Consider instead" in page) == any(not rung.speaks for rung in rule.reframings)
    assert ("## Or add behind the sentence" in page) == any(True for _ in rule.analyses())
    assert rule.reframings or "## Ask" in page


def local(folder: Path, rules: str, category: str = "other") -> Path:
    """Write a lexicon folder of one file."""
    path = folder / "en-GB" / "local.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(f"category: {category}\nrules:\n{rules}", encoding="utf-8")
    return folder


def test_a_local_folder_adds_rules(tmp_path: Path) -> None:
    """Rules of one's own stand beside the shipped ones."""
    compiled = load_lexicon([local(tmp_path, GOOD)])

    assert find_rule(compiled, "ZZ001") is not None
    assert [hit.rule for hit in PhraseDetector(compiled).find("He is zigzag zoo now.")] == ["ZZ001"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("severity: low", "severity: huge", "local.yaml, line 4: ZZ001, severity"),
        ("  title: Says zz\n", "", "title"),
        ("zigzag zoo]", "(zigzag]", "')' is missing"),
        ("name: zz-test", "name: Zz Test", "name"),
        ("severity: low", "severity: low\n  colour: red", "colour"),
        ('- flag: "She', '- flag: "x"\n      pass: "She', "exactly one"),
        ("why: It", "why: 'It", "local.yaml, line"),
        ("match: [zigzag zoo]", "match: ['{nobody} zoo']", "no class {nobody}"),
    ],
)
def test_a_broken_entry_is_refused_with_its_place(old: str, new: str, message: str, tmp_path: Path) -> None:
    """The error names file, line and entry, and what is wrong with it."""
    folder = local(tmp_path, GOOD.replace(old, new))

    with pytest.raises(LexiconError) as caught:
        load_lexicon([folder])
    assert message in str(caught.value)


def test_an_id_used_twice_in_one_folder_is_refused(tmp_path: Path) -> None:
    """Ids are unique; the message names the second place."""
    with pytest.raises(LexiconError, match="ZZ001 is used twice"):
        read_lexicon([local(tmp_path, GOOD + GOOD)])
