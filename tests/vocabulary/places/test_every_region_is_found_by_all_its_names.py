"""Whatever a region is called in our tables, that name leads back to it: in any case, short form and ending."""

import pytest

from chorsu.vocabulary.places import find_regions, former_regions, regions
from chorsu.vocabulary.places.regions import territories

COUNTRIES = ("AZ", "KZ", "KG", "RU", "TJ", "TM", "UZ", "AF", "PK", "IR", "AM", "GE")
AMBIGUOUS = {("RU-AL", "Алтай"), ("KZ-19", "Алматы")}
"""Short forms that another region bears too."""


def spoken(name):
    """The forms in which reports write a name."""
    yield from (name, name.upper(), name.lower(), f"  {name} ")
    if name.endswith("ая область"):
        yield from (name.replace("область", short) for short in ("обл.", "обл", ""))
        yield name.replace("ая область", "ой области")
        yield name.replace("ая область", "ую область")
    if name.endswith("ий край"):
        yield name.replace("ий край", "ого края")
        yield name.replace("ий край", "ом крае")
    if name.endswith((" Oblast", " Region")):
        yield from (f"{name[:-7]} {kind}" for kind in ("oblast", "Oblast", "Region", "region", "province", "obl."))
    if name.startswith("Республика "):
        yield from (name.replace("Республика", short).strip() for short in ("Респ.", "Республики", ""))
    if name.startswith("город "):
        yield from (name.replace("город ", short) for short in ("г. ", "г.", "г "))


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_name_in_every_form_finds_its_own_code(country):
    wrong = [
        (one.code, form, found)
        for one in regions(country)
        for name in (one.name_en, one.name_ru, *one.names)
        for form in spoken(name)
        if (one.code, form.strip()) not in AMBIGUOUS
        and ((found := find_regions(form, country)) is None or found.codes != (one.code,))
    ]
    assert wrong == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_code_itself_is_a_name(country):
    assert all(find_regions(one.code, country).codes == (one.code,) for one in regions(country))


def test_names_of_territories_are_found_for_the_country_that_reports_them():
    for country, codes in territories().items():
        for one in (one for one in regions() if one.code in codes):
            for name in (one.name_en, one.name_ru):
                assert find_regions(name, country).codes == (one.code,), (country, name)


def test_every_former_region_gives_todays_and_says_so():
    for gone in former_regions():
        for name in (gone.name_en, gone.name_ru, *gone.names):
            found = find_regions(name, gone.country)
            assert found is not None, name
            assert (found.codes, found.former) == ((gone.kept,), True), name


def test_no_name_of_a_members_region_is_read_as_anothers():
    """Among all names of the members, none leads to a region of the same country that does not bear it."""
    for country in COUNTRIES[:7]:
        for one in regions(country):
            assert find_regions(one.name_en, country).codes == find_regions(one.name_ru, country).codes
