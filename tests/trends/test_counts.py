"""What is counted, under which group, and at what rate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cse_text.trends import Rate, Row, Table, Trends, build_trends
from cse_text.trends.carried import Carried
from cse_text.trends.groups import NOT_FOUND, NOT_KNOWN, quarter_of, quarter_order, units
from cse_text.trends.intervals import rate, recall, share, spread_of
from cse_text.types import Record, ScannedRecord
from tests.trends.trends_samples import counted, finding, note, trends_of

LONG = "She was collected by her aunt at six and they went home by bus together"


def _table(trends: Trends, name: str) -> Table:
    return next(table for table in trends.tables if table.dimension == name)


def _row(table: Table, group: str) -> Row:
    return next(row for row in table.rows if row.group == group)


def test_rates_of_two_teams() -> None:
    """Findings over words and entries, each with its exact interval."""
    north = [note(n, findings=1, words=100, team="North", agency="Police") for n in range(10)]
    south = [note(n, findings=n % 2, words=50, team="South", agency="Police") for n in range(20, 40)]
    table = _table(trends_of(*north, *south), "team")
    row = _row(table, "North")

    assert [(each.group, each.entries, each.words, each.findings) for each in table.rows] == [
        ("North", 10, 1000, 10),
        ("South", 20, 1000, 10),
    ]
    assert row.per_words == Rate(10.0, pytest.approx(4.7954, abs=1e-4), pytest.approx(18.3904, abs=1e-4))
    assert row.per_entries == Rate(100.0, pytest.approx(47.954, abs=1e-3), pytest.approx(183.904, abs=1e-3))


def test_what_the_source_does_not_say_is_not_found() -> None:
    """A note without date, team or characteristics falls under 'not found', which is a group of its own."""
    bare = [note(n, findings=1, day=None, child_sex="F") for n in range(6)]
    full = [note(n, findings=1, team="North", child_sex="M") for n in range(6, 12)]
    trends = trends_of(*bare, *full)

    assert [row.group for row in _table(trends, "team").rows] == ["North", NOT_FOUND]
    assert [row.group for row in _table(trends, "quarter").rows] == ["2024 Apr to Jun", NOT_FOUND]
    assert [row.group for row in _table(trends, "sex").rows] == ["female", "male"]
    assert _table(trends, "ethnicity") == Table("ethnicity", remarks=("Not found in any of the notes.",))


@pytest.mark.parametrize(
    ("field", "value", "group"),
    [
        ("sex", "F", "female"),
        ("sex", "Boy", "male"),
        ("sex", "non-binary", "another"),
        ("sex", "U", NOT_KNOWN),
        ("ethnicity", "White British", "White"),
        ("ethnicity", "WBRI", "White"),
        ("ethnicity", "Gypsy / Roma", "White"),
        ("ethnicity", "Mixed - White and Black Caribbean", "mixed or multiple"),
        ("ethnicity", "British Pakistani", "Asian or Asian British"),
        ("ethnicity", "Black African", "Black or Black British"),
        ("ethnicity", "Arab", "another ethnic group"),
        ("ethnicity", "Information not yet obtained", NOT_KNOWN),
        ("disability", "None known", "none, as recorded"),
        ("disability", "N", "none, as recorded"),
        ("disability", "ADHD", "disability recorded"),
        ("disability", "", NOT_FOUND),
    ],
)
def test_characteristics_in_broad_groups(field: str, value: str, group: str) -> None:
    """What is recorded of a child is put into a few groups, none of them named by a note's words."""
    unit = units(Record("r", "Text.", "made.csv", {f"child_{field}": value}))[0]

    assert getattr(unit, field) == group


def test_a_front_sheet_tells_where_the_fields_do_not() -> None:
    """A label at the start of a record is read, prose about ethnicity is not."""
    text = "Name: K\nGender: Female   Ethnicity: White British | Disability: none known\n\nHer ethnicity was discussed."
    unit = units(Record("r", text, "made.docx"))[0]

    assert (unit.sex, unit.ethnicity, unit.disability) == ("female", "White", "none, as recorded")
    assert units(Record("r", "Her ethnicity was not discussed.", "made.docx"))[0].ethnicity == NOT_FOUND


def test_quarters_by_their_months() -> None:
    """A quarter is named by its months, and stands in order of time."""
    names = [quarter_of(day) for day in ("2024-01-01", "2023-12-31", "", "2024-04-01", "soon")]

    assert names == ["2024 Jan to Mar", "2023 Oct to Dec", NOT_FOUND, "2024 Apr to Jun", NOT_FOUND]
    assert sorted(names, key=quarter_order)[:3] == ["2023 Oct to Dec", "2024 Jan to Mar", "2024 Apr to Jun"]


def test_copied_text_counts_once() -> None:
    """A note carried forward under a new date adds neither words nor findings."""
    text = f"03/05/2024 {LONG}."
    again = f"04/05/2024 {LONG}."
    tally = counted(note(1, text=text, findings=1), note(2, text=again, findings=1), note(3, findings=1))
    total = sum(count.findings for (name, _, _), count in tally.cells.items() if name == "quarter")

    assert (tally.copied_entries, tally.copied_words, tally.copied_findings) == (1, 16, 1)
    assert total == 2


def test_findings_marked_as_copied_do_not_count() -> None:
    """What the run marked as copied is left out, whatever its words."""
    one = note(1, findings=1)
    tally = counted(replace(one, findings=(replace(one.findings[0], copied_from="row 2"),)))

    assert tally.copied_findings == 1
    assert not any(count.findings for count in tally.cells.values())


