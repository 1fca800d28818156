"""A lexicon of one rule, for tests of what is done with phrases."""

from __future__ import annotations

from cse_text.lexicon.compiled import compile_lexicon
from cse_text.lexicon.rules import Example, Lexicon, Rule, Rung, Source, Unless
from cse_text.lexicon.tables import CompiledLexicon

CLASSES = {
    "self": ("(=herself|=himself|=themselves)",),
    "child": ("(=she|=he|girl|boy)", "young person"),
    "adj": ("(further|serious)",),
}
SOURCES = {"guide": Source("guide", "Guide", "Somebody", "2013", "", "2013")}


def rule(*phrases: str, identity: str = "TT001") -> Rule:
    """Return a rule of these phrases that has everything a rule may have."""
    return Rule(
        *(identity, f"name-{identity.lower()}", "Test", "other", "low", "0.1", "Why.", ("own-reading",), phrases),
        unless=(Unless("put {self} at the table", "a seat"),),
        reframings=(Rung("<be> harmed", ("adult",)), Rung("harmed")),
        question="Who?",
        flag=(Example("She [[put herself at risk]]."),),
    )


def lexicon(*rules: Rule, version: str = "test") -> Lexicon:
    """Return a lexicon of these rules."""
    return Lexicon(version, rules, SOURCES, CLASSES, (), ())


def compiled(*phrases: str) -> CompiledLexicon:
    """Return a compiled lexicon with one rule of these phrases."""
    return compile_lexicon(lexicon(rule(*phrases)))
