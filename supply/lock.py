"""The lock files: every package with its version, hashes and those that asked for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNTIME, ENGINEERS = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
_PIN = re.compile(r"(?P<name>[a-z0-9.-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))?(?: \\)?")
_HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})")
_VIA = re.compile(r"\s+#\s+(?:via\s+)?(?P<name>[a-z0-9._-]+)(?: \(pyproject\.toml\))?")


@dataclass(frozen=True, slots=True)
class Pin:
    """One locked package; `marker` says on which systems, '' for all; `via` who asked for it."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    via: tuple[str, ...]


def read_lock(path: Path) -> list[Pin]:
    """Return the pins of a lock file in its order."""
    pins: list[Pin] = []
    for block in re.split(r"^(?=[a-z0-9])", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
        lines = block.splitlines()
        if lines and (head := _PIN.fullmatch(lines[0])):
            via = [found["name"] for line in lines[1:] if (found := _VIA.fullmatch(line)) and found["name"] != "via"]
            pins.append(
                Pin(head["name"], head["version"], head["marker"] or "", tuple(_HASH.findall(block)), tuple(via))
            )
    return pins
