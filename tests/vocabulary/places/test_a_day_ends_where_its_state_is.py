"""A day ends at midnight in the capital of its state, and its end tells the day again, whoever reads it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.vocabulary.places.countries import member_states, observer_states
from chorsu.vocabulary.places.tables import read_table
from chorsu.vocabulary.places.zones import day_ended, end_of_day, zone_of

FRIDAY = dt.date(2026, 3, 6)
LISTED = [row["country"] for row in read_table("zones.tsv")]


@pytest.mark.parametrize(
    ("state", "ends"),
    [
        ("UZ", "2026-03-06T19:00"),
        ("RU", "2026-03-06T21:00"),
        ("IN", "2026-03-06T18:30"),
        ("", "2026-03-07T00:00"),
        ("US", "2026-03-07T05:00"),
    ],
)
def test_friday_ends_when_it_ends_there(state, ends):
    assert end_of_day(FRIDAY, state) == dt.datetime.fromisoformat(ends).replace(tzinfo=dt.UTC)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(["", *LISTED]))
def test_the_end_of_a_day_tells_the_day(day, state):
    assert day_ended(end_of_day(day, state)) == day


def test_what_ended_at_once_ended_that_day():
    assert day_ended(dt.datetime(2026, 3, 6, 9, 14, 22, 5, tzinfo=dt.UTC)) == FRIDAY


def test_every_state_that_takes_part_is_listed_with_its_source():
    taking_part = {one.code for one in (*member_states(), *observer_states())}
    assert taking_part <= {*LISTED}
    for row in read_table("zones.tsv"):
        assert row["source"]
        assert str(zone_of(row["country"])) == row["zone"]
