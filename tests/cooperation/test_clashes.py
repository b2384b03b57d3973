"""Events on the same days clash, and a person named at both is double-booked: every pair, and nothing else."""

import datetime as dt
import uuid

from hypothesis import given
from hypothesis import strategies as st

from builders.cooperation import day
from chorsu.cooperation.clashes import Meeting, clashes, weeks


def meeting(number, since, until=None, *people):
    return Meeting(uuid.UUID(int=number), day(since), day(until or since), people)


def short(found):
    return [(one.first.int, one.second.int, one.booked, one.perhaps) for one in found]


def test_events_that_share_a_day_clash_and_neighbours_do_not():
    plan = [meeting(1, "10-17", "10-21"), meeting(2, "10-18", "10-19"), meeting(3, "10-22", "10-23")]
    (clash,) = clashes(plan)
    assert (clash.since, clash.until_day) == (day("10-18"), day("10-19"))
    assert short([clash]) == [(1, 2, (), ())]


def test_the_last_day_of_one_and_the_first_of_another_clash():
    assert short(clashes([meeting(1, "10-04", "10-05"), meeting(2, "10-05", "10-06")])) == [(1, 2, (), ())]


def test_a_person_named_at_both_is_double_booked_however_the_name_is_written():
    plan = [meeting(1, "10-18", "10-19", "Exampleov Anvar Karimovich"), meeting(2, "10-19", None, "Anvar Exampleov")]
    assert short(clashes(plan)) == [(1, 2, ("Exampleov Anvar Karimovich",), ())]


def test_initials_make_it_possible_and_no_more():
    plan = [meeting(1, "10-18", None, "A. Exampleov", "Lola Primerova"), meeting(2, "10-18", None, "Anvar Exampleov")]
    assert short(clashes(plan)) == [(1, 2, (), ("A. Exampleov",))]


def test_clashes_are_told_by_the_week_of_their_first_shared_day():
    plan = [
        meeting(1, "09-19", "09-23"),
        meeting(2, "09-20"),
        meeting(3, "09-23"),
        meeting(4, "10-04", "10-05"),
        meeting(5, "10-05", "10-06"),
    ]
    found = weeks(clashes(plan))
    assert [(one.monday, len(one.clashes)) for one in found] == [(day("09-19"), 2), (day("10-03"), 1)]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=25))
def test_exactly_the_pairs_that_share_a_day_clash(spans):
    first = dt.date(2024, 2, 1)
    plan = [
        Meeting(uuid.UUID(int=number + 1), first + dt.timedelta(days=begin), first + dt.timedelta(days=begin + length))
        for number, (begin, length) in enumerate(spans)
    ]
    expected = {
        frozenset((one.identifier, other.identifier))
        for one in plan
        for other in plan
        if one.identifier < other.identifier and one.since <= other.until_day and other.since <= one.until_day
    }
    found = clashes(plan)
    assert {frozenset((one.first, one.second)) for one in found} == expected
    assert len(found) == len(expected)
    assert all(one.since <= one.until_day for one in found)
