"""The tagger beside cheaper ways to find masking wording, and its learning curve over the corpus's size.

    python benchmarks/alternatives.py [--only tagger-6 --only linear ...] [--epochs 3] [--scratch build/alternatives]

Every way is fitted on the same documents (all writers but those held for the judge; a share of them for the curve)
and judged on texts of writers it has not seen: spans by overlap, as `evaluation.scoring` counts them, the threshold
of each chosen for the best F1 on the held writers. Words per second are of one core, from text to spans, on the
same notes in the same run. Needs the extra [train]. Figures are in models/CARD.md.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from cse_text.commands.train import HELD
from cse_text.evaluation.scoring import Counts, count
from cse_text.matching.names import NameMask, small_words
from cse_text.matching.nlp import english_pipeline
from cse_text.matching.tagger import Tagger, onnx_scorer, propose
from cse_text.training.corpus import read_corpus
from cse_text.training.export import export, export_skimmer
from cse_text.training.skimmer import SkimmerSettings, fit_skimmer, lessons
from cse_text.training.tagger import TaggerSettings, base_tokenizer, fit, new_tagger

Document = dict[str, Any]
Finder = Callable[[str], list[dict[str, Any]]]  # a text's spans with their confidence

HELD_TO_CHOOSE_ON = 400  # documents of the held writers on which thresholds are chosen
LONGEST = 12  # words a span of the linear model and the span categoriser may hold
NOTES_TIMED = 40
INSIDE = 0.2  # below this probability a word ends a run of the linear model


def tagger_finder(folder: Path) -> Finder:
    """Return what an exported tagger proposes."""
    tagger = Tagger.load(folder)
    return lambda text: _as_findings((each.start, each.end, each.score) for each in propose(text, tagger.read(text)))


def fit_tagger(
    documents: Sequence[Document], settings: TaggerSettings, folder: Path, *, frozen: bool = False
) -> Finder:
    """Return a MiniLM tagger; `frozen` fits its last layer only, over vectors as they come."""
    start = new_tagger(settings.layers)
    if frozen:
        start.encoder.requires_grad_(requires_grad=False)
    words = small_words(each["text"] for each in documents)
    export(fit(documents, settings, NameMask(words), print, folder, start), words, folder)
    return tagger_finder(folder)


def fit_convolutions(documents: Sequence[Document], teacher: Path, folder: Path) -> Finder:
    """Return a convolutional reader that learnt from a tagger's scores, used as a tagger itself."""
    taught = list(lessons((each["text"] for each in documents), Tagger.load(teacher)))
    export_skimmer(fit_skimmer(taught, SkimmerSettings(), print), folder, threshold=0.0)
    tagger = Tagger(base_tokenizer(), onnx_scorer(folder / "skimmer.onnx"), NameMask.load(teacher))
    return lambda text: _as_findings((each.start, each.end, each.score) for each in propose(text, tagger.read(text)))


def fit_linear(documents: Sequence[Document]) -> Finder:
    """Return logistic regression over each word's n-grams, lemmas, tags and place in the parse."""
    from sklearn.feature_extraction import FeatureHasher
    from sklearn.linear_model import SGDClassifier

    hasher = FeatureHasher(2**20, input_type="string")
    pipeline = english_pipeline()
    rows, labels = [], []
    for document, parsed in zip(documents, pipeline.pipe(each["text"] for each in documents), strict=True):
        masking = [(span["start"], span["end"]) for span in document["spans"] if span["masking"] is True]
        for word in parsed:
            rows.append(_word_features(parsed, word.i))
            labels.append(any(start <= word.idx < end for start, end in masking))
    model = SGDClassifier(loss="log_loss", alpha=2e-6, max_iter=8, random_state=7, class_weight={True: 2.0, False: 1.0})
    model.fit(hasher.transform(rows), labels)

    def find(text: str) -> list[dict[str, Any]]:
        parsed = pipeline(text)
        if not len(parsed):
            return []
        scores = model.predict_proba(hasher.transform([_word_features(parsed, n) for n in range(len(parsed))]))[:, 1]
        return _as_findings(_runs([(word.idx, word.idx + len(word)) for word in parsed], scores))

    return find


