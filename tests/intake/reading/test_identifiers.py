"""Identifiers are found in every language of the region, with the check of their kind."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.intake.reading.identifiers import identifiers
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View
from intake.reading.marked import cases, f1


def _read(text, language="", country=None):
    return [
        (found.value.kind, found.quote, found.value.normal)
        for found in identifiers(View(text), Setting(language=language, country=country))
    ]


@pytest.mark.parametrize("part", ["who", "who_second"])
def test_unseen_cases_reach_the_target(part):
    wanted, got = set(), set()
    for case in cases(part):
        found = identifiers(View(case.text), Setting(language=case.language))
        wanted |= {(case.identifier, *value) for value in case.but("person", "org")}
        got |= {(case.identifier, one.start, one.end, one.value.kind) for one in found}
    assert f1(wanted, got) >= 0.97, sorted(wanted ^ got)


@pytest.mark.parametrize(
    ("text", "language", "kind", "quote", "normal"),
    [
        ("Звоните 8 (727) 250-12-34.", "ru", "phone", "8 (727) 250-12-34", "+77272501234"),
        ("Phone: 00992 37 221 44 55", "en", "phone", "00992 37 221 44 55", "+992372214455"),
        ("شماره تماس ۰۷۹۹۱۲۳۴۵۶ است", "ps", "phone", "۰۷۹۹۱۲۳۴۵۶", "+93799123456"),
        ("автомобиль а123вс77 остановлен", "ru", "plate", "а123вс77", "A123BC77"),
        ("Номери 01KG777ABC", "ky", "plate", "01KG777ABC", "01KG777ABC"),
        ("плиты 0707 ТТ 02", "tg", "plate", "0707 ТТ 02", "0707TT02"),
        ("موتر پلیت کابل ۵ ۱۲۳۴۵", "fa", "plate", "کابل ۵ ۱۲۳۴۵", "کابل512345"),
        ("shop at hxxp://a-b[.]example/x?y=1, closed", "en", "url", "hxxp://a-b[.]example/x?y=1",
         "http://a-b.example/x?y=1"),
        ("(https://a.example/b_(c)).", "en", "url", "https://a.example/b_(c)", "https://a.example/b_(c)"),
        ("write to a.b[at]mail[dot]ru", "en", "email", "a.b[at]mail[dot]ru", "a.b@mail.ru"),
        ("see t.me/s/Snow_shop", "en", "telegram", "t.me/s/Snow_shop", "@snow_shop"),
        ("on Instagram @ice.shop.", "en", "instagram", "@ice.shop", "@ice.shop"),
        ("wa.me/992935550102", "en", "whatsapp", "wa.me/992935550102", "+992935550102"),
        ("паспорт серии АА № 1234567", "ru", "passport", "АА № 1234567", "AA1234567"),
        ("рейсом FZ 711 Дубай", "ru", "flight", "FZ 711", "FZ711"),
        ("registration number 06 BKL 412", "en", "plate", "06 BKL 412", "06BKL412"),
        ("a fishing boat, the Noor Jahan, was seen", "en", "vessel", "Noor Jahan", "NOOR JAHAN"),
        ("сухогруз «Волга Пример»", "ru", "vessel", "Волга Пример", "ВОЛГА ПРИМЕР"),
        ("дело № 1-234/2021 передано", "ru", "case", "1-234/2021", "1-234/2021"),
        ("пистолет ПМ, серийный номер РА 1234", "ru", "weapon", "РА 1234", "PA1234"),
        ("IBAN PK36 SCBL 0000 0011 2345 6702", "en", "iban", "PK36 SCBL 0000 0011 2345 6702",
         "PK36SCBL0000001123456702"),
    ],
)  # fmt: skip
def test_each_kind_in_its_usual_writing(text, language, kind, quote, normal):
    assert (kind, quote, normal) in _read(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Изъято 27 кг 350 г гашиша и 12 345 678 таблеток, автомобиль и 1 500 000 сомони.",
        "Seized 1,234,567 tablets from 2020-2022 at 14:30 on 27.01.2024.",
        "Постановление № 123-р от 12.03.2021, статья 234, часть 3; г.Душанбе, ул.Айни, т.е.там.",
        "Numbers rose from 2021 to 2022 by 1 300 500; the phone rang 2 times in 2021.",
    ],
)
def test_amounts_dates_and_articles_are_no_identifiers(text):
    assert _read(text, "ru") == []


def test_a_check_that_fails_is_said_not_hidden():
    right, wrong = identifiers(View("Containers CSQU3054383 and CSQU3054384 arrived."))
    assert (right.value.valid, wrong.value.valid) == (True, False)
    assert wrong.confidence < right.confidence


def test_the_country_of_the_text_decides_whose_local_phone_it_is():
    text = "Телефон: 0700 12 34 56"
    assert _read(text, "ky") == [("phone", "0700 12 34 56", "+996700123456")]
    assert _read(text, "ru", "AF") == [("phone", "0700 12 34 56", "+93700123456")]


def test_a_plate_of_two_states_keeps_the_other_as_an_alternative():
    (plate,) = identifiers(View("The car with plate A 123 BC fled."), Setting(language="en", country="RU"))
    assert plate.value.country == "RU"
    assert {other.country for other in plate.alternatives} == {"KZ"}


_PIECES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["+992 37 235-11-42", "тел. ", "@a_b_c", "hxxps://a[.]b", "паспорт ", "AB 1234567", "4471АВ03", "IMO ", "9074729",
         "CSQU3054383", "رقم ", "۰۷۰۰۱۲۳۴۵۶", "\u200f", "e\u0301", ". ", "\n", "🚗", "İ", "ß", "plate ", "№ "]
    ),
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=12).map("".join)


@given(_TEXTS)
def test_offsets_lead_back_to_the_quote_and_reading_is_deterministic(text):
    found = identifiers(View(text))
    assert all(text[one.start : one.end] == one.quote for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found == identifiers(View(text))


@given(st.sampled_from([case for case in cases("who") if case.values]))
def test_an_unrelated_sentence_changes_nothing(case):
    setting, before, after = Setting(language=case.language), "A quiet day passed. ", "\nNothing else was said."
    alone = [one.value for one in identifiers(View(case.text), setting)]
    amid = [one.value for one in identifiers(View(before + case.text + after), setting)]
    assert alone == amid
