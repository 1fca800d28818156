"""Running logs and chronologies are cut at their dated headers, prose is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_text.intake.entries import cut_entries
from cse_text.types import Entry


def _cut(text: str) -> list[tuple[str, str]]:
    return [
        (entry.date.isoformat() if entry.date else "", text[entry.start : entry.end]) for entry in cut_entries(text)
    ]


@pytest.mark.parametrize(
    ("header", "day", "agency", "role"),
    [
        ("[2019-03-22] Police - PC", "2019-03-22", "Police", "PC"),
        ("12.01.99 | School | Absent again.", "1999-01-12", "School", ""),
        ("14/08/21 19:20 He was seen at the park.", "2021-08-14", "", ""),
        ("14/08/21 20.15hrs returned", "2021-08-14", "", ""),
        ("Entry 4 | 12/03/09 | Health", "2009-03-12", "Health", ""),
        ("Mon 3 March 2014:", "2014-03-03", "", ""),
        ("03/04/2024", "2024-04-03", "", ""),
        ("1) 03/04/2024 School rang.", "2024-04-03", "", ""),
        (
            "• 3 March 2023 (School) Rowan left the site at ten to eleven and was found at noon.",
            "2023-03-03",
            "School",
            "",
        ),
        ("14 FEB 2011, POLICE. RPTD BY MUM", "2011-02-14", "POLICE", ""),
        ("[04/01/2019 09:15] Residential - Key worker Dee", "2019-01-04", "Residential", "Key worker"),
        ("12/03/2009 | Social Care | Team manager | Closed.", "2009-03-12", "Social Care", "Team manager"),
        ("13.01.99 | Health (GP) | Seen.", "1999-01-13", "Health", "GP"),
        ("#12 03/04/2024, 14:00, Police, PC 4411 Jones", "2024-04-03", "Police", "PC"),
        ("**08.12.16 - Police, closing.** DS: car traced", "2016-12-08", "Police", "DS"),
        ("Date: 12/03/2009\nAgency: Police\nAuthor role: PC\nSeen.", "2009-03-12", "Police", "PC"),
        ("12/03/09 | He was seen at home with his mother and his two younger sisters | Police", "2009-03-12", "", ""),
        ("12/03/09 - 14/03/09: Residential", "2009-03-12", "Residential", ""),
        ("11.5.99  Home visit. Mum in.", "1999-05-11", "", ""),
        ("0015 hrs 19.5.95 reported missing", "1995-05-19", "", ""),
    ],
)
def test_headers_are_read(header, day, agency, role):
    """Each usual header cuts, and gives its date, agency and role."""
    text = f"Chronology\n\n{header}\nHe was at home.\n"
    before, entry = cut_entries(text)
    assert text[before.start : before.end] == "Chronology\n\n"
    assert (entry.start, entry.end) == (12, len(text))
    assert (entry.date.isoformat(), entry.agency, entry.author_role) == (day, agency, role)


@pytest.mark.parametrize(
    "prose",
    [
        "She was seen on 03/04/2024 and again on 05/04/2024 by the GP.",
        "She was last seen by the school nurse and her mother on\n3 March 2014, she said, at home.",
        "The visit was made between 02/03/2014 and\n12/03/2014 by the duty social worker.",
        "She has been at the placement, with her sister and the same carers, since\n3 March 2014. She is well.",
        "He was arrested by the officers who had looked for him for weeks and\n03/04/2024 was the day of the hearing.",
        "Name: Leah\nDOB:\n03/04/2010\nAddress: withheld",
        "Name: Leah\nDate of birth:\n03/04/2010",
        "1.2.9 Health\n1.2.10 School\n1.2.11 Home",
        "04/25/2024 - Police",
        "45/13/2024 - Police",
        "Ref 12.01.99.4 was given.",
        "",
        "   ",
    ],
)
def test_dates_in_prose_do_not_cut(prose):
    """Dates inside prose, wrapped prose, forms and numbered headings leave one entry without a date."""
    assert cut_entries(prose) == (Entry(0, len(prose)),)


def test_a_log_is_cut_line_by_line():
    """A telegraphic log without punctuation is cut at each of its dates."""
    text = (
        "03/04/24 HV to home\n05/04/24 T/C to mum\n06/04/24\nNothing to report\n\n"
        "07/04/2024 - School - DSL - Poor attendance"
    )
    assert _cut(text) == [
        ("2024-04-03", "03/04/24 HV to home\n"),
        ("2024-04-05", "05/04/24 T/C to mum\n"),
        ("2024-04-06", "06/04/24\nNothing to report\n\n"),
        ("2024-04-07", "07/04/2024 - School - DSL - Poor attendance"),
    ]


def test_windows_line_ends_cut_alike():
    """A text that keeps its CRLF, as one from .jsonl does, is cut at the same headers."""
    assert _cut("Log\r\n\r\n12/03/09 | Health\r\nSeen.\r\n13/03/09\r\nSeen.") == [
        ("", "Log\r\n\r\n"),
        ("2009-03-12", "12/03/09 | Health\r\nSeen.\r\n"),
        ("2009-03-13", "13/03/09\r\nSeen."),
    ]


def test_named_workers_are_not_taken():
    """Of 'PC 4411 Jones' only the rank becomes the role, and a name alone becomes nothing."""
    (entry,) = cut_entries("12/03/2024 | Jane Smith | PC 4411 Jones | Home visit | Seen.")
    assert (entry.agency, entry.author_role, entry.note_type) == ("", "PC", "Home visit")


def test_teams_and_types_are_read():
    """Team and kind of note are taken where the header or the lines below it name them."""
    first, second = cut_entries(
        "12/03/2024 | MASE Team | Strategy meeting\nHeld.\n13/03/2024\nTeam: North 2\nType: Visit\nSeen."
    )
    assert (first.team, first.note_type) == ("MASE Team", "Strategy meeting")
    assert (second.team, second.note_type) == ("North 2", "Visit")


def test_the_source_fills_what_headers_leave_open():
    """What the source knows of the whole holds for each entry, unless its header says otherwise."""
    base = Entry(0, 0, date(2024, 1, 1), "Health", "East", "nurse", "note")
    assert cut_entries("Seen.", base) == (Entry(0, 5, date(2024, 1, 1), "Health", "East", "nurse", "note"),)
    (entry,) = cut_entries("12/03/2024 | Police\nSeen.", base)
    assert entry == Entry(0, 25, date(2024, 3, 12), "Police", "East", "nurse", "note")


@given(st.lists(st.tuples(st.dates(date(1995, 1, 1), date(2025, 1, 1)), st.sampled_from(["Seen.", "He was\nat home"]))))
def test_every_header_of_a_log_is_found(days):
    """A log of any days is cut into exactly these days, whatever their order."""
    text = "".join(f"[{day:%d/%m/%Y}] Police - PC\n{words}\n" for day, words in days)
    assert [entry.date for entry in cut_entries(text)] == [day for day, _ in days] or not days
