"""UK dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cse_text.intake.dates import DateRefusedError, is_ambiguous, read_date

THIRD_OF_APRIL = date(2024, 4, 3)


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2024",
        "3/4/24",
        "03.04.2024",
        "03-04-2024",
        " 03/04/2024 ",
        "03/04/2024 19:20",
        "03/04/2024 7:20 PM",
        "03/04/2024 00:00:00",
        "2024-04-03",
        "2024/04/03",
        "20240403",
        "2024-04-03T10:22:00.000Z",
        "2024-04-03 10:22:00+01:00",
        "3rd Apr 2024",
        "3 April 2024",
        "03 APR 2024",
        "3-Apr-24",
        "3rd of April 2024",
        "3 Apr '24",
        "Wed 3 Apr 2024",
        "Wednesday, 3 April 2024",
        "April 3, 2024",
        "April 3rd 2024",
        "3\u00a0April\u00a02024",
        "45385",
        "45385.8",
    ],
)
def test_the_third_of_april(text):
    """Every usual way to write 3 April 2024 is read as 3 April 2024."""
    assert read_date(text) == THIRD_OF_APRIL


@pytest.mark.parametrize(
    ("text", "year"), [("12.01.99", 1999), ("12/01/50", 1950), ("12/01/49", 2049), ("12/01/09", 2009)]
)
def test_two_digit_years(text, year):
    """Two-digit years from 50 on are of the last century."""
    assert read_date(text) == date(year, 1, 12)


@pytest.mark.parametrize("text", ["04/25/2024", "4-13-24", "04/25/2024 10:00"])
def test_american_order_is_refused(text):
    """A date that is one only with its month first is refused, not turned round."""
    with pytest.raises(DateRefusedError) as caught:
        read_date(text)
    assert caught.value.slug == "date-us-order"


@pytest.mark.parametrize(
    "text", ["", "soon", "31/02/2024", "25/25/2024", "2024-13-01", "12/3/9", "19990", "April 2024", "1" * 500]
)
def test_what_is_no_date_is_refused(text):
    """What is no date at all is refused as such."""
    with pytest.raises(DateRefusedError) as caught:
        read_date(text)
    assert caught.value.slug == "date-not-read"


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_any_day_in_any_style(day):
    """Any day is read back from each style it can be written in."""
    month = day.strftime("%B")
    for text in (
        day.isoformat(),
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day}.{day.month}.{day.year % 100:02}",
        f"{day.day} {month} {day.year}",
        f"{day.day}-{month[:3]}-{day.year % 100:02}",
        f"{month[:3].upper()} {day.day}, {day.year}",
    ):
        assert read_date(text) == day


def test_ambiguous_dates_are_known():
    """A date is ambiguous where it is another one with its month first."""
    assert is_ambiguous("03/04/2024")
    assert not any(map(is_ambiguous, ["13/04/2024", "2024-04-03", "3 April 2024", "45385", "soon"]))
