"""Tables as .csv: rows become records, faults of exports are met."""

from __future__ import annotations

import csv
import io
import tempfile
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_files import CANARY, TEXTS, only, read, slugs, write

from cse_text.intake import IntakeSettings, read_paths

NOTE = "She was seen at home today and was well."


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.from_regex(r"[0-9A-Z]{1,8}", fullmatch=True), TEXTS), min_size=1, max_size=5),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_cells_come_back_as_written(rows, delimiter, encoding, newline):
    """Any text in a cell is read back exactly, whatever the delimiter, and knows its row and column."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=newline)
    writer.writerows([("Note ID", "Note Text"), *rows])
    with tempfile.TemporaryDirectory() as folder:
        records, problems, _ = read(write(Path(folder, "notes.csv"), buffer.getvalue(), encoding))
    assert [(record.id, record.text) for record in records] == rows
    assert [record.place_at(0) for record in records] == [f"row {n}, column Note Text" for n in range(2, len(rows) + 2)]
    assert problems == []


def test_mapped_columns_become_meta_and_dates_are_british(tmp_path):
    """Each known column becomes meta under its own name; 03/04/2024 is 3 April."""
    path = write(
        tmp_path / "notes.csv",
        "Note ID,Event Date,Agency,Team,Event Type,Role,Age,Gender,Child Name,Detail\n"
        f"0012,03/04/2024,CSC,North,Home visit,SW,14,F,Leah,{NOTE}\n",
    )
    records, problems, notices = read(path)
    assert problems == []
    assert records[0].id == "0012"
    assert records[0].meta == {
        "note_date": "2024-04-03",
        "agency": "CSC",
        "team": "North",
        "note_type": "Home visit",
        "author_role": "SW",
        "child_age": "14",
        "child_sex": "female",
        "child_name": "Leah",
    }
    (entry,) = records[0].entries
    assert (entry.date, entry.agency, entry.team) == (date(2024, 4, 3), "CSC", "North")
    assert (entry.author_role, entry.note_type) == ("SW", "Home visit")
    assert len(notices) == 1
    assert notices[0].startswith(
        f"{path}: text from column 'Detail', id from column 'Note ID', date from column 'Event Date'"
    )
    assert notices[0].endswith("(guessed; set --text-column to change)")


def test_na_is_text_and_zeros_stay(tmp_path):
    """'NA' is a code like any other and ids keep their zeros."""
    records, _, _ = read(write(tmp_path / "n.csv", "ID,Team,Text\n007,NA,NA\n008,None,null\n"))
    assert [(record.id, record.meta["team"], record.text) for record in records] == [
        ("007", "NA", "NA"),
        ("008", "None", "null"),
    ]


def test_empty_cells_are_skipped_and_rows_still_counted(tmp_path):
    """A row without text is no record and is counted in a problem; blank lines count as rows, as shown."""
    records, problems, _ = read(write(tmp_path / "n.csv", f"Team,Text\nA,\n\n,\nB,{NOTE}\n"))
    assert [(record.id, record.place_at(0)) for record in records] == [("n.csv#5", "row 5, column Text")]
    assert [problem.slug for problem in problems] == ["rows-without-text"]
    assert "1 row has nothing in column 'Text'" in problems[0].message


def test_quoted_newlines_stay_in_the_cell(tmp_path):
    """A cell over several lines is one text, CRLF as LF."""
    assert (
        only(write(tmp_path / "n.csv", 'ID,Text\r\n1,"Seen.\r\nAt ""home"", well."\r\n')).text
        == 'Seen.\nAt "home", well.'
    )


def test_running_log_in_a_cell_is_cut(tmp_path):
    """A cell that is a log itself is cut, and its entries keep what the row says."""
    record = only(write(tmp_path / "n.csv", 'Agency,Text\nHealth,"12/03/09 | Police\nSeen.\n13/03/09 Seen again."\n'))
    assert [(entry.date, entry.agency) for entry in record.entries] == [
        (date(2009, 3, 12), "Police"),
        (date(2009, 3, 13), "Health"),
    ]


@pytest.mark.parametrize("length", [32_767, 32_766])
def test_cells_of_excels_full_length_are_named(tmp_path, length):
    """A cell as long as Excel's longest may be cut off upstream; one shorter is not."""
    record = only(write(tmp_path / "n.csv", f"ID,Text\n1,{'a' * length}\n"))
    assert [(p.slug, p.place) for p in record.problems] == (
        [("cell-may-be-cut", "row 2, column Text")] if length == 32_767 else []
    )


