"""Parquet as a source: the same records as from a table of text."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cse_text.intake import Meter, read_paths, total_size
from cse_text.types import Problem, Record

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def write(path: Path, number: int = 3) -> Path:
    """Return a Parquet file of notes."""
    columns = {
        "Note ID": [f"{n:03}" for n in range(number)],
        "Date": [dt.date(2024, 4, 3)] * number,
        "Return Interview Offered": ["NA"] * number,
        "Note Text": [f"Visit {n}. Tea and toast with the family." for n in range(number)],
    }
    pq.write_table(pa.table(columns), path, row_group_size=2)
    return path


def test_rows_become_records(tmp_path: Path) -> None:
    """Each row is a record with its own id, date and a place counted from row 1."""
    found = list(read_paths([write(tmp_path / "notes.parquet")]))
    records = [each for each in found if isinstance(each, Record)]

    assert [each.id for each in records] == ["000", "001", "002"]
    assert records[0].meta["note_date"] == "2024-04-03"
    assert [each.places[0].label for each in records] == [f"row {n}, column Note Text" for n in (1, 2, 3)]
    assert records[2].text == "Visit 2. Tea and toast with the family."


def test_a_missing_note_gives_no_record(tmp_path: Path) -> None:
    """A row whose note is missing is counted, not read as the word None."""
    pq.write_table(pa.table({"id": ["a", "b"], "text": ["Tea and toast.", None]}), tmp_path / "n.parquet")
    found = list(read_paths([tmp_path / "n.parquet"]))

    assert [each.id for each in found if isinstance(each, Record)] == ["a"]
    assert [each.slug for each in found if isinstance(each, Problem)] == ["rows-without-text"]


@pytest.mark.parametrize(("keep", "slug"), [(200, "damaged-file"), (0, "empty-file")])
def test_a_file_cut_off_is_named(tmp_path: Path, keep: int, slug: str) -> None:
    """A Parquet file that lost its end becomes a problem without its words."""
    path = write(tmp_path / "notes.parquet", 50)
    path.write_bytes(path.read_bytes()[:keep])
    (found,) = read_paths([path])

    assert isinstance(found, Problem)
    assert found.slug == slug


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    """Text under the name of a Parquet file is refused as such."""
    (tmp_path / "n.parquet").write_text("Tea and toast.", encoding="utf-8")
    (found,) = read_paths([tmp_path / "n.parquet"])

    assert isinstance(found, Problem)
    assert found.slug == "wrong-suffix"


def test_the_meter_ends_at_the_total(tmp_path: Path) -> None:
    """Reading is measured on its way and has come to the total at its end."""
    path, meter = write(tmp_path / "notes.parquet", 900), Meter()
    reading = read_paths([path], meter=meter)
    next(reading)
    begun = meter.position
    list(reading)

    assert 0 < begun < total_size([path]) == meter.position
