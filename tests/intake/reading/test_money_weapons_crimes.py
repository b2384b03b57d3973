"""Money, weapons, firms and other areas of crime are read beside what was seized."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.crimes import crimes
from chorsu.intake.reading.money import Money, money
from chorsu.intake.reading.organisations import organisations
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View
from chorsu.intake.reading.weapons import Weapon, weapons
from chorsu.vocabulary.manners import manners


@pytest.mark.parametrize(
    ("text", "language", "quote", "wanted"),
    [
        ("valued at some US$7 million.", "en", "US$7 million", Money(7_000_000, "USD")),
        ("paid $4,500 and left", "en", "$4,500", Money(4500, "USD")),
        ("изъято 1,2 млн тенге", "ru", "1,2 млн тенге", Money(1_200_000, "KZT")),
        ("получил $4,500", "ru", "$4,500", Money(4500, "USD")),
        ("12 mln so‘m to‘lagan", "uz", "12 mln so‘m", Money(12_000_000, "UZS")),
        ("۵ میلیون تومان ضبط شد", "fa", "۵ میلیون تومان", Money(5_000_000, "IRT")),
    ],
)
def test_a_sum_has_its_amount_and_currency(text, language, quote, wanted):
    (found,) = money(View(text), Setting(language=language))
    assert (found.quote, found.value) == (quote, wanted)


def test_manat_is_of_the_state_of_the_text_and_the_other_is_kept():
    (found,) = money(View("500 manats were found"), Setting(language="en", country="AZ"))
    assert found.value.currency == "AZN"
    assert [other.currency for other in found.alternatives] == ["TMT"]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("two Kalashnikov rifles and 120 cartridges", "en", [Weapon("rifle", 2), Weapon("ammunition", 120)]),
        ("а также два пистолета и автомат Калашникова", "ru", [Weapon("pistol", 2), Weapon("rifle", None)]),
        ("با دو میل کلاشینکوف و ۵۰ مرمی", "fa", [Weapon("rifle", 2), Weapon("ammunition", 50)]),
        ("2 ta to‘pponcha topildi", "uz", [Weapon("pistol", 2)]),
        ("27 кг гашиша и 3 автомобиля", "ru", []),
    ],
)
def test_weapons_are_counted(text, language, wanted):
    assert [one.value for one in weapons(View(text), Setting(language=language))] == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("combating human trafficking, cybercrime and money laundering", "en",
         ["persons", "cybercrime", "money-laundering"]),
        ("дело о торговле людьми и легализации доходов", "ru", ["persons", "money-laundering"]),
        ("odam savdosiga qarshi", "uz", ["persons"]),
        ("مبارزه با قاچاق انسان و تروریسم", "fa", ["persons", "terrorism"]),
    ],
)  # fmt: skip
def test_other_areas_of_crime_are_named_by_the_codes_of_the_vocabulary(text, language, wanted):
    assert [one.value for one in crimes(View(text), Setting(language=language))] == wanted


def test_every_area_listed_is_one_of_the_vocabulary():
    listed = {row["area"] for language in lexicon.LANGUAGES for row in lexicon.rows(language, "crimes")}
    assert listed <= set(manners("crime_area"))


@pytest.mark.parametrize(
    ("text", "language", "quote", "name"),
    [
        ("Получателем значилось ТОО «Степь Пример».", "ru", "ТОО «Степь Пример»", "ТОО Степь Пример"),
        ("the owner of Steppe Pharm LLP, was charged", "en", "Steppe Pharm LLP", "Steppe Pharm LLP"),
        ("“Namuna Savdo” MChJ rahbari", "uz", "“Namuna Savdo” MChJ", "Namuna Savdo MChJ"),
        ("«Мысал» ЖШС 4 келі", "kk", "«Мысал» ЖШС", "Мысал ЖШС"),
        ("شرکت «نمونه» بود", "fa", "شرکت «نمونه»", "شرکت نمونه"),
    ],
)
def test_a_firm_is_known_by_its_legal_form(text, language, quote, name):
    found = organisations(View(text), Setting(language=language))
    assert [(one.quote, one.value.name, one.value.kind) for one in found] == [(quote, name, "firm")]


def test_what_is_an_agency_already_is_left_alone():
    view, setting = View("The Steppe Academy LLC reported."), Setting(language="en")
    (found,) = organisations(view, setting)
    assert organisations(view, setting, [view.place(found.start, found.end)]) == []


_TEXTS = st.lists(
    st.one_of(st.text(max_size=10), st.sampled_from(["5", " ", "тысяч ", "$", "доллар", "манат", "ООО «", "»", " LLC",
                                                     "rifle", "автомат", "пистолет", "Kalashnikov", "İ", "e\u0301"])),
    max_size=10,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("finder", [money, weapons, crimes, organisations])
@given(text=_TEXTS, language=st.sampled_from(["ru", "uz", "fa", "kk", ""]))
@settings(deadline=None, max_examples=40)
def test_offsets_lead_back_to_the_quote(finder, text, language):
    found = finder(View(text), Setting(language=language))
    assert all(text[one.start : one.end] == one.quote for one in found)
    assert found == finder(View(text), Setting(language=language))
