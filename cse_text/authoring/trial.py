"""An entry tried out before it is written: read as its file would hold it, compiled, its examples run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from cse_text.authoring.entry import with_entry
from cse_text.lexicon.compiled import CompiledLexicon, extend
from cse_text.lexicon.load import join, read_part
from cse_text.matching.phrases import PhraseDetector
from cse_text.rule_tests import Detectors, check_examples, check_rule, open_passes


def try_entry(entry: str, category: str, compiled: CompiledLexicon) -> tuple[list[str], list[str]]:
    """Return what is to be mended in an entry, and which passes are left to context; raise LexiconError if broken."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "entry.yaml"
        path.write_text(with_entry(path, entry, category), encoding="utf-8", newline="\n")
        part = read_part(Path(folder))
    tried = extend(compiled, join(replace(compiled.lexicon, version="tried"), part))
    rule = part.rules[0]
    detectors = Detectors.of(tried)
    found = [*check_rule(rule, tried, detectors.phrases), *check_examples(rule, detectors)]
    return [_bare(fault) for fault in found], [_bare(line) for line in open_passes(rule, tried, detectors.phrases)]


def already_found(phrases: Sequence[str], sentences: Sequence[str], compiled: CompiledLexicon) -> list[str]:
    """Return the rules that find some of these sentences already."""
    detector = PhraseDetector(compiled)
    hits = [hit.rule for sentence in sentences for hit in detector.find(sentence)]
    return sorted({*hits, *(rule.id for rule in compiled.lexicon.rules if set(rule.match) & set(phrases))})


def _bare(line: str) -> str:
    return line.partition("entry.yaml, ")[2].partition(": ")[2] or line
