"""Runs that are killed outright, as processes: the report that comes in the end is the report of a run in one go."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.samples import ROOT, scan_process, write_notes

NOTES = 150


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Return a table of notes and the report of a run in one go."""
    folder = tmp_path_factory.mktemp("whole")
    notes = write_notes(folder / "notes.csv", NOTES)
    scan_process(str(notes), "--depth", "quick", "--out", str(folder / "report.jsonl"))
    return notes, (folder / "report.jsonl").read_bytes()


def test_a_run_killed_again_and_again_ends_as_if_it_had_not_been(tmp_path: Path, whole: tuple[Path, bytes]) -> None:
    """Killed at random records, with report and journal open, a run over two workers loses and repeats nothing."""
    notes, expected = whole
    out = tmp_path / "report.jsonl"
    command = (str(notes), "--depth", "quick", "--out", str(out), "--jobs", "2", "--resume")
    points = random.sample(range(2, NOTES // 3), 2)
    killed = [scan_process(*command, die_at=point) for point in points]
    left = out.exists()
    ended = scan_process(*command)

    assert [each.returncode in {-9, signal.SIGTERM} for each in killed] == [True, True], points
    assert not left
    assert f"{sum(points) - 2:,} records were taken up from the journal" in ended.stderr
    assert out.read_bytes() == expected
    assert [each.name for each in tmp_path.iterdir()] == ["report.jsonl"]


@pytest.mark.skipif(sys.platform == "win32", reason="a Ctrl-C cannot be sent to one process there")
def test_a_ctrl_c_leaves_a_report_and_a_way_on(tmp_path: Path, whole: tuple[Path, bytes]) -> None:
    """A Ctrl-C, which every process of a console hears, ends the run at once, quietly, and it goes on later."""
    notes, expected = whole
    out = tmp_path / "report.jsonl"
    command = ("scan", str(notes), "--depth", "quick", "--out", str(out), "--jobs", "2")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.batch.samples", "-1", *command],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        while not (tmp_path / "report.jsonl.journal").exists():
            assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)
        lines = process.stderr.read().splitlines()
    ended = scan_process(*command[1:], "--resume")

    assert process.returncode == 2
    assert all(line.startswith("cse-text: ") for line in lines), lines
    assert any("--resume goes on from there" in line for line in lines)
    assert ended.returncode == 1
    assert out.read_bytes() == expected
    assert not (tmp_path / "report.jsonl.journal").exists()
