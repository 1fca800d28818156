"""`cse-text explain` and `cse-text rules`."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from cse_text.commands import app
from cse_text.lexicon.rules import Lexicon, Rule
from tests.commands.fakes import module


def rule(identity: str, name: str, category: str, title: str) -> Rule:
    """Return a rule."""
    return Rule(identity, name, title, category, "high", "0.1", "Why.", ("key",), (name,))


RULES = (
    rule("SE002", "risky-behaviour", "self-endangerment", "Calls what was done to a child behaviour"),
    rule("SE001", "placing-self-at-risk", "self-endangerment", "Says the child put themself at risk"),
    rule("AD001", "streetwise", "adultification", "Makes a child an adult"),
)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Put stand-ins for the lexicon's rooms in place; return the folders they are given."""
    folders: list[object] = []
    lexicon = Lexicon("v", RULES, {}, {}, (), ())

    def load_lexicon(extra: object = ()) -> SimpleNamespace:
        folders.append(extra)
        return SimpleNamespace(lexicon=lexicon)

    def find_rule(compiled: SimpleNamespace, wanted: str) -> Rule | None:
        return next((rule for rule in compiled.lexicon.rules if wanted in {rule.id, rule.name}), None)

    def rule_page(rule: Rule, compiled: SimpleNamespace) -> str:
        return f"# {rule.id} {rule.name}\n\n{rule.title}: \u201c[[marked]]\u201d"

    fakes = module("cse_text.lexicon", load_lexicon=load_lexicon)
    pages = module("cse_text.lexicon.pages", find_rule=find_rule, rule_page=rule_page)
    monkeypatch.setitem(sys.modules, "cse_text.lexicon", fakes)
    monkeypatch.setitem(sys.modules, "cse_text.lexicon.pages", pages)
    return folders


@pytest.mark.parametrize("wanted", ["SE001", "placing-self-at-risk"])
def test_explain_prints_a_page(given: list[object], wanted: str) -> None:
    """A rule is explained by its id or its name; in a pipe the page comes as it is."""
    result = CliRunner().invoke(app, ["explain", wanted])

    assert result.exit_code == 0
    assert result.stdout == (
        "# SE001 placing-self-at-risk\n\nSays the child put themself at risk: \u201c[[marked]]\u201d\n"
    )


def test_explain_offers_near_names(given: list[object]) -> None:
    """A name that is nearly right ends with 2 and is answered with those that are meant, perhaps."""
    result = CliRunner().invoke(app, ["explain", "placing-self-risk"])

    assert result.exit_code == 2
    assert result.stderr == ("cse-text: There is no rule 'placing-self-risk'. Did you mean placing-self-at-risk?\n")


def test_explain_points_to_the_list(given: list[object]) -> None:
    """A name like no other is answered with the way to the list."""
    result = CliRunner().invoke(app, ["explain", "zzz"])

    assert result.stderr == "cse-text: There is no rule 'zzz'. cse-text rules lists them.\n"


def test_rules_lists_by_category(given: list[object]) -> None:
    """The rules are listed a line each, by category and id."""
    result = CliRunner().invoke(app, ["rules"])

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "adultification: 1",
        "  AD001  high    streetwise            Makes a child an adult",
        "self-endangerment: 2",
        "  SE001  high    placing-self-at-risk  Says the child put themself at risk",
        "  SE002  high    risky-behaviour       Calls what was done to a child behaviour",
        "3 rules shown. cse-text explain RULE shows one whole.",
    ]


def test_rules_can_be_narrowed(given: list[object], tmp_path: object) -> None:
    """A word and a category narrow the list, and folders of one's own are read."""
    lines = CliRunner().invoke(app, ["rules", "RISK", "--category", "self-endangerment"]).stdout.splitlines()
    CliRunner().invoke(app, ["rules", "--lexicon", str(tmp_path)])

    assert [line.split()[0] for line in lines[1:-1]] == ["SE001", "SE002"]
    assert given == [(), [tmp_path]]


def test_rules_refuses_an_unknown_category(given: list[object]) -> None:
    """A category that does not exist ends with 2 and names those that do."""
    result = CliRunner().invoke(app, ["rules", "--category", "blame"])

    assert result.exit_code == 2
    assert "No rule has the category 'blame'. The categories: adultification, self-endangerment." in result.stderr
