"""When the settlement lies where the report cannot mean, the division stays and the row is flagged."""

from chorsu.vocabulary.places import find_place


def test_a_large_town_of_another_region_keeps_the_reported_division():
    found = find_place("г. Барнаул", "RU", "RU-KYA")
    assert (found.name, found.admin1, found.flags) == ("Barnaul", "RU-KYA", ("place_elsewhere",))


def test_the_same_town_in_its_own_region_raises_no_flag():
    assert find_place("г. Барнаул", "RU", "RU-ALT").flags == ()


def test_in_one_text_the_settlement_decides_against_the_region_named():
    found = find_place("Semey, South Kazakhstan", "KZ")
    assert (found.admin1, found.flags) == ("KZ-10", ("former_region", "place_elsewhere"))


def test_a_village_with_namesakes_everywhere_is_not_elsewhere():
    found = find_place("п. Степной", "RU", "RU-KDA")
    assert found is None or "place_elsewhere" not in found.flags


def test_a_large_city_of_another_country_is_elsewhere():
    found = find_place("Стамбул", "KZ")
    assert (found.country, found.admin1, found.flags) == ("KZ", "TR-34", ("place_elsewhere",))


def test_a_city_inside_the_region_around_it_is_told_from_it():
    assert find_place("г. Москва", "RU", "RU-MOS").flags == ("place_elsewhere",)
    assert find_place("г. Химки", "RU", "RU-MOS").flags == ()
