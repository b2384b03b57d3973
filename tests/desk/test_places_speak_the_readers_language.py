"""A place is called as its reader calls it: the vocabulary's name where it knows the place, its region once."""

import pytest
from django.template import Context, Template
from django.utils import translation

from chorsu.desk.presenting import place_of
from chorsu.vocabulary import places

TASHKENT = "1512569"


def shown(place, admin1, country, place_id="", language="en"):
    with translation.override(language):
        name = place_of(place, admin1, country, place_id)
        page = Template("{% load ui %}{% place name %}").render(Context({"name": name}))
    return name, page


@pytest.mark.parametrize(("language", "name", "roman"), [("en", "Tashkent", ""), ("ru", "Ташкент", "Tashkent")])
def test_a_known_settlement_has_its_name_in_the_language_and_its_city_is_said_once(language, name, roman):
    found, _page = shown("Tashkent", "UZ-TK", "UZ", TASHKENT, language)
    assert (found.name, found.romanised, found.region) == (name, roman, "")


def test_a_crossing_point_too():
    crossing = places.crossings("KZ")[0]
    for language, name in (("en", crossing.name), ("ru", crossing.name_ru)):
        found, _page = shown(crossing.name, crossing.admin1, "KZ", crossing.place_id, language)
        assert found.name == name


@pytest.mark.parametrize(("language", "region"), [("en", "Zhambyl Region"), ("ru", "Жамбылская область")])
@pytest.mark.parametrize("words", ["Жамбылская область", "Zhambyl Region", "Жамбылская обл."])
def test_words_that_only_name_the_region_become_its_name_once(words, language, region):
    found, page = shown(words, "KZ-31", "KZ", language=language)
    assert (found.name, found.region) == (region, "")
    assert page.count(region) == 1


def test_a_name_that_the_vocabulary_does_not_know_stays_as_written():
    found, _page = shown("пост «Тест»", "UZ-SU", "UZ", "geonames:1", "en")
    assert (found.name, found.region) == ("пост «Тест»", "Surkhandarya Region")


def test_a_region_that_is_no_more_keeps_its_words_beside_the_one_of_today():
    found, _page = shown("South Kazakhstan", "KZ-61", "KZ")
    assert (found.name, found.region) == ("South Kazakhstan", "Turkistan Region")


@pytest.mark.parametrize(("admin1", "text"), [("KZ-61", "Turkistan Region, Kazakhstan"), ("", "Kazakhstan")])
@pytest.mark.parametrize("nothing", ["", "  "])
def test_without_a_name_there_is_neither_a_dash_nor_a_comma_before_the_region(nothing, admin1, text):
    _name, page = shown(nothing, admin1, "KZ")
    plain = " ".join(Template("{{ page|striptags }}").render(Context({"page": page})).split())
    assert plain == text
