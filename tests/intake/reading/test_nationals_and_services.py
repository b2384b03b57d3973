"""Citizens of states outside the region, and services told by another of their names."""

from datetime import date

import pytest

from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.reading import read


def _seizure(text, language):
    (seizure,) = answer(read(text, language=language, published=date(2025, 6, 1)))["seizures"]
    return seizure


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "A citizen of Brazil, Joao Example, was arrested in Almaty with 3 kg of opium.", ["BR"]),
        ("en", "Two Vietnamese nationals were arrested in Astana with 3 kg of opium.", ["VN"]),
        ("en", "A Ghanaian citizen was arrested in Tashkent with 3 kg of opium.", ["GH"]),
        ("en", "A Colombian man was arrested in Baku with 3 kg of opium.", ["CO"]),
        ("en", "Polish apples hid 3 kg of opium in Osh.", []),
        ("ru", "Гражданин Нигерии Джон Образцов задержан в Баку с 3 кг опия.", ["NG"]),
        ("ru", "Граждане Вьетнама задержаны в Астане с 3 кг опия.", ["VN"]),
        ("uz", "Vyetnam fuqarosi 3 kg opiy bilan ushlandi.", ["VN"]),
        ("kk", "Бразилия азаматы 3 кг апиынмен ұсталды.", ["BR"]),
        ("tg", "Шаҳрванди Бразилия бо 3 кг афюн дастгир шуд.", ["BR"]),
        ("az", "Braziliya vətəndaşı 3 kq tiryəklə saxlanılıb.", ["BR"]),
    ],
)
def test_a_citizen_of_any_state(language, text, codes):
    assert _seizure(text, language)["nationalities"] == codes


@pytest.mark.parametrize(
    ("language", "text", "code", "country"),
    [
        (
            "en",
            "The Service for Combating Illegal Drug Trafficking of Kyrgyzstan seized 3 kg of opium.",
            "kg-narcotics",
            "KG",
        ),
        (
            "ru",
            "Сотрудники Службы по борьбе с незаконным оборотом наркотиков изъяли 3 кг опия в Оше.",
            "kg-narcotics",
            "KG",
        ),
        ("ru", "Таможенный пост Сурхандарьинской области изъял 3 кг опия в Термезе.", None, "UZ"),
    ],
)
def test_a_service_by_another_of_its_names(language, text, code, country):
    agency = _seizure(text, language)["agency"]
    assert (agency["code"], agency["country"]) == (code, country)
