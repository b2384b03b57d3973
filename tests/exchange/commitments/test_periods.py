"""Periods of a rule against a reference that walks from day to day, over month ends, leap years, calendars and zones."""

import calendar as months
import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chorsu.exchange.commitments.periods import Every, Promise, Rule, Sent, State, days_late, due_until, state_of
from chorsu.exchange.commitments.stepping import Step, next_step
from chorsu.exchange.deadlines.calendars import Calendar, calendar_of
from chorsu.kernel.errors import InputError

STEP = dt.timedelta(minutes=15)
DAY = dt.timedelta(days=1)
MONTHS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
COUNTRIES = ["AZ", "KZ", "KG", "RU", "TJ", "TM", "UZ", "IR", ""]
ZONES = ["Asia/Almaty", "Asia/Tashkent", "Asia/Tehran", "Europe/Berlin", "Asia/Beirut", "America/Havana", "UTC"]


def named(rule, until):
    """The days named by a rule, by looking at every day."""
    day = rule.first
    while day <= until:
        apart = (day.year - rule.first.year) * 12 + day.month - rule.first.month
        ends = (day + DAY).month != day.month
        of_month = day.day == rule.first.day or (ends and day.day < rule.first.day)
        weekly = rule.every == "weekly" and (day - rule.first).days % 7 == 0
        if weekly or (rule.every != "weekly" and apart % MONTHS[rule.every] == 0 and of_month):
            yield day
        day += DAY


def ends(day, zone):
    """The first moment at which that day is over there, by walking in steps."""
    moment = dt.datetime.combine(day, dt.time(), dt.UTC)
    while moment.astimezone(zone).date() <= day:
        moment += STEP
    return moment


def worked(calendar, day):
    while not calendar.is_working(day):
        day += DAY
    return day


@st.composite
def promises(draw):
    every = draw(st.sampled_from(Every))
    first = draw(
        st.one_of(
            st.dates(dt.date(2015, 1, 1), dt.date(2026, 12, 31)),
            st.sampled_from([dt.date(2024, 2, 29), dt.date(2023, 1, 31), dt.date(2025, 8, 31), dt.date(2024, 12, 30)]),
        )
    )
    last = draw(st.one_of(st.none(), st.integers(0, 900).map(lambda n: first + n * DAY)))
    rule = Rule(every, first, draw(st.integers(0, 3 if every == "weekly" else 20)), last)
    since = dt.datetime.combine(first, dt.time(), dt.UTC) + draw(st.integers(-30, 60)) * DAY
    ended = draw(st.one_of(st.none(), st.integers(0, 800).map(lambda n: since + n * DAY)))
    calendar = Calendar(ZoneInfo(draw(st.sampled_from(ZONES))), draw(st.sampled_from(COUNTRIES)))
    return Promise(rule, calendar, since, ended)


@settings(deadline=None, max_examples=60)
@given(promises(), st.integers(0, 1000))
@example(
    Promise(
        Rule(Every.MONTHLY, dt.date(2024, 1, 31)), Calendar(ZoneInfo("UTC")), dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    ),
    500,
)
@example(
    Promise(
        Rule(Every.YEARLY, dt.date(2024, 2, 29)), Calendar(ZoneInfo("UTC")), dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    ),
    999,
)
def test_periods_are_those_of_the_reference(promise, later):
    at = dt.datetime.combine(promise.rule.first, dt.time(), dt.UTC) + later * DAY
    found = due_until(promise, at)
    expected, beyond = [], False
    for number, day in enumerate(named(promise.rule, promise.rule.until or at.date() + 800 * DAY), start=1):
        due = worked(promise.calendar, day)
        late = worked(promise.calendar, due + promise.rule.grace * DAY)
        moments = ends(due, promise.calendar.zone), ends(late, promise.calendar.zone)
        if beyond or (promise.ended is not None and moments[0] > promise.ended):
            break
        if moments[0] > promise.since:
            expected.append((number, due, *moments))
            beyond = moments[0] > at
    assert [(one.number, one.day, one.due, one.late) for one in found] == expected


def test_a_month_that_is_too_short_has_its_last_day():
    rule = Rule(Every.MONTHLY, dt.date(2023, 12, 31))
    assert [rule.day(number) for number in (3, 4, 15)] == [
        dt.date(2024, 2, 29),
        dt.date(2024, 3, 31),
        dt.date(2025, 2, 28),
    ]
    assert all(rule.day(n).day == months.monthrange(rule.day(n).year, rule.day(n).month)[1] for n in range(1, 40))


def test_a_day_that_is_off_in_the_capital_gives_way():
    since = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    rule = Rule(Every.MONTHLY, dt.date(2026, 3, 21))
    (one,) = due_until(Promise(rule, calendar_of("KZ"), since), since)
    assert (one.day, one.due) == (dt.date(2026, 3, 26), dt.datetime(2026, 3, 26, 19, tzinfo=dt.UTC))


@pytest.mark.parametrize(("every", "grace"), [(Every.WEEKLY, 4), (Every.MONTHLY, 21), (Every.YEARLY, -1)])
def test_a_grace_ends_before_the_next_period(every, grace):
    with pytest.raises(InputError):
        Rule(every, dt.date(2026, 1, 1), grace)


def at(day, hour=12):
    return dt.datetime(2026, 3, day, hour, tzinfo=dt.UTC)


PROMISE = Promise(Rule(Every.WEEKLY, dt.date(2026, 3, 3), 2), Calendar(ZoneInfo("Asia/Tashkent")), at(1))


@pytest.mark.parametrize(
    ("moment", "sent", "state", "days"),
    [
        (at(2), None, "open", 0),
        (at(3, 18), None, "open", 0),
        (at(3, 19), None, "grace", 0),
        (at(5, 18), None, "grace", 0),
        (at(5, 19), None, "late", 3),
        (at(10, 18), None, "late", 7),
        (at(10, 19), None, "missed", 8),
        (at(20), at(5, 18), "in-time", 0),
        (at(20), at(5, 19), "sent-late", 3),
    ],
)
def test_how_a_period_stands(moment, sent, state, days):
    one, after = due_until(PROMISE, at(4))
    told = None if sent is None else Sent(sent)
    assert state_of(one, told, moment, after=after) == state
    assert days_late(one, PROMISE.calendar, sent or moment) == days


def test_what_follows_is_to_come_until_this_one_is_due():
    one, after = due_until(PROMISE, at(2), beyond=1)
    assert state_of(after, None, at(2), before=one) == State.COMING
    assert state_of(after, None, at(4), before=one) == State.OPEN


def test_a_reminder_then_that_it_is_late_then_the_next():
    done = {}

    def step(moment):
        found = next_step(PROMISE, done, moment)
        return found[0], found[1], found[2].number

    assert step(at(1)) == (at(1, 19), Step.REMINDED, 1)
    done[1] = frozenset({Step.REMINDED})
    assert step(at(2)) == (at(5, 19), Step.LATE, 1)
    done[1] = frozenset({Step.REMINDED, Step.LATE})
    assert step(at(6)) == (at(8, 19), Step.REMINDED, 2)
    done[2] = None
    assert step(at(6)) == (at(15, 19), Step.REMINDED, 3)


def test_who_is_told_that_it_is_late_is_not_reminded():
    found = next_step(PROMISE, {}, at(9))
    assert found[1:] == (Step.LATE, due_until(PROMISE, at(2))[0])
