"""The command line as a process: speed of --help, pipes, consoles of other encodings, version."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {"spacy", "pandas", "numpy", "sklearn", "rich", "pydantic", "yaml", "onnxruntime", "docx", "thinc"}


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Return the end of a Python process started in the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, check=False)


def fake_scan(items: str, *options: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Return the end of a scan over the items of that name in fakes.py."""
    return run("-m", "tests.commands.fakes", items, "scan", "cases", *options, **environment)


@pytest.mark.parametrize("door", [["cli.py"], ["-m", "cse_text"]])
def test_help_imports_nothing_heavy(door: list[str]) -> None:
    """Both doors show their help without importing any heavy library."""
    done = run("-X", "importtime", *door, "--help")
    imported = {line.split("|")[-1].strip().split(".")[0] for line in done.stderr.decode().splitlines()}

    assert done.returncode == 0
    assert b"Usage: cse-text" in done.stdout
    assert all(command in done.stdout for command in (b"scan", b"explain", b"rules"))
    assert imported & HEAVY == set()


def test_version() -> None:
    """--version names the tool and a number, of the command line and of scan."""
    assert run("cli.py", "--version").stdout.startswith(b"cse-text 0.")
    assert run("cli.py", "scan", "--version").stdout.startswith(b"cse-text 0.")


def test_every_option_has_help() -> None:
    """Every option of scan is named in its help."""
    text = run("cli.py", "scan", "--help", COLUMNS="200").stdout.decode()
    options = [
        *("format", "out", "plain", "all", "threshold", "min-severity", "category", "depth", "jobs"),
        *("text-column", "id-column", "date-column", "agency-column", "team-column", "mapping", "encoding"),
        *("stdin-format", "lexicon", "exit-zero", "no-progress", "quiet", "verbose", "version"),
    ]

    assert [option for option in options if f"--{option} " not in text] == []


def test_a_reader_who_leaves_early_sees_no_error() -> None:
    """When whoever reads the pipe has seen enough, the run ends without a complaint."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.commands.fakes", "many", "scan", "cases", "--format", "jsonl", "--quiet"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()

    assert errors == b""
    assert process.returncode == 1


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
@pytest.mark.parametrize("name", ["terminal", "plain", "json", "csv"])
def test_old_encodings_do_not_break_a_report(encoding: str, name: str) -> None:
    """A console that knows few characters gets a report with what it has, and no error."""
    done = fake_scan("some", "--format", name, "--all", PYTHONIOENCODING=encoding, PYTHONUTF8="0")

    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"place herself at risk" in done.stdout


def test_a_table_in_a_pipe_is_utf8() -> None:
    """A table keeps every character, whatever the encoding of the console."""
    done = fake_scan("some", "--format", "csv", "--all", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")

    assert "Leah told the nurse, \u201che\u2019s my boyfriend\u201d." in done.stdout.decode("utf-8")


def test_no_progress_in_a_pipe() -> None:
    """Nothing but notes is on standard error when nobody watches it."""
    done = fake_scan("some", TERM="xterm-256color")

    assert done.stderr.decode().splitlines() == ["cse-text: Column 'Detail' is read as the text."]


def test_forced_colour_is_kept_out_of_files(tmp_path: Path) -> None:
    """Colour forced by the environment does not reach a report file."""
    out = tmp_path / "report.txt"
    fake_scan("some", "--out", str(out), FORCE_COLOR="1", TERM="xterm-256color")

    assert "\x1b" not in out.read_text(encoding="utf-8")