def _word_features(parsed: Any, at: int) -> list[str]:
    word = parsed[at]
    near = {step: parsed[at + step] for step in range(-3, 4) if 0 <= at + step < len(parsed)}
    found = [f"{step}={other.lower_}" for step, other in near.items()]
    found += [f"lemma{step}={near[step].lemma_}" for step in (-1, 0, 1) if step in near]
    found += [
        f"pair{step}={near[step].lower_}_{near[step + 1].lower_}"
        for step in range(-2, 2)
        if {step, step + 1} <= near.keys()
    ]
    found += [f"head={word.head.lemma_}", f"dep={word.dep_}", f"dep-head={word.dep_}_{word.head.lemma_}"]
    found += [f"pos={word.pos_}", f"tag={word.tag_}", f"grand={word.head.head.lemma_}", f"end={word.lower_[-3:]}"]
    return found


def fit_spans(documents: Sequence[Document], rounds: int) -> Finder:
    """Return spaCy's span categoriser over hashed embeddings and convolutions, spans of up to `LONGEST` words."""
    import spacy
    from spacy.training import Example

    pipeline = spacy.blank("en")
    part = pipeline.add_pipe(
        "spancat",
        config={
            "spans_key": "masking",
            "threshold": 0.05,
            "suggester": {"@misc": "spacy.ngram_range_suggester.v1", "min_size": 1, "max_size": LONGEST},
        },
    )
    part.add_label("MASKING")
    made = [_example(pipeline, each) for each in documents]
    optimiser = pipeline.initialize(lambda: made[:50])
    rng = random.Random(7)
    for _ in range(rounds):
        rng.shuffle(made)
        for at in range(0, len(made), 16):
            pipeline.update([Example(each.x.copy(), each.y) for each in made[at : at + 16]], sgd=optimiser)

    def find(text: str) -> list[dict[str, Any]]:
        spans = pipeline(text).spans["masking"]
        scored = sorted(zip(spans, spans.attrs["scores"], strict=True), key=lambda pair: -pair[1])
        kept: list[tuple[int, int, float]] = []
        for span, score in scored:
            if not any(span.start_char < end and start < span.end_char for start, end, _ in kept):
                kept.append((span.start_char, span.end_char, float(score)))
        return _as_findings(kept)

    return find


def _example(pipeline: Any, document: Document) -> Any:
    from spacy.training import Example

    read = pipeline.make_doc(document["text"])
    gold = read.copy()
    marked = [s for s in document["spans"] if s["masking"] is True]
    spans = [gold.char_span(s["start"], s["end"], "MASKING", alignment_mode="expand") for s in marked]
    gold.spans["masking"] = [span for span in spans if span is not None and len(span) <= LONGEST]
    return Example(read, gold)


def _runs(places: Sequence[tuple[int, int]], scores: np.ndarray) -> Iterator[tuple[int, int, float]]:
    inside: list[int] = []
    for n in [*np.flatnonzero(scores >= INSIDE).tolist(), -1]:
        if inside and n != inside[-1] + 1:
            yield places[inside[0]][0], places[inside[-1]][1], float(scores[inside].mean())
            inside = []
        inside.append(n)


def _as_findings(found: Iterable[tuple[int, int, float]]) -> list[dict[str, Any]]:
    return [{"start": a, "end": b, "confidence": c, "masking": True, "category": ""} for a, b, c in found]


def best_threshold(find: Finder, documents: Sequence[Document]) -> float:
    """Return the threshold with the best F1."""
    found = [find(each["text"]) for each in documents]
    return float(max(np.arange(0.2, 0.85, 0.05), key=lambda threshold: judged(found, documents, threshold).f1))


