"""Quiet hours by the wall clock of a zone: over midnight, over a change of clocks, against what a clock on the wall says."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.exchange.watches.quiet import quiet_until

ALMATY, BERLIN = ZoneInfo("Asia/Almaty"), ZoneInfo("Europe/Berlin")
NIGHT = (dt.time(22), dt.time(6, 30))


def at(text, zone=ALMATY):
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("moment", "ends"),
    [
        ("2026-03-02T21:59", None),
        ("2026-03-02T22:00", "2026-03-03T06:30"),
        ("2026-03-03T00:00", "2026-03-03T06:30"),
        ("2026-03-03T06:29:59", "2026-03-03T06:30"),
        ("2026-03-03T06:30", None),
        ("2026-03-03T12:00", None),
    ],
)
def test_over_midnight(moment, ends):
    assert quiet_until(at(moment), ALMATY, *NIGHT) == (ends and at(ends))


@pytest.mark.parametrize(("moment", "ends"), [("11:59", None), ("12:00", "13:00"), ("12:59", "13:00"), ("13:00", None)])
def test_within_a_day(moment, ends):
    found = quiet_until(at(f"2026-03-02T{moment}"), ALMATY, dt.time(12), dt.time(13))
    assert found == (ends and at(f"2026-03-02T{ends}"))


def test_the_night_in_which_clocks_jump_is_shorter_and_ends_by_the_clock_all_the_same():
    before = at("2026-03-28T23:00", BERLIN)
    ends = quiet_until(before, BERLIN, *NIGHT)
    assert ends == at("2026-03-29T06:30", BERLIN)
    assert ends - before.astimezone(dt.UTC) == dt.timedelta(hours=6, minutes=30)


times = st.times().map(lambda one: one.replace(second=0, microsecond=0))
moments = st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2027, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001


@given(moments, st.sampled_from([ALMATY, BERLIN, ZoneInfo("UTC")]), times, times)
def test_what_is_held_is_held_till_the_end_and_no_longer_than_a_day(moment, zone, begin, end):
    ends = quiet_until(moment, zone, begin, end)
    clock = moment.astimezone(zone).time()
    quiet = begin <= clock < end if begin < end else clock >= begin or clock < end
    if not quiet:
        assert ends is None
    elif ends is not None:
        assert moment < ends <= moment + dt.timedelta(hours=25)
        assert quiet_until(ends, zone, begin, end) is None or begin == end