def test_full_length_is_counted_as_excel_counts(tmp_path):
    """Excel counts a picture character twice."""
    record = only(write(tmp_path / "n.csv", f"ID,Text\n1,{'a' * 32_765}\U0001f600\n"))
    assert [problem.slug for problem in record.problems] == ["cell-may-be-cut"]


def test_american_dates_are_refused_and_ambiguous_ones_with_them(tmp_path):
    """One impossible date shows that the column has its months first: its ambiguous dates are not guessed at."""
    path = write(tmp_path / "n.csv", f"Date,Text\n04/25/2024,{NOTE}\n03/04/2024,{NOTE}\n2024-04-03,{NOTE}\n")
    records, problems, _ = read(path)
    assert problems == []
    assert [[problem.slug for problem in record.problems] for record in records] == [
        ["date-us-order"],
        ["date-order-unsure"],
        [],
    ]
    assert [record.meta.get("note_date") for record in records] == [None, None, "2024-04-03"]
    assert "row 2" in records[0].problems[0].message


def test_unreadable_dates_do_not_show_the_cell(tmp_path):
    """A date cell that holds words is named by its place only."""
    (record,), _, _ = read(write(tmp_path / "n.csv", f"Date,Text\n{CANARY},{NOTE}\n"))
    assert [problem.slug for problem in record.problems] == ["date-not-read"]
    assert CANARY not in record.problems[0].message


def test_excels_separator_line_is_no_header(tmp_path):
    """A first line 'sep=;' sets the delimiter and counts as a row."""
    record = only(write(tmp_path / "n.csv", f"sep=;\nID;Text\n1;{NOTE}\n"))
    assert (record.text, record.place_at(0)) == (NOTE, "row 3, column Text")


def test_commas_in_a_single_column_do_not_cut(tmp_path):
    """A file of one column needs no quotation marks round its commas."""
    assert (
        only(write(tmp_path / "n.csv", "Text\nSeen at home, was well, had tea.\n")).text
        == "Seen at home, was well, had tea."
    )


def test_text_cut_by_a_stray_separator_is_named(tmp_path):
    """A row with more cells than the header is read as far as it goes, and the loss is named."""
    record = only(write(tmp_path / "n.csv", "ID,Text\n1,Seen at home, was well\n"))
    assert record.text == "Seen at home"
    assert [problem.slug for problem in record.problems] == ["row-too-long"]


def test_rich_text_codes_are_named(tmp_path):
    """A cell of RTF codes is read without them, and the table says how many there were."""
    text = "ID,Text\n1,{\\rtf1 Seen \\b at\\b0  home.}\n2,Plain < 3 > 2.\n3,<p>One &amp; two</p><p>Three</p>\n"
    records, problems, _ = read(write(tmp_path / "n.csv", text))
    assert [record.text for record in records] == ["Seen at home.", "Plain < 3 > 2.", "One & two\nThree"]
    assert [problem.slug for problem in problems] == ["rich-text-stripped", "rich-text-stripped"]
    assert ["rich text (RTF) in 1 cell was" in problems[0].message, "(HTML)" in problems[1].message] == [True, True]


def test_a_quotation_mark_never_closed_is_named(tmp_path):
    """An open quotation mark that swallows the following rows is a problem with its row."""
    _, problems, _ = read(write(tmp_path / "n.csv", 'ID,Text\n1,Seen.\n2,"Seen\n3,Seen.\n'))
    assert [(problem.slug, problem.place) for problem in problems] == [("quote-not-closed", "row 3")]
    assert slugs(write(tmp_path / "m.csv", 'ID,Text\n1,"Seen\n')) == ["quote-not-closed"]
    assert slugs(write(tmp_path / "o.csv", 'ID,Text\n1,"Seen"')) == []


def test_cells_beyond_the_limit_stop_the_table(tmp_path):
    """A cell above the limit ends the table with a problem; the rows before it are kept."""
    path = write(tmp_path / "n.csv", f"ID,Text\n1,Seen.\n2,{'x' * 2000}\n3,Seen.\n")
    records, problems, _ = read(path, max_record_chars=1000)
    assert [record.id for record in records] == ["1"]
    assert [(problem.slug, problem.place) for problem in problems] == [("row-not-read", "row 3")]
    assert slugs(write(tmp_path / "m.csv", "x" * 2000), max_record_chars=1000) == ["row-not-read"]


