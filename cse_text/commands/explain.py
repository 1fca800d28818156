"""`cse-text explain RULE`: one rule's page."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.commands.console import prepare_output, write_out
from cse_text.errors import SettingsError

if TYPE_CHECKING:
    from cse_text.lexicon.rules import Lexicon

_WIDEST = 100


def explain(wanted: str, folders: Sequence[Path], *, plain: bool) -> int:
    """Write the page of the rule with this id or name; return the exit code."""
    from cse_text.lexicon import load_lexicon
    from cse_text.lexicon.pages import find_rule, rule_page

    compiled = load_lexicon(folders)
    rule = find_rule(compiled, wanted)
    if rule is None:
        raise SettingsError("unknown-rule", _unknown(compiled.lexicon, wanted))
    page = rule_page(rule, compiled)
    if plain or not sys.stdout.isatty():
        write_out(page if page.endswith("\n") else f"{page}\n")
    else:
        _show(page)
    return 0


def _show(page: str) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(file=prepare_output(), highlight=False, markup=False)
    console.print(Markdown(page), width=min(console.width, _WIDEST))


def _unknown(lexicon: Lexicon, wanted: str) -> str:
    names = [name for rule in lexicon.rules for name in (rule.id, rule.name)]
    near = difflib.get_close_matches(wanted, names, n=3)
    hint = f" Did you mean {' or '.join(near)}?" if near else " cse-text rules lists them."
    return f"There is no rule '{wanted}'.{hint}"
