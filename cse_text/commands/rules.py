"""`cse-text rules`: the rules, a line each, by category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.commands.console import write_out
from cse_text.errors import SettingsError

if TYPE_CHECKING:
    from cse_text.lexicon.rules import Rule


def rules(word: str, category: str, folders: Sequence[Path]) -> int:
    """Write the rules whose id, name or title holds the word, of one category if it is named."""
    from cse_text.lexicon import load_lexicon

    known = load_lexicon(folders).lexicon.rules
    categories = sorted({rule.category for rule in known})
    if category and category not in categories:
        raise SettingsError(
            "unknown-category", f"No rule has the category '{category}'. The categories: {', '.join(categories)}."
        )
    chosen = [rule for rule in known if _is_chosen(rule, word, category)]
    write_out("".join(f"{line}\n" for line in _lines(chosen)))
    return 0


def _is_chosen(rule: Rule, word: str, category: str) -> bool:
    text = f"{rule.id} {rule.name} {rule.title}".lower()
    return word.lower() in text and category in {"", rule.category}


def _lines(chosen: Sequence[Rule]) -> Iterator[str]:
    from cse_text.reports.wording import count

    ordered = sorted(chosen, key=lambda rule: (rule.category, rule.id))
    width = max((len(rule.name) for rule in ordered), default=0)
    for category, group in groupby(ordered, key=lambda rule: rule.category):
        members = list(group)
        yield f"{category}: {len(members)}"
        yield from (_line(rule, width) for rule in members)
    yield f"{count(len(ordered), 'rule')} shown. cse-text explain RULE shows one whole."


def _line(rule: Rule, width: int) -> str:
    style = f" (house style '{rule.style}')" if rule.style else ""
    return f"  {rule.id}  {rule.severity:<6}  {rule.name:<{width}}  {rule.title}{style}".rstrip()
