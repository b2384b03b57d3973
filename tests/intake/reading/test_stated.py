"""Stated figures of cooperation, with the period that the text names."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.intake.reading.dates import dates
from chorsu.intake.reading.stated import Stated, stated
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View

TODAY = dt.date(2031, 5, 20)


def _read(text, language="en"):
    setting, view = Setting(language, published=TODAY), View(text)
    return [found.value for found in stated(view, setting, dates(view, setting))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Since 2029 the states have held more than 9 joint operations."),
        ("ru", "С 2029 года проведено более 9 совместных операций."),
    ],
)
def test_a_figure_has_its_period_and_qualifier(language, text):
    (found,) = _read(text, language)
    assert (found.what, found.number, found.qualifier) == ("operations", 9, "more than")
    assert found.since == dt.date(2029, 1, 1)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It works on four more joint operational cases with others."),
        ("ru", "Сейчас он участвует ещё в четырёх оперативных разработках."),
    ],
)
def test_joint_cases_on_top_of_others(language, text):
    assert _read(text, language) == [Stated("joint-cases", 4, more=True)]


@pytest.mark.parametrize(
    "text",
    [
        "A joint operation was carried out on 3 May 2031.",
        "In 2030 the 7th operation was carried out.",
        "Two operations were carried out.",
        "Since 2029 5 kg of heroin, and an operation.",
    ],
)
def test_what_states_no_figure(text):
    assert _read(text) == []


@given(
    st.text(st.characters(), max_size=200)
    | st.lists(st.sampled_from(["since 2029", "7", "operations", "four", "joint cases", "."]), max_size=10).map(
        " ".join
    )
)
def test_every_figure_is_a_slice_of_its_text(text):
    setting, view = Setting("en", published=TODAY), View(text)
    found = stated(view, setting, dates(view, setting))
    assert all(text[value.start : value.end] == value.quote for value in found)
