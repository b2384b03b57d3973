"""Two dates are compared as people write and mistype them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.matching.events.dates import date_level, swapped_date, typed_dates

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2049, 12, 31)).map(dt.date.toordinal)


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("2021-03-06", "2021-03-06", "equal"),
        ("2021-01-29", "2021-01-30", "one_day"),
        ("2021-02-27", "2021-03-02", "days"),
        ("2021-02-27", "2021-03-06", "week"),
        ("2021-03-06", "2021-06-03", "day_month_swapped"),
        ("2021-03-06", "2022-03-06", "date_typed"),
        ("2021-03-12", "2021-03-21", "date_typed"),
        ("2021-03-06", "2021-09-20", "far"),
    ],
)
def test_a_pair_of_dates_has_its_level_in_either_order(a, b, level):
    a, b = dt.date.fromisoformat(a).toordinal(), dt.date.fromisoformat(b).toordinal()
    assert date_level(a, b) == level
    assert date_level(b, a) == level


@given(DAYS)
def test_swapping_day_and_month_twice_gives_the_date_back(day):
    swapped = swapped_date(day)
    if swapped is not None:
        assert swapped_date(swapped) == day


@given(DAYS)
def test_a_slip_of_one_figure_can_be_undone_by_one(day):
    assert all(day in typed_dates(other) for other in typed_dates(day))
