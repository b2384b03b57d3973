"""A word that names no country, region or substance is told with what it may mean, and stands for none of it."""

import pytest
from django.utils import translation

from builders.watches import asks, typed
from chorsu.desk.watches.wording import error_line
from chorsu.kernel.errors import InputError


def told(**fields):
    with translation.override("en"), pytest.raises(InputError) as refused:
        typed(**fields)
    return error_line(refused.value)


@pytest.mark.parametrize(
    ("name", "regions"),
    [
        ("Osh", "Osh City or Osh Region"), ("Ош", "Osh City or Osh Region"), ("Khujand", "Sughd Region"),
        ("Худжанд", "Sughd Region"), ("Termez", "Surkhandarya Region"), ("London", "United Kingdom or Canada"),
    ],
)  # fmt: skip
def test_a_city_is_told_with_the_regions_that_it_may_mean(name, regions):
    assert told(places=name) == f"{name} is a city or a village. Write its region or country: {regions}."


def test_on_a_route_a_city_is_told_with_its_country():
    assert told(route="Termez") == "Termez is a city or a village. Write its region or country: Uzbekistan."


@pytest.mark.parametrize(
    ("fields", "like"),
    [
        ({"places": "Xyzzy"}, "Khizi"), ({"places": "Uzbekistn"}, "Uzbekistan"), ({"route": "Uzbekistn"}, "Uzbekistan"),
        ({"substances": "метамфитамин"}, "Methamphetamine"),
    ],
)  # fmt: skip
def test_what_is_only_like_a_name_is_asked_about(fields, like):
    (name,) = fields.values()
    assert told(**fields) == f"This is not known: {name}. Did you mean {like}?"


def test_what_is_like_nothing_is_told_alone():
    assert told(places="Zyxland") == "This is no country or region that is known: Zyxland"


@pytest.mark.parametrize(
    ("name", "code"),
    [("Tashkent", "UZ-TK"), ("Xızı", "AZ-XIZ"), ("Leninabad", "TJ-SU"), ("Ленинабадская область", "TJ-SU")],
)
def test_a_region_by_another_spelling_or_a_former_name_is_no_guess(name, code):
    assert typed(places=name) == asks(places=[code])
