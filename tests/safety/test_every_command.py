"""Every command there is, without a network and under an open umask: what is written is the owner's alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.safety import every_command
from tests.safety.every_command import ALLOWED, CANARY, NETWORK, RUNS, commands

ROOT = Path(__file__).parents[2]
Ended = tuple[list[dict[str, Any]], Path, str]


@cache
def _no_interfaces() -> tuple[str, ...]:
    """Return what starts a process in a network namespace without interfaces, nothing where that cannot be had."""
    asked = ("unshare", "-rn")
    if shutil.which("unshare") is None or subprocess.run([*asked, "true"], capture_output=True, check=False).returncode:
        return ()
    return asked


def _bare() -> dict[str, str]:
    """Return the environment without what the tool must set by itself, and without other places to keep things."""
    unwanted = {"ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"}
    return {name: value for name, value in os.environ.items() if name not in unwanted}


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    """Return how every run ended, the folder they wrote to, and what the process said in the end."""
    folder = tmp_path_factory.mktemp("sealed")
    for name in ("tmp", "home"):
        (folder / name).mkdir()
    private = {"TMPDIR": str(folder / "tmp"), "HOME": str(folder / "home"), "USERPROFILE": str(folder / "home")}
    done = subprocess.run(
        [*_no_interfaces(), sys.executable, "-W", "ignore", every_command.__file__, str(folder)],
        cwd=ROOT,
        env={**_bare(), "PYTHONPATH": str(ROOT), "COLUMNS": "100", **private},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return [json.loads(line) for line in done.stdout.decode().splitlines()], folder, done.stderr.decode()


def test_no_command_is_forgotten() -> None:
    """Every command of the command line is run here, or let through by name."""
    assert sorted({*RUNS, *ALLOWED}) == sorted(commands()), "add the command to RUNS in tests/safety/every_command.py"


def test_every_command_works_without_a_network(ended: Ended) -> None:
    """No command makes a socket or asks for a name, and each does its job without a network."""
    runs, _, _ = ended

    assert {run["command"] for run in runs} == set(RUNS)
    assert [run for run in runs if run["code"] not in run["expected"]] == []


def test_a_socket_would_be_seen(tmp_path: Path) -> None:
    """The watch ends a process that makes a socket, also where the error is caught."""
    code = (
        "from tests.safety.every_command import refuse_the_network; refuse_the_network()\n"
        "import socket\ntry:\n    socket.socket()\nexcept BaseException:\n    pass\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)

    assert done.returncode == NETWORK
    assert b"socket.__new__" in done.stderr


def test_standard_error_holds_no_note(ended: Ended) -> None:
    """What commands say beside their output has none of the notes' words."""
    runs, _, said = ended

    assert [run["command"] for run in runs if CANARY in run["stderr"] + run["error"]] == []
    assert CANARY not in said


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in lists; a file takes those of its folder")
def test_what_is_written_is_the_owners(ended: Ended) -> None:
    """Every file written and folder made can be opened by its owner only, whatever the umask."""
    _, folder, _ = ended
    written = [path for path in (folder / "out").rglob("*") if not path.is_symlink()]

    assert len(written) > 20
    assert [str(path) for path in written if path.stat().st_mode & 0o077] == []


def test_nothing_is_left_over(ended: Ended) -> None:
    """Nothing stays behind unasked: beside the reports, where the system keeps temporary files, or in the home.

    onnxruntime, left alone, keeps a device's id and reports of its use there, which it sends to its maker.
    """
    _, folder, _ = ended

    assert list(folder.rglob("*.part")) == []
    assert [*(folder / "tmp").rglob("*"), *(folder / "home").rglob("*")] == []


def test_no_file_name_holds_a_note(ended: Ended) -> None:
    """Names of files are the user's or the tool's own."""
    _, folder, _ = ended

    assert [path for path in folder.rglob("*") if CANARY in path.name] == []
