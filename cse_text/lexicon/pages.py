"""A page for each rule, made from its entry alone: nothing on it is written anywhere else."""

from __future__ import annotations

from cse_text.lexicon.rules import Example, Rule, Rung
from cse_text.lexicon.tables import CompiledLexicon

_NEEDS = {
    "under-13": "the child is stated to be under 13",
    "under-16": "the child is stated to be under 16",
    "under-18": "the child is stated to be under 18",
    "adult": "an adult is described",
    "harm": "harm is stated",
    "harm-suspected": "a concern about harm is stated",
    "gifts": "gifts or money are stated",
    "coercion": "threats or force are stated",
    "missing": "the child was missing",
    "online": "contact online is stated",
    "drugs": "drugs or alcohol are stated",
}


def find_rule(compiled: CompiledLexicon, id_or_name: str) -> Rule | None:
    """Return the rule of this id or name, in any case, or None."""
    wanted = id_or_name.strip().lower()
    return next((rule for rule in compiled.lexicon.rules if wanted in {rule.id.lower(), rule.name}), None)


def rule_page(rule: Rule, compiled: CompiledLexicon) -> str:
    """Return the page of a rule as Markdown."""
    head = [f"# {rule.id} {rule.name}", "", f"**{rule.title}.**", ""]
    facts = [f"Category: {rule.category} · severity: {rule.severity} · since version {rule.since}"]
    if rule.valid_from:
        facts.append(f"Out of line with published guidance since {rule.valid_from}")
    parts = [
        *head,
        *facts,
        *_section("Why it matters", [rule.why.strip()]),
        *_section(
            "What it finds",
            [f"- `{phrase}`" for phrase in rule.match]
            or ["- wording that no phrase here holds, as the tagger reads it"],
        ),
        *_section("Not where", [f"- `{each.phrase}`: {each.because}" for each in rule.unless]),
        *_section("Consider instead", [_rung(rung) for rung in rule.reframings]),
        *_section("Ask", [rule.question] if rule.question else []),
        *_section(
            "Examples",
            [*(_example("found", each) for each in rule.flag), *(_example("left alone", each) for each in rule.passes)],
        ),
        *_section("Known gaps", [_example("not found", each) for each in rule.gap]),
        *_section("Sources", [_source(key, compiled) for key in rule.sources]),
    ]
    return "\n".join(parts) + "\n"


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", f"## {title}", "", *lines] if lines else []


def _rung(rung: Rung) -> str:
    needs = " and ".join(_NEEDS[need] for need in rung.needs)
    return f"- {rung.say}" + (f" (where {needs})" if needs else "")


def _example(kind: str, example: Example) -> str:
    return f"- {kind}: {example.text}" + (f" ({example.because})" if example.because else "")


def _source(key: str, compiled: CompiledLexicon) -> str:
    source = compiled.lexicon.sources.get(key)
    if source is None:
        return f"- {key}"
    return f"- {source.title}, {source.organisation}, {source.year}" + (f", {source.url}" if source.url else "")
