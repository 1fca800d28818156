"""The lexicon as a folder of plain pages: opens from the disk, needs no network, is whole without script.

Values in, texts by file name out; who calls writes them. What a page says of a rule stands in lexicon/pages.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from cse_text.authoring.coverage import coverage
from cse_text.lexicon.pages import facts, period, sections
from cse_text.lexicon.rules import Lexicon, Rule, Source
from cse_text.text import fold_word

_Render = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Part:
    """A category with its rules, and how many wordings they hold."""

    category: str
    rules: tuple[Rule, ...]
    wordings: int

    @property
    def size(self) -> int:
        """How many rules there are, the general one for wording in no list among them."""
        return len(self.rules)


def site(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield name and text of every file of the site."""
    environment = _environment()
    render = partial(_rendered, environment, lexicon)
    parts = _parts(lexicon)
    styles = [rule for rule in lexicon.rules if rule.style]
    for name in ("site.css", "site.js"):
        yield name, environment.get_template(name).render()
    yield "index.html", render("index", parts=parts, total=coverage(lexicon.rules)[-1], searched=_searched)
    yield "styles.html", render("styles", styles=styles)
    yield "sources.html", render("sources", sources=_sources(lexicon), period=period)
    for rules in (*(part.rules for part in parts), styles):
        yield from _rule_pages(rules, lexicon, render)


def pieces(text: str) -> list[tuple[str, bool]]:
    """Return an example cut at its marks: stretches of text, and whether they are marked."""
    halves = (half for part in text.split("[[") for half in part.split("]]"))
    return [(half, n % 2 == 1) for n, half in enumerate(halves) if half]


def _rule_pages(rules: Sequence[Rule], lexicon: Lexicon, render: _Render) -> Iterator[tuple[str, str]]:
    for number, rule in enumerate(rules):
        yield (
            f"rules/{rule.id}.html",
            render(
                "rule",
                root="../",
                rule=rule,
                facts=facts(rule, lexicon),
                sections=sections(rule, lexicon),
                pieces=pieces,
                before=rules[number - 1] if number else None,
                after=rules[number + 1] if number + 1 < len(rules) else None,
            ),
        )


def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("cse_text.authoring"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _rendered(environment: Any, lexicon: Lexicon, name: str, *, root: str = "", **values: Any) -> str:
    template = environment.get_template(f"site_{name}.html.j2")
    shared = {"root": root, "here": "" if root else f"{name}.html", "version": lexicon.version, "count": _count}
    return str(template.render(**shared, **values))


def _parts(lexicon: Lexicon) -> list[Part]:
    wordings = {each.category: each.wordings for each in coverage(lexicon.rules)}
    names = sorted({rule.category for rule in lexicon.rules if not rule.style})
    of_category = {name: [rule for rule in lexicon.rules if rule.category == name and not rule.style] for name in names}
    return [Part(name, tuple(rules), wordings.get(name, 0)) for name, rules in of_category.items()]


def _sources(lexicon: Lexicon) -> list[tuple[Source, list[Rule]]]:
    """Return each source with the rules that rest on it, the most used first."""
    used = {key: [rule for rule in lexicon.rules if key in (*rule.sources, *rule.against)] for key in lexicon.sources}
    ranked = sorted(used.items(), key=lambda each: (-len(each[1]), each[0]))
    return [(lexicon.sources[key], rules) for key, rules in ranked if rules]


def _searched(rule: Rule) -> str:
    """Return the words by which a rule is found, each once."""
    texts = (rule.id, rule.name.replace("-", " "), rule.title, *rule.match, *(each.plain for each in rule.flag))
    return fold_word(" ".join(dict.fromkeys(" ".join(texts).replace("=", "").split())))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
