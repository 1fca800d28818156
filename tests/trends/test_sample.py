"""The sample drawn for a reader, and what the judged sample tells."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cse_text.errors import SettingsError
from cse_text.trends.judged import Estimate, key_path, key_text, read_judged, sample_text
from cse_text.trends.sample import FLAGGED, UNFLAGGED, Drawn, Sample, Sampler


def _drawn(flagged: int, unflagged: int, *, wanted: int = 10, seed: int = 1) -> Sample:
    sampler = Sampler(wanted, seed)
    for number in range(flagged + unflagged):
        text = f"=Note {number}.\nSecond line."
        note = Drawn(f"n{number}", "a.csv", f"row {number}", "2024-05-03", "Visit", text)
        sampler.offer(note, flagged=number < flagged)
    return sampler.sample()


def _written(folder: Path, sample: Sample, answers: dict[str, str], encoding: str = "utf-8-sig") -> Path:
    """Write a sample as a reader gives it back; `answers` are by kind, then by number."""
    path = folder / "sample.csv"
    rows = list(csv.reader(io.StringIO(sample_text(sample))))
    for number, row in enumerate(rows[1:], start=1):
        row[7] = answers.get(str(number), answers[sample.strata[number - 1]])
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(rows)
    key_path(path).write_text(key_text(sample), encoding="utf-8")
    return path


def test_the_same_seed_draws_the_same() -> None:
    """Half of a sample is flagged, all is drawn by the seed alone."""
    sample = _drawn(50, 500)

    assert sample == _drawn(50, 500)
    assert sample.notes != _drawn(50, 500, seed=2).notes
    assert sorted(sample.strata) == [FLAGGED] * 5 + [UNFLAGGED] * 5
    assert sample.sizes == {FLAGGED: 50, UNFLAGGED: 500}
    assert len(set(sample.notes)) == 10


@pytest.mark.parametrize(("flagged", "unflagged", "kinds"), [(2, 500, (2, 8)), (500, 2, (8, 2)), (3, 4, (3, 4))])
def test_what_one_kind_lacks_the_other_gives(flagged: int, unflagged: int, kinds: tuple[int, int]) -> None:
    """A sample is as large as was asked for, as far as there are notes."""
    strata = _drawn(flagged, unflagged).strata

    assert (strata.count(FLAGGED), strata.count(UNFLAGGED)) == kinds


def test_every_note_has_the_same_chance() -> None:
    """Early and late notes of a stream are drawn alike."""
    seen = [int(note.record[1:]) for seed in range(200) for note in _drawn(0, 100, seed=seed).notes]

    assert 45 < sum(seen) / len(seen) < 54


def test_the_reader_is_not_told_what_was_flagged() -> None:
    """The file for the reader holds text as text, UK dates and no word of flags; the key holds no note's words."""
    sample = _drawn(5, 5)
    rows = list(csv.DictReader(io.StringIO(sample_text(sample))))

    assert "flagged" not in sample_text(sample)
    assert all(row["text"].startswith("'=Note") and row["date"] == "03/05/2024" for row in rows)
    assert all(row["masking"] == "" for row in rows)
    assert "Note" not in key_text(sample)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_judged_sample_is_read_back(tmp_path: Path, encoding: str) -> None:
    """Every note judged: recall is what was found of what masks, and certain."""
    sample = _drawn(6, 4)
    missed = str(sample.strata.index(UNFLAGGED) + 1)
    path = _written(tmp_path, sample, {FLAGGED: "Yes", UNFLAGGED: "no", missed: "y"}, encoding)
    found = read_judged(path)

    assert found.masking == {FLAGGED: 6, UNFLAGGED: 1}
    assert found.recall is not None
    assert (found.recall.value, found.recall.low, found.recall.high) == pytest.approx((6 / 7,) * 3)


def test_unsure_and_empty_are_left_out(tmp_path: Path) -> None:
    """Where one kind was not judged at all there is no recall to tell."""
    path = _written(tmp_path, _drawn(5, 5), {FLAGGED: "yes", UNFLAGGED: "unsure"})

    assert read_judged(path) == Estimate(
        None,
        read_judged(path).precision,
        {FLAGGED: 5, UNFLAGGED: 0},
        {FLAGGED: 5, UNFLAGGED: 0},
        {FLAGGED: 5, UNFLAGGED: 5},
        5,
    )


@pytest.mark.parametrize(
    ("change", "slug"),
    [
        (lambda path: key_path(path).unlink(), "no-key"),
        (lambda path: key_path(path).write_text("{}", encoding="utf-8"), "key-broken"),
        (lambda path: path.write_text("a,b\n1,2\n", encoding="utf-8"), "no-sample"),
        (lambda path: path.write_text("sample,masking\n1,perhaps\n", encoding="utf-8"), "judgement-unknown"),
        (lambda path: path.write_text("sample,masking\n99,yes\n", encoding="utf-8"), "sample-not-fitting"),
        (lambda path: path.write_text("sample;masking\n1;yes\n1;yes\n", encoding="utf-8"), "sample-not-fitting"),
    ],
)
def test_what_cannot_be_read_back_is_said(tmp_path: Path, change, slug: str) -> None:
    """A key that is gone, a file of another kind, an answer nobody knows: each has its own sentence."""
    path = _written(tmp_path, _drawn(5, 5), {FLAGGED: "yes", UNFLAGGED: "no"})
    change(path)

    with pytest.raises(SettingsError) as error:
        read_judged(path)
    assert error.value.slug == slug
    assert "perhaps" not in error.value.message


def test_a_long_note_says_where_it_goes_on() -> None:
    """A note too long for a cell is not cut in silence."""
    sample = Sample((Drawn("a", "b", "c", "", "", "x" * 40_000),), (FLAGGED,), {FLAGGED: 1, UNFLAGGED: 0}, 1)

    assert "[the note goes on: read it at its place]" in sample_text(sample)
    assert len(json.loads(key_text(sample))["strata"]) == 1
