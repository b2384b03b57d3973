"""Countries by English, Russian, French, native, former and United Nations names."""

import pytest

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.places import countries, country, country_neighbours, find_country, member_states


def test_every_name_in_the_table_finds_its_own_country():
    shared = {"РТ", "Korea"}
    wrong = [
        (one.code, name)
        for one in countries()
        for name in (one.name_en, one.name_ru, one.name_fr, *one.names)
        if name and name not in shared and find_country(name).code != one.code
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Iran, Islamic Republic of", "IR"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Исламская Республика Иран", "IR"),
        ("ايران", "IR"),
        ("Libyan Arab Jamahiriya", "LY"),
        ("Moldova, Republic of", "MD"),
        ("Macedonia, the former Yugoslav Republic of", "MK"),
        ("Korea, Democratic People's Republic of", "KP"),
        ("United Kingdom (England and Wales)", "GB"),
        ("Cote d'Ivoire", "CI"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Kirghizia", "KG"),
        ("Кыргызская Республика", "KG"),
        ("Узбекистона", "UZ"),
        ("Таджикистане", "TJ"),
        ("РОССИЙСКАЯ ФЕДЕРАЦИЯ", "RU"),
        ("Kasachstan", "KZ"),
        ("Afganistan", "AF"),
        ("KAZ", "KZ"),
    ],
)
def test_names_as_returns_write_them(name, code):
    assert find_country(name).code == code


@pytest.mark.parametrize(
    "name", ["Unknown", "Other", "Multiple Countries", "Неизвестно", "N/A", "лицо без гражданства"]
)
def test_catch_alls_have_codes_and_are_not_known(name):
    assert find_country(name).known is False


@pytest.mark.parametrize("name", ["", "  ", "Atlantis", "Niger Delta Region of nowhere", "0", "ZZ"])
def test_what_is_no_country_gives_none(name):
    assert find_country(name) is None


def test_near_names_are_not_confused():
    assert [find_country(name).code for name in ("Niger", "Nigeria", "Dominica", "Dominican Republic")] == [
        "NE",
        "NG",
        "DM",
        "DO",
    ]


def test_the_members_are_the_states_of_the_region():
    assert {one.code for one in member_states()} == {"AZ", "KG", "KZ", "RU", "TJ", "TM", "UZ"}


def test_neighbours_of_countries_are_mutual():
    known = {one.code for one in countries() if one.known}
    assert all(
        code in country_neighbours(other) for code in known for other in country_neighbours(code) if other in known
    )


def test_another_code_is_refused():
    with pytest.raises(InputError, match="alpha-2"):
        country("XX")
