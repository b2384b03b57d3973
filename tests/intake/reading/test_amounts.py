"""Amounts: compound, in words, with thousands or decimals, with "more than"; what is no amount is left alone."""

import pytest

from chorsu.intake.reading.numbers import numbers
from chorsu.intake.reading.quantities import amounts
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View


def read(text, language):
    return [(*one.value.base, one.value.qualifier) for one in amounts(View(text), Setting(language))]


@pytest.mark.parametrize(
    ("language", "text", "quantity", "unit"),
    [
        ("ru", "3 кг 90 г гашиша", 3.09, "kg"),
        ("ru", "12 тонн 300 кг ангидрида", 12_300, "kg"),
        ("ru", "один килограмм 24 грамма", 1.024, "kg"),
        ("ru", "двадцать пять килограммов", 25, "kg"),
        ("ru", "полкилограмма мака", 0.5, "kg"),
        ("ru", "пол-литра кислоты", 0.5, "l"),
        ("ru", "полторы тонны марихуаны", 1500, "kg"),
        ("ru", "80 тыс. таблеток", 80_000, "tablet"),
        ("ru", "1,2 млн таблеток", 1_200_000, "tablet"),
        ("ru", "18 099,47 грамма", 18.09947, "kg"),
        ("ru", "0,750 кг", 0.75, "kg"),
        ("ru", "27кг опия", 27, "kg"),
        ("ru", "сто двадцать ампул", 120, "ampoule"),
        ("en", "two and a half tonnes", 2500, "kg"),
        ("en", "half a kilo", 0.5, "kg"),
        ("en", "a kilogram and 200 grams", 1.2, "kg"),
        ("en", "3,250 grams", 3.25, "kg"),
        ("en", "5,4 kg", 5.4, "kg"),
        ("en", "1,234,567 tablets", 1_234_567, "tablet"),
        ("en", "three hundred and twenty litres", 320, "l"),
        ("en", "1½ kg", 1.5, "kg"),
        ("tg", "як килограмму дусад грамм", 1.2, "kg"),
        ("tg", "ним килограмм", 0.5, "kg"),
        ("tg", "бисту панҷ кило", 25, "kg"),
        ("uz", "yarim kilogramm", 0.5, "kg"),
        ("uz", "ikki yarim tonna", 2500, "kg"),
        ("uz", "ўн беш килограмм", 15, "kg"),
        ("uz", "5 минг таблетка", 5000, "tablet"),
        ("kk", "жарты келі", 0.5, "kg"),
        ("kk", "он екі килограмм 300 грамм", 12.3, "kg"),
        ("kk", "3 мың ампула", 3000, "ampoule"),
        ("ky", "бир жарым килограмм", 1.5, "kg"),
        ("ky", "жыйырма беш миң таблетка", 25_000, "tablet"),
        ("tk", "ýarym kilogram", 0.5, "kg"),
        ("tk", "iki müň ampula", 2000, "ampoule"),
        ("az", "iki kiloqram yarım", 2.5, "kg"),
        ("fa", "دو کیلو و نیم", 2.5, "kg"),
        ("az", "on iki min tablet", 12_000, "tablet"),
        ("az", "1,5 ton", 1500, "kg"),
        ("fa", "یک و نیم کیلو", 1.5, "kg"),
        ("fa", "۱ تن و ۲۵۰ کیلوگرم", 1250, "kg"),
        ("fa", "۲/۵ کیلوگرم", 2.5, "kg"),
        ("fa", "بیست و پنج هزار قرص", 25_000, "tablet"),
        ("ps", "نیم کیلو", 0.5, "kg"),
        ("ps", "دوه سوه کیلوګرامه", 200, "kg"),
    ],
)
def test_an_amount_in_its_language(language, text, quantity, unit):
    assert [one[:2] for one in read(text, language)] == [(pytest.approx(quantity), unit)]


@pytest.mark.parametrize(
    ("language", "text", "qualifier"),
    [
        ("ru", "более 700 кг", "more than"),
        ("ru", "не менее 5 кг", "at least"),
        ("ru", "около двух килограммов", "about"),
        ("en", "up to 3 kg", "up to"),
        ("en", "an estimated 3 tonnes", "about"),
        ("tg", "зиёда аз 12 кг", "more than"),
        ("uz", "15 кг дан ортиқ", "more than"),
        ("uz", "15 kilogrammdan ortiq", "more than"),
        ("kk", "9 тоннадан астам", "more than"),
        ("ky", "болжол менен 12 килограмм", "about"),
        ("tk", "5 kilogramdan gowrak", "more than"),
        ("az", "5,2 tondan çox", "more than"),
        ("fa", "بیش از ۲۱۰ تن", "more than"),
        ("ps", "لږ تر لږه سل کیلوګرامه", "at least"),
    ],
)
def test_more_than_and_its_like_before_or_behind(language, text, qualifier):
    assert [one[2] for one in read(text, language)] == [qualifier]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "46 свёртков, 5 автомобилей, 1,2 млн тенге, рост на 7 %"),
        ("ru", "5 сентября 2023 г. в городе"),
        ("ru", "задержан 34-летний житель, 1986 года рождения"),
        ("en", "18 packages, US$11 million, 18 per cent, two rifles"),
        ("en", "a joint operation of two agencies"),
        ("kk", "318 ABC 13"),
    ],
)
def test_what_is_no_amount_is_left_alone(language, text):
    assert read(text, language) == []


def test_a_sign_that_nobody_sees_before_a_fraction_parts_nothing():
    assert [one.value for one in numbers(View("7\x1f¼"), "en")] == [7.25]


def test_a_doubtful_comma_keeps_both_readings():
    (one,) = amounts(View("1,236 кг мефедрона"), Setting("ru"))
    assert one.value.quantity == 1.236
    assert [other.quantity for other in one.alternatives] == [1236]
    assert one.confidence < 0.8


def test_nobody_counts_thousandths_of_a_tablet():
    (one,) = amounts(View("1.500 tablet"), Setting("az"))
    assert one.value.quantity == 1500


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "between 60 and 65 kg of opium", (60, "kg", "at least")),
        ("en", "from two to three tonnes of opium", (2000, "kg", "at least")),
        ("en", "OSH, 3 May – Three kilograms of opium", (3, "kg", "")),
        ("ru", "от 6 до 7 кг опия", (6, "kg", "at least")),
        ("ru", "до 7 кг опия", (7, "kg", "up to")),
        ("tg", "аз 6 то 7 кг афюн", (6, "kg", "at least")),
        ("fa", "بین ۶ تا ۷ کیلو تریاک", (6, "kg", "at least")),
        ("az", "12 kq-dan çox həşiş", (12, "kg", "more than")),
        ("uz", "12 kg-dan ortiq gashish", (12, "kg", "more than")),
        ("kk", "12 кг-нан астам гашиш", (12, "kg", "more than")),
        ("ps", "درې دېرش کیلوګرامه", (33, "kg", "")),
        ("ps", "شپږ ویشت کیلو", (26, "kg", "")),
        ("ps", "یو سل او اوه پنځوس کیلوګرامه", (157, "kg", "")),
    ],
)
def test_ranges_in_words_and_endings_hung_on_units(language, text, wanted):
    assert read(text, language) == [wanted]


def test_a_comma_before_and_begins_another_amount():
    assert read("всего 6 килограммов, и 120 граммов масла", "ru") == [(6, "kg", ""), (0.12, "kg", "")]
    assert read("900 sany tramadol, 120 gerdejik", "tk")[-1] == (120, "tablet", "")
