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
from cse_text.confidence.fit import Fit, Row, fit_judge, recalibrate
from cse_text.evaluation.scoring import brier, calibration_error
from cse_text.lexicon.compiled import compile_lexicon, load_lexicon
from cse_text.lexicon.kept import kept_path, write_kept
from cse_text.lexicon.load import lexicon_version, read_lexicon, shipped_folder
from cse_text.matching.frames import FrameDetector
from cse_text.matching.names import WORDS, NameMask, small_words
from cse_text.matching.skimmer import Skimmer
from cse_text.matching.tagger import Tagger, propose
from cse_text.matching.windows import cut_sentences
from cse_text.released import seal, seal_folder
from cse_text.scanner import Scanner
from cse_text.training.corpus import Pair, corpus_hash, teachers
from cse_text.training.judging import example_documents, gather

LEXICON = "lexicon"  # the writer's name under which the rules' own examples stand
# Precision to reach on writers held out. The corpus holds a trap for every masking span, by design far more than
# records do, so that precision on ordinary records is higher.
AIMS = {"quick": 0.66, "full": 0.66}
SKIMMER_RECALL = 0.95  # of the masking sentences that the tagger itself finds
APART = 10  # every so many-th document of the held writers is kept from the tagger that ships, to calibrate on
# Writers of near misses and of wording that nobody had written before: further from records than the others. They teach
# the record checks and the categories; a judge that learns from them is less sure of everyday records than it may be.
HARD = frozenset(f"writer-{name}" for name in ("x", "y", "z", "aa", "ab", "ac"))
SHIPPED = "shipped"  # in the scratch folder: the weights of the tagger that ships
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
    from cse_text.training.tagger import WEIGHTS, fit, load_weights, new_tagger

    examples = example_documents(load_lexicon())
    inside = [document for writer, document in pairs if writer not in plan.held]
    words = small_words(document["text"] for document in (*(each for _, each in pairs), *examples))
    names = NameMask(words)
    judging = judging_folder(pairs, plan)
    if not (judging / "tagger.onnx").is_file():
        report(f"{judging.name}: {len(inside)} documents and {len(examples)} examples of rules")
        export(fit([*inside, *examples], settings, names, report, judging), words, judging)
    chosen = to_ship(pairs, plan)
    shipped = plan.scratch / f"all-{corpus_hash(chosen)}"
    if not (shipped / "tagger.onnx").is_file():
        report(f"{shipped.name}: {len(chosen)} documents and {len(examples)} examples of rules")
        further = replace(settings, epochs=settings.further_epochs, rate=settings.further_rate)
        start = load_weights(new_tagger(settings.layers), judging)
        every = [*(document for _, document in chosen), *examples]
        export(fit(every, further, names, report, shipped, start), words, shipped)
    for name in ("tagger.onnx", "tokenizer.json", WORDS):
        shutil.copy(shipped / name, plan.models / "tagger" / name)
    (plan.scratch / SHIPPED).mkdir(exist_ok=True)
    shutil.copy(shipped / WEIGHTS, plan.scratch / SHIPPED / WEIGHTS)
    seen = "\n".join(document["id"] for _, document in chosen)
    (plan.models / "tagger" / SEEN).write_text(seen + "\n", encoding="utf-8", newline="\n")


def train_passages(pairs: Sequence[Pair], plan: Plan, report: Callable[[str], None]) -> None:
    """Fit what the tagger says of whole records, and write the tagger again with it."""
    from cse_text.training.export import export_reading
    from cse_text.training.passages import HeadSettings, fit_head, lessons, read_across
    from cse_text.training.tagger import load_weights, new_tagger

    tagger = load_weights(new_tagger(), plan.scratch / SHIPPED).eval()
    names = NameMask.load(plan.models / "tagger")
    records = teachers(pairs)
    taught = lessons(records, tagger, names)
    report(f"passages: {len(taught)} records")
    export_reading(tagger, fit_head(taught, HeadSettings(), report), plan.models / "tagger")
    read_across(taught, plan.scratch, report)


def to_ship(pairs: Sequence[Pair], plan: Plan) -> list[Pair]:
    """Return what the shipped tagger is fitted on: all but every tenth document of the held writers."""
    apart = _apart(pairs, plan)
    return [(writer, document) for writer, document in pairs if document["id"] not in apart]


def _apart(pairs: Sequence[Pair], plan: Plan) -> frozenset[str]:
    """Return the ids of every tenth document of the held writers."""
    held = [document["id"] for writer, document in pairs if writer in plan.held]
    return frozenset(held[::APART])


def train_skimmer(pairs: Sequence[Pair], plan: Plan, report: Callable[[str], None]) -> None:
    """Fit the skimmer on what the judge's tagger reads, and write it with the threshold that keeps what that finds.

    The threshold is chosen on the documents that the shipped tagger is not fitted on either.
    """
    from cse_text.training.export import export_skimmer
    from cse_text.training.skimmer import SkimmerSettings, fit_skimmer, lessons

    tagger = Tagger.load(judging_folder(pairs, plan))
    chosen = to_ship(pairs, plan)
    known = {document["id"] for _, document in chosen}
    taught = list(lessons((document["text"] for _, document in chosen), tagger))
    folder = plan.models / "skimmer"
    export_skimmer(fit_skimmer(taught, SkimmerSettings(), report), folder, threshold=0.0)
    seal_folder(plan.models)
    fresh = [document for _, document in pairs if document["id"] not in known]
    threshold, passing = skimming_threshold(Skimmer.load(tagger, folder), tagger, fresh)
    (folder / "skimmer.json").write_text(json.dumps({"threshold": threshold}) + "\n", encoding="utf-8", newline="\n")
    report(f"skimmer: threshold {threshold} lets {passing:.0%} of sentences it has not seen through")


