"""The table beside a chart adds up to the chart, by months or, of many months, by years."""

from chorsu.ui.templatetags.ui import over, periods


def months(years):
    return [f"{2000 + year}-{month:02d}" for year in range(years) for month in range(1, 13)]


def test_few_months_have_a_line_each():
    assert [line for line, _ in periods(months(2))] == months(2)


def test_many_months_become_years_and_nothing_is_lost():
    values = list(range(12 * 25))
    lines = periods(months(25))
    assert [line for line, _ in lines] == [str(2000 + year) for year in range(25)]
    assert sum(over(values, places) for _, places in lines) == sum(values)


def test_what_is_not_known_adds_nothing():
    assert over([1, None, 2], [0, 1, 2]) == 3
