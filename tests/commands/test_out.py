"""--out: a report file is whole or not there."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from cse_text.commands.output import open_report
from cse_text.errors import ReportError
from tests.commands.conftest import Cli
from tests.commands.fakes import broken, refused, stopped


def test_the_report_is_in_the_file_only(cli: Cli, tmp_path: Path) -> None:
    """With --out the report is in the file, standard output is empty, and standard error says where it is."""
    out = tmp_path / "report.jsonl"
    result = cli("scan", "cases", "--out", str(out))

    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(out.read_text(encoding="utf-8").splitlines()) == 5  # three records, a problem, the run
    assert f"Found: 6 phrases and 1 point about whole records, in 2 files. Report: {out}" in result.stderr
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("r.json", b"["),
        ("r.JSONL", b'{"schema": 1'),
        ("r.csv", b'\xef\xbb\xbf"id","source"'),
        ("r.txt", "\u2500\u2500 CF-0147 \u2500".encode()),
        ("report", "\u2500\u2500 CF-0147 \u2500".encode()),
    ],
)
def test_the_ending_chooses_the_format(cli: Cli, tmp_path: Path, name: str, start: bytes) -> None:
    """The ending of --out chooses the format; a table begins with the mark that spreadsheets need."""
    cli("scan", "cases", "--out", str(tmp_path / name))
    written = (tmp_path / name).read_bytes()

    assert written.startswith(start)
    assert b"\r" not in written


def test_format_wins_over_the_ending(cli: Cli, tmp_path: Path) -> None:
    """A format said in words wins over the ending of the file."""
    cli("scan", "cases", "--out", str(tmp_path / "r.dat"), "--format", "json")

    assert len(json.loads((tmp_path / "r.dat").read_text(encoding="utf-8"))) == 5


@pytest.mark.parametrize("items", [broken, refused])
@pytest.mark.parametrize("before", [None, "earlier report"])
def test_a_failed_run_leaves_no_half_report(cli: Cli, tmp_path: Path, items: object, before: str | None) -> None:
    """A run that fails leaves no file, or the earlier one as it was, and nothing beside it."""
    out = tmp_path / "report.json"
    if before:
        out.write_text(before, encoding="utf-8")
    result = cli("scan", "cases", "--out", str(out), items=items)

    assert result.exit_code == 2
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ([before] if before else [])


def test_a_stopped_run_leaves_a_whole_report(cli: Cli, tmp_path: Path) -> None:
    """A Ctrl-C leaves a whole report of what was done."""
    out = tmp_path / "report.json"
    cli("scan", "cases", "--out", str(out), items=stopped)

    assert [each["id"] for each in json.loads(out.read_text(encoding="utf-8"))] == ["0042", "", ""]


@pytest.mark.skipif(os.name != "posix", reason="only POSIX keeps owner and others apart in a file's mode")
def test_only_the_owner_may_read_the_report(cli: Cli, tmp_path: Path) -> None:
    """A report holds what notes hold: only its owner may read it, even where an open one stood before."""
    out = tmp_path / "report.json"
    out.write_text("", encoding="utf-8")
    out.chmod(0o644)
    cli("scan", "cases", "--out", str(out))

    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_folder_that_is_not_there(cli: Cli, tmp_path: Path) -> None:
    """A place where no file can be written ends with 2 before anything is read."""
    result = cli("scan", "cases", "--out", str(tmp_path / "none" / "report.json"))

    assert result.exit_code == 2
    assert "no report can be written there" in result.stderr


def test_a_folder_is_no_report(cli: Cli, tmp_path: Path) -> None:
    """A folder named as the report ends with 2."""
    result = cli("scan", "cases", "--format", "json", "--out", str(tmp_path))

    assert result.exit_code == 2
    assert "the report needs a file" in result.stderr


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that cannot be moved into its place is an error of its own, and leaves nothing."""

    def no_space(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", no_space)
    with (
        pytest.raises(ReportError, match="could not be written \\(No space left on device\\)"),
        open_report(tmp_path / "r.txt", "utf-8") as stream,
    ):
        stream.write("text")

    assert list(tmp_path.iterdir()) == []
