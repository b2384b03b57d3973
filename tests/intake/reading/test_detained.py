"""Persons detained are counted once each: no age counts, no part of others, however the sentence names them."""

import pytest

from chorsu.intake.reading.detained import detained
from chorsu.intake.reading.reading import read
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View


def _read(text, language):
    return [(one.value.what, one.value.number) for one in detained(View(text), Setting(language))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A 47 year old resident was arrested."),
        ("ru", "Задержали 47 летнего жителя."),
        ("tg", "47 сола шаҳрванд дастгир шуд."),
        ("uz", "47 yoshli fuqaro ushlandi."),
        ("uz", "47 ёшли фуқаро ушланди."),
        ("kk", "47 жастағы тұрғын ұсталды."),
        ("ky", "47 жаштагы тургун кармалды."),
        ("tk", "47 ýaşly raýat tussag edildi."),
        ("az", "47 yaşlı şəxs saxlanılıb."),
        ("fa", "مرد ۴۷ ساله دستگیر شد."),
        ("ps", "۴۷ کلن کس نیول شوی."),
    ],
)
def test_an_age_counts_nobody(language, text):
    assert _read(text, language) == [("arrested", 1)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Six men were arrested, among them two nationals of Georgia."),
        ("en", "Six people, including two women and a teenager, were detained."),
        ("en", "Six suspects were detained, two of them nationals of Georgia."),
        ("ru", "Задержано шесть человек, в том числе двое граждан Грузии."),
        ("ru", "Задержаны шестеро, из них две женщины."),
        ("tg", "6 нафар, аз ҷумла 2 зан дастгир шуданд."),
        ("uz", "6 nafar shaxs, jumladan 2 nafar ayol ushlandi."),
        ("kk", "6 адам, оның ішінде 2 әйел ұсталды."),
        ("ky", "6 адам, анын ичинде 2 аял кармалды."),
        ("tk", "6 adam, şol sanda 2 aýal tussag edildi."),
        ("az", "6 nəfər, o cümlədən 2 qadın saxlanılıb."),
        ("fa", "۶ نفر از جمله ۲ زن دستگیر شدند."),
        ("ps", "۶ کسان د ۲ تنو په ګډون ونیول شول."),
    ],
)
def test_a_part_of_those_counted_is_not_added(language, text):
    assert _read(text, language) == [("arrested", 6)]


def test_others_behind_a_part_are_counted_with_their_own_verb():
    text = "Six people, including two women, were arrested and three men are wanted."
    assert _read(text, "en") == [("arrested", 6), ("wanted", 3)]


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "Two nationals of Georgia were arrested.", "GE"),
        ("en", "The man is a citizen of the Islamic Republic of Iran.", "IR"),
        ("az", "O, İran vətəndaşıdır.", "IR"),
        ("ru", "Задержан гражданин Грузии.", "GE"),
    ],
)
def test_a_country_beside_citizens_is_their_nationality(language, text, code):
    told = read(
        text + {"en": " They had 3 kg of opium.", "ru": " Изъято 3 кг опия."}.get(language, " 3 kq tiryək tapılıb."),
        language=language,
    )
    assert [one.value for one in told.seizures[0].nationalities] == [code]
