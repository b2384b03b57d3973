"""A place of a text is resolved by its words and by what stands around, in every language of the region."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chorsu.intake.reading.agencies import agencies
from chorsu.intake.reading.lexicon import LANGUAGES
from chorsu.intake.reading.places import places
from chorsu.intake.reading.reading import read
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View
from chorsu.vocabulary.agencies import agencies as listed
from chorsu.vocabulary.agencies import agency
from chorsu.vocabulary.places import country, regions

PUBLISHED = dt.date(2024, 5, 10)
UNSEEN = [json.loads(line) for line in (Path(__file__).parent / "unseen" / "where.jsonl").open(encoding="utf-8")]
PIECES = st.sampled_from(
    [
        "Душанбе",
        "Ош",
        "Osh",
        "«Манас»",
        "аэропорт",
        "району",
        "города",
        "Хатлонской",
        "области",
        "из",
        "в",
        "через",
        "–",
        ",",
        ".",
        "(",
        "МВД",
        "КР",
        "УВД",
        "Toshkent",
        "viloyati",
        "da",
        "Ministry",
        "of",
        "Internal",
        "Affairs",
        "the",
        "GKNB",
        ")",
        "در",
        "ولایت",
        "کابل",
        "شهر",
        "به",
        "ته",
        "کې",
        "Алматы",
        "житель",
        "улица",
        "İ",
        "ß",
        "\u200c",
        "7",
        "Баку",
        "Panj",
        "River",
    ]
)
ANY_TEXT = st.text(max_size=120) | st.lists(PIECES, max_size=25).map(" ".join)
CODES = {one.code for one in regions()}


def setting(language, country=None):
    return Setting(language, published=PUBLISHED, country=country)


def seen(text, language, country=None):
    return [one.value for one in places(View(text), setting(language, country))]


EVENT_PLACES = (
    lambda one: one.role == "at" and bool(one.iso),
    lambda one: one.role == "at" and one.kind != "country",
    lambda one: not one.role and bool(one.iso),
    lambda one: one.role == "part of a name" and bool(one.iso),
    lambda one: one.role == "at",
)
"""Which of the places is that of the event, the likeliest first."""


def event_region(text, language):
    found = seen(text, language)
    return next((one.iso for told in EVENT_PLACES for one in found if told(one)), "")


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("ru", "у села в районе Шамсиддин Шохин", "TJ-KT"),
        ("ru", "на складе Свердловского района Бишкека", "KG-GB"),
        ("ru", "в аэропорту «Манас» задержан мужчина", "KG-C"),
        ("en", "a truck was stopped in Osh", "KG-GO"),
        ("en", "a truck was stopped in Osh region", "KG-O"),
        ("kk", "Түркістан облысындағы ауылда табылды", "KZ-61"),
        ("uz", "Toshkent shahrida aniqlandi", "UZ-TK"),
        ("uz", "Toshkent viloyatida aniqlandi", "UZ-TO"),
        ("ps", "په ګرشک ولسوالۍ کې، د هلمند ولایت", "AF-HEL"),
        ("az", "Bakının Xətai rayonunda", "AZ-BA"),
        ("en", "Police in the Kazakh city of Shymkent seized hashish", "KZ-79"),
        ("en", "near Saravan in Sistan and Baluchestan province", "IR-11"),
        ("tg", "Кормандони милисаи шаҳри Бохтар ёфтанд", "TJ-KT"),
        ("ky", "Чүй облусунун Сокулук районундагы айылда табылды", "KG-C"),
        ("ru", "в порту Туркменбаши обнаружено", "TM-B"),
    ],
)
def test_a_place_lies_in_its_region(language, text, iso):
    assert event_region(text, language) == iso


@pytest.mark.parametrize(
    ("language", "text", "roles"),
    [
        ("ru", "груз следовал из Оша через Бишкек в Алматы", ["from", "via", "to"]),
        ("ru", "рейсом Дели – Стамбул – Душанбе", ["from", "via", "to"]),
        ("ru", "задержан житель города Куляб", ["home"]),
        ("ru", "на границе с Афганистаном изъято", [""]),
        ("ru", "в Ташкенте изъято, везли в Ташкент", ["at", "to"]),
        ("en", "travelling from Termez via Bukhara to Moscow", ["from", "via", "to"]),
        ("tg", "дар Душанбе аз Хуҷанд ба Русия", ["at", "from", "to"]),
        ("uz", "Afg‘onistondan Toshkent orqali Rossiyaga", ["from", "via", "to"]),
        ("kk", "Өзбекстаннан Қырғызстан арқылы Ресейге", ["from", "via", "to"]),
        ("ky", "Ошто Тажикстандан Казакстан аркылуу Орусияга", ["at", "from", "via", "to"]),
        ("tk", "Aşgabatda Eýrandan Russiýa", ["at", "from", ""]),
        ("az", "İrandan Rusiyaya aparılan", ["from", "to"]),
        ("fa", "در کابل از افغانستان به مقصد تهران", ["at", "from", "to"]),
        ("ps", "توکي پاکستان ته وړل کېدل", ["to"]),
    ],
)
def test_words_and_cases_tell_the_role(language, text, roles):
    assert [one.role for one in seen(text, language)] == roles


def test_a_road_between_two_regions_is_one_place_without_a_region():
    (found,) = seen("на трассе Шымкент – Ташкент остановили фургон", "ru")
    assert (found.kind, found.iso, found.role) == ("road", "", "at")


def test_a_name_in_no_table_takes_the_region_that_the_text_names():
    text = "Сурхандарьинская область, Денауский район. В доме посёлка Неведомка найдено 2 кг."
    (unknown,) = [one for one in seen(text, "ru") if one.name_en == "Неведомка"]
    assert (unknown.kind, unknown.id, unknown.iso) == ("settlement", "", "UZ-SU")


def test_the_publisher_decides_between_namesakes():
    assert seen("в городе Файзабад", "ru", "AF")[0].country == "AF"
    assert seen("в городе Файзабад", "ru", "TJ")[0].country == "TJ"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "фирма «Ташкент» и операция «Кара-дори» на улице Ташкентской"),
        ("ru", "задержан Рустам Каримов"),
        ("en", "valued at some US$7 million"),
    ],
)
def test_what_is_no_place_of_the_event_has_no_role_of_one(language, text):
    assert not [one for one in seen(text, language) if one.role not in {"part of a name", ""}]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("tg", "аз Қазон ба Маскав мебурданд", [("RU-TA", "from"), ("RU-MOW", "to")]),
        ("uz", "Hirotdan Olmaotaga", [("AF-HER", "from"), ("KZ-75", "to")]),
        ("kk", "Қабылдан Мәскеуге", [("AF-KAB", "from"), ("RU-MOW", "to")]),
        ("ky", "Дүйшөмбүдөн Кожентке", [("TJ-DU", "from"), ("TJ-SU", "to")]),
        ("tk", "Hyratdan Bakuwa", [("AF-HER", "from"), ("AZ-BA", "to")]),
        ("az", "Kabildən Həştərxana", [("AF-KAB", "from"), ("RU-AST", "to")]),
        ("fa", "از باکو به مسکو", [("AZ-BA", "from"), ("RU-MOW", "to")]),
        ("en", "meant for customers in Kazan", [("RU-TA", "to")]),
        ("en", "to be handed to a buyer in Omsk", [("RU-OMS", "to")]),
        ("ru", "поездом из Казани, покупателям в Омске", [("RU-TA", "from"), ("RU-OMS", "to")]),
    ],
)
def test_cities_by_their_names_in_each_language(language, text, found):
    assert [(one.iso, one.role) for one in seen(text, language)] == found


def test_a_village_of_a_name_that_is_common_lies_in_the_district_beside_it():
    (found,) = seen("дар деҳаи Навободи ноҳияи Исфара", "tg")
    assert (found.iso, found.role) == ("TJ-SU", "at")


@pytest.mark.parametrize("case", UNSEEN, ids=lambda case: case["id"])
def test_the_region_of_an_unseen_notice(case):
    if case["iso"]:
        assert event_region(case["text"], case["lang"]) == case["iso"]
    else:
        assert case["country"] in {one.country for one in seen(case["text"], case["lang"])}


def test_roles_and_agencies_of_unseen_notices():
    right, wanted = Counter(), Counter()
    slots = (("departure", "from"), ("transit", "via"), ("destination", "to"), ("home", "home"))
    for case in UNSEEN:
        view = View(case["text"])
        found = places(view, setting(case["lang"]))
        for slot, role in slots:
            if case[slot]:
                wanted["route"] += 1
                right["route"] += any(one.value.role == role and case[slot] in one.quote for one in found)
        if case["agency"]:
            wanted["agency"] += 1
            right["agency"] += case["agency"] in {one.value.code for one in agencies(view, setting(case["lang"]))}
    assert right["route"] >= 0.9 * wanted["route"]
    assert right["agency"] >= 0.9 * wanted["agency"]


@pytest.mark.parametrize(
    ("language", "text", "quote", "code"),
    [
        ("ru", "сотрудники УБНОН МВД Таджикистана", "УБНОН МВД Таджикистана", "tj-mia"),
        (
            "ru",
            "так сказали в пресс-службе ГКНБ Кыргызстана.",
            "пресс-службе ГКНБ Кыргызстана",
            "kg-scns",
        ),
        ("ru", "вчера в УВД Навоийской области", "УВД Навоийской области", ""),
        ("en", "an officer of the Shymkent City Police Department", "the Shymkent City Police Department", ""),
        ("en", "Experts of Tajikistan's Customs Service", "Tajikistan's Customs Service", "tj-customs"),
        (
            "tg",
            "дар Вазорати корҳои дохилии Тоҷикистон гуфтанд",
            "Вазорати корҳои дохилии Тоҷикистон",
            "tj-mia",
        ),
        ("kk", "Атырауда Ұлттық қауіпсіздік комитеті тапты", "Ұлттық қауіпсіздік комитеті", "kz-nsc"),
        ("en", "Kazakh police found a van", "Kazakh police", ""),
        ("en", "two Tajik customs officers looked into it", "Tajik customs officers", ""),
        ("en", "the police of Kazakhstan", "the police of Kazakhstan", ""),
        ("kk", "Қостанай облысының полицейлері тапты", "Қостанай облысының полицейлері", ""),
        ("tk", "Aşgabat şäherinde Milli howpsuzlyk ministrligi", "Milli howpsuzlyk ministrligi", "tm-mns"),
    ],
)
def test_an_agency_is_read_to_the_end_of_its_name(language, text, quote, code):
    found = [(one.quote, one.value.code) for one in agencies(View(text), setting(language))]
    assert (quote, code) in found


def test_a_name_of_several_states_keeps_the_others():
    (found,) = agencies(View("сообщили в МВД"), setting("ru"))
    assert found.confidence <= 0.5
    assert "kz-mia" in {found.value.code, *(one.code for one in found.alternatives)}
    (found,) = agencies(View("сообщили в МВД"), setting("ru", "KZ"))
    assert found.value.code == "kz-mia"


def test_every_agency_of_the_table_is_found_by_its_names():
    for one in listed():
        assert not one.country or country(one.country).known
        for language, names in one.names.items():
            for name in names:
                found = agencies(View(name), setting(language, one.country or None))
                codes = {code.code for value in found for code in (value.value, *value.alternatives)}
                assert one.code in codes, (one.code, name, found)
    assert agency("tj-dca").country == "TJ"


@settings(deadline=None)
@given(ANY_TEXT, st.sampled_from([*LANGUAGES, ""]), st.sampled_from([None, "TJ", "KZ"]))
def test_places_never_raise_and_are_what_their_quote_says(text, language, land):
    view = View(text)
    for finder in (places, agencies):
        found = finder(view, setting(language, land))
        assert found == finder(View(text), setting(language, land))
        assert all(text[one.start : one.end] == one.quote for one in found)
    assert all(one.value.iso in CODES | {""} for one in places(view, setting(language, land)))


@given(st.sampled_from(UNSEEN))
def test_a_sentence_more_changes_no_place(case):
    before = places(View(case["text"]), setting(case["lang"]))
    assert places(View(case["text"] + "\n\nXyz."), setting(case["lang"])) == before


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("د ننګرهار په ولایت کې ۵ کیلوګرامه هیروین ونیول شول.", [("ننګرهار په ولایت", "Nangarhar")]),
        (
            "د هلمند په ولایت کې پولیسو د لښکرګاه په ښار کې ۵ کیلوګرامه هیروین ونیول.",
            [("هلمند په ولایت", "Helmand"), ("لښکرګاه په ښار", "Lashkar Gāh")],
        ),
        ("د کندهار د ولایت په مرکز کې ۵ کیلوګرامه چرس ونیول شول.", [("کندهار د ولایت", "Kandahar")]),
    ],
)
def test_a_pashto_preposition_is_no_place(text, names):
    found = places(View(text), Setting("ps", published=PUBLISHED))
    assert [(one.quote, one.value.name_en) for one in found] == names


def test_the_town_is_more_telling_than_its_province():
    text = "د هلمند په ولایت کې پولیسو د لښکرګاه په ښار کې ۵ کیلوګرامه هیروین ونیول."
    (seizure,) = read(text, language="ps").seizures
    assert seizure.place.value.name_en == "Lashkar Gāh"


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "The Republic"),
        ("ru", "Республики"),
        ("az", "Respublikasından"),
        ("uz", "Respublikasidan"),
        ("uz", "Республикасидан"),
        ("kk", "Республикасынан"),
        ("ky", "Республикасынан"),
        ("tk", "Respublikasyndan"),
        ("tg", "Ҷумҳурии"),
        ("fa", "جمهوری"),
        ("ps", "جمهوریت"),
    ],
)
def test_a_bare_republic_names_no_place(language, word):
    assert not places(View(f"{word}."), Setting(language))


@pytest.mark.parametrize(
    ("language", "before", "name", "country"),
    [
        ("en", "from the ", "Kyrgyz Republic", "KG"),
        ("en", "from the ", "Republic of Kazakhstan", "KZ"),
        ("en", "from the ", "Republic of Uzbekistan", "UZ"),
        ("en", "from the ", "Russian Federation", "RU"),
        ("en", "from the ", "People's Republic of China", "CN"),
        ("en", "from the ", "Islamic Emirate of Afghanistan", "AF"),
        ("ru", "из ", "Исламской Республики Иран", "IR"),
        ("ru", "из ", "Исламского Эмирата Афганистан", "AF"),
        ("az", "", "İran İslam Respublikasından", "IR"),
        ("az", "", "Özbəkistan Respublikasından", "UZ"),
        ("az", "", "Çin Xalq Respublikasından", "CN"),
        ("uz", "", "Eron Islom Respublikasidan", "IR"),
        ("uz", "", "Qozog'iston Respublikasidan", "KZ"),
        ("uz", "", "Тожикистон Республикасидан", "TJ"),
        ("kk", "", "Ресей Федерациясынан", "RU"),
        ("kk", "", "Өзбекстан Республикасынан", "UZ"),
        ("ky", "", "Тажикстан Республикасынан", "TJ"),
        ("ky", "", "Кытай Эл Республикасынан", "CN"),
        ("tk", "", "Gyrgyz Respublikasyndan", "KG"),
        ("tk", "", "Eýran Yslam Respublikasyndan", "IR"),
        ("tg", "аз ", "Федератсияи Россия", "RU"),
        ("tg", "аз ", "Ҷумҳурии Исломии Эрон", "IR"),
        ("fa", "از ", "امارت اسلامی افغانستان", "AF"),
        ("fa", "از ", "جمهوری خلق چین", "CN"),
        ("ps", "د ", "پاکستان اسلامي جمهوریت", "PK"),
        ("ps", "د ", "افغانستان اسلامي امارت", "AF"),
    ],
)
def test_the_full_name_of_a_state_is_the_state(language, before, name, country):
    found = places(View(f"{before}{name}."), Setting(language))
    assert [(one.quote, one.value.kind, one.value.country) for one in found] == [(name, "country", country)]
