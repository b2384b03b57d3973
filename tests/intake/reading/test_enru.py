"""English and Russian: the short notices by which the rules were mended, and what joins or parts counts of persons."""

from datetime import date

import pytest

from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.reading import read
from intake.reading import whole_scoring

SLOTS = ("lots", "aggregates", "period", "date", "place", "arrested", "wanted", "identifiers", "concealment")


@pytest.fixture(scope="module")
def development():
    return whole_scoring.score(whole_scoring.notices("../development/enru.jsonl"))


@pytest.mark.parametrize("slot", SLOTS)
def test_the_notices_of_development_are_read(development, slot):
    assert development.over(slot, ("en",)).f1 >= 0.94, "\n".join(development.differences)
    assert development.over(slot, ("ru",)).f1 >= 0.95, "\n".join(development.differences)


def _seizure(text, language):
    told = answer(read(text, language=language, published=date(2025, 6, 1)))
    (seizure,) = told["seizures"]
    return seizure


@pytest.mark.parametrize(
    ("language", "text", "arrested"),
    [
        ("en", "Two men were detained in Osh and another three in Tokmok. They had 3 kg of opium.", 5),
        ("en", "Two of the five suspects were arrested with 3 kg of opium.", 2),
        ("en", "A driver was arrested with 3 kg of opium. A second man was detained at his home.", 2),
        ("en", "Two men were arrested with 3 kg of opium. The two men were later taken into custody.", 2),
        ("en", "A man was caught with 3 kg of opium. He had previously been arrested with four accomplices.", 1),
        ("en", "A man was caught with 3 kg of opium. In 2017 he was arrested with four accomplices.", 1),
        ("en", "Nine were arrested: five people in Osh and four in Naryn. They had 3 kg of opium.", 9),
        ("en", "A woman and her two sons had 3 kg of opium; the trio were arrested.", 3),
        ("en", "Police seized 3 kg of opium in a house where two men lived.", None),
        ("ru", "Задержаны двое из троих подозреваемых. Изъято 3 кг опия.", 2),
        ("ru", "Задержан водитель, изъято 3 кг опия. Позже задержан и второй фигурант.", 2),
        ("ru", "Задержан водитель, изъято 3 кг опия. Его брат также задержан.", 2),
        ("ru", "Полицейские задержали мужчину с 3 кг опия. Ранее он уже был задержан вместе с двумя сообщниками.", 1),
        ("ru", "Задержаны двое мужчин, изъято 3 кг опия. По их словам, груз везли в Ош.", 2),
        ("ru", "Двоих удалось схватить, третий при задержании убит. Изъято 3 кг опия.", 2),
    ],
)
def test_persons_are_counted_once_and_added_where_they_are_others(language, text, arrested):
    assert _seizure(text, language)["arrested"] == arrested


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("en", "Officers found 3 kg of opium at Astara (Azerbaijan) in a lorry coming from Iran.", "AZ-AST"),
        ("en", "Two men were remanded in Baku after 3 kg of opium were found at a post in Bilasuvar.", "AZ-BIL"),
        ("en", "Patrols seized 3 kg of opium from men who waded across the Panj near Ishkashim.", "TJ-GB"),
        ("ru", "Екатеринбургские таможенники нашли 3 кг опия.", "RU-SVE"),
        ("ru", "У побережья Чабахара изъято 3 кг опия.", "IR-11"),
        ("ru", "В районе Пяндж задержаны С. Назаров и А. Гафуров. У Назарова найдено 3 кг опия.", "TJ-KT"),
        ("ru", "На МАПП «Ялама — Самур» найдено 3 кг опия.", "AZ-XAC"),
    ],
)
def test_the_place_is_that_of_the_event(language, text, iso):
    assert _seizure(text, language)["place"]["iso"] == iso


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "Officers found 3 kg of opium among onions.", "food"),
        ("en", "Officers found 3 kg of opium in jars of jam.", "food"),
        ("en", "Three backpacks holding 3 kg of opium were found.", "backpack"),
        ("en", "Under the bath lay two bags with 3 kg of opium.", None),
        ("en", "Officers uprooted 30 cannabis plants in the garden of a house.", None),
        ("ru", "Под двойным дном багажника обнаружено 3 кг опия.", "car-parts"),
        ("ru", "В тайнике дорожной сумки найдено 3 кг опия.", "baggage"),
        ("ru", "В доме из тайника под полом изъято 3 кг опия.", "residence"),
        ("ru", "В коробке с детским питанием она прятала 3 кг опия.", "food"),
        ("en", "Officers found 3 kg of opium in a thermos.", "other"),
        ("en", "3 kg of opium were found in a cardboard box.", "package"),
        ("en", "Police seized 3 kg of opium from a bag carried by a passenger.", "baggage"),
        ("en", "Police seized 3 kg of opium from a car dealer.", None),
        ("ru", "В термосе обнаружено 300 г опия.", "other"),
    ],
)
def test_the_place_of_hiding_is_what_a_preposition_governs(language, text, code):
    found = _seizure(text, language)["concealment"]
    assert (found and found["code"]) == code


