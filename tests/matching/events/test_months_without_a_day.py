"""A row of which only the month is known is not taken to be of its first day."""

from chorsu.matching.events.background import Population
from chorsu.matching.events.comparable import comparable
from chorsu.matching.events.dates import compare_date


def found(a, b):
    population = Population()
    rows = [comparable("a", a), comparable("b", b)]
    for row in rows:
        population.add(row)
    return compare_date(*rows, population)


def test_a_month_says_nothing_of_a_day_in_it(seizure):
    month = seizure(date="2021-03-01", flags=("date_month",))
    assert comparable("a", month).day is None
    assert found(month, seizure(date="2021-03-14")) is None
    assert found(month, month) is None


def test_a_month_speaks_against_a_day_outside_it(seizure):
    month = seizure(date="2021-03-01", flags=("date_month",))
    assert found(month, seizure(date="2021-02-28")).level.name == "far"
    assert found(seizure(date="2021-04-01"), month).level.name == "far"
