"""Tests of what analysts import: one text, and frames of notes."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cse_text
from cse_text.frames import DTYPES

QUICK = cse_text.Settings(depth="quick", threshold=0.2)  # far from where a fitted one would lie
MASKS = "She keeps putting herself at risk and is promiscuous. Tea was pasta."


def frame(**columns: list[object]) -> pd.DataFrame:
    """Return a frame of notes."""
    return pd.DataFrame(columns)


def test_scan_gives_what_masks_in_order() -> None:
    """The findings of one text are values, in order of place; show_all adds what was left alone."""
    found = cse_text.scan(MASKS, QUICK)
    left = cse_text.scan("He denied that she is promiscuous. She is not at risk.", QUICK, show_all=True)

    assert [(each.rule, each.text) for each in found] == [
        ("SE001", "putting herself at risk"),
        ("IC025", "promiscuous"),
    ]
    assert isinstance(found[0], cse_text.Finding)
    assert len(cse_text.scan(MASKS, QUICK, show_all=True)) >= len(found)
    assert any(not each.masking for each in left)


def test_a_row_a_finding_with_the_words_of_the_note() -> None:
    """Each row quotes its note at its place, with its sentence, its case and its date."""
    df = frame(id=["001"], note=[MASKS], when=["03/04/2024"])
    found = cse_text.scan_frame(df, text="note", case="id", date="when", settings=QUICK)

    assert found[["case", "date", "words"]].to_numpy().tolist() == [
        ["001", "03/04/2024", "putting herself at risk"],
        ["001", "03/04/2024", "promiscuous"],
    ]
    assert [MASKS[row.start : row.end] for row in found.itertuples()] == list(found["words"])
    assert set(found["sentence"]) == {"She keeps putting herself at risk and is promiscuous."}


def test_dtypes_are_those_of_the_docstring_also_for_nothing() -> None:
    """The columns and dtypes are the same for many findings, for none and for a frame without rows."""
    for notes in ([MASKS], ["Tea was pasta."], []):
        found = cse_text.scan_frame(pd.DataFrame({"note": pd.Series(notes, dtype="object")}), "note", settings=QUICK)

        assert {name: str(dtype) for name, dtype in found.dtypes.items()} == DTYPES
    assert all(name in str(cse_text.scan_frame.__doc__) for name in DTYPES)


@pytest.mark.parametrize(
    ("day", "then"),
    [
        ("03/04/2004", False),
        ("03/04/2024", True),
        (pd.Timestamp(2004, 4, 3), False),
        (dt.date(2024, 4, 3), True),
        (pd.NaT, None),
        ("04/31/2024", None),
        (20240403, None),
    ],
)
def test_then_and_now_is_by_the_day_of_the_note(day: object, then: bool | None) -> None:
    """Whether guidance spoke against the wording hangs on the note's own date; what is no safe date leaves it open."""
    df = frame(note=[MASKS], when=pd.Series([day], dtype="object"))
    found = cse_text.scan_frame(df, text="note", date="when", settings=QUICK)
    dated = found[found["valid_from"].notna()]

    assert len(dated)
    assert [None if pd.isna(each) else bool(each) for each in dated["out_of_line_then"]] == [then] * len(dated)


def test_without_dates_then_is_not_known() -> None:
    """Without a column of dates, or without a date of the rule, nobody says whether it was out of line then."""
    df = frame(note=[MASKS], when=["03/04/2024"])
    bare = cse_text.scan_frame(df, text="note", settings=QUICK)
    dated = cse_text.scan_frame(df, text="note", date="when", settings=QUICK)

    assert bare["out_of_line_then"].isna().all()
    assert list(dated["valid_from"].isna()) == list(dated["out_of_line_then"].isna())


def test_missing_and_the_text_na_are_told_apart() -> None:
    """Missing notes of every kind are passed over; the text NA is read, and a case called NA stays one."""
    df = frame(id=["NA", None, "3", "4", "5"], note=[MASKS, "NA", None, pd.NA, float("nan")])
    found = cse_text.scan_frame(df, text="note", case="id", settings=QUICK)

    assert list(found["case"]) == ["NA", "NA"]
    assert list(found.index) == [0, 0]


