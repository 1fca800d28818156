"""`cse-text lexicon compile | check | test | coverage`: for people who add wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from cse_text.commands.console import write_out
from cse_text.commands.exit_codes import FOUND, NOTHING_FOUND
from cse_text.errors import SettingsError


def compile_() -> int:
    """Compile the shipped lexicon into models/lexicon.json; return the exit code."""
    from cse_text.training.run import compile_shipped

    compile_shipped(lambda line: write_out(line + "\n"))
    return NOTHING_FOUND


def check(folders: Sequence[Path]) -> int:
    """Check all entries and their examples; return 1 where something is to be mended."""
    from cse_text.lexicon import load_lexicon
    from cse_text.matching.phrases import PhraseDetector
    from cse_text.rule_tests import check_examples, check_whole

    compiled = load_lexicon(folders)
    detector = PhraseDetector(compiled)
    faults = [*check_whole(compiled), *(f for rule in compiled.lexicon.rules for f in check_examples(rule, detector))]
    write_out(
        "".join(f"{fault}\n" for fault in faults) + f"{len(compiled.lexicon.rules)} rules, {len(faults)} to mend\n"
    )
    return FOUND if faults else NOTHING_FOUND


def test(wanted: str, folders: Sequence[Path]) -> int:
    """Run one rule's examples through the whole scan at quick depth; return 1 where one is not borne out."""
    from cse_text.lexicon import load_lexicon
    from cse_text.lexicon.pages import find_rule
    from cse_text.rule_tests import decided_examples

    rule = find_rule(load_lexicon(folders), wanted)
    if rule is None:
        raise SettingsError("unknown-rule", f"There is no rule '{wanted}'. cse-text rules lists them.")
    lines, right = decided_examples(rule, folders)
    write_out("".join(f"{line}\n" for line in lines))
    return NOTHING_FOUND if right else FOUND


def coverage(folders: Sequence[Path]) -> int:
    """Write rules and distinct wordings by category."""
    from cse_text.lexicon import load_lexicon
    from cse_text.lexicon.notation import layouts

    compiled = load_lexicon(folders)
    rules: Counter[str] = Counter()
    wordings: Counter[str] = Counter()
    for rule in compiled.lexicon.rules:
        rules[rule.category] += rule.detector != "tagger"
        wordings[rule.category] += len({layout for phrase in rule.match for layout in layouts(phrase)})
    lines = [f"{name:22} {rules[name]:5} rules {wordings[name]:7} wordings" for name in sorted(rules)]
    lines.append(f"{'all':22} {rules.total():5} rules {wordings.total():7} wordings")
    write_out(
        "\n".join(lines)
        + "\n(a wording is one way through a phrase; inflections, classes and one-word alternatives count as one)\n"
    )
    return NOTHING_FOUND
