"""Tests of the compiled lexicon on disk: what comes back, what is not read, what a broken copy does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cse_text.lexicon import CompiledLexicon
from cse_text.lexicon.kept import MOST_KEPT, cache_folder, read_kept, write_cached, write_kept
from tests.lexicon.small import compiled


@pytest.fixture
def small() -> CompiledLexicon:
    """A lexicon of one rule with everything that a table may hold."""
    return compiled("put {self} at [{adj}] risk", "got … car", "(boy|girl) {any} friend")


def test_what_was_kept_comes_back_the_same(small: CompiledLexicon, tmp_path: Path) -> None:
    """Rules, tables, exceptions and verbs are equal after writing and reading."""
    write_kept(small, tmp_path / "kept.json")

    assert read_kept(tmp_path / "kept.json", small.lexicon.version) == small


@pytest.mark.parametrize(
    ("name", "value"), [("format", 5), ("shape", "another"), ("version", "another"), ("rules", {}), ("lexicon", [])]
)
def test_another_copy_is_not_read(small: CompiledLexicon, tmp_path: Path, name: str, value: object) -> None:
    """A copy of another format, of other fields or files, or one that lacks a part is passed over."""
    path = tmp_path / "kept.json"
    write_kept(small, path)
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, name: value}), encoding="utf-8")

    assert read_kept(path, small.lexicon.version) is None


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"format": 6', b"\xff\xfe", b"null"])
def test_a_damaged_copy_is_not_read(content: bytes, tmp_path: Path) -> None:
    """Whatever stands in the file, it is made again and nothing fails."""
    path = tmp_path / "kept.json"
    path.write_bytes(content)

    assert read_kept(path, "v") is None


def test_the_cache_keeps_only_the_latest(
    small: CompiledLexicon, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Older copies are forgotten, and nothing half-written is left."""
    monkeypatch.setenv("CSE_TEXT_CACHE", str(tmp_path / "deep" / "cache"))
    for number in range(MOST_KEPT + 2):
        object.__setattr__(small.lexicon, "version", f"v{number}")
        write_cached(small)
    names = sorted(path.name for path in cache_folder().iterdir())

    assert len(names) == MOST_KEPT
    assert f"lexicon-v{MOST_KEPT + 1}.json" in names


def test_a_cache_that_cannot_be_written_is_done_without(
    small: CompiledLexicon, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where the folder is a file, nothing is kept and nothing fails."""
    (tmp_path / "cache").write_text("", encoding="utf-8")
    monkeypatch.setenv("CSE_TEXT_CACHE", str(tmp_path / "cache"))

    write_cached(small)

    assert (tmp_path / "cache").read_text(encoding="utf-8") == ""
