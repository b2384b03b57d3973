"""The name of a town alone gives the regions that it may mean; a likeness of sounds alone is told from a spelling."""

import pytest

from chorsu.vocabulary.places import find_regions, former_regions, is_spelt_so, regions, regions_of_town


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Osh", ("KG-GO", "KG-O")), ("Khujand", ("TJ-SU",)), ("Термез", ("UZ-SU",)), ("London", ("GB", "CA")),
        ("Xyzzy", ()), ("", ()), ("!", ()),
    ],
)  # fmt: skip
def test_the_most_peopled_comes_first(name, codes):
    assert regions_of_town(name) == codes


def test_a_small_place_is_not_meant_by_a_name_that_it_had_before():
    assert "RU-MO" not in regions_of_town("Osh")


def test_every_name_of_a_region_is_spelt_so():
    named = [*regions(), *former_regions()]
    names = {name for one in named for name in (one.name_en, one.name_ru, *one.names)}
    found = {name: match for name in names if (match := find_regions(name))}
    assert [name for name, match in found.items() if not is_spelt_so(name, match)] == []


def test_what_only_sounds_so_is_not_spelt_so():
    match = find_regions("Xyzzy")
    assert match.codes == ("AZ-XIZ",)
    assert not is_spelt_so("Xyzzy", match)
