"""Periods are read as tables write them, and know their days."""

import datetime as dt

import pytest

from chorsu.kernel.errors import InputError
from chorsu.returns.periods import Period, read_period


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("2021", "2021"), ("2021 год", "2021"), ("2021.0", "2021")),
        *(("2021-Q3", "2021-Q3"), ("III квартал 2021", "2021-Q3"), ("Q3 2021", "2021-Q3"), ("3 кв. 2021", "2021-Q3")),
        *(("2021-07", "2021-07"), ("07.2021", "2021-07"), ("2021 Q1", "2021-Q1")),
        *(("July 2022", "2022-07"), ("Июль 2022 г.", "2022-07"), ("2022, июля", "2022-07"), ("Sept. 2021", "2021-09")),
    ],
)
def test_a_period_is_read(text, code):
    assert read_period(text).code == code


@pytest.mark.parametrize("text", ["", "soon", "soon 2021", "2021-13", "2021-Q5", "1492", "21"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(InputError):
        read_period(text)


def test_it_knows_its_days():
    assert (Period(2024, 1).since, Period(2024, 1).until) == (dt.date(2024, 1, 1), dt.date(2024, 3, 31))
    assert Period(2024, None, 2).until == dt.date(2024, 2, 29)
    assert Period(2024, None, 12).until == Period(2024).until == dt.date(2024, 12, 31)
