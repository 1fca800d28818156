"""Tests of the time line: files joined in order of date, words untouched, before and after, then and now."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from cse_text.audit.chronology import assemble, before_and_after, by_agency, then_and_now, timeline
from cse_text.types import Entry, Finding, Place, Record, ScannedRecord

POLICE = Record(
    "p",
    "She absconded again.",
    "police.csv",
    {"agency": "Police", "note_date": "2019-05-03", "child_name": "Kayla R"},
    (),
    (Place(0, "row 2"),),
)
SCHOOL = Record(
    "s",
    "First.Second.",
    "school.docx",
    {"agency": "School"},
    (Entry(0, 6, date(2019, 6, 1)), Entry(6, 13, date(2019, 4, 1))),
    (Place(0, "row 1"), Place(6, "row 2")),
)


def found(
    text: str, record: Record, *, rule: str = "MB001", masking: bool = True, voice: str = "own", since: str = ""
) -> Finding:
    """Return a finding on words of a record."""
    start = record.text.index(text)
    return Finding(
        rule,
        *("n", "missing-blame", start, start + len(text), text, "", "high", masking, 0.9, voice, "child", "phrase"),
        valid_from=since,
    )  # type: ignore[arg-type]


def test_entries_of_several_files_stand_in_order_of_date() -> None:
    """Two agencies' files become one record: by date, words untouched, each with its agency, file and place."""
    record = assemble("Kayla", [POLICE, SCHOOL])

    assert [record.text[entry.start : entry.end] for entry in record.entries] == [
        "Second.",
        "She absconded again.",
        "First.",
    ]
    assert [entry.agency for entry in record.entries] == ["School", "Police", "School"]
    assert [record.place_at(entry.start) for entry in record.entries] == [
        "school.docx, row 2",
        "police.csv, row 2",
        "school.docx, row 1",
    ]
    assert record.meta["child_name"] == "Kayla R"


def test_an_entry_without_a_date_comes_last() -> None:
    """What has no date is kept, behind everything that has one."""
    record = assemble("k", [Record("x", "No date here.", "x.txt"), POLICE])
    assert [entry.date for entry in record.entries] == [date(2019, 5, 3), None]


def test_before_and_after_an_event() -> None:
    """Entries are counted before a day and from that day on; those without a date stand in neither."""
    record = assemble("k", [POLICE, SCHOOL, Record("x", "No date.", "x.txt")])
    lines = timeline(ScannedRecord(record, (found("absconded", record),)))
    before, after, undated = before_and_after(lines, date(2019, 5, 3))

    assert (before.entries, before.findings) == (1, 0)
    assert (after.entries, after.findings) == (2, 1)
    assert after.categories == (("missing-blame", 1),)
    assert undated == 1


def test_agencies_in_order_of_their_first_entry() -> None:
    """Each agency is counted apart."""
    record = assemble("k", [POLICE, SCHOOL])
    lines = timeline(ScannedRecord(record, (found("absconded", record),)))
    assert [(name, part.entries, part.findings) for name, part in by_agency(lines)] == [
        ("School", 2, 0),
        ("Police", 1, 1),
    ]


def test_a_team_stands_for_an_agency_that_is_not_named() -> None:
    """In an export of one agency the teams are counted apart; who names neither stands under no name."""
    text = "Seen at home. Quiet."
    entries = (Entry(0, 13, team="Duty"), Entry(14, 20))
    lines = timeline(ScannedRecord(Record("r", text, "notes.csv", entries=entries)))
    assert [(name, part.entries) for name, part in by_agency(lines)] == [("Duty", 1), ("", 1)]


def test_then_and_now_by_the_dates_of_rules() -> None:
    """Wording is out of line then if its rule's date had come; a rule without a date leaves it open."""
    record = assemble("k", [POLICE])
    dates = ("2015-05-03", "2020-01-01", "")
    lines = [timeline(ScannedRecord(record, (found("absconded", record, since=since),))) for since in dates]

    assert [each.then for given in lines for each in then_and_now(given)] == [True, False, None]


NOTES = st.lists(st.tuples(st.text(max_size=40), st.none() | st.dates(date(1990, 1, 1), date(2026, 1, 1))), max_size=6)


@settings(max_examples=60)
@given(NOTES)
def test_no_word_is_lost_or_changed(notes: list[tuple[str, date | None]]) -> None:
    """Every note that holds more than blanks stands in the joined record, whole, under its own place."""
    records = [
        Record(str(n), text, f"{n}.txt", {"note_date": day.isoformat() if day else ""}, (), (Place(0, "line 1"),))
        for n, (text, day) in enumerate(notes)
    ]
    record = assemble("k", records)

    kept = sorted(text for text, _ in notes if text.strip())
    assert sorted(record.text[entry.start : entry.end] for entry in record.entries) == kept
    assert [entry.date for entry in record.entries if entry.date] == sorted(
        day for text, day in notes if day and text.strip()
    )


HEADED = """MOORSIDE, placement file
FRI 5 OCT 2018. Police. Missing from 18.00.
MON 10 DEC. School. In on time, born 02/03/2003.
TUES 8 JAN. Daily log. A walk.
Reported on 01/01/2017 by mum, the log says."""


def test_a_file_under_dated_heads_is_cut_into_entries() -> None:
    """Each dated head opens an entry with its day, its agency and the year of the one before; other dates do not."""
    record = assemble("m", [Record("m", HEADED, "m.txt")])

    assert [(entry.date and entry.date.isoformat(), entry.agency) for entry in record.entries] == [
        ("2018-10-05", "Police"),
        ("2018-12-10", "School"),
        ("2019-01-08", "Daily log"),
        (None, ""),
    ]
    assert "Reported on 01/01/2017" in record.text[record.entries[2].start : record.entries[2].end]


def test_one_agency_is_not_given_to_the_others_notes() -> None:
    """What one note says of its own writer does not stand for the joined record; what all say does."""
    police = Record("a", "Seen.", "a.txt", {"agency": "Police", "child_sex": "female"})
    other = Record("b", "Heard.", "b.txt", {})

    assert assemble("k", [police, other]).meta == {"child_sex": "female"}
    assert assemble("k", [police, police]).meta["agency"] == "Police"
