"""Every command run as a user runs it, in a process that may not touch the network: `python every_command.py FOLDER`.

The process ends at once where anything makes a socket that is not one between its own processes, or looks up a name.
Standard output is one line of JSON a run. The umask is open, so that what is private was made so by the tool.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

NETWORK = 97  # the exit code that says what was tried
CANARY = "zyzzyva"
NOTE = f"14/03/2014 Home visit. Leah, 13, puts herself at risk with an older man, {CANARY}. Leah refuses to engage.\n"
LATER = f"14/03/2014 Home visit. Leah, 13, was put at risk by an older man, {CANARY}.\n"
MARKED = "===\nid: one\n---\nShe [[+puts herself at risk|SE]].\n"
_LOCAL = getattr(socket, "AF_UNIX", None)

# What is run, with {} for the folder: the command, its arguments, what is typed, the exit codes of a job well done.
# A command that is missing here fails a test; a server on this machine alone is let through by name, in ALLOWED.
RUNS: dict[str, list[tuple[str, str, tuple[int, ...]]]] = {
    "scan": [
        ("{}/notes --depth quick --quiet", "", (1,)),
        ("{}/notes --depth quick --out {}/out/r.html --manifest {}/out/m.json --comments {}/out/copies", "", (1,)),
        ("{}/notes --depth quick --out {}/out/r.docx", "", (1,)),
        ("{}/notes --depth quick --out {}/out/r.xlsx", "", (1,)),
        ("{}/notes --depth quick --out {}/out/r.json", "", (1,)),
        ("{}/notes --depth quick --out {}/out/r.csv", "", (1,)),
        ("{}/notes/a.txt --out {}/out/standard.sarif", "", (1,)),
        ("- --depth quick --verbose", NOTE, (1,)),
    ],
    "audit": [("{}/notes --depth quick --out {}/out/a.html --merge {}/out/c.csv", "", (1,))],
    "columns": [("{}/notes/t.csv --save {}/out/mapping.toml", "", (0,))],
    "review": [
        ("{}/out/r.json --decisions {}/out/d.sqlite --as Jo", "a\nr\nn\nq\n", (0,)),
        ("{}/out/r.json --decisions {}/out/d.sqlite --export {}/out/decided.jsonl", "", (0,)),
    ],
    "trends": [("{}/notes --depth quick --out {}/out/t.html --sample 2 --sample-to {}/out/s.csv", "", (0, 1))],
    "explain": [("SE001", "", (0,))],
    "rules": [("risk", "", (0,))],
    "evaluate": [("{}/marked.txt --depth quick --json {}/out/e.json --errors-to {}/out/e.csv", "", (0,))],
    "train": [("lexicon --models {}/models --scratch {}/out/scratch", "", (0,))],
    "annotate": [("{}/notes/a.txt --out {}/out/a.annotated.jsonl", "1\nq\n", (0,)), ("{}/marked.txt", "", (0,))],
    "teach show": [("newcomers", "\nq\n", (0,))],
    "teach check": [("{}/deck.yaml", "", (0, 1))],
    "teach make": [("{}/notes/a.txt --depth quick --out {}/out/deck.yaml", "", (0, 1))],
    "teach handout": [("newcomers --out {}/out/h.docx", "", (0,)), ("newcomers --out {}/out/h.html", "", (0,))],
    "teach slides": [("newcomers --out {}/out/slides.html", "", (0,))],
    "demo": [("", "\nq\n", (0,))],  # --serve answers this machine alone: tests/commands has its own tests of that
    "doctor": [("", "", (0, 1))],
    "pseudonymise": [("{}/notes --out {}/out/pseudonyms --key {}/out/keys.json", "", (0,))],
    "quiz": [("newcomers --cards 1 --save {}/out/q.json", "1\n" * 20, (0,))],
    "compare": [("{}/notes/a.txt {}/later.txt --depth quick", "", (0, 1))],
    "lexicon compile": [("", "", (0,))],
    "lexicon check": [("", "", (0, 1))],
    "lexicon test": [("SE001", "", (0, 1))],
    "lexicon coverage": [("", "", (0,))],
    "lexicon diff": [("shipped shipped {}/notes", "", (0,))],
    "lexicon discover": [("{}/notes --depth quick --out {}/out/found.yaml", "", (0, 1, 2))],
    "lexicon new": [("--to {}/out/own.yaml", "", (1, 2))],  # nobody answers
    "lexicon site": [("{}/out/site", "", (0,))],
}
ALLOWED: frozenset[str] = frozenset()


def commands() -> Iterator[str]:
    """Yield the name of every command there is, those in groups with the name of their group."""
    import typer

    from cse_text.commands import app

    yield from _leaves(typer.main.get_command(app), "")


def _leaves(command: Any, name: str) -> Iterator[str]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name
    for part, below in sorted((inner or {}).items()):
        yield from _leaves(below, f"{name} {part}".strip())


def refuse_the_network() -> None:
    """End the process, whoever would catch an error, where it makes a socket or asks for the name of a machine."""

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if not event.startswith("socket.") or (event == "socket.__new__" and arguments[1] == _LOCAL):
            return
        stack = traceback.extract_stack(limit=12)
        if any(_asks_itself(frame, event) for frame in stack):
            return
        way = "".join(traceback.format_list(stack))
        os.write(2, f"the network was touched: {event}\n{way}".encode())
        os._exit(NETWORK)

    sys.addaudithook(watch)


def _asks_itself(frame: traceback.FrameSummary, event: str) -> bool:
    """Return whether this is urllib3, which spaCy brings along, asking on import whether the machine knows IPv6.

    It makes a socket and binds it to this machine's own address; it connects to nothing.
    """
    known = frame.name == "_has_ipv6" and Path(frame.filename).parts[-3:] == ("urllib3", "util", "connection.py")
    return known and event in {"socket.__new__", "socket.bind"}


def prepare(folder: Path) -> None:
    """Write the notes and the other files that the runs are about."""
    import docx

    for name in ("notes", "out", "models", "lexicon"):
        (folder / name).mkdir(mode=0o700)
    (folder / "notes" / "a.txt").write_text(NOTE, encoding="utf-8")
    (folder / "later.txt").write_text(LATER, encoding="utf-8")
    (folder / "notes" / "t.csv").write_text(f'Child ID,Date,Team,Note\n1,01/02/2014,East,"{NOTE}"\n', encoding="utf-8")
    document = docx.Document()
    document.add_paragraph(NOTE)
    document.save(str(folder / "notes" / "b.docx"))
    (folder / "marked.txt").write_text(MARKED, encoding="utf-8")
    from tests.teaching.samples import DECK

    (folder / "deck.yaml").write_text(DECK, encoding="utf-8")


def run_all(folder: Path) -> Iterator[dict[str, Any]]:
    """Run every command and yield how it ended."""
    from typer.testing import CliRunner

    from cse_text.commands import app

    for name, runs in RUNS.items():
        for arguments, typed, expected in runs:
            given = [part.replace("{}", str(folder)) for part in arguments.split()]
            began = time.process_time()
            result = CliRunner().invoke(app, [*name.split(), *given], input=typed)
            said = {"stderr": result.stderr, "error": repr(result.exception), "seconds": time.process_time() - began}
            yield {"command": name, "arguments": arguments, "code": result.exit_code, "expected": expected, **said}


def _once(load: Callable[..., Any]) -> Callable[..., Any]:
    """Return the loader of scanners such that the same settings give the same one."""
    kept = cache(load)
    return lambda settings, *lexicon: load(settings, *lexicon) if lexicon else kept(settings)


def main() -> None:
    """Refuse the network, run everything, say how each run ended."""
    folder = Path(sys.argv[1])
    refuse_the_network()
    os.umask(0)
    prepare(folder)
    from cse_text.lexicon import compiled
    from cse_text.scanner import Scanner

    # Compiling the shipped lexicon takes many seconds, and its place is not this test's to write: an empty one is.
    # What is loaded is the same for all runs, so it is loaded once.
    with (
        patch.object(compiled, "read_kept", cache(compiled.read_kept)),
        patch.object(Scanner, "load", _once(Scanner.load)),
        patch("cse_text.training.run.shipped_folder", lambda: folder / "lexicon"),
        patch("cse_text.training.run.kept_path", lambda: folder / "models" / "lexicon.json"),
    ):
        for result in run_all(folder):
            sys.stdout.write(f"{json.dumps(result)}\n")


if __name__ == "__main__":
    main()
