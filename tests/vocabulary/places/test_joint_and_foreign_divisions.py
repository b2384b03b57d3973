"""A division may name two regions, or one that ISO lists elsewhere: both are kept and said."""

import pytest

from chorsu.vocabulary.places import find_place, find_regions


@pytest.mark.parametrize(
    "name",
    [
        "г. Санкт-Петербург и Ленинградская область",
        "г. Санкт-Петербург  и Ленинградская область",
        "Санкт-Петербург и ЛО",
        "Ленинградская обл. и г. Санкт-Петербург",
        "Sankt-Peterburg i Leningradskaya oblast'",
        "St. Petersburg and Leningrad Region",
    ],
)
def test_two_regions_at_once_give_both_in_one_order(name):
    found = find_regions(name, "RU")
    assert (found.codes, found.flags) == (("RU-LEN", "RU-SPE"), ("joint_region",))


def test_any_two_regions_may_be_joined():
    assert find_regions("Омская и Томская области", "RU").codes == ("RU-OMS", "RU-TOM")


def test_a_name_that_holds_the_word_and_is_one_region():
    assert find_regions("Sistan and Baluchestan", "IR").codes == ("IR-11",)


def test_a_place_inside_a_joint_division_keeps_both():
    found = find_place("г. Санкт-Петербург", "RU", "RU-LEN/RU-SPE")
    assert (found.admin1, found.flags, found.name) == ("RU-LEN/RU-SPE", ("joint_region",), "Saint Petersburg")


@pytest.mark.parametrize(
    ("name", "code"), [("Республика Крым", "UA-43"), ("Respublika Krym", "UA-43"), ("г. Севастополь", "UA-40")]
)
def test_a_territory_keeps_the_reported_country(name, code):
    found = find_regions(name, "RU")
    assert (found.codes, found.country_differs, found.flags) == ((code,), True, ("territory_differs",))
    place = find_place(name, "RU")
    assert (place.country, place.admin1, place.flags) == ("RU", code, ("territory_differs",))


def test_the_same_territory_reported_by_the_country_that_iso_lists_raises_no_flag():
    assert find_regions("Автономна Республіка Крим", "UA").flags == ()


def test_a_region_of_another_country_is_elsewhere():
    found = find_regions("Красноярский край РФ", "KG")
    assert (found.codes, found.flags) == (("RU-KYA",), ("place_elsewhere",))
    place = find_place("г.Красноярск", "KG", "RU-KYA")
    assert (place.name, place.country, place.flags) == ("Krasnoyarsk", "KG", ("place_elsewhere",))


@pytest.mark.parametrize("name", ["Various Places", "North", "Unknown", "", "   ", "12345", "?", "Tadzhikistan"])
def test_what_names_no_region_gives_none(name):
    assert find_regions(name, "PK") is None