@pytest.mark.parametrize(
    ("language", "text", "kilograms"),
    [
        ("en", "Officers found 150 packages of 200 g of khat.", 30),
        ("en", "Officers found nine bundles wrapped in tape, each weighing one kilogram, of opium.", 9),
        ("en", "Officers found 12 kg of ephedra-derived methamphetamine.", 12),
        ("ru", "У подростка нашли кило анаши.", 1),
    ],
)
def test_amounts_of_packages_and_of_one_unit(language, text, kilograms):
    (item,) = _seizure(text, language)["items"]
    assert (item["quantity"], item["unit"]) == (kilograms, "kg")


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        (
            "en",
            "On 12 May 3 kg of opium were found in Osh. A day earlier, 5 kg of hashish were found in Naryn.",
            (12, 11),
        ),
        (
            "en",
            "On 12 May 3 kg of opium were found in Osh. Two days earlier 5 kg of hashish were found in Naryn.",
            (12, 10),
        ),
        ("ru", "13 мая в Оше изъято 3 кг опия. Днём ранее в Нарыне изъято 5 кг гашиша.", (13, 12)),
        ("ru", "13 мая в Оше изъято 3 кг опия. Двумя днями ранее в Нарыне изъято 5 кг гашиша.", (13, 11)),
        ("ru", "Об этом сообщили 13 мая. Днём ранее в Оше изъято 3 кг опия.", (12,)),
    ],
)
def test_a_day_may_be_told_by_how_much_earlier_it_was(language, text, days):
    told = answer(read(text, language=language, published=date(2025, 6, 1)))
    assert [one["date"] for one in told["seizures"]] == [f"2025-05-{day:02d}" for day in days]


@pytest.mark.parametrize(
    ("text", "kind", "normal"),
    [
        ("Посылка RB123456785CN вскрыта.", "parcel", "RB123456785CN"),
        ("Просим проверить абонента 994-55-555-77-12.", "phone", "+994555557712"),
        ("Card no. 5440 81** **** 1234 was used.", "card", "544081******1234"),
        ("Уголовное дело № 12401007140034567 возбуждено.", "case", "12401007140034567"),
        ("Загранпаспорт 75 1234567 изъят.", "passport", "751234567"),
        ("Продавец с ником «king_osh» задержан.", "telegram", "@king_osh"),
    ],
)
def test_identifiers_of_further_forms(text, kind, normal):
    found = [(one.value.kind, one.value.normal) for one in read(text).identifiers]
    assert found == [(kind, normal)]


def test_a_year_behind_a_case_is_no_number_of_it_and_a_wrong_check_digit_no_parcel():
    assert not read("He was arrested in a similar case in 2019.").identifiers
    assert not read("Code RB123456784CN was read.").identifiers
