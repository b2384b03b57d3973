"""Substances and places that the form of a watch names are read back as the same, in either language.

A name is the place that bears it, not another one that is written alike.
"""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from builders.watches import asks, read_back, typed
from chorsu.desk.watches.reading import criteria_values
from chorsu.kernel.errors import InputError
from chorsu.vocabulary import places, substances

COUNTRIES = [one.code for one in places.countries()]
PLACES = COUNTRIES + [one.code for one in places.regions()]
SUBSTANCES = [one.code for one in substances.substances()]


def of_substances(codes):
    groups = set(substances.group_codes())
    return asks(substances=set(codes) - groups, groups=set(codes) & groups)


@pytest.fixture(params=["en", "ru"])
def spoken(request):
    with translation.override(request.param):
        yield request.param


@pytest.mark.usefixtures("spoken")
def test_every_country_and_region_stays_what_it_is():
    changed = {code: found for code in PLACES if (found := read_back(asks(places=[code])).places) != {code}}
    assert changed == {}


@pytest.mark.usefixtures("spoken")
def test_every_country_of_a_route_stays_what_it_is():
    assert read_back(asks(route=COUNTRIES)).route == set(COUNTRIES)


@pytest.mark.usefixtures("spoken")
def test_all_places_together_stay_what_they_are():
    assert read_back(asks(places=PLACES)).places == set(PLACES)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Guba", "AZ-QBA"), ("Quba", "AZ-QBA"), ("Губа", "AZ-QBA"), ("Куба", "CU"), ("Cuba", "CU"),
        ("Malatya", "TR-44"), ("Малатья", "TR-44"), ("Malaysia", "MY"), ("Beijing", "CN-BJ"), ("Пекин", "CN-BJ"),
        ("Benin", "BJ"), ("tr-44", "TR-44"), ("Hong Kong", "HK"), ("Гонконг (CN-HK)", "CN-HK"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("spoken")
def test_a_name_is_the_place_that_bears_it(name, code):
    assert typed(places=name).places == {code}


def test_where_two_places_bear_one_name_the_form_says_which():
    assert criteria_values(asks(places=["CN-HK"]))["places"] == "Hong Kong (CN-HK)"


@pytest.mark.usefixtures("spoken")
def test_every_substance_and_group_stays_what_it_is():
    changed = {
        code: found for code in SUBSTANCES if (found := read_back(of_substances([code]))) != of_substances([code])
    }
    assert changed == {}


@given(
    codes=st.lists(st.sampled_from(SUBSTANCES), min_size=3, max_size=3, unique=True),
    spoken=st.sampled_from(["en", "ru"]),
)
def test_substances_stay_what_they_are_among_others(codes, spoken):
    with translation.override(spoken):
        assert read_back(of_substances(codes)) == of_substances(codes)


@pytest.mark.usefixtures("spoken")
def test_every_substance_with_the_two_after_it_and_all_of_them_together():
    for trio in zip(SUBSTANCES, SUBSTANCES[1:], SUBSTANCES[2:], strict=False):
        assert read_back(of_substances(trio)) == of_substances(trio)
    assert read_back(of_substances(SUBSTANCES)) == of_substances(SUBSTANCES)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("1,4-Butanediol", {"butanediol-1-4"}),
        ("Opium, 1,4-бутандиол; CP 47,497,Heroin", {"opium", "butanediol-1-4", "cp-47497", "heroin"}),
        ("Psychotropic substances, not specified", {"unspecified-controlled"}),
        ("heroin,opium\r\ncocaine", {"heroin", "opium", "cocaine"}),
    ],
)
def test_a_name_that_holds_a_comma_is_typed_as_it_is_written(text, codes):
    assert typed(substances=text) == of_substances(codes)


def test_a_part_that_nothing_knows_is_told_alone():
    with pytest.raises(InputError) as told:
        typed(substances="1,4-Butanediol, zyxolin, opium")
    assert told.value.where == "zyxolin"
