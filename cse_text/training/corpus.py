"""The annotated corpus as (writer, document) pairs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Pair = tuple[str, dict[str, Any]]


def read_corpus(folder: Path) -> list[Pair]:
    """Return every document of the folder's .jsonl files with its writer, the name of the file."""
    pairs = []
    for path in sorted(folder.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").split("\n")
        pairs += [(path.stem, json.loads(line)) for line in lines if line.strip()]
    return pairs


def corpus_hash(pairs: Sequence[Pair]) -> str:
    """Return a short hash of all documents, for model cards and for resuming."""
    digest = hashlib.sha256()
    for writer, document in pairs:
        digest.update(writer.encode())
        digest.update(json.dumps(document, sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()[:12]