def skimming_threshold(skimmer: Skimmer, tagger: Tagger, documents: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """Return the threshold that keeps what the tagger rightly finds, and the share of sentences that pass it."""
    wanted: list[float] = []
    scores: list[float] = []
    for document in documents:
        sentences = cut_sentences(document["text"])
        found = skimmer.scores(document["text"], sentences)
        scores += found.tolist()
        wanted += found[_found_masking(document, sentences, tagger)].tolist()
    threshold = round(float(np.quantile(wanted, 1 - SKIMMER_RECALL)), 4)
    return threshold, float((np.array(scores) >= threshold).mean())


def _found_masking(document: dict[str, Any], sentences: Sequence[tuple[int, int]], tagger: Tagger) -> list[int]:
    """Return which sentences hold masking that the tagger proposes."""
    text = document["text"]
    proposed = propose(text, tagger.read(text))
    masking = [span for span in document["spans"] if span["masking"] is True]
    right = [each for each in proposed if _holds((each.start, each.end), masking)]
    return [n for n, (start, end) in enumerate(sentences) if any(start <= each.start < end for each in right)]


def _holds(sentence: tuple[int, int], spans: Sequence[Any]) -> bool:
    return any(span["start"] < sentence[1] and sentence[0] < span["end"] for span in spans)


def judging_folder(pairs: Sequence[Pair], plan: Plan) -> Path:
    """Return where the tagger lies that was fitted without the held writers."""
    inside = [(writer, document) for writer, document in pairs if writer not in plan.held]
    return plan.scratch / f"judging-{corpus_hash(inside)}"


def train_judges(pairs: Sequence[Pair], plan: Plan, report: Callable[[str], None]) -> dict[str, Fit]:
    """Fit the judges of both depths on candidates judged by the corpus, and write them."""
    compiled = load_lexicon()
    quick, full = Scanner(compiled, UNFITTED), Scanner(compiled, UNFITTED, frames=FrameDetector(compiled))
    examples = [(LEXICON, document) for document in example_documents(compiled)]
    tagger = Tagger.load(judging_folder(pairs, plan))
    pairs = [pair for pair in pairs if pair[0] not in HARD]
    held = [(writer, document) for writer, document in pairs if writer in plan.held]
    fits = {}
    runs = (("quick", quick, None, [*pairs, *examples]), ("full", full, tagger, held))
    for name, scanner, reader, chosen in runs:
        rows = gather(chosen, scanner, reader)
        fits[name] = fit_judge(rows, AIMS[name])
        _write_judge(name, fits[name], rows, plan.models, corpus_hash(chosen), report)
    return fits


def calibrate_shipped(pairs: Sequence[Pair], plan: Plan, report: Callable[[str], None]) -> None:
    """Calibrate the full judge again on documents that the shipped tagger has not seen, and give it its threshold.

    The judge is fitted with a tagger of fewer texts; the one that ships is surer of itself.
    """
    seen = set((plan.models / "tagger" / SEEN).read_text(encoding="utf-8").split())
    unseen = _apart(pairs, plan) - seen
    fresh = [(writer, document) for writer, document in pairs if document["id"] in unseen and writer not in HARD]
    if not fresh:
        report("calibration: the shipped tagger has seen the whole corpus; nothing to calibrate on")
        return
    path = plan.models / "judge-full.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    compiled = load_lexicon()
    scanner = Scanner(compiled, UNFITTED, frames=FrameDetector(compiled))
    rows = gather(fresh, scanner, Tagger.load(plan.models / "tagger"))
    judge, confidences = recalibrate(Judge.from_data(data["model"]), rows, AIMS["full"])
    points = _points(confidences, rows)
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
    seal("models/lexicon.json", "lexicons/")
    report(
        f"lexicon {compiled.lexicon.version}: {len(compiled.lexicon.rules)} rules, "
        f"{len(compiled.rules.phrases)} phrases"
    )


def _write_judge(
    name: str, fit: Fit, rows: Sequence[Row], models: Path, corpus: str, report: Callable[[str], None]
) -> None:
    general = {rule.id for rule in load_lexicon().lexicon.rules if rule.detector == "tagger"}
    weigh = [row.weight >= 1 for row in rows]
    real = [row for row, counts in zip(rows, weigh, strict=True) if counts]
    points = _points(fit.held_out[weigh], real)
    phrases = [row.rule not in general for row in real]
    of_rules = _points(fit.rules_held_out[weigh][phrases], [row for row, yes in zip(real, phrases, strict=True) if yes])
    card = {
        "candidates": len(real),
        "masking": sum(row.masks for row in real),
        "writers": len({row.writer for row in real}),
        "corpus": corpus,
        "lexicon": lexicon_version([shipped_folder()]),
        "brier_on_writers_held_out": round(brier(points), 4),
        "ece_on_writers_held_out": round(calibration_error(points), 4),
        "brier_on_rules_held_out": round(brier(of_rules), 4),
        "ece_on_rules_held_out": round(calibration_error(of_rules), 4),
    }
    data = {"format": FORMAT, "card": card, "model": fit.judge.as_data()}
    path = models / f"judge-{name}.json"
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    report(f"judge-{name}: {card}, threshold {fit.judge.threshold}")


def _points(confidences: np.ndarray, rows: Sequence[Row]) -> list[tuple[float, bool]]:
    return [(float(confidence), row.masks) for confidence, row in zip(confidences, rows, strict=True)]
