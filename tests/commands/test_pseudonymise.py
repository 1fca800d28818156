"""Tests of `cse-text pseudonymise`: files, key and what is said of them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cse_text.commands import app
from cse_text.intake import read_paths
from cse_text.types import Record

TABLE = (
    "Person ID,Note ID,Event Date,Agency,Team,Child Name,Age,Note Text\n"
    '0041,1,03/05/2019,Police,Leeds MASH,Kayla Reardon,14,"Kayla absconded with Jase."\n'
    '0041,2,04/05/2019,Police,Leeds MASH,Kayla Reardon,14,"=Seen. Ms Reardon rang."\n'
)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Two files about one child, one of them named after her."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "kayla reardon.txt").write_text("Kayla (14) was at 12 Acacia Road.\n", encoding="utf-8")
    (folder / "police.csv").write_text(TABLE, encoding="utf-8")
    return folder


def run(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(app, ["pseudonymise", *arguments])


def test_files_key_and_words_on_screen(notes: Path, tmp_path: Path) -> None:
    """Each file says that it is not anonymous, holds no name, and reads back as notes; so does the screen."""
    out, key = tmp_path / "out", tmp_path / "safe" / "key.json"
    result = run(str(notes), "--out", str(out), "--key", str(key))
    files = sorted(out.iterdir())
    told = [path.read_text(encoding="utf-8-sig") for path in files]
    records = [item for item in read_paths([out]) if isinstance(item, Record)]

    assert result.exit_code == 0
    assert [path.name for path in files] == ["file-1.txt", "file-2.csv"]
    assert all("not anonymous" in each.split("\n")[0] for each in told)
    assert "Pseudonymised, not anonymous." in result.stderr
    assert not any(name in each for each in told for name in ("Kayla", "Reardon", "Acacia", "0041", "Jase", "Leeds"))
    assert [each.meta.get("child_id") for each in records[1:]] == ["Case 1", "Case 1"]
    assert records[1].text == "Child A absconded with Name 1."
    assert records[2].text == "'=Seen. Ms Adult 1 rang."
    assert json.loads(key.read_text(encoding="utf-8"))["people"]["Child A"]["forms"][0] == "Kayla Reardon"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions another way")
def test_only_the_owner_reads_key_and_files(notes: Path, tmp_path: Path) -> None:
    """Key, files and folder are the owner's alone."""
    out, key = tmp_path / "out", tmp_path / "safe" / "key.json"
    run(str(notes), "--out", str(out), "--key", str(key))

    assert oct(key.parent.stat().st_mode & 0o777) == "0o700"
    assert {oct(path.stat().st_mode & 0o777) for path in (key, *out.iterdir())} == {"0o600"}
    assert oct(out.stat().st_mode & 0o777) == "0o700"


def test_the_same_key_gives_the_same_bytes(notes: Path, tmp_path: Path) -> None:
    """A second run with the key writes the same files, and the key stays as it was."""
    key = tmp_path / "key.json"
    runs = []
    for name in ("one", "two"):
        run(str(notes), "--out", str(tmp_path / name), "--key", str(key))
        runs.append((key.read_bytes(), [path.read_bytes() for path in sorted((tmp_path / name).iterdir())]))

    assert runs[0] == runs[1]


def test_reveal_turns_tokens_back(notes: Path, tmp_path: Path) -> None:
    """With the key, a file under pseudonyms has its names again."""
    out, key = tmp_path / "out", tmp_path / "key.json"
    run(str(notes), "--out", str(out), "--key", str(key))
    result = run(str(out / "file-1.txt"), "--out", str(tmp_path / "back"), "--key", str(key), "--reveal")

    assert result.exit_code == 0
    assert "Kayla Reardon (14) was at 12 Acacia Road." in (tmp_path / "back" / "file-1.txt").read_text(encoding="utf-8")


def test_revealed_files_are_not_called_pseudonymised(notes: Path, tmp_path: Path) -> None:
    """The line of the notice goes with the tokens, from text and table, and the table keeps its header."""
    out, back, key = tmp_path / "out", tmp_path / "back", tmp_path / "key.json"
    run(str(notes), "--out", str(out), "--key", str(key))
    result = run(*map(str, sorted(out.iterdir())), "--out", str(back), "--key", str(key), "--reveal")
    text, table = [path.read_text(encoding="utf-8-sig") for path in sorted(back.iterdir())]

    assert result.exit_code == 0
    assert text == "Kayla Reardon (14) was at 12 Acacia Road.\n"
    assert table.split(",")[0] == '"note id"'


def test_a_place_that_no_key_can_have_is_said_of_the_key(notes: Path, tmp_path: Path) -> None:
    """A key below a file, or one that is a folder, is said of --key; so is one to turn back with that is not there."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    out, back = str(tmp_path / "out"), str(tmp_path / "back")
    told = [
        run(str(notes), "--out", out, "--key", str(tmp_path / "file" / "key.json")),
        run(str(notes), "--out", out, "--key", str(tmp_path / "folder")),
        run(str(tmp_path / "a.txt"), "--out", back, "--key", str(tmp_path / "none" / "key.json"), "--reveal"),
    ]

    assert [each.exit_code for each in told] == [2, 2, 2]
    assert all("--key" in each.stderr and "--out" not in each.stderr for each in told)
    assert not any("report" in each.stderr for each in told)
    assert not (tmp_path / "none").exists()


def test_what_would_undo_the_pseudonyms_is_refused(notes: Path, tmp_path: Path) -> None:
    """A key in the folder of the export, a key that is none, an original in the way: each ends with 2."""
    broken = tmp_path / "broken.json"
    broken.write_text('{"people": []}', encoding="utf-8")
    out = str(tmp_path / "out")

    assert run(str(notes), "--out", out, "--key", str(tmp_path / "out" / "key.json")).exit_code == 2
    assert run(str(notes), "--out", out, "--key", str(broken)).exit_code == 2
    assert run(str(notes), "--out", out, "--key", str(notes / "police.csv")).exit_code == 2
    assert run(str(tmp_path / "none"), "--out", out, "--key", str(tmp_path / "k.json")).exit_code == 2
    assert run("-", "--out", out, "--key", str(tmp_path / "k.json")).exit_code == 2
    assert run(str(notes / "a.pdf"), "--out", out, "--key", str(tmp_path / "k.json"), "--reveal").exit_code == 2
