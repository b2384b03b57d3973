"""A hyphen within a name is no route; a dash, or a hyphen beside what runs between two places, is one."""

from datetime import date

import pytest

from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.reading import read


def _seizure(text, language):
    (seizure,) = answer(read(text, language=language, published=date(2025, 6, 1)))["seizures"]
    return seizure


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "В посёлке Усть-Каменка изъято 3 кг опия."),
        ("ru", "В селе Ново-Павловка Чуйской области изъято 3 кг опия."),
        ("ru", "В селе Кара-Балта изъято 3 кг опия."),
        ("ru", "На улице Военно-Морская изъято 3 кг опия."),
        ("ru", "В Усть-Каменогорске изъято 3 кг опия."),
        ("ru", "В Ростове-на-Дону изъято 3 кг опия."),
        ("ru", "В Комсомольске-на-Амуре изъято 3 кг опия."),
        ("ru", "В Оше на трассе Кара-Суу-Ноокат изъято 3 кг опия."),
        ("ru", "На Военно-Грузинской дороге изъято 3 кг опия."),
        ("ru", "В Ош-Базаре Бишкека изъято 3 кг опия."),
        ("ru", "На рынке Ташкент-Сити изъято 3 кг опия."),
        ("en", "Officers seized 3 kg of opium in Ust-Kamenogorsk."),
        ("en", "Officers seized 3 kg of opium in Kara-Balta."),
        ("en", "Officers seized 3 kg of opium in Rostov-on-Don."),
        ("en", "Officers seized 3 kg of opium in Novo-Pavlovka."),
        ("en", "Officers seized 3 kg of opium at the Osh-Dostuk checkpoint."),
        ("en", "Officers seized 3 kg of opium in Bandar-e-Abbas."),
        ("en", "Officers seized 3 kg of opium in Torbat-e-Jam."),
        ("uz", "Ust-Kamenogorskda 3 kg opiy topildi."),
        ("uz", "Qora-Suvda 3 kg opiy topildi."),
        ("kk", "Усть-Каменогорскіде 3 кг апиын тәркіленді."),
        ("kk", "Кара-Сууда 3 кг апиын тәркіленді."),
        ("ky", "Кара-Сууда 3 кг апийим алынды."),
        ("ky", "Ак-Суу-Каракол айылында 3 кг апийим алынды."),
        ("tg", "Дар Хуҷанд-Бозор 3 кг афюн мусодира шуд."),
        ("tk", "Daşoguz-Köneürgenç etrabynda 3 kg tirýek tapyldy."),
        ("az", "Bakı-Siti bazarında 3 kq tiryək götürülüb."),
        ("en", "Police of Almaty-Talgar district seized 3 kg of opium."),
        ("en", "Officers seized 3 kg of opium in Samarkand-Darvoza mall in Tashkent."),
        ("ru", "В торговом центре «Самарканд-Дарвоза» в Ташкенте изъято 3 кг опия."),
        ("ru", "В гостинице «Москва-Сити» изъято 3 кг опия."),
        ("ru", "В Нижне-Чуйске-Токмаке изъято 3 кг опия."),
        ("ru", "В торговом центре «Бишкек-Парк» изъято 3 кг опия."),
        ("fa", "در شهر تربت-جام ۳ کیلوگرم تریاک کشف شد."),
        ("tg", "Дар деҳаи Навобод-Поён 3 кг афюн мусодира шуд."),
        ("uz", "Қора-Сувда 3 кг опий топилди."),
        ("ky", "Жаңы-Жер айылында 3 кг апийим алынды."),
        ("kk", "Ново-Павловка ауылында 3 кг апиын тәркіленді."),
    ],
)
def test_a_name_with_hyphens_is_one_place(language, text):
    seizure = _seizure(text, language)
    assert (seizure["from"], seizure["via"], seizure["to"]) == (None, [], None)


@pytest.mark.parametrize(
    ("language", "text", "whence", "whither"),
    [
        ("ru", "В поезде Душанбе–Москва изъято 3 кг опия.", "Душанбе", "Москва"),
        ("ru", "В поезде Душанбе - Москва изъято 3 кг опия.", "Душанбе", "Москва"),
        ("en", "3 kg of opium were found on a Dushanbe – Moscow train.", "Dushanbe", "Moscow"),
        ("ru", "В поезде Душанбе-Москва изъято 3 кг опия.", "Душанбе", "Москва"),
        ("ru", "В поезде Усть-Каменогорск–Алматы изъято 3 кг опия.", "Усть-Каменогорск", "Алматы"),
        ("en", "3 kg of opium were found on a train from Ust-Kamenogorsk to Almaty.", "Ust-Kamenogorsk", "Almaty"),
    ],
)
def test_what_runs_between_two_places_has_a_route(language, text, whence, whither):
    seizure = _seizure(text, language)
    assert ((seizure["from"] or {}).get("quote"), (seizure["to"] or {}).get("quote")) == (whence, whither)


@pytest.mark.parametrize(
    ("language", "text", "name", "region"),
    [
        ("ru", "В селе Военно-Антоновка Чуйской области изъято 3 кг опия.", "Военно-Антоновка", "KG-C"),
        ("ru", "В селе Верхне-Дмитриевка Чуйской области изъято 3 кг опия.", "Верхне-Дмитриевка", "KG-C"),
        ("en", "Officers seized 3 kg of opium in the village of Verkhne-Antonovka, Chui region.", None, "KG-C"),
        ("ru", "На рынке Ташкент-Сити в Ташкенте изъято 3 кг опия.", None, "UZ-TK"),
    ],
)
def test_the_known_end_of_an_unknown_name_is_no_place_of_its_own(language, text, name, region):
    place = _seizure(text, language)["place"]
    assert place["iso"] == region
    assert name is None or place["name_en"] == name
