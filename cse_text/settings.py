"""What a run is told: how deep to read, what to show, which lexicons to add."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cse_text.types import Depth


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a scan. `threshold` None means the model's own, chosen for precision.

    `scheduler` is the address of a Dask cluster that is to do the work; '' for this machine.
    """

    depth: Depth = "standard"
    threshold: float | None = None
    lexicon_folders: tuple[Path, ...] = ()
    jobs: int = 1
    scheduler: str = ""
