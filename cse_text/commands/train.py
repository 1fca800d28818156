"""`cse-text train`: fit the models again from the annotated corpus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cse_text.commands.console import say
from cse_text.commands.output import make_folder
from cse_text.errors import SettingsError
from cse_text.resources import how_to_add

if TYPE_CHECKING:
    from cse_text.training.run import Plan

STAGES = ("lexicon", "taggers", "passages", "skimmer", "reframings", "judges", "calibration", "categories", "records")
HELD = tuple(f"writer-{name}" for name in (*"pqrstuxyz", "aa", "ab", "ac"))


def train(
    corpus: Path, models: Path, scratch: Path, stages: tuple[str, ...], epochs: int, held: tuple[str, ...]
) -> int:
    """Run the stages asked for, in their order; return the exit code."""
    from cse_text.released import seal_folder
    from cse_text.training.run import Plan

    for stage in stages:
        if stage not in STAGES:
            raise SettingsError("unknown-stage", f"There is no stage '{stage}'. The stages: {', '.join(STAGES)}.")
    make_folder(scratch)
    work = _work(corpus, Plan(models, scratch, frozenset(held)), epochs)
    for stage in STAGES:
        if stage in stages:
            work[stage]()
            seal_folder(models)
    return 0


def _work(corpus: Path, plan: Plan, epochs: int) -> dict[str, Callable[[], object]]:
    """Return what each stage does."""
    from cse_text.training import run
    from cse_text.training.categories import train_categories
    from cse_text.training.corpus import read_corpus
    from cse_text.training.records import train_records
    from cse_text.training.reframings import train_reframings

    pairs = read_corpus(corpus)
    unknown = plan.held - {writer for writer, _ in pairs}
    if unknown:
        raise SettingsError("unknown-writer", f"The corpus has no writer {', '.join(sorted(unknown))}.")
    return {
        "lexicon": partial(run.compile_shipped, say),
        "taggers": lambda: run.train_taggers(pairs, plan, _tagger_settings(epochs), say),
        "passages": partial(run.train_passages, pairs, plan, say),
        "skimmer": partial(run.train_skimmer, pairs, plan, say),
        "reframings": partial(train_reframings, corpus.parent / "reframings", plan.models, say),
        "judges": partial(run.train_judges, pairs, plan, say),
        "calibration": partial(run.calibrate_shipped, pairs, plan, say),
        "categories": partial(train_categories, pairs, plan, say),
        "records": partial(train_records, pairs, plan, say),
    }


def _tagger_settings(epochs: int) -> object:
    try:
        from cse_text.training.tagger import TaggerSettings
    except ImportError as error:
        message = f"Fitting the tagger needs the extra 'train'. {how_to_add('train')}"
        raise SettingsError("no-torch", message) from error
    return TaggerSettings(epochs=epochs)
