"""Deadlines against a reference that walks through time, over calendars, zones, clock changes, pauses and extensions."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chorsu.exchange.deadlines.calendars import Calendar, calendar_of
from chorsu.exchange.deadlines.counting import Clock, Left, Pause
from chorsu.exchange.deadlines.rules import Counts, Rule, Urgency, row_for, rules
from chorsu.kernel.errors import InputError
from exchange.deadlines import reference

STEP = reference.STEP
MOST = dt.timedelta(days=45)
COUNTRIES = ["AZ", "KZ", "KG", "RU", "TJ", "TM", "UZ", "AF", "IR", "TR", "CN", "DE", ""]
ZONES = [
    "Asia/Almaty", "Asia/Tashkent", "Asia/Baku", "Asia/Tehran", "Asia/Kabul", "Asia/Kathmandu", "Europe/Moscow",
    "Europe/Berlin", "Africa/Casablanca", "Asia/Beirut", "America/Havana", "UTC",
]  # fmt: skip
FIRST = dt.datetime(2015, 1, 1, tzinfo=dt.UTC)
CHANGES = [(2024, 2, 29), (2021, 3, 21), (2025, 3, 29), (2025, 10, 25), (2015, 10, 24)]
"""Near these days clocks changed: Almaty back at midnight, Tehran and Beirut on at midnight, Berlin, Baku."""


def near(day):
    began = (dt.datetime(*day, tzinfo=dt.UTC) - FIRST) // STEP
    return st.integers(began - 400, began + 100)


moments = st.one_of(st.integers(0, 12 * 366 * 96), st.sampled_from(CHANGES).flatmap(near)).map(
    lambda number: FIRST + number * STEP
)


@st.composite
def clocks(draw):
    received = draw(moments)
    counts = draw(st.sampled_from(Counts))
    amount = draw(st.integers(1, 200 if counts is Counts.HOURS else 9))
    rule = Rule(amount, counts, rolls=counts is not Counts.HOURS and draw(st.booleans()))
    pauses = draw(st.lists(st.tuples(st.integers(-200, 1000), st.one_of(st.none(), st.integers(0, 800))), max_size=4))
    days = st.sets(st.integers(0, 20).map(lambda n: received.date() + dt.timedelta(days=n)), max_size=3)
    return Clock(
        received=received,
        rule=rule,
        calendar=Calendar(
            ZoneInfo(draw(st.sampled_from(ZONES))), draw(st.sampled_from(COUNTRIES)), draw(days.map(frozenset)),
            draw(days.map(frozenset)),
        ),
        pauses=tuple(
            Pause(received + since * STEP, None if long is None else received + (since + long) * STEP)
            for since, long in pauses
        ),
        extensions=tuple(draw(st.lists(st.integers(1, 5), max_size=2))),
    )  # fmt: skip


def by_reference(clock, most=MOST):
    return reference.due(
        clock.received, clock.rule.amount + sum(clock.extensions), clock.rule.counts.value, rolls=clock.rule.rolls,
        zone=clock.calendar.zone, working=clock.calendar.is_working, most=most,
        pauses=[(one.since, one.until) for one in clock.pauses],
    )  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(clocks())
@example(Clock(dt.datetime(2024, 2, 28, 15, 0, tzinfo=dt.UTC), Rule(1, Counts.DAYS), Calendar(ZoneInfo("Asia/Almaty"))))
@example(Clock(dt.datetime(2021, 3, 20, 9, 0, tzinfo=dt.UTC), Rule(1, Counts.DAYS), Calendar(ZoneInfo("Asia/Tehran"))))
def test_a_deadline_is_what_walking_through_time_says(clock):
    due, expected = clock.due(), by_reference(clock)
    if due is not None and due - clock.received >= MOST:
        assert expected is None
    else:
        assert due == expected


@pytest.mark.slow
@settings(max_examples=5_000, deadline=None)
@given(clocks())
def test_deadlines_by_the_thousand(clock):
    due, expected = clock.due(), by_reference(clock)
    assert due == expected or (due is not None and expected is None and due - clock.received >= MOST)


@settings(max_examples=300, deadline=None)
@given(clocks(), st.integers(0, 2000))
def test_nothing_is_left_when_it_is_due_and_something_before(clock, number):
    due, at = clock.due(), clock.received + number * STEP
    left = clock.left(at)
    nothing = left.amount in {0, dt.timedelta(0)}
    if due is not None and at >= due:
        assert nothing
    elif not clock.rule.rolls:
        assert not nothing
    assert left.paused is any(one.since <= at and (one.until is None or at < one.until) for one in clock.pauses)


@settings(max_examples=200, deadline=None)
@given(clocks(), st.integers(1, 3))
def test_an_extension_never_brings_a_deadline_nearer(clock, more):
    due = clock.due()
    later = Clock(clock.received, clock.rule, clock.calendar, clock.pauses, (*clock.extensions, more)).due()
    assert due is None or later is None or later > due or (clock.rule.rolls and later == due)


def at(text, zone="Asia/Almaty"):
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("urgency", "received", "due"),
    [
        ("8h", "2026-11-26T02:00", "2026-11-26T10:00"),
        ("3d", "2026-11-26T02:00", "2026-11-30T00:00"),  # the 27th, 28th and 29th, whole
        ("7d", "2026-11-26T23:59", "2026-12-04T00:00"),
        ("7d", "2026-11-28T08:00", "2026-12-08T00:00"),  # the 5th is a Saturday: it ends with Monday the 7th
    ],
)
def test_the_rules_of_the_field(urgency, received, due):
    rule = row_for(Urgency(urgency), asks="TJ", answers="KZ", on=dt.date(2026, 11, 26)).rule
    assert Clock(at(received), rule, calendar_of("KZ")).due() == at(due)


def test_a_pause_stops_hours_and_whole_days():
    since = at("2026-11-26T02:00")
    hours = Clock(since, Rule(8), calendar_of("KZ"), (Pause(at("2026-11-26T03:00"), at("2026-11-26T05:30")),))
    assert hours.due() == at("2026-11-26T12:30")
    assert hours.left(at("2026-11-26T04:00")) == Left(dt.timedelta(hours=7), paused=True)
    days = Clock(
        since, Rule(3, Counts.DAYS), calendar_of("KZ"), (Pause(at("2026-11-27T12:00"), at("2026-11-28T12:00")),)
    )
    assert days.due() == at("2026-12-01T00:00")
    assert Clock(since, Rule(3, Counts.DAYS), calendar_of("KZ"), (Pause(at("2026-11-27T12:00")),)).due() is None


def test_who_works_on_sunday_and_who_rests_on_friday():
    assert calendar_of("AF").is_working(dt.date(2026, 11, 22))
    assert not calendar_of("IR").is_working(dt.date(2026, 11, 27))
    assert not calendar_of("KZ").is_working(dt.date(2026, 3, 23))


def test_what_cannot_be_counted_is_refused():
    days = frozenset(dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(5_000))
    shut = Clock(at("2026-01-01T00:00"), Rule(1, Counts.WORKING_DAYS), Calendar(ZoneInfo("UTC"), "", days))
    with pytest.raises(InputError, match="no working day"):
        shut.due()
    with pytest.raises(InputError, match="no time zone"):
        calendar_of("KZ", zone="../../etc/passwd")
    with pytest.raises(InputError, match="before it begins"):
        Pause(at("2026-11-26T02:00"), at("2026-11-26T01:00"))


def test_every_urgency_has_a_rule_for_everybody_and_states_its_source():
    assert {row.urgency for row in rules() if row.asks == row.answers == row.agreement == "*"} == set(Urgency)
    assert all(row.source for row in rules())
