"""A region that is no more gives today's; where it was split, the part that kept the name, unless the town decides."""

import datetime as dt

import pytest

from chorsu.vocabulary.places import find_place, find_regions, region

IN_2011 = dt.date(2011, 1, 13)
IN_2024 = dt.date(2024, 3, 1)


@pytest.mark.parametrize(
    "name",
    ["South Kazakhstan", "Южно-Казахстанская область", "ЮКО", "южно-казахстанской обл.", "Оңтүстік Қазақстан облысы"],
)
def test_a_renamed_region_gives_its_successor(name):
    found = find_regions(name, "KZ")
    assert (found.codes, found.flags) == (("KZ-61",), ("former_region",))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Пермская область", "RU-PER"),
        ("Коми-Пермяцкий автономный округ", "RU-PER"),
        ("Камчатская область", "RU-KAM"),
        ("Корякский АО", "RU-KAM"),
        ("Читинская обл.", "RU-ZAB"),
        ("Агинский Бурятский автономный округ", "RU-ZAB"),
        ("Эвенкийский автономный округ", "RU-KYA"),
    ],
)
def test_merged_regions_give_the_merged_one(name, code):
    found = find_regions(name, "RU")
    assert (found.codes, found.former) == ((code,), True)


def test_the_current_name_of_a_merged_region_is_not_former():
    assert not find_regions("Пермский край", "RU").former
    assert not find_regions("Perm region", "RU").former


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Semey, East Kazakhstan", "KZ-10"),
        ("Восточно-Казахстанская область, г. Аягоз", "KZ-10"),
        ("Taldykorgan, Almaty Region", "KZ-33"),
        ("Алматинская обл., г. Текели", "KZ-33"),
        ("Zhezkazgan, Karagandy", "KZ-62"),
        ("г. Сатпаев Карагандинская обл", "KZ-62"),
        ("Shymkent, South Kazakhstan", "KZ-79"),
    ],
)
def test_the_settlement_decides_where_the_named_region_was_split(place, code):
    found = find_place(place, "KZ")
    assert (found.admin1, found.flags) == (code, ("former_region",))


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Усть-Каменогорск, ВКО", "KZ-63"),
        ("г. Темиртау, Карагандинская", "KZ-35"),
        ("г. Талгар Алматинской обл", "KZ-19"),
    ],
)
def test_a_settlement_that_stayed_raises_no_flag(place, code):
    found = find_place(place, "KZ", at=IN_2011)
    assert (found.admin1, found.flags) == (code, ())


def test_a_region_that_was_larger_on_the_day_keeps_the_name_and_says_so():
    assert find_regions("Карагандинская область", "KZ", IN_2011).flags == ("former_region",)
    assert find_regions("Карагандинская область", "KZ", IN_2024).flags == ()
    assert find_place("Карагандинская область", "KZ", at=IN_2011).flags == ("former_region",)


def test_the_settlement_decides_against_a_former_division_too():
    found = find_place("г. Семей", "KZ", "KZ-63")
    assert (found.admin1, found.flags) == ("KZ-10", ("former_region",))


def test_former_regions_know_their_time_and_successors():
    gone = region("KZ-YUZ")
    assert (gone.valid_to.year, set(gone.successors)) == (2018, {"KZ-61", "KZ-79"})
