"""What heads that had not seen a record's writer read in it, kept between the stages of fitting."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from cse_text.training.corpus import Pair, corpus_hash
from cse_text.types import Passage


def across_file(scratch: Path, pairs: Sequence[Pair]) -> Path:
    """Return where the passages read in a corpus are kept."""
    return scratch / f"passages-{corpus_hash(pairs)}.json"


def kept_across(scratch: Path, pairs: Sequence[Pair]) -> dict[str, tuple[Passage, ...]]:
    """Return the passages that were kept, by document; nothing where none were read."""
    path = across_file(scratch, pairs)
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {name: tuple(Passage(*each) for each in found) for name, found in kept.items()}
