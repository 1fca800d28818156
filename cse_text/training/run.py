"""Fits every model of the program from the annotated corpus, stage by stage; finished stages are kept."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from cse_text.confidence.calibration import FORMAT, Judge
from cse_text.confidence.fit import Fit, fit_judge, recalibrate
from cse_text.evaluation.scoring import brier, calibration_error
from cse_text.lexicon.compiled import compile_lexicon, kept_path, load_lexicon, write_kept
from cse_text.lexicon.load import lexicon_version, read_lexicon, shipped_folder
from cse_text.matching.skimmer import Skimmer
from cse_text.matching.tagger import Tagger
from cse_text.matching.windows import cut_sentences
from cse_text.scanner import Scanner
from cse_text.training.corpus import Pair, corpus_hash
from cse_text.training.judging import example_documents, gather

LEXICON = "lexicon"  # the writer's name under which the rules' own examples stand
# Precision to reach on writers held out. The corpus holds a trap for every masking span, by design far more than
# records do, so that precision on ordinary records is higher.
AIMS = {"quick": 0.66, "full": 0.66}
SKIMMER_RECALL = 0.96  # of sentences with masking, on the held writers
SEEN = "documents.txt"  # beside the tagger: the ids of the documents it was fitted on
UNFITTED = Judge({}, 0.0, 1.0, 0.0, 0.5, {}, 0.5, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where things are: models to write, scratch for the tagger that the judge is fitted with.

    `held` names the writers whose texts that tagger does not see: the judge learns from them how far to trust it,
    and the figures on the model card are theirs. The tagger that ships is then fitted on all writers.
    """

    models: Path
    scratch: Path
    held: frozenset[str]


def train_taggers(pairs: Sequence[Pair], plan: Plan, settings: Any, report: Callable[[str], None]) -> None:
    """Fit a tagger without the held writers, for the judge; go on from it over all writers, to ship.

    Finished ones are kept in the scratch folder and not fitted again.
    """
    from cse_text.training.export import export
    from cse_text.training.tagger import fit, load_weights, new_tagger

    examples = example_documents(load_lexicon())
    inside = [document for writer, document in pairs if writer not in plan.held]
    judging = judging_folder(pairs, plan)
    if not (judging / "tagger.onnx").is_file():
        report(f"{judging.name}: {len(inside)} documents and {len(examples)} examples of rules")
        export(fit([*inside, *examples], settings, report, judging), judging)
    shipped = plan.scratch / f"all-{corpus_hash(pairs)}"
    if not (shipped / "tagger.onnx").is_file():
        report(f"{shipped.name}: {len(pairs)} documents and {len(examples)} examples of rules")
        further = replace(settings, epochs=settings.further_epochs, rate=settings.further_rate)
        start = load_weights(new_tagger(settings.layers), judging)
        every = [*(document for _, document in pairs), *examples]
        export(fit(every, further, report, shipped, start), shipped)
    shutil.copytree(shipped, plan.models / "tagger", dirs_exist_ok=True)
    names = "\n".join(document["id"] for _, document in pairs)
    (plan.models / "tagger" / SEEN).write_text(names + "\n", encoding="utf-8", newline="\n")


def train_skimmer(pairs: Sequence[Pair], plan: Plan, report: Callable[[str], None]) -> None:
    """Fit the skimmer without the held writers, choose its threshold on them, and write it."""
    from cse_text.training.export import export_skimmer
    from cse_text.training.skimmer import SkimmerSettings, fit_skimmer

    inside = [document for writer, document in pairs if writer not in plan.held]
    folder = plan.models / "skimmer"
    export_skimmer(fit_skimmer(inside, SkimmerSettings(), report), folder, threshold=0.0)
    from cse_text.training.tagger import base_tokenizer

    skimmer = Skimmer.load(base_tokenizer(), folder)
    scores: list[float] = []
    for writer, document in pairs:
        if writer in plan.held:
            sentences = cut_sentences(document["text"])
            found = zip(sentences, skimmer.scores(document["text"], sentences), strict=True)
            masking = [span for span in document["spans"] if span["masking"] is True]
            scores += [float(score) for sentence, score in found if _holds(sentence, masking)]
    threshold = round(float(np.quantile(scores, 1 - SKIMMER_RECALL)), 4)
    (folder / "skimmer.json").write_text(json.dumps({"threshold": threshold}) + "\n", encoding="utf-8", newline="\n")
    report(f"skimmer: threshold {threshold} lets {SKIMMER_RECALL:.0%} of masking sentences of held writers through")


