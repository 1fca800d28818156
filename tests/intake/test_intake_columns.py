"""Which column of a table is what."""

from __future__ import annotations

import pytest
from intake_files import CANARY, only, read, workbook, write

from cse_text.errors import IntakeError, SettingsError
from cse_text.intake import ColumnGuess, IntakeSettings, describe_columns, read_paths
from cse_text.intake.column_names import NAMES, TEXT_NAMES, TEXT_NAMES_SECOND, squeezed

NOTE = "She was seen at home today and was well and had eaten with her brother."


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("FACT_CASENOTE_ID,DIM_PERSON_ID,EVENT_DTTM,CASNT_TYPE_ID_CODE,NOTE_TEXT", "id child_id date type text"),
        ("Person ID,Note Date,Worker Role,Team Name,Text_Answer", "child_id date role team text"),
        ("Date,Event Type,Service Team,Summary,Detail", "date type team - text"),
        ("Student,Incident Date,Categories,Incident,Action Taken", "child_name date type text -"),
        ("Date of Event,Time,Source,Significant Event,Response", "date - agency text -"),
        ("occurrenceNo,eventDate,rank,gender,age,freeText", "id date role child_sex child_age text"),
        ("a,b,c", "- - text"),
    ],
)
def test_exports_are_recognised(tmp_path, header, expected):
    """Columns of the usual systems are found by name, in any case and punctuation."""
    names = header.split(",")
    cells = [NOTE if field == "text" else "12" for field in expected.split()]
    path = write(tmp_path / "n.csv", f"{header}\n" + ",".join(f'"{cell}"' for cell in cells) + "\n")
    guesses = {guess.column: guess.field for guess in describe_columns(path)}
    assert [guesses.get(name, "-") for name in names] == expected.split()


@pytest.mark.parametrize(
    ("table", "fields"),
    [
        (f"Case,Detail\n4417,{NOTE}\n", "child_id text"),
        (f"Case no,Detail\n4417,{NOTE}\n", "child_id text"),
        (f"Case,Person ID,Detail\nC-12,9,{NOTE}\n", "- child_id text"),
        (f"Case,Detail\nLeah Marsh,{NOTE}\n", "- text"),
        (f"Case,Seen by\n{NOTE},Sam\n", "text -"),
    ],
)
def test_a_column_called_case_is_the_childs_number_if_it_holds_numbers(tmp_path, table, fields):
    """'Case' gives the child's number where no better column does and its cells are no names and no notes."""
    guesses = {guess.column: guess.field for guess in describe_columns(write(tmp_path / "n.csv", table))}
    assert [guesses.get(name, "-") for name in table.split("\n")[0].split(",")] == fields.split()


def test_longest_column_is_text_where_no_name_fits(tmp_path):
    """Without a known name the column with the longest text is taken, numbers aside."""
    path = write(tmp_path / "n.csv", f"X,Y,Z\n{'9' * 200},{NOTE},short words\n")
    assert describe_columns(path) == [ColumnGuess("text", "Y", 1, "longest")]


def test_a_named_but_empty_column_is_not_text(tmp_path):
    """A column called Notes with next to nothing in it gives way to the one with the notes."""
    path = write(tmp_path / "n.csv", f"Notes,Blurb\n,{NOTE}\nok,{NOTE}\n")
    assert describe_columns(path)[0] == ColumnGuess("text", "Blurb", 1, "longest")


def test_a_text_column_may_begin_empty(tmp_path):
    """A column called Detail is the text though its first hundreds of cells are blank."""
    path = write(tmp_path / "n.csv", "Detail,Team\n" + ",North\n" * 300 + f"{NOTE},North\n")
    records, problems, _ = read(path)
    assert [record.text for record in records] == [NOTE]
    assert "300 rows have nothing in column 'Detail'" in problems[0].message


def test_text_by_name_even_if_short(tmp_path):
    """A column called Text is the text however short."""
    assert describe_columns(write(tmp_path / "n.csv", f"Text,Extra\nok,{NOTE}\n"))[0].column == "Text"


def test_titles_above_the_header_are_passed_by_and_told(tmp_path):
    """Rows above the header are no notes; how many there are is told."""
    path = write(tmp_path / "n.csv", f"Case notes,,\nPrinted 3 May,,\n,,\nNote ID,Date,Detail\n01,03/04/2024,{NOTE}\n")
    records, _, notices = read(path)
    assert [(record.id, record.place_at(0)) for record in records] == [("01", "row 5, column Detail")]
    assert "2 rows above the header not read" in notices[0]


