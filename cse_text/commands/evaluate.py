"""`cse-text evaluate GOLD…`: how well the tool reads annotated notes, one's own among them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cse_text.commands.console import write_out
from cse_text.errors import IntakeError
from cse_text.types import Depth

if TYPE_CHECKING:
    from cse_text.evaluation.measure import Figures


def evaluate(paths: Sequence[Path], depth: Depth, phrases: Path | None, errors: int, *, as_json: bool) -> int:
    """Write the figures for annotated documents; return the exit code."""
    from cse_text.evaluation.measure import measure, scan_documents
    from cse_text.scanner import Scanner
    from cse_text.settings import Settings

    documents = [document for path in paths for document in read_gold(path)]
    found = scan_documents(documents, Scanner.load(Settings(depth=depth)))
    figures = measure(documents, found, _listed(phrases) if phrases else None)
    write_out(json.dumps(as_data(figures), indent=1) + "\n" if as_json else _as_text(figures))
    if errors:
        write_out(_errors(figures, documents, errors))
    return 0


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Return the annotated documents of a JSONL file; raise IntakeError naming the line that cannot be read."""
    documents = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
            fits = all(document["text"][s["start"] : s["end"]] == s["surface"] for s in document["spans"])
        except (ValueError, KeyError, TypeError):
            fits = False
        if not fits:
            message = f"{path.name}, line {number}: not an annotated note (see corpus_samples/ANNOTATION.md)"
            raise IntakeError("not-annotated", message, source=str(path), place=f"line {number}")
        documents.append(document)
    return documents


def as_data(figures: Figures) -> dict[str, Any]:
    """Return the figures as plain data."""
    counts = figures.counts
    return {
        "documents": figures.documents,
        "words": counts.words,
        "precision": round(counts.precision, 4),
        "recall": round(counts.recall, 4),
        "f1": round(counts.f1, 4),
        "f1_interval": [round(each, 4) for each in figures.f1_interval],
        "hits": counts.hits,
        "missed": counts.missed,
        "false": counts.false,
        "traps": counts.traps,
        "trap_rate": round(counts.trap_rate, 4),
        "category_accuracy": round(counts.category_accuracy, 4),
        "ece": round(figures.ece, 4),
        "brier": round(figures.brier, 4),
        "decisions_right": round(figures.decisions_right, 4),
        "majority": round(figures.majority, 4),
        "majority_per_rule": round(figures.majority_per_rule, 4),
        "voice_right": round(figures.voice_right, 4),
        "subject_right": round(figures.subject_right, 4),
        "pairs_right": list(figures.pairs_right),
        "recall_by_category": {name: list(each) for name, each in figures.by_category.items()},
        "precision_by_detector": {name: list(each) for name, each in figures.by_detector.items()},
        "novel_recall": list(figures.novel) if figures.novel else None,
    }


def _as_text(figures: Figures) -> str:
    counts = figures.counts
    low, high = figures.f1_interval
    lines = [
        f"{figures.documents} documents, {counts.words:,} words",
        f"precision {counts.precision:.3f}   recall {counts.recall:.3f}   F1 {counts.f1:.3f}",
        f"F1 within {low:.3f} and {high:.3f} (95 %, drawn by document)",
        f"hits {counts.hits}, missed {counts.missed}, false {counts.false}",
        f"traps flagged {counts.trapped} of {counts.traps} ({counts.trap_rate:.1%})",
        f"category right {counts.category_accuracy:.1%}",
        f"calibration error {figures.ece:.3f}, Brier {figures.brier:.3f}",
        f"decisions on spans both saw: right {figures.decisions_right:.1%}",
        f"  majority would be right {figures.majority:.1%}, majority per rule {figures.majority_per_rule:.1%}",
        f"voice right {figures.voice_right:.1%}, subject right {figures.subject_right:.1%}",
    ]
    if figures.pairs_right[1]:
        lines.append(f"minimal pairs right in all parts: {figures.pairs_right[0]} of {figures.pairs_right[1]}")
    if figures.novel:
        hit, seen = figures.novel
        lines.append(f"recall of wording in no published list: {hit} of {seen} ({hit / max(1, seen):.1%})")
    lines += [
        "",
        "precision by detector",
        *_table(figures.by_detector),
        "",
        "recall by category",
        *_table(figures.by_category),
    ]
    return "\n".join(lines) + "\n"


def _table(shares: Mapping[str, tuple[int, int]]) -> list[str]:
    return [f"  {name:22} {part:5} of {whole:5}  {part / max(1, whole):.2f}" for name, (part, whole) in shares.items()]


def _errors(figures: Figures, documents: Sequence[Mapping[str, Any]], most: int) -> str:
    texts = {str(document["id"]): document["text"] for document in documents}
    lines = []
    for kind, name, start, end in figures.errors[:most]:
        text = texts[name]
        shown = f"{text[max(0, start - 60) : start]}[[{text[start:end]}]]{text[end : end + 40]}"
        lines.append(f"{kind:7} {name}: {' '.join(shown.split())}")
    return "\n".join(["", "errors to read", *lines]) + "\n"


def _listed(path: Path) -> Any:
    from cse_text.annotation import squash

    known = [f" {squash(line)} " for line in path.read_text(encoding="utf-8").splitlines() if squash(line)]
    return lambda surface: any(phrase in f" {squash(surface)} " for phrase in known)