def _holds(sentence: tuple[int, int], spans: Sequence[Any]) -> bool:
    return any(span["start"] < sentence[1] and sentence[0] < span["end"] for span in spans)


def judging_folder(pairs: Sequence[Pair], plan: Plan) -> Path:
    """Return where the tagger lies that was fitted without the held writers."""
    inside = [(writer, document) for writer, document in pairs if writer not in plan.held]
    return plan.scratch / f"judging-{corpus_hash(inside)}"


def train_judges(pairs: Sequence[Pair], plan: Plan, report: Callable[[str], None]) -> dict[str, Fit]:
    """Fit the judges of both depths on candidates judged by the corpus, and write them."""
    compiled = load_lexicon()
    scanner = Scanner(compiled, UNFITTED)
    examples = [(LEXICON, document) for document in example_documents(compiled)]
    tagger = Tagger.load(judging_folder(pairs, plan))
    held = [(writer, document) for writer, document in pairs if writer in plan.held]
    fits = {}
    for name, reader, chosen in (("quick", None, [*pairs, *examples]), ("full", tagger, held)):
        rows, missed = gather(chosen, scanner, reader)
        fits[name] = fit_judge(rows, missed, AIMS[name])
        _write_judge(name, fits[name], rows, plan.models, corpus_hash(chosen), report)
    return fits


def calibrate_shipped(pairs: Sequence[Pair], plan: Plan, report: Callable[[str], None]) -> None:
    """Calibrate the full judge again on documents that the shipped tagger has not seen, and give it its threshold.

    The judge is fitted with a tagger of fewer texts; the one that ships is surer of itself.
    """
    seen = set((plan.models / "tagger" / SEEN).read_text(encoding="utf-8").split())
    fresh = [(writer, document) for writer, document in pairs if document["id"] not in seen]
    if not fresh:
        report("calibration: the shipped tagger has seen the whole corpus; nothing to calibrate on")
        return
    path = plan.models / "judge-full.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    rows, missed = gather(fresh, Scanner(load_lexicon(), UNFITTED), Tagger.load(plan.models / "tagger"))
    judge, confidences = recalibrate(Judge.from_data(data["model"]), rows, missed, AIMS["full"])
    points = [(float(confidence), row.masks) for confidence, row in zip(confidences, rows, strict=True)]
    data["card"]["calibrated_on_unseen"] = {
        "documents": len(fresh),
        "candidates": len(rows),
        "masking": sum(row.masks for row in rows),
        "writers": sorted({writer for writer, _ in fresh}),
        "ece": round(calibration_error(points), 4),
        "brier": round(brier(points), 4),
    }
    data["model"] = judge.as_data()
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    report(f"calibration: {data['card']['calibrated_on_unseen']}, threshold {judge.threshold}")


def compile_shipped(report: Callable[[str], None]) -> None:
    """Compile the shipped lexicon and keep the result for fast loading."""
    compiled = compile_lexicon(read_lexicon([shipped_folder()]))
    write_kept(compiled, kept_path())
    report(
        f"lexicon {compiled.lexicon.version}: {len(compiled.lexicon.rules)} rules, "
        f"{len(compiled.rules.phrases)} phrases"
    )


def _write_judge(
    name: str, fit: Fit, rows: Sequence[Any], models: Path, corpus: str, report: Callable[[str], None]
) -> None:
    real = [(float(c), row) for c, row in zip(fit.held_out, rows, strict=True) if row.weight >= 1]
    points = [(confidence, row.masks) for confidence, row in real]
    card = {
        "candidates": len(real),
        "masking": sum(row.masks for _, row in real),
        "writers": len({row.writer for _, row in real}),
        "corpus": corpus,
        "lexicon": lexicon_version([shipped_folder()]),
        "brier_on_writers_held_out": round(brier(points), 4),
        "ece_on_writers_held_out": round(calibration_error(points), 4),
    }
    data = {"format": FORMAT, "card": card, "model": fit.judge.as_data()}
    path = models / f"judge-{name}.json"
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    report(f"judge-{name}: {card}, threshold {fit.judge.threshold}")
