"""Fits every model of the program from the annotated corpus, stage by stage; finished stages are kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cse_text.confidence.calibration import FORMAT, Judge
from cse_text.confidence.fit import Fit, fit_judge
from cse_text.evaluation.scoring import brier, calibration_error
from cse_text.lexicon.compiled import compile_lexicon, kept_path, load_lexicon, write_kept
from cse_text.lexicon.load import lexicon_version, read_lexicon, shipped_folder
from cse_text.matching.tagger import Tagger
from cse_text.scanner import Scanner
from cse_text.training.corpus import Pair, corpus_hash
from cse_text.training.judging import example_documents, gather

LEXICON = "lexicon"  # the writer's name under which the rules' own examples stand
UNFITTED = Judge({}, 0.0, 1.0, 0.0, 0.5, {}, 0.5, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where things are: models to write, scratch for taggers fitted on a part of the writers, how many parts."""

    models: Path
    scratch: Path
    parts: int = 2


def train_taggers(pairs: Sequence[Pair], plan: Plan, settings: Any, report: Callable[[str], None]) -> None:
    """Fit one tagger on each part's other writers (for the judge) and one on all (to ship)."""
    from cse_text.training.export import export
    from cse_text.training.tagger import fit

    examples = example_documents(load_lexicon())
    version = corpus_hash(pairs)
    wanted = [
        (plan.scratch / f"part-{n}-{version}", _without(pairs, part)) for n, part in enumerate(parts(pairs, plan.parts))
    ]
    wanted.append((plan.models / "tagger", [document for _, document in pairs]))
    for folder, documents in wanted:
        if (folder / "tagger.onnx").is_file() and folder.parent == plan.scratch:
            report(f"{folder.name}: kept from an earlier run")
            continue
        report(f"{folder.name}: {len(documents)} documents and {len(examples)} examples of rules")
        export(fit([*documents, *examples], settings, report), folder)


def parts(pairs: Sequence[Pair], number: int) -> list[frozenset[str]]:
    """Return the writers dealt out into parts of about equal numbers of words."""
    words: dict[str, int] = {}
    for writer, document in pairs:
        words[writer] = words.get(writer, 0) + len(document["text"].split())
    dealt: list[list[str]] = [[] for _ in range(number)]
    for writer in sorted(words, key=lambda name: -words[name]):
        min(dealt, key=lambda part: sum(words[name] for name in part)).append(writer)
    return [frozenset(part) for part in dealt]


def train_judges(pairs: Sequence[Pair], plan: Plan, report: Callable[[str], None]) -> dict[str, Fit]:
    """Fit the judges of both depths on candidates judged by the corpus, and write them."""
    compiled = load_lexicon()
    scanner = Scanner(compiled, UNFITTED)
    examples = [(LEXICON, document) for document in example_documents(compiled)]
    taggers = _part_taggers(pairs, plan)
    fits = {}
    for name, tagger_of in (("quick", lambda _: None), ("full", lambda writer: taggers.get(writer, taggers[""]))):
        rows, missed = gather([*pairs, *examples], scanner, tagger_of)
        fits[name] = fit_judge(rows, missed)
        _write_judge(name, fits[name], rows, plan.models, pairs, report)
    return fits


def compile_shipped(report: Callable[[str], None]) -> None:
    """Compile the shipped lexicon and keep the result for fast loading."""
    compiled = compile_lexicon(read_lexicon([shipped_folder()]))
    write_kept(compiled, kept_path())
    report(
        f"lexicon {compiled.lexicon.version}: {len(compiled.lexicon.rules)} rules, {len(compiled.rules.phrases)} phrases"
    )


def _part_taggers(pairs: Sequence[Pair], plan: Plan) -> dict[str, Tagger]:
    version = corpus_hash(pairs)
    taggers: dict[str, Tagger] = {}
    for n, part in enumerate(parts(pairs, plan.parts)):
        tagger = Tagger.load(plan.scratch / f"part-{n}-{version}")
        taggers |= dict.fromkeys(part, tagger)
    taggers[""] = next(iter(taggers.values()))
    return taggers


def _without(pairs: Sequence[Pair], writers: frozenset[str]) -> list[dict[str, Any]]:
    return [document for writer, document in pairs if writer not in writers]


def _write_judge(
    name: str, fit: Fit, rows: Sequence[Any], models: Path, pairs: Sequence[Pair], report: Callable[[str], None]
) -> None:
    points = [(float(c), row.masks) for c, row in zip(fit.held_out, rows, strict=True)]
    card = {
        "candidates": len(rows),
        "masking": sum(row.masks for row in rows),
        "writers": len({row.writer for row in rows}),
        "corpus": corpus_hash(pairs),
        "lexicon": lexicon_version([shipped_folder()]),
        "brier_on_writers_held_out": round(brier(points), 4),
        "ece_on_writers_held_out": round(calibration_error(points), 4),
    }
    data = {"format": FORMAT, "card": card, "model": fit.judge.as_data()}
    path = models / f"judge-{name}.json"
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    report(f"judge-{name}: {card}, threshold {fit.judge.threshold}")