def test_short_lines_are_not_copies() -> None:
    """Many notes hold the same short line; only behind a copied line is it copied too."""
    carried = Carried()
    texts = ("No concerns.", "No concerns.", f"{LONG}\nNo concerns.", f"{LONG}\nNo concerns.")

    assert [carried.read(text, 0, len(text))[:2] for text in texts] == [(2, 0), (2, 0), (17, 0), (0, 17)]


def test_findings_that_do_not_mask_are_not_counted() -> None:
    """What context ruled out is no finding."""
    quiet = replace(note(1), findings=(finding(masking=False),))

    assert not any(count.findings for count in counted(quiet).cells.values())


def test_named_workers_only_when_asked() -> None:
    """Without by_worker no name is even kept."""
    notes = [note(n, findings=1, author=f"Ann {n % 2}", team="North") for n in range(20)]

    assert "Ann" not in repr(build_trends(counted(*notes)))
    assert not any("Ann" in part for _, path, _ in counted(*notes).cells for part in path)
    assert [row.group for row in _table(build_trends(counted(*notes, by_worker=True), "why"), "worker").rows] == [
        "Ann 0 (North)",
        "Ann 1 (North)",
    ]


def test_few_children_are_hidden_however_many_their_notes() -> None:
    """A group of fewer than five children is not shown, and one more is hidden with it."""
    girls = [note(n, findings=1, child_id=f"g{n}", child_sex="F") for n in range(30)]
    boys = [note(n, findings=1, child_id=f"b{n % 4}", child_sex="M") for n in range(30, 60)]

    assert all(row.hidden for row in _table(trends_of(*girls, *boys), "sex").rows)
    more = [note(n, findings=1, child_id=f"b{n}", child_sex="M") for n in range(60, 65)]
    assert not any(row.hidden for row in _table(trends_of(*girls, *more), "sex").rows)


def test_fewer_than_five_findings_show_nothing() -> None:
    """Of a handful of findings nothing is told but that they are few."""
    trends = trends_of(*(note(n, findings=n < 4) for n in range(50)))

    assert trends.total.hidden
    assert trends.tables == ()


def test_groups_that_write_other_notes_are_named() -> None:
    """A remark names the groups whose mix of note types is another than that of the whole."""
    visits = [note(n, findings=1, team="North", note_type="Visit") for n in range(20)]
    calls = [note(n, findings=1, team="South", note_type="Call") for n in range(20, 40)]
    both = [note(n, findings=1, team="West", note_type=("Visit", "Call")[n % 2]) for n in range(40, 60)]
    table = _table(trends_of(*visits, *calls, *both), "team")

    assert "within a note type only: North; South." in table.remarks[0]
    assert [(row.note_type, row.group, row.findings) for row in table.apart] == [
        ("Call", "South", 20),
        ("Call", "West", 10),
        ("Visit", "North", 20),
        ("Visit", "West", 10),
    ]


def test_totals_of_every_table_agree() -> None:
    """Where nothing is hidden, the groups of each dimension sum up to the whole."""
    notes = [note(n, findings=2, team=f"t{n % 3}", note_type=f"k{n % 2}", child_sex="FM"[n % 2]) for n in range(60)]
    trends = trends_of(*notes)

    for table in trends.tables:
        if table.rows:
            assert sum(row.findings for row in table.rows) == trends.total.findings == 120
        for kind in {row.note_type for row in table.apart}:
            assert sum(row.findings for row in table.apart if row.note_type == kind) == 60


def test_records_without_entries_are_one() -> None:
    """A record whose reader knew no entries counts as one, by its own fields."""
    tally = counted(ScannedRecord(Record("r", "One two.", "a.txt", {"note_date": date(2024, 2, 1).isoformat()})))

    assert {path for name, path, _ in tally.cells if name == "quarter"} == {("2024 Jan to Mar",)}


def test_exact_intervals() -> None:
    """Garwood and Clopper and Pearson, as in their tables."""
    assert rate(0, 1).high == pytest.approx(3.6889, abs=1e-4)
    assert (rate(5, 1).low, rate(5, 1).high) == (pytest.approx(1.6235, abs=1e-4), pytest.approx(11.6683, abs=1e-4))
    assert (share(1, 10).low, share(1, 10).high) == (pytest.approx(0.0025, abs=1e-4), pytest.approx(0.4450, abs=1e-4))
    wide = rate(20, 1, 2.0)
    assert wide.low == pytest.approx(2 * rate(10, 1).low)
    assert wide.high == pytest.approx(2 * rate(10, 1).high)


def test_spread_of_findings_that_hang_together() -> None:
    """Evenly spread findings leave the interval as it is; all of them with one child widen it."""
    assert spread_of([(2, 100)] * 10) == 1.0
    assert spread_of([(20, 100), *[(0, 100)] * 9]) == pytest.approx(20.0)
    assert spread_of([(3, 10)]) == 1.0


def test_recall_of_a_whole_reading_is_certain() -> None:
    """Where every note was judged, recall is a count and its interval has no width."""
    assert recall((8, 10, 10), (2, 90, 90)) == Rate(0.8, 0.8, 0.8)


def test_recall_weighs_what_was_not_read() -> None:
    """One miss in twenty of a thousand unflagged notes weighs fifty times as much as one flagged note."""
    found = recall((20, 20, 100), (1, 20, 1000))

    assert found.value == pytest.approx(100 / 150)
    assert 0.3 < found.low < found.value < found.high < 0.96