@pytest.mark.parametrize(
    "table",
    [
        f"03/04/2024,{CANARY} was seen at home with her sister today.\n04/04/2024,{CANARY} was out.\n",
        f"{CANARY} home.\n{CANARY} out.\n",
        f"12,{CANARY} was at home\n13,{CANARY} was out\n",
        f"{CANARY}\n",
        f"3 April 2024,{CANARY} home\n4 April 2024,{CANARY} out\n",
    ],
)
def test_tables_without_header_lose_and_show_nothing(tmp_path, table):
    """A first row of data is read as data, and no notice shows a word of it."""
    records, _, notices = read(write(tmp_path / "n.csv", table))
    assert len(records) == table.count("\n")
    assert "no header row, so columns are numbered" in notices[0]
    assert not any(CANARY in notice for notice in notices)


def test_numbered_columns_may_be_named(tmp_path):
    """Where columns are only numbered, the user names one by its number."""
    records, _, _ = read(write(tmp_path / "n.csv", f"{NOTE},Short words here.\n{NOTE},Other words.\n"), text_column="2")
    assert [record.text for record in records] == ["Short words here.", "Other words."]


def test_mapping_file_names_columns_and_options_win(tmp_path):
    """[columns] of a TOML file names columns; an option overrides one of them."""
    path = write(tmp_path / "n.csv", f"A,B,C\n{NOTE},Short.,Jo\n")
    mapping = write(tmp_path / "map.toml", '[columns]\ntext = "A"\nteam = "B"\nauthor = "C"\n')
    record = only(path, mapping_file=mapping)
    assert (record.text, record.meta) == (NOTE, {"team": "Short.", "author": "Jo"})
    records, problems, _ = read(path, mapping_file=mapping, text_column="C")
    assert ([record.text for record in records], [problem.slug for problem in problems]) == (
        ["Jo"],
        ["columns-not-read"],
    )
    assert "'A'" in problems[0].message


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("[columns", "mapping-broken"),
        ("text = 'A'", "mapping-broken"),
        ("[columns]\nwords = 'A'", "mapping-broken"),
        ("[columns]\ntext = 3", "mapping-broken"),
        (None, "mapping-not-read"),
    ],
)
def test_broken_mappings_are_refused_at_once(tmp_path, text, slug):
    """A mapping that cannot be followed is a settings error before anything is read."""
    mapping = tmp_path / "map.toml" if text is None else write(tmp_path / "map.toml", text)
    with pytest.raises(SettingsError) as caught:
        read_paths([tmp_path], IntakeSettings(mapping_file=mapping))
    assert caught.value.slug == slug
    assert str(mapping) in caught.value.message


def test_author_is_never_guessed(tmp_path):
    """A worker's name is read only where somebody asked for it."""
    assert "author" not in only(write(tmp_path / "n.csv", f"Author,Text\nJo,{NOTE}\n")).meta


def test_column_names_are_shown_trimmed_and_printable(tmp_path):
    """A column name cannot carry control characters or pages of words into a message."""
    path = write(tmp_path / "n.csv", f'Text,"\x1b[31m{"x" * 80}"\n{NOTE},{NOTE}\n')
    _, _, notices = read(path)
    assert "\x1b" not in notices[0]
    assert "x" * 41 not in notices[0]


def test_columns_of_each_sheet_are_described(tmp_path):
    """A workbook is described sheet by sheet, empty sheets aside."""
    path = workbook(tmp_path / "n.xlsx", {"A": [["ID", "Text"], ["1", NOTE]], "B": [], "C": [["Detail"], [NOTE]]})
    assert [(guess.sheet, guess.field, guess.how) for guess in describe_columns(path)] == [
        ("A", "text", "name"),
        ("A", "id", "name"),
        ("C", "text", "name"),
    ]


def test_only_tables_are_described(tmp_path):
    """Describing what is no table, or not there, is an IntakeError."""
    for name in ("n.txt", "none.csv"):
        with pytest.raises(IntakeError):
            describe_columns(tmp_path / name)
    with pytest.raises(IntakeError, match="empty"):
        describe_columns(write(tmp_path / "n.csv", ""))


def test_no_name_stands_for_two_fields():
    """The lists of names do not contradict each other."""
    lists = [{squeezed(name) for name in known} for known in (*NAMES.values(), TEXT_NAMES, TEXT_NAMES_SECOND)]
    assert sum(map(len, lists)) == len(set().union(*lists))
