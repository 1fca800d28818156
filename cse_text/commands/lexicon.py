"""`cse-text lexicon compile | check | test | coverage`: what the lexicon holds, and whether it is sound."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.commands.console import write_out
from cse_text.commands.exit_codes import FOUND, NOTHING_FOUND
from cse_text.errors import SettingsError

if TYPE_CHECKING:
    from cse_text.lexicon.rules import Rule

_COUNTED = (
    "A wording is one way through a phrase, each word in its basic form: inflections, members of a class, words that",
    "stand for one another and words that may be left out count once; what two rules share counts once.",
)


def compile_() -> int:
    """Compile the shipped lexicon into models/lexicon.json; return the exit code."""
    from cse_text.training.run import compile_shipped

    compile_shipped(lambda line: write_out(line + "\n"))
    return NOTHING_FOUND


def check(folders: Sequence[Path]) -> int:
    """Check all entries and their examples; return 1 where something is to be mended. Warnings are none of that."""
    from cse_text.lexicon import load_lexicon
    from cse_text.lexicon.empty_parts import empty_parts
    from cse_text.rule_tests import Detectors, check_examples, check_whole

    compiled = load_lexicon(folders, all_styles=True)
    detectors = Detectors.of(compiled)
    faults = [*check_whole(compiled), *(f for rule in compiled.lexicon.rules for f in check_examples(rule, detectors))]
    rungs = ((rule, rung) for rule in compiled.lexicon.rules for rung in rule.reframings)
    empty = [(rule, each) for rule, rung in rungs for each in empty_parts(rung)]
    warnings = [f"warning: {rule.file}, line {rule.line}: {rule.id}: {each}" for rule, each in empty if each.hangs]
    left = f"; {len(empty)} reframings keep words that may be left out" if empty else ""
    ended = f"{len(compiled.lexicon.rules)} rules, {len(faults)} to mend{left}"
    write_out("".join(f"{line}\n" for line in (*faults, *warnings, ended)))
    return FOUND if faults else NOTHING_FOUND


def test(wanted: str, folders: Sequence[Path]) -> int:
    """Run one rule's examples through the whole scan; return 1 where one is not borne out."""
    from cse_text.lexicon import load_lexicon
    from cse_text.lexicon.empty_parts import empty_parts
    from cse_text.lexicon.pages import find_rule
    from cse_text.rule_tests import decided_examples

    rule = find_rule(load_lexicon(folders), wanted)
    if rule is None:
        raise SettingsError("unknown-rule", f"There is no rule '{wanted}'. cse-text rules lists them.")
    lines, right = decided_examples(rule, folders)
    lines += [f"note: {each}" for rung in rule.reframings for each in empty_parts(rung)]
    write_out("".join(f"{line}\n" for line in lines))
    return NOTHING_FOUND if right else FOUND


def show_coverage(folders: Sequence[Path]) -> int:
    """Write rules, phrases and distinct wordings by category."""
    from cse_text.authoring.coverage import coverage
    from cse_text.lexicon import load_lexicon

    rules = load_lexicon(folders).lexicon.rules
    lines = [f"{'category':22} {'rules':>7} {'phrases':>9} {'wordings':>10}"]
    lines += [f"{e.category:22} {e.rules:7,} {e.phrases:9,} {e.wordings:10,}" for e in coverage(rules)]
    write_out("\n".join([*lines, "", *_COUNTED, _left_out(rules)]) + "\n")
    return NOTHING_FOUND


def _left_out(rules: Sequence[Rule]) -> str:
    general = sum(rule.detector == "tagger" for rule in rules)
    frames, styles = sum(bool(rule.frame) for rule in rules), sum(bool(rule.style) for rule in rules)
    return f"Not counted: {general} general rules for wording in no list, {frames} frames, {styles} house styles."
