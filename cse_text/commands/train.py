"""`cse-text train`: fit the models again from the annotated corpus."""

from __future__ import annotations

from pathlib import Path

from cse_text.commands.console import say
from cse_text.errors import SettingsError

STAGES = ("lexicon", "taggers", "skimmer", "reframings", "judges")
HELD = tuple(f"writer-{letter}" for letter in "dghijkl")


def train(
    corpus: Path, models: Path, scratch: Path, stages: tuple[str, ...], epochs: int, held: tuple[str, ...]
) -> int:
    """Run the stages in order; return the exit code."""
    from cse_text.training.corpus import read_corpus
    from cse_text.training.run import Plan, compile_shipped, train_judges, train_skimmer, train_taggers

    for stage in stages:
        if stage not in STAGES:
            raise SettingsError("unknown-stage", f"There is no stage '{stage}'. The stages: {', '.join(STAGES)}.")
    plan = Plan(models, scratch, frozenset(held))
    scratch.mkdir(parents=True, exist_ok=True)
    pairs = read_corpus(corpus)
    unknown = plan.held - {writer for writer, _ in pairs}
    if unknown:
        raise SettingsError("unknown-writer", f"The corpus has no writer {', '.join(sorted(unknown))}.")
    if "lexicon" in stages:
        compile_shipped(say)
    if "taggers" in stages:
        try:
            from cse_text.training.tagger import TaggerSettings
        except ImportError as error:
            raise SettingsError(
                "no-torch", "Fitting the tagger needs the extra: pip install cse-text[train]"
            ) from error
        train_taggers(pairs, plan, TaggerSettings(epochs=epochs), say)
    if "skimmer" in stages:
        train_skimmer(pairs, plan, say)
    if "reframings" in stages:
        from cse_text.training.reframings import train_reframings

        train_reframings(corpus.parent / "reframings", models, say)
    if "judges" in stages:
        train_judges(pairs, plan, say)
    return 0
