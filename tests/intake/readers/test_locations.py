"""Country, division and place decide together: today's region, one code whatever the script, doubts flagged."""

import datetime as dt

import pytest

from chorsu.intake.readers.locations import locate

MONTH = dt.date(2011, 3, 1)


@pytest.mark.parametrize(
    ("division", "code"),
    [
        ("Жамбылская область", "KZ-31"),
        ("Zhambyl region", "KZ-31"),
        ("Алматинская область", "KZ-19"),
        ("г. Санкт-Петербург и Ленинградская область", None),
    ],
)
def test_either_script_gives_one_code(division, code):
    country = "Казахстан" if code else "Russian Federation"
    where = locate(country, division, "", MONTH)
    assert where.admin1 == (code or "RU-LEN/RU-SPE")
    assert ("joint_region" in where.flags) == (code is None)


def test_a_former_region_gives_todays_and_is_flagged():
    where = locate("Kazakhstan", "South Kazakhstan", "", MONTH)
    assert (where.admin1, where.flags) == ("KZ-61", ("former_region",))


def test_the_settlement_decides_where_a_region_was_split():
    assert locate("Kazakhstan", "East Kazakhstan", "Semey", MONTH).admin1 == "KZ-10"
    assert locate("Kazakhstan", "", "Семей", MONTH).admin1 == "KZ-10"


def test_a_damaged_name_is_repaired_and_flagged():
    where = locate("Kazakhstan", "", "Северо-115ская область", MONTH)
    assert (where.admin1, "damaged_text" in where.flags) == ("KZ-59", True)


def test_the_reported_country_is_kept_where_iso_lists_the_region_elsewhere():
    where = locate("Russian Federation", "Республика Крым", "", MONTH)
    assert (where.country, where.admin1, where.flags) == ("RU", "UA-43", ("territory_differs",))


def test_a_place_in_another_region_than_reported_keeps_the_reported_one():
    where = locate("Russian Federation", "Калужская область", "г. Москва", MONTH)
    assert where.admin1 == "RU-KLU"
    assert "place_elsewhere" in where.flags


def test_an_unknown_place_keeps_its_text_and_takes_the_middle_of_its_region():
    where = locate("Kazakhstan", "Жамбылская область", "аул Несуществующий", MONTH)
    assert (where.place, where.place_id) == ("аул Несуществующий", None) or where.place_id == "KZ-31"
    assert where.latitude is not None
    assert "place_from_region" in where.changes


def test_a_row_without_a_country_takes_that_of_its_division():
    where = locate("", "Сурхандарьинская область", "г. Термез", MONTH)
    assert (where.country, where.admin1, where.flags) == ("UZ", "UZ-SU", ())
    assert "country_from_region" in where.changes


def test_a_country_that_is_named_but_not_known_is_not_guessed():
    assert locate("Ruritania", "Сурхандарьинская область", "", MONTH).country is None


@pytest.mark.parametrize("nothing", ["", "-", "н/д", "n/a"])
def test_signs_for_nothing_are_no_places(nothing):
    where = locate("Kazakhstan", nothing, nothing, MONTH)
    assert (where.admin1, where.place, where.flags) == (None, "", ())
