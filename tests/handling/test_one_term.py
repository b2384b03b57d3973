"""A term of a release expression: what covers what, and that the database gives back the term that it was given."""

import datetime as dt

import pytest

from chorsu.handling.marking import Release

AT = dt.datetime(2026, 5, 4, 3, 2, 1, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(days=1)


def term(*to, but=(), until=None, operation=None, by=None):
    return Release(frozenset(to), frozenset(but), until, operation, by)


@pytest.mark.parametrize(
    ("one", "other", "covered"),
    [
        (term(1, 2), term(1), True),
        (term(1), term(1), True),
        (term(1), term(1, 2), False),
        (term(1), term(1, but=[3]), True),
        (term(1, but=[3]), term(1, but=[3, 4]), True),
        (term(1, but=[3]), term(1), False),
        (term(1), term(1, operation=7), True),
        (term(1, operation=7), term(1, operation=7), True),
        (term(1, operation=7), term(1), False),
        (term(1, operation=7), term(1, operation=8), False),
        (term(1), term(1, until=AT), True),
        (term(1, until=AT), term(1), False),
        (term(1, until=AT), term(1, until=AT), True),
        (term(1, until=AT), term(1, until=LATER), False),
        (term(1, until=LATER), term(1, until=AT), True),
    ],
)
def test_a_term_covers_one_that_reaches_no_others_and_no_longer(one, other, covered):
    assert one.covers(other) is covered


TERMS = {
    "plain": (term(2, 1), {"to": [1, 2], "but": [], "until": None, "operation": None}),
    "whole": (
        term(1, but=[4, 3], until=AT, operation=7, by=9),
        {"to": [1], "but": [3, 4], "until": "2026-05-04T03:02:01+00:00", "operation": 7, "by": 9},
    ),
}


@pytest.mark.parametrize("name", TERMS)
def test_the_database_gives_back_what_it_was_given(name):
    given, kept = TERMS[name]
    assert given.as_json() == kept
    assert Release.from_json(kept) == given


def test_an_end_is_kept_in_universal_time():
    there = dt.timezone(dt.timedelta(hours=5))
    assert term(1, until=AT.astimezone(there)).as_json()["until"] == "2026-05-04T03:02:01+00:00"