def judged(found: Sequence[list[dict[str, Any]]], documents: Sequence[Document], threshold: float) -> Counts:
    """Return the counts of the spans at or above a threshold."""
    kept = [[each for each in spans if each["confidence"] >= threshold] for spans in found]
    return sum((count(document, spans) for document, spans in zip(documents, kept, strict=True)), Counts())


def words_a_second(find: Finder, documents: Sequence[Document]) -> float:
    """Return the words read in a second, the better of two rounds; each has other notes, since readers remember."""
    chosen = [each["text"] for each in documents if len(each["text"].split()) > 80]  # noqa: PLR2004
    rates = []
    for texts in (chosen[:NOTES_TIMED], chosen[NOTES_TIMED : 2 * NOTES_TIMED]):
        words = sum(len(re.findall(r"\S+", text)) for text in texts)
        started = time.process_time()
        for text in texts:
            find(text)
        rates.append(words / (time.process_time() - started))
    return max(rates)


def main() -> None:
    """Fit what is asked for and print a line each as it is done."""
    options = _options()
    pairs = read_corpus(HERE / "corpus_samples" / "annotated")
    inside = _shuffled([document for writer, document in pairs if writer not in HELD])
    held = _shuffled([document for writer, document in pairs if writer in HELD])
    shown = {"held writers": held[HELD_TO_CHOOSE_ON : 3 * HELD_TO_CHOOSE_ON]}
    shown |= {path.stem: _documents(path) for path in options.gold}
    for name, way in _ways(inside, TaggerSettings(epochs=options.epochs)).items():
        if options.only and name not in options.only:
            continue
        started = time.monotonic()
        find = way(options.scratch / name)
        minutes = (time.monotonic() - started) / 60
        threshold = best_threshold(find, held[:HELD_TO_CHOOSE_ON])
        figures = "; ".join(_figures(kind, find, documents, threshold) for kind, documents in shown.items())
        rate = words_a_second(find, held)
        print(f"{name}: threshold {threshold:.2f}; {figures}; {rate:,.0f} words/s; {minutes:.0f} min", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--gold", action="append", type=Path, default=[], help="annotated JSONL to judge on too")
    parser.add_argument("--scratch", type=Path, default=HERE / "build" / "alternatives")
    return parser.parse_args()


def _documents(path: Path) -> list[Document]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _shuffled(documents: list[Document]) -> list[Document]:
    random.Random(7).shuffle(documents)
    return documents


def _ways(inside: Sequence[Document], settings: TaggerSettings) -> dict[str, Callable[[Path], Finder]]:
    def share(part: float) -> Sequence[Document]:
        return inside[: int(len(inside) * part)]

    return {
        "linear": lambda _: fit_linear(inside),
        "tagger-frozen": lambda folder: fit_tagger(inside, settings, folder, frozen=True),
        "tagger-6-eighth": lambda folder: fit_tagger(share(1 / 8), settings, folder),
        "tagger-6-quarter": lambda folder: fit_tagger(share(1 / 4), settings, folder),
        "tagger-6-half": lambda folder: fit_tagger(share(1 / 2), settings, folder),
        "tagger-3": lambda folder: fit_tagger(inside, replace(settings, layers=3), folder),
        "tagger-6": lambda folder: fit_tagger(inside, settings, folder),
        "convolutions": lambda folder: fit_convolutions(inside, folder.parent / "tagger-6", folder),
        "spans-quarter": lambda _: fit_spans(share(1 / 4), settings.epochs),
    }


def _figures(kind: str, find: Finder, documents: Sequence[Document], threshold: float) -> str:
    counts = judged([find(each["text"]) for each in documents], documents, threshold)
    return f"{kind} P {counts.precision:.3f} R {counts.recall:.3f} F1 {counts.f1:.3f}"


if __name__ == "__main__":
    main()
