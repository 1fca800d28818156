"""Inputs that broke a promise once, kept as small files: tests/fuzz_cases/TARGET/NAME."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "fuzz_cases"


def keep(target: str, data: bytes) -> Path:
    """Write an input beside the others of its target, named by its hash, and return where."""
    path = FOLDER / target / f"{hashlib.sha256(data).hexdigest()[:12]}.bin"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def kept() -> Iterator[tuple[str, Path]]:
    """Yield the target and the file of every case kept, in a stable order."""
    for path in sorted(FOLDER.glob("*/*.bin")):
        yield path.parent.name, path
