"""The most special row holds: a pair before an agreement, that before one state, that before all; each from its day on."""

import datetime as dt
from itertools import permutations

import pytest

from chorsu.exchange.deadlines.rules import ANYBODY, Counts, Row, Rule, Urgency, parties, row_for, rules

DAY = dt.date(2026, 3, 2)
EXAMPLE = "EXAMPLE-CASPIAN"


def row(name, asks=ANYBODY, answers=ANYBODY, agreement=ANYBODY, since=None):
    return Row(asks, answers, agreement, since, Urgency.URGENT, Rule(9), False, (name, name), "invented for a test")


ROWS = [
    row("all"),
    row("asks", asks="AZ"),
    row("answers", answers="TM"),
    row("agreement", agreement=EXAMPLE),
    row("pair", asks="AZ", answers="TM"),
]
SOME = [
    ({"all", "asks", "answers", "agreement", "pair"}, "pair"),
    ({"all", "asks", "answers", "agreement"}, "agreement"),
    ({"all", "asks", "answers"}, "answers"),
    ({"all", "asks"}, "asks"),
    ({"all"}, "all"),
]


def held(rows, asks="AZ", answers="TM", on=DAY):
    return row_for(Urgency.URGENT, asks=asks, answers=answers, on=on, rows=rows).name("en")


@pytest.mark.parametrize(("there", "name"), SOME)
def test_the_most_special_of_those_that_hold(there, name):
    for rows in permutations(one for one in ROWS if one.names[0] in there):
        assert held(rows) == name


@pytest.mark.parametrize(
    ("asks", "answers", "name"),
    [("TM", "AZ", "agreement"), ("AZ", "KZ", "asks"), ("KZ", "TM", "answers"), ("KZ", "UZ", "all"), ("", "TM", "answers"), ("", "", "all")],
)  # fmt: skip
def test_a_row_holds_for_its_own_states_alone(asks, answers, name):
    assert held(ROWS, asks, answers) == name


def test_a_row_holds_from_its_day_on_and_the_later_goes_before():
    first, later = row("first", "AZ", "TM", since=DAY), row("later", "AZ", "TM", since=DAY + dt.timedelta(days=9))
    for rows in permutations([*ROWS[:1], first, later]):
        assert held(rows, on=DAY - dt.timedelta(days=1)) == "all"
        assert held(rows, on=DAY) == "first"
        assert held(rows, on=DAY + dt.timedelta(days=9)) == "later"


def test_an_agreement_binds_its_parties_from_their_day_on():
    assert parties(EXAMPLE, DAY) == {"AZ", "TM"}
    assert parties(EXAMPLE, dt.date(2025, 12, 31)) == frozenset()
    assert parties("NONE", DAY) == frozenset()


def test_what_is_invented_holds_on_an_example_installation_alone():
    said = {"asks": "TM", "answers": "AZ", "on": DAY}
    assert row_for(Urgency.ORDINARY, **said).rule.counts is Counts.DAYS
    example = row_for(Urgency.ORDINARY, **said, example=True)
    assert (example.rule.amount, example.rule.counts) == (5, Counts.WORKING_DAYS)
    assert row_for(Urgency.URGENT, asks="AZ", answers="TM", on=DAY, example=True).rule.amount == 36
    for one in rules():
        assert one.source
        assert all(one.names)
        assert one.example == (
            "nvented" in one.source and "(invented)" in one.name("en") and "вымышлен" in one.name("ru")
        )
