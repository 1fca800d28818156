"""`python -m fuzz [--minutes N] [--seed N] [TARGET …]`: fuzz all targets, or those whose names begin so."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fuzz import readers, words, written
from fuzz.engine import Tally, run
from fuzz.target import Target


def all_targets() -> list[Target]:
    """Return every target."""
    return [*readers.targets(), *words.targets(), *written.targets()]


def main() -> int:
    """Fuzz, say what each target has been through, and return 1 if a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="names of targets, or how they begin")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same inputs")
    parser.add_argument("--scratch", type=Path, default=Path("build/fuzz"), help="where the input being tried is kept")
    given = parser.parse_args()
    chosen = [each for each in all_targets() if not given.targets or each.name.startswith(tuple(given.targets))]
    tallies = run(chosen, given.minutes, given.seed, given.scratch)
    for name, tally in tallies.items():
        print(f"{name:32} {tally.executions:>9,} inputs {tally.seconds:>7.0f} s {len(tally.found):>3} found")
    (given.scratch / f"tally-{given.seed}.json").write_text(json.dumps(_plain(tallies), indent=1), encoding="utf-8")
    return 1 if any(tally.found for tally in tallies.values()) else 0


def _plain(tallies: dict[str, Tally]) -> dict[str, dict[str, object]]:
    return {
        name: {"inputs": each.executions, "seconds": round(each.seconds, 1), "found": sorted(each.found)}
        for name, each in tallies.items()
    }


if __name__ == "__main__":
    raise SystemExit(main())
