"""How long it takes until the first note can be read at quick depth: `python benchmarks/start.py [DIR of own rules]`.

Prints processor time and time by the clock of the best of some rounds, each in a process of its own. The first round
with a folder of one's own compiles it and keeps it for the others; it is shown apart.
"""

from __future__ import annotations

import json
import subprocess
import sys

ROUNDS = 5
CODE = """
import json, sys, time
from pathlib import Path
import cse_text.scanner
from cse_text.lexicon import load_lexicon
from cse_text.scanner import Scanner
from cse_text.settings import Settings
folders = tuple(map(Path, sys.argv[1:]))
def took(job):
    cpu, clock = time.process_time(), time.perf_counter()
    job()
    return time.process_time() - cpu, time.perf_counter() - clock
scanner = took(lambda: Scanner.load(Settings(depth="quick", lexicon_folders=folders)))
lexicon = took(lambda: load_lexicon(folders))
print(json.dumps({"scanner": scanner, "lexicon alone": lexicon}))
"""


def main(folders: list[str]) -> None:
    """Print the figures."""
    rounds = [
        json.loads(subprocess.run([sys.executable, "-c", CODE, *folders], capture_output=True, check=True).stdout)  # noqa: S603
        for _ in range(ROUNDS)
    ]
    if folders:
        print(f"first, compiling: {rounds[0]['scanner'][0]:.2f} s of processor, {rounds[0]['scanner'][1]:.2f} s")
    for name in rounds[0]:
        cpu, clock = (min(each[name][n] for each in rounds[bool(folders) :]) for n in (0, 1))
        print(f"{name}: {cpu:.2f} s of processor, {clock:.2f} s by the clock")


if __name__ == "__main__":
    main(sys.argv[1:])
