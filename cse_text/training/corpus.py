"""The annotated corpus as (writer, document) pairs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Pair = tuple[str, dict[str, Any]]
SHORTEST = 300  # code points from which a document is a record: single sentences teach little of whole records


def read_corpus(folder: Path) -> list[Pair]:
    """Return every document of the folder's .jsonl files with its writer, the name of the file; writer aa after z."""
    pairs = []
    for path in sorted(folder.glob("*.jsonl"), key=lambda path: (len(path.stem), path.stem)):
        pairs += [(path.stem, document) for document in read_lines(path)]
    return pairs


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the values of a file that holds one in JSON on each line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def corpus_hash(pairs: Sequence[Pair]) -> str:
    """Return a short hash of all documents, for model cards and for resuming."""
    digest = hashlib.sha256()
    for writer, document in pairs:
        digest.update(writer.encode())
        digest.update(json.dumps(document, sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()[:12]


def teachers(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the documents that are records, or sentences with a finding about the record."""
    annotated = [pair for pair in pairs if pair[1].get("documents") is not None]
    return [pair for pair in annotated if pair[1]["documents"] or len(pair[1]["text"]) >= SHORTEST]