def test_named_columns_win(tmp_path):
    """A column named by the user is taken, in any case and punctuation, and told as set."""
    path = write(tmp_path / "n.csv", f"Detail,Other Words,Ref No\n{NOTE},Short.,0042\n")
    records, _, notices = read(path, text_column="other_words", id_column="REF NO")
    assert [(record.id, record.text) for record in records] == [("0042", "Short.")]
    assert "text from column 'Other Words', id from column 'Ref No' (as set)" in notices[0]
    assert "not read, though long: 'Detail'" in notices[0]


def test_only_what_was_guessed_is_called_so(tmp_path):
    """Where one column was set and another guessed, the notice says which is which, the text first."""
    path = write(tmp_path / "n.csv", f"Team,Detail,Ref No\nNorth,{NOTE},0042\n")
    _, _, text_set = read(path, text_column="Detail")
    _, _, id_set = read(path, id_column="Ref No")
    assert text_set[0].endswith("text from column 'Detail' (as set), team from column 'Team' (guessed)")
    assert id_set[0].endswith(
        "text from column 'Detail', team from column 'Team' (guessed; set --text-column to change), "
        "id from column 'Ref No' (as set)"
    )


def test_missing_text_column_is_a_problem_that_names_those_present(tmp_path):
    """A text column that is not there stops this table only, and the message names the columns there are."""
    path = write(tmp_path / "a.csv", f"ID,Detail\n1,{NOTE}\n")
    other = write(tmp_path / "b.csv", f"ID,Notes\n1,{NOTE}\n")
    records, problems, _ = read(path, other, text_column="Notes")
    assert [record.source for record in records] == [str(other)]
    assert [problem.slug for problem in problems] == ["column-missing"]
    assert "'ID', 'Detail'" in problems[0].message


def test_other_missing_columns_are_problems_but_the_text_is_read(tmp_path):
    """A date column that is not there is named; the notes are read without it."""
    records, problems, _ = read(write(tmp_path / "a.csv", f"ID,Detail\n1,{NOTE}\n"), date_column="When")
    assert [record.text for record in records] == [NOTE]
    assert [problem.slug for problem in problems] == ["column-missing"]


def test_tables_without_text_are_named(tmp_path):
    """A header alone, and a table of figures, have no notes."""
    assert slugs(write(tmp_path / "a.csv", "ID,Detail\n")) == ["no-text"]
    assert slugs(write(tmp_path / "b.csv", "ID,Amount\n1,2\n3,4\n")) == ["no-text"]
    assert slugs(write(tmp_path / "c.csv", "ID,Detail\n1,  \n")) == ["no-text"]
    assert slugs(write(tmp_path / "d.csv", "\n ,\n")) == ["empty-file"]


def test_child_numbers_are_no_record_ids(tmp_path):
    """A child's number stands on many rows: it is kept in meta, and the row makes the id unique."""
    records, _, _ = read(write(tmp_path / "n.csv", f"Person ID,Text\n00123,{NOTE}\n00123,{NOTE}\n"))
    assert [record.id for record in records] == ["00123#2", "00123#3"]
    assert {record.meta["child_id"] for record in records} == {"00123"}
    records, _, _ = read(tmp_path / "n.csv", id_column="Person ID")
    assert [record.id for record in records] == ["00123", "00123"]


def test_windows_1252_tables_are_read_and_named(tmp_path):
    """A table in Windows-1252 is read, with a notice for its encoding and one for its columns."""
    records, _, notices = read(write(tmp_path / "n.csv", "ID,Text\n1,She\u2019s well\n", "cp1252"))
    assert records[0].text == "She\u2019s well"
    assert [": read as Windows-1252" in notice for notice in notices] == [True, False]


def test_rows_are_streamed(tmp_path):
    """A record is handed out before the rest of the file is read: a fault far below comes after it."""
    rows = f"1,{NOTE}\n" * 1000
    iterator = read_paths(
        [write(tmp_path / "n.csv", f"ID,Text\n{rows}2,{'x' * 2000}\n")], IntakeSettings(max_record_chars=1000)
    )
    found = list(iterator)
    assert [value.text for value in found[:-1]] == [NOTE] * 1000
    assert found[-1].slug == "row-not-read"


def test_memory_stays_flat(tmp_path):
    """Reading a table of several megabytes holds a small part of it at any time."""
    path = write(tmp_path / "n.csv", "ID,Text\n" + f"1,{NOTE * 50}\n" * 4000)
    tracemalloc.start()
    count = sum(1 for _ in read_paths([path]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 4000
    assert path.stat().st_size > 8_000_000
    assert peak < 5_000_000
