"""`cse-text columns`: what is read from where, rows without words, a mapping that scan takes; presets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cse_text.commands import app
from cse_text.errors import SettingsError
from cse_text.intake import PRESETS, SUFFIXES, IntakeSettings, best_preset, describe_columns, read_paths
from cse_text.types import Record

CANARY = "zyzzyva"
EXPORT = (
    "FACT_CASENOTE_ID,DIM_PERSON_ID,EVENT_DTTM,NOTE_TEXT,Name of child,Zed\n"
    f"1,20,2019-01-02,She was seen {CANARY}.,{CANARY},a\n2,20,2019-01-03,Seen again.,{CANARY},b\n"
)


def run(*arguments: str) -> str:
    """Return what the command writes, where it ends well."""
    result = CliRunner().invoke(app, ["columns", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Return an export of a case system."""
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="utf-8")
    return path


def test_columns_are_shown_with_rows_but_no_words(export: Path) -> None:
    """Fields, their columns and the first rows are shown; narrative and names only by their lengths."""
    shown = run(str(export))

    assert "text        from column 'NOTE_TEXT' (by its name)" in shown
    assert "Not read: Zed" in shown
    assert "The preset liquidlogic knows 4 of these columns" in shown
    assert "Row 2: text of 21 characters; id 1; child_id 20; date 2019-01-02; child_name of 7 characters" in shown
    assert CANARY not in shown


def test_words_are_shown_when_asked_for(export: Path) -> None:
    """--show-words prints the words."""
    assert f"text She was seen {CANARY}." in run(str(export), "--show-words")


def test_five_rows_at_most(tmp_path: Path) -> None:
    """A long table is shown by its first five rows."""
    path = tmp_path / "n.csv"
    path.write_text("Text\n" + "Seen at home.\n" * 9, encoding="utf-8")

    assert re.findall(r"Row [0-9]+", run(str(path))) == ["Row 2", "Row 3", "Row 4", "Row 5", "Row 6"]


def test_a_saved_mapping_is_taken_by_scan(export: Path, tmp_path: Path) -> None:
    """The mapping file names each column, whatever its name holds, and reading by it gives the same records."""
    odd = tmp_path / "odd.csv"
    odd.write_text(EXPORT.replace("NOTE_TEXT", '"The ""odd"" \\ column"'), encoding="utf-8")
    saved = tmp_path / "columns.toml"
    run(str(odd), "--text-column", 'The "odd" \\ column', "--save", str(saved))

    mapped = list(read_paths([odd], IntakeSettings(mapping_file=saved)))
    assert [item.text for item in mapped if isinstance(item, Record)] == [f"She was seen {CANARY}.", "Seen again."]


def test_a_table_without_notes_gives_no_mapping(tmp_path: Path) -> None:
    """Where no column can be the notes, nothing is saved and the way on is said."""
    path = tmp_path / "n.csv"
    path.write_text("ID,Date\n1,2019-01-02\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["columns", str(path), "--save", str(tmp_path / "m.toml")])

    assert result.exit_code == 2
    assert "name it with --text-column" in result.stdout
    assert not (tmp_path / "m.toml").exists()


@pytest.mark.parametrize("preset", PRESETS)
def test_each_preset_reads_its_own_export(tmp_path: Path, preset: str) -> None:
    """A table with a preset's first names is read by it, beside a longer column that is no note."""
    names = {field: columns[0] for field, columns in PRESETS[preset].items()}
    path = tmp_path / "n.csv"
    row = ["Seen." if field == "text" else "1" for field in names]
    path.write_text(",".join(names.values()) + ",Zed\n" + ",".join(row) + f",{'long words ' * 20}\n", encoding="utf-8")
    guesses = describe_columns(path, IntakeSettings(preset=preset))

    assert {guess.field: guess.column for guess in guesses}.items() >= names.items()
    assert best_preset([*names.values()])[1] == len(names)


def test_a_preset_that_does_not_exist_is_refused(export: Path) -> None:
    """The presets there are are named."""
    with pytest.raises(SettingsError, match="liquidlogic, mosaic, capita-one, chronology"):
        read_paths([export], IntakeSettings(preset="paris"))


def test_the_table_of_formats_is_whole() -> None:
    """Every ending that is read stands in the README's table and in docs/formats.md."""
    root = Path(__file__).parents[2]
    for page in ("README.md", "docs/formats.md"):
        text = (root / page).read_text(encoding="utf-8")
        rows = " ".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| `."))
        known = set(re.findall(r"\.[a-z]+", rows))
        assert known >= set(SUFFIXES) - {".htm", ".ndjson"}, page
