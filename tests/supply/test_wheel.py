"""The wheel works alone: built here, installed beside nothing, run away from the repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from supply.lock import ROOT

pytest.importorskip("hatchling", reason="the build tool is in the extra [dev]")


@dataclass(frozen=True, slots=True)
class Installed:
    """The program as installed from the wheel: where it lies, and an empty folder from which it is run."""

    site: Path
    away: Path

    def run(self, *words: str) -> str:
        """Return what the program printed."""
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return python("-m", "cse_text", *words, cwd=self.away, env=kept | {"PYTHONPATH": str(self.site)})


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the wheel and install it, and nothing else, into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    site, away = folder / "site", folder / "away"
    away.mkdir()
    python("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    words = ("--quiet", "--no-deps", "--no-index", "--no-compile", "--target", str(site), str(wheel))
    python("-m", "pip", "install", *words, cwd=away)
    return Installed(site, away)


def python(*words: str, cwd: Path, env: dict[str, str] | None = None) -> str:
    """Return what this Python said to these words; fail with its own message where it failed."""
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.slow
def test_an_installed_wheel_is_in_order(installed: Installed) -> None:
    """Doctor finds every model and rule file in the wheel as released, and a sentence is read at both depths."""
    report = json.loads(installed.run("doctor", "--json"))
    states = {check["name"]: check["state"] for check in report["checks"]}

    assert report["sound"] is True
    assert [states[name] for name in ("models", "lexicons", "rules", "depth quick", "depth full")] == ["ok"] * 5


@pytest.mark.slow
def test_an_installed_wheel_reads_the_bundled_cases(installed: Installed) -> None:
    """The sample cases travel in the wheel and are read from there."""
    (cases,) = installed.site.glob("cse_text/_data/corpus_samples/closed_cases")
    shown = installed.run("scan", str(cases), "--depth", "quick", "--format", "jsonl", "--exit-zero").splitlines()

    assert sum(bool(json.loads(line).get("findings")) for line in shown) >= 10
