"""The half-years follow one another without a gap."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.cooperation.halves import half_of, read_half
from chorsu.kernel.errors import InputError


@given(st.dates(dt.date(1902, 1, 1), dt.date(2098, 1, 1)))
def test_a_day_is_in_its_half_and_halves_are_neighbours(day):
    half = half_of(day)
    assert half.since <= day <= half.until
    assert read_half(half.code) == half
    assert half.after.since - half.until == dt.timedelta(days=1)
    assert half.after.before == half


@pytest.mark.parametrize("text", ["", "2022", "2022-H3", "9999-H1", "2022-H1x", "H1-2022", "٢٠٢٢-H1\n"])
def test_what_names_no_half_is_refused(text):
    with pytest.raises(InputError):
        read_half(text)
