"""Amounts with thousands in a word, and two amounts of one substance of which one leaves it out."""

from datetime import date

import pytest

from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.reading import read


def _items(text, language):
    (seizure,) = answer(read(text, language=language, published=date(2025, 6, 1)))["seizures"]
    return seizure["items"]


@pytest.mark.parametrize(
    ("language", "text", "quantity"),
    [
        ("ru", "В Оше изъято 2 тысячи 400 таблеток трамадола.", 2400),
        ("ru", "Изъято 12 тыс. 350 таблеток экстази.", 12350),
        ("ru", "Изъято две тысячи 400 таблеток трамадола.", 2400),
        ("uz", "Toshkentda 2 ming 400 dona tramadol tabletkasi olib qo‘yildi.", 2400),
        ("uz", "Тошкентда 2 минг 400 дона трамадол таблеткаси олиб қўйилди.", 2400),
        ("uz", "Buxoroda 3 ming 150 dona ekstazi tabletkasi topildi.", 3150),
        ("kk", "Шымкентте 2 мың 400 дана трамадол таблеткасы тәркіленді.", 2400),
        ("ky", "Ошто 2 миң 400 даана трамадол таблеткасы алынды.", 2400),
        ("tk", "Maryda 1 müň 200 sany tramadol tabletkasy alyndy.", 1200),
        ("az", "Bakıda 2 min 400 ədəd tramadol həbi götürülüb.", 2400),
        ("fa", "در مشهد ۲ هزار و ۴۰۰ قرص ترامادول کشف شد.", 2400),
        ("fa", "در کرمان ۱۵ هزار و ۲۵۰ عدد قرص ترامادول کشف شد.", 15250),
        ("tg", "Дар Хуҷанд ду ҳазору 400 ҳаб трамадол мусодира шуд.", 2400),
        ("tg", "Дар Хуҷанд 2 ҳазору 400 ҳаб трамадол мусодира шуд.", 2400),
        ("tg", "Дар Кӯлоб 3 ҳазор ва 150 дона ҳаби экстазӣ мусодира шуд.", 3150),
        ("en", "Police found 2 thousand 400 tramadol tablets in Osh.", 2400),
    ],
)
def test_digits_go_on_with_thousands_told_in_a_word(language, text, quantity):
    assert [one["quantity"] for one in _items(text, language)] == [quantity]


@pytest.mark.parametrize(
    ("language", "text", "lots"),
    [
        (
            "en",
            "Police found 18 grams in the jacket and another 1 kg 140 g of mephedrone at home.",
            [("mephedrone", 0.018), ("mephedrone", 1.14)],
        ),
        (
            "en",
            "Officers found 1.2 kg of hashish in the car and another 300 grams in the garage.",
            [("cannabis-resin", 1.2), ("cannabis-resin", 0.3)],
        ),
        (
            "en",
            "They recovered 40 tablets from his pocket and a further 900 ecstasy tablets from his flat.",
            [("mdma", 40), ("mdma", 900)],
        ),
        (
            "ru",
            "В куртке нашли 18 граммов, а дома ещё 1 кг 140 г мефедрона.",
            [("mephedrone", 0.018), ("mephedrone", 1.14)],
        ),
        ("ru", "При нём нашли 2 грамма, ещё 45 граммов героина – в квартире.", [("heroin", 0.002), ("heroin", 0.045)]),
        (
            "ru",
            "В машине обнаружили 1,2 кг гашиша, а в гараже – ещё 300 граммов.",
            [("cannabis-resin", 1.2), ("cannabis-resin", 0.3)],
        ),
        (
            "uz",
            "Cho‘ntagidan 18 gramm, uyidan yana 1 kg 140 gramm mefedron topildi.",
            [("mephedrone", 0.018), ("mephedrone", 1.14)],
        ),
        ("uz", "Чўнтагидан 18 грамм, уйидан яна 1 кг 140 грамм героин топилди.", [("heroin", 0.018), ("heroin", 1.14)]),
        (
            "kk",
            "Қалтасынан 18 грамм, үйінен тағы 1 кг 140 грамм мефедрон табылды.",
            [("mephedrone", 0.018), ("mephedrone", 1.14)],
        ),
        (
            "ky",
            "Чөнтөгүнөн 18 грамм, үйүнөн дагы 1 кг 140 грамм мефедрон табылды.",
            [("mephedrone", 0.018), ("mephedrone", 1.14)],
        ),
        (
            "tg",
            "Аз кисааш 18 грамм ва аз хонааш боз 1 кг 140 грамм героин ёфт шуд.",
            [("heroin", 0.018), ("heroin", 1.14)],
        ),
        ("tk", "Jübüsinden 18 gram, öýünden ýene 1 kg 140 gram geroin tapyldy.", [("heroin", 0.018), ("heroin", 1.14)]),
        ("az", "Cibindən 18 qram, evindən daha 1 kq 140 qram heroin tapılıb.", [("heroin", 0.018), ("heroin", 1.14)]),
        (
            "fa",
            "از جیب وی ۱۸ گرم و از خانه‌اش ۱ کیلو و ۱۴۰ گرم دیگر هروئین کشف شد.",
            [("heroin", 0.018), ("heroin", 1.14)],
        ),
        ("ru", "Изъято 5 кг героина и 300 граммов гашиша.", [("heroin", 5), ("cannabis-resin", 0.3)]),
        (
            "en",
            "Officers found 3 kg of opium in a lorry carrying 18 tonnes of onions and another 2 kg of heroin.",
            [("opium", 3), ("heroin", 2)],
        ),
        ("ru", "В грузе лука весом 18 тонн нашли 3 кг опия и ещё 2 кг героина.", [("opium", 3), ("heroin", 2)]),
    ],
)
def test_one_of_two_amounts_leaves_the_substance_out(language, text, lots):
    assert [(one["substance"], one["quantity"]) for one in _items(text, language)] == lots
