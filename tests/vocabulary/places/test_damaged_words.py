"""A damaged word is flagged, and repaired only where one name fits."""

import pytest

from chorsu.vocabulary.places import find_place


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        ("Южно-115ская область", "KZ", "KZ-61"),
        ("Восточно-115ская область", "KZ", "KZ-63"),
        ("Северо-115ская область", "KZ", "KZ-59"),
        ("Западно-77ская область", "KZ", "KZ-27"),
        ("Новоси\ufffdирская область", "RU", "RU-NVS"),
        ("Кемер??ская область", "RU", "RU-KEM"),
        ("Самар12дская область", "UZ", "UZ-SA"),
    ],
)
def test_a_unique_repair_is_made_and_said(text, country, code):
    found = find_place(text, country)
    assert found.admin1 == code
    assert "damaged_text" in found.flags


@pytest.mark.parametrize(
    ("text", "country"), [("115ская область", "RU"), ("К???ская область", "RU"), ("Аб\ufffd\ufffdвг", "KZ")]
)
def test_without_a_unique_repair_only_the_flag_remains(text, country):
    found = find_place(text, country)
    assert (found.place_id, found.admin1, found.flags) == (None, None, ("damaged_text",))


@pytest.mark.parametrize(("text", "name"), [("ÐŸÐµÑ€Ð¼ÑŒ", "Perm"), ("Ìîñêâà", "Moscow")])
def test_one_encoding_read_as_another_is_read_again(text, name):
    found = find_place(text, "RU")
    assert (found.name, found.flags) == (name, ("damaged_text",))


@pytest.mark.parametrize(
    "text",
    [
        "115 км трассы",
        "115км",
        "2-й микрорайон",
        "25-летия Победы",
        "Isfara-1",
        "пассаж. поезд № 305",
        '11 "Astana", Akmola',
        "M41",
    ],
)
def test_numbers_where_numbers_belong_are_no_damage(text):
    found = find_place(text, "KZ")
    assert found is None or "damaged_text" not in found.flags
