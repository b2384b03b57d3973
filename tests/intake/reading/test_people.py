"""Mentions of one person are joined; mentions that could be of two people are not."""

import pytest

import realdata
from chorsu.intake.reading.people import people
from chorsu.intake.reading.persons import Person, persons
from chorsu.intake.reading.values import Setting, Value
from chorsu.intake.reading.views import View


def _mentions(*names):
    return [
        Value(Person(name=name, family=family), number, number, "")
        for number, (name, family) in enumerate(names)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Nazarzoda Farhod Latif", "Nazarzoda"), ("F. Nazarzoda", "Nazarzoda")),
        (("Serdar Annayevich Berdyev", "Berdyev"), ("Berdyev Serdar Annayevich", "Berdyev")),
        (("Йўлчиев Ғолиб", "Йўлчиев"), ("G‘olib Yo‘lchiyev", "Yo‘lchiyev")),
        (("Farhod Nazarzoda", "Nazarzoda"), ("Фарҳод Назарзода", "Назарзода")),
        (("Арман Тлеуов", "Тлеуов"), ("Тлеуов", "Тлеуов")),
    ],
)
def test_orders_initials_and_alphabets_are_joined(one, other):
    assert [someone.mentions for someone in people(_mentions(one, other))] == [(0, 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Rustam Karimov", "Karimov"), ("S. Karimov", "Karimov")),
        (("Rustam Karimov", "Karimov"), ("Rustam Nazarov", "Nazarov")),
        (("Карим Каримов", "Каримов"), ("Карим Назаров", "Назаров")),
    ],
)
def test_other_people_are_not_joined(one, other):
    assert len(people(_mentions(one, other))) == 2


def test_a_name_that_fits_two_people_is_joined_to_neither():
    found = people(_mentions(("Rustam Karimov", "Karimov"), ("Ravshan Karimov", "Karimov"), ("R. Karimov", "Karimov")))
    assert [someone.mentions for someone in found] == [(0,), (1,), (2,)]
    assert [someone.unsure for someone in found] == [(2,), (2,), ()]


def test_the_page_of_news_has_its_sixteen_people():
    page = realdata.shared_data("page/centre_news_page_12_of_39.txt")
    mentions = persons(View(page.read_text(encoding="utf-8")), Setting(language="en"))
    found = people(mentions)
    assert len(mentions) >= 20
    assert len(found) == 16
    assert all(someone.role and someone.titles for someone in found)
    director = next(someone for someone in found if someone.name == "Miralizoda Rustam Aziz")
    assert {mentions[number].quote for number in director.mentions} >= {"R. Miralizoda", "R.Miralizoda"}
