"""Gathers judged candidates from annotated documents, for fitting and for checking the judge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cse_text.confidence import features
from cse_text.confidence.fit import Row
from cse_text.context import find_people
from cse_text.evaluation.scoring import same
from cse_text.lexicon import CompiledLexicon
from cse_text.matching.phrases import PhraseDetector
from cse_text.matching.tagger import Tagger, view
from cse_text.scanner import Scanner

EXAMPLE_WEIGHT = 0.5  # a rule's own examples teach, but are not how records read


def gather(documents: Iterable[tuple[str, dict[str, Any]]], scanner: Scanner, tagger: Tagger | None) -> list[Row]:
    """Return a row for each candidate of (writer, document) pairs.

    `tagger` must not have been trained on any of the documents; None is quick depth.
    """
    return [row for writer, document in documents for row in _of_document(document, writer, scanner, tagger)]


def _of_document(document: dict[str, Any], writer: str, scanner: Scanner, tagger: Tagger | None) -> list[Row]:
    text = document["text"]
    meta = {key: str(value) for key, value in document.get("meta", {}).items() if value is not None}
    reading = tagger.read(text) if tagger else None
    people = find_people(text, meta)
    candidates = scanner.candidates(text, people, reading)
    evidence = scanner.evidence(text, people)
    contexts = scanner.contexts(text, people, candidates)
    rows = []
    for candidate, context in zip(candidates, contexts, strict=True):
        span = {"start": candidate.start, "end": candidate.end}
        met = [gold["masking"] for gold in document["spans"] if same(gold, span)]
        if met and None in met and True not in met:
            continue
        rule = scanner.compiled.by_id[candidate.rule]
        seen = view(reading, candidate.start, candidate.end) if reading else None
        words = text[candidate.start : candidate.end]
        found = features(candidate, context, rule, evidence, seen.numbers if seen else None, words)
        weight = EXAMPLE_WEIGHT if writer == "lexicon" else 1.0
        rows.append(Row(found, candidate.rule, True in met, writer, weight))
    return rows


def example_documents(compiled: CompiledLexicon) -> list[dict[str, Any]]:
    """Return the lexicon's own examples as annotated documents: flags mask, what a pass still matches is a trap."""
    detector = PhraseDetector(compiled)
    documents = []
    for rule in compiled.lexicon.rules:
        if rule.style:  # house style is no matter of masking
            continue
        for number, example in enumerate(rule.flag):
            spans = [_span(example.plain, start, end, rule.category, masking=True) for start, end in example.spans]
            documents.append(_document(f"{rule.id}-flag-{number}", example.plain, spans))
        for number, example in enumerate(rule.passes):
            hits = [hit for hit in detector.find(example.plain) if hit.rule == rule.id]
            spans = [_span(example.plain, hit.start, hit.end, rule.category, masking=False) for hit in hits]
            documents.append(_document(f"{rule.id}-pass-{number}", example.plain, spans))
    return documents


def _span(text: str, start: int, end: int, category: str, *, masking: bool) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "surface": text[start:end],
        "category": category,
        "masking": masking,
        "voice": "own",
        "subject": "child" if masking else "other",
        "note": "",
    }


def _document(name: str, text: str, spans: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": name, "text": text, "meta": {"kind": "example"}, "spans": spans, "documents": []}
