"""Which files are found, in which order, and what is said of the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from intake_files import only, read, slugs, write

from cse_text.intake import SUFFIXES


def test_folders_are_walked_in_order_with_relative_ids(tmp_path):
    """Records come in the order of their names, each with its path from the folder named."""
    for name in ("b.txt", "a/z.txt", "a/B.md", "c/d/e.txt"):
        write(tmp_path / name, "Seen.")
    records, problems, _ = read(tmp_path)
    assert [record.id for record in records] == ["a/B.md", "a/z.txt", "b.txt", "c/d/e.txt"]
    assert records[0].source == str(tmp_path / "a" / "B.md")
    assert problems == []


def test_a_file_named_has_its_name_as_id(tmp_path):
    """A file given by itself is known by its own name."""
    assert only(write(tmp_path / "deep" / "note.txt", "Seen.")).id == "note.txt"


def test_hidden_and_lock_files_are_passed_by(tmp_path):
    """Hidden files and folders, Office lock files and the litter of file managers are not mentioned."""
    for name in (".hidden.txt", ".git/x.txt", "~$note.docx", "Thumbs.db", "__MACOSX/x.txt", "note.txt"):
        write(tmp_path / name, "Seen.")
    assert only(tmp_path).id == "note.txt"


def test_unknown_formats_are_named_once_with_a_way_on(tmp_path):
    """Each file that is not read is named, with what to do about it."""
    for name in ("a.pst", "b.DOC", "c", "d.xyz", "e.txt"):
        write(tmp_path / name, "Seen.")
    records, problems, _ = read(tmp_path)
    assert [record.id for record in records] == ["e.txt"]
    assert [Path(problem.source).name for problem in problems] == ["a.pst", "b.DOC", "c", "d.xyz"]
    assert {problem.slug for problem in problems} == {"format-not-read"}
    assert "save it as .docx" in problems[1].message


def test_folder_without_readable_files_is_named(tmp_path):
    """A folder with nothing to read is a problem that says what would be read."""
    write(tmp_path / "a.pst", "x")
    _, problems, _ = read(tmp_path)
    assert [problem.slug for problem in problems] == ["format-not-read", "no-readable-files"]
    assert all(suffix in problems[1].message for suffix in SUFFIXES)
    (tmp_path / "empty").mkdir()
    assert slugs(tmp_path / "empty") == ["no-readable-files"]


def test_what_does_not_exist_is_named_and_the_rest_read(tmp_path):
    """A wrong path does not stop the right ones."""
    records, problems, _ = read(tmp_path / "nothing.txt", write(tmp_path / "note.txt", "Seen."), "bad\0name.txt")
    assert [record.id for record in records] == ["note.txt"]
    assert [problem.slug for problem in problems] == ["not-found", "not-found"]


def test_a_file_named_twice_is_read_once(tmp_path):
    """A file beside its own folder, or named twice, is not counted twice."""
    path = write(tmp_path / "note.txt", "Seen.")
    assert only(tmp_path, path, path, tmp_path).id == "note.txt"


def _link(target, link):
    try:
        link.symlink_to(target, target_is_directory=target.is_dir())
    except (OSError, NotImplementedError):
        pytest.skip("links may not be made here")


def test_links_in_a_circle_end(tmp_path):
    """A folder that holds a link to itself is read once."""
    write(tmp_path / "in" / "note.txt", "Seen.")
    _link(tmp_path / "in", tmp_path / "in" / "again")
    _link(tmp_path, tmp_path / "in" / "up")
    assert only(tmp_path).id == "in/note.txt"


def test_broken_links_are_named(tmp_path):
    """A link to nothing is a problem."""
    write(tmp_path / "note.txt", "Seen.")
    _link(tmp_path / "gone.txt", tmp_path / "link.txt")
    assert slugs(tmp_path) == ["not-found"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_named_pipes_are_not_waited_for(tmp_path):
    """A pipe named like a text is a problem, not an endless wait."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert slugs(tmp_path) == ["not-a-file", "no-readable-files"]


def test_files_that_may_not_be_opened_are_named(tmp_path, monkeypatch):
    """A file closed to this account is a problem and the next is read."""
    write(tmp_path / "a.txt", "Seen.")
    write(tmp_path / "b.txt", "Seen.")
    opened = Path.open

    def refuse(self, *args, **kwargs):
        if self.name == "a.txt":
            raise PermissionError(13, "denied")
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    records, problems, _ = read(tmp_path)
    assert [record.id for record in records] == ["b.txt"]
    assert [(problem.slug, problem.source) for problem in problems] == [("permission-denied", str(tmp_path / "a.txt"))]


def test_folders_that_may_not_be_opened_are_named(tmp_path, monkeypatch):
    """A folder closed to this account is a problem and the rest is read."""
    write(tmp_path / "closed" / "a.txt", "Seen.")
    write(tmp_path / "b.txt", "Seen.")
    listed = Path.iterdir

    def refuse(self):
        if self.name == "closed":
            raise PermissionError(13, "denied")
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    records, problems, _ = read(tmp_path)
    assert [record.id for record in records] == ["b.txt"]
    assert [problem.slug for problem in problems] == ["permission-denied"]


@pytest.mark.parametrize(("error", "slug"), [(FileNotFoundError, "not-found"), (OSError, "not-readable")])
def test_files_lost_while_reading_are_named(tmp_path, monkeypatch, error, slug):
    """A file that vanishes or fails between the walk and the reading is a problem."""

    def fail(self, *args, **kwargs):
        raise error(5, "gone")

    path = write(tmp_path / "a.txt", "Seen.")
    monkeypatch.setattr(Path, "open", fail)
    assert slugs(path) == [slug]


def test_files_in_a_closed_folder_are_named(tmp_path, monkeypatch):
    """A file that cannot even be looked at is a problem."""

    def refuse(self):
        raise PermissionError(13, "denied")

    path = write(tmp_path / "a.txt", "Seen.")
    monkeypatch.setattr(Path, "exists", refuse)
    assert slugs(path) == ["permission-denied"]