def test_a_missing_case_stays_missing() -> None:
    """A note without a case is read, and its case is missing, not a word."""
    found = cse_text.scan_frame(frame(id=[None], note=[MASKS]), text="note", case="id", settings=QUICK)

    assert found["case"].isna().all()


@pytest.mark.parametrize(
    "index",
    [
        pd.Index(["b", "b", "a"], name="Note ID"),
        pd.MultiIndex.from_tuples([("x", 1), ("x", 2), ("y", 1)], names=["file", "row"]),
        pd.to_datetime(["2024-04-03", "2024-04-03", "2024-04-04"]),
    ],
)
def test_indexes_are_kept(index: pd.Index) -> None:
    """Rows carry the label of their note, whatever kind of index it is and even where a label is there twice."""
    df = pd.DataFrame({"note": [MASKS, "Tea.", MASKS], "id": ["1", "2", "3"]}, index=index)
    found = cse_text.scan_frame(df, text="note", case="id", settings=QUICK)

    assert found.index.equals(index.take([0, 0, 2, 2]))
    assert found.index.names == index.names
    assert list(found["case"]) == ["1", "1", "3", "3"]


def test_carried_columns_keep_their_dtypes() -> None:
    """Categories and dates of the frame are categories and dates in the findings."""
    df = frame(note=[MASKS])
    df["id"] = pd.Categorical(["7"], categories=["7", "8"])
    df["when"] = pd.to_datetime(["2024-04-03"])
    found = cse_text.scan_frame(df, text="note", case="id", date="when", settings=QUICK)

    assert found["case"].dtype == df["id"].dtype
    assert found["date"].dtype == df["when"].dtype


@settings(max_examples=20, deadline=None)
@given(st.lists(st.one_of(st.none(), st.just(MASKS), st.text(max_size=30)), max_size=6))
def test_the_frame_given_is_never_altered(notes: list[str | None]) -> None:
    """Whatever the notes hold, the frame is afterwards what it was, and every row quotes its note."""
    df = pd.DataFrame({"note": pd.Series(notes, dtype="object")})
    before = df.copy(deep=True)
    found = cse_text.scan_frame(df, text="note", settings=QUICK)

    pd.testing.assert_frame_equal(df, before)
    assert all(notes[row.Index][row.start : row.end] == row.words for row in found.itertuples())


def test_show_all_keeps_what_context_ruled_out() -> None:
    """With show_all the frame holds the decisions against, marked as such."""
    df = frame(note=["He denied that she is promiscuous. She is not at risk."])
    found = cse_text.scan_frame(df, "note", settings=QUICK, show_all=True)

    assert not found["masking"].all()


@pytest.mark.parametrize(
    ("df", "text", "slug"),
    [
        (pd.DataFrame({"a": ["x"]}), "note", "column-missing"),
        (pd.DataFrame([["x", "canary"]], columns=["note", "note"]), "note", "column-twice"),
        (pd.DataFrame({"note": ["canary", 7]}), "note", "not-text"),
    ],
)
def test_what_makes_no_sense_is_refused_without_a_word_of_a_note(df: pd.DataFrame, text: str, slug: str) -> None:
    """A column that is not there, there twice or not of text is named; the message holds nothing of the notes."""
    with pytest.raises(cse_text.CseTextError, match=r"[Cc]olumn") as caught:
        cse_text.scan_frame(df, text, settings=QUICK)

    assert caught.value.slug == slug
    assert "canary" not in caught.value.message


def test_the_public_names_are_there_and_no_others() -> None:
    """Every name in __all__ can be had and is shown for completion; another gives the usual error."""
    assert all(getattr(cse_text, name) for name in cse_text.__all__)
    assert set(cse_text.__all__) <= set(dir(cse_text))
    with pytest.raises(AttributeError, match="scam"):
        cse_text.scam  # noqa: B018 - asking for it is the test


def test_importing_the_package_loads_nothing_heavy() -> None:
    """`import cse_text` brings neither pandas nor numpy nor the scanner."""
    code = (
        "import sys, cse_text; print([n for n in ('pandas', 'numpy', 'spacy', 'cse_text.scanner') if n in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert shown.strip() == "[]"


def test_spacy_finds_the_pipe_by_its_entry_point() -> None:
    """The entry point in pyproject.toml names the factory, so that an installed package needs no import."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["entry-points"]["spacy_factories"]["cse_text"].partition(":")

    assert callable(getattr(import_module(module), name))
